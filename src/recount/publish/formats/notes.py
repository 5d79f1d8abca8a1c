"""Words for notes and sources: a neutral summary, one sentence of evidence, and speakers by their office alone."""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from recount.codebook.actors import load_actors
from recount.codebook.counting import load_counting
from recount.codebook.countries import countries_by_word
from recount.codebook.outlets import load_outlets
from recount.publish import words
from recount.publish.formats.facts import country_name, documents, when_of, where_of
from recount.publish.lines import who_on_whom
from recount.publish.report import Material
from recount.publish.sentence import around
from recount.records import Document, Incident, Speaker

MOST_OF_A_SENTENCE = 300
A_PERSON = "a person named in the report"


def summary(incident: Incident) -> str:
    """What is known in one neutral sentence, with the ranges told and the stance of each accusation and claim."""
    tolls = [
        f"{field} {words.range_words(found)}"
        for field in ("killed", "wounded")
        if (found := words.total(incident, field))
    ]
    sides = [who_on_whom(incident)] if incident.perpetrators or incident.targets else []
    head = f"{words.type_words(incident.type)}, {place_words(incident)}, {words.when_words(when_of(incident))}"
    return f"{'; '.join([head, *tolls, *sides])}. Grade: {incident.grade}."


def place_words(incident: Incident) -> str:
    """The place from small to large, with the country's name."""
    where, name = where_of(incident), country_name(incident)
    return words.where_words(where, {where.country: name} if where.country and name else None)


def rivals(incident: Incident) -> str:
    """The values that cannot all be right: "killed: 61 or 65"."""
    return "; ".join(
        f"{item.field}: {' or '.join(value for value, _ in item.sides)}" for item in incident.disagreements
    )


def evidence(incident: Incident, material: Material) -> str:
    """One sentence that names the event, out of the report whose news it is, cut where it is long."""
    reports = [material.reports[key] for key in incident.reports if key in material.reports]
    shown = sorted((one for one in reports if one.triggers), key=lambda one: (not one.focus, one.id))
    if not shown:
        return ""
    span, document = shown[0].triggers[0], material.documents[shown[0].document]
    return one_line("".join(around(document.text, span.start, span.end)))


def one_line(text: str) -> str:
    """A text on one line, cut at a word."""
    line = " ".join(text.split())
    return line if len(line) <= MOST_OF_A_SENTENCE else f"{line[:MOST_OF_A_SENTENCE].rsplit(' ', 1)[0]} …"


def notes(incident: Incident, material: Material) -> str:
    """Summary, rival values and one sentence of evidence."""
    differing, sentence = rivals(incident), evidence(incident, material)
    parts = [
        summary(incident),
        f"Reports differ: {differing}." if differing else "",
        f"“{sentence}”" if sentence else "",
    ]
    return " ".join(part for part in parts if part)


def outlets(incident: Incident, material: Material) -> tuple[str, ...]:
    """Who published, each once; the document's name where no outlet is known."""
    return tuple(dict.fromkeys(one.outlet or one.name for one in documents(incident, material)))


def citation(document: Document) -> str:
    """A document as a source: outlet, day, headline."""
    day = document.published.day
    parts = (
        document.outlet or document.name,
        day.isoformat() if day else "",
        f"“{document.title}”" if document.title else "",
    )
    return one_line(", ".join(part for part in parts if part))


def speakers(said: Iterable[Speaker | None]) -> tuple[str, ...]:
    """The offices and organisations that speak; persons are not named."""
    return tuple(dict.fromkeys(office(one) for one in said if one is not None))


def office(speaker: Speaker) -> str:
    """The office or organisation a speaker stands for, without the names of people."""
    actors, outlet = load_actors(), load_outlets().find(speaker.voice)
    known = actors.canonical(speaker.voice) or actors.canonical(actors.voice(speaker.voice))
    if known is not None:
        return known.name
    if outlet is not None:
        return outlet.name
    kept = [word for word in speaker.voice.split() if _names_nobody(word)]
    return " ".join(kept) if any(plain in _offices() for plain in map(_plain, kept)) else A_PERSON


def _names_nobody(word: str) -> bool:
    return word.islower() or _plain(word) in _offices() or _bare(word) in countries_by_word()


def _plain(word: str) -> str:
    return _bare(word).casefold()


def _bare(word: str) -> str:
    return re.sub(r"[’']s$|[^\w-]+$", "", word)


@cache
def _offices() -> frozenset[str]:
    counting = load_counting()
    listed: Sequence[str] = (*counting.authorities, *counting.roles, *counting.eyewitnesses)
    return frozenset(word for entry in listed for word in entry.split()) - {
        "who",
        "one",
        "two",
        "the",
        "for",
        "an",
        "of",
    }
