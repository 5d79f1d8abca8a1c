"""Whose doing a figure counts ("nationalist groups carried out 80 attacks"), and who counted it ("X recorded 229")."""

import re
from collections.abc import Sequence

from recount.codebook.actors import load_actors
from recount.codebook.voices import voice
from recount.read.actors import find_actors
from recount.read.aggregate_figures import Figure
from recount.read.aggregate_scope import Setting
from recount.records import Span, Speaker

_ARMED = frozenset({"armed group", "criminal group", "state force", "government", "international"})
_DOES = re.compile(
    r"\s+(?:(?:has|have|had|also|alone|reportedly)\s+){0,3}"
    r"(?:carried out|carries out|carry out|launched|conducted|perpetrated|staged|committed|"
    r"claimed|mounted|executed|killed|wounded|injured)\s+(?:\S+\s+){0,2}\Z"
)
_BY = re.compile(
    r"(?:\s+\S+){0,4}?\s+(?:claimed|perpetrated|committed|staged|launched|conducted|carried out)?\s*by\s+(?:the\s+)?\Z"
)
_GROUPS = re.compile(
    r"((?:[A-Za-z][\w-]{1,20}\s+){1,3}(?:groups?|outfits?|organi[sz]ations?|militias?|gangs?|insurgents|militants|rebels))\Z"
)
_COUNTS = re.compile(
    r"\b(?P<who>(?:[A-Z][\w'’&-]{1,25}\s+(?:(?:for|of|and|the|on|in)\s+){0,2}){1,9}?(?:[A-Z][\w'’&-]{1,25}))(?:\s*\([A-Z]{2,8}\))?,?\s+"
    r"(?:(?:has|have|had|also)\s+){0,2}(?:counted|recorded|documented|registered|tallied|logged)\s+(?:[\w-]+\s+){0,3}\Z"
)
_AROUND, _BESIDE = 160, 40


def actor_of(setting: Setting, figure: Figure, beside: Sequence[Figure]) -> str | None:
    """Who did what is counted, by the one name of the codebook or, where no name is told, as described.

    `beside` are the figures of its sentence.
    """
    sentence = setting.sentences[figure.sentence]
    start = max(sentence.start, figure.span.start - _AROUND)
    named = [
        a for a in find_actors(setting.text, [sentence], load_actors(), country=setting.country) if a.kind in _ARMED
    ]
    before = [
        a for a in named if start <= a.span.start and _DOES.fullmatch(setting.text, a.span.end, figure.span.start)
    ]
    after = [a for a in named if _BY.fullmatch(setting.text, figure.span.end, a.span.start)]
    if before or after:
        return (before or after)[0].name
    does = _DOES.search(setting.text, start, figure.span.start)
    described = _GROUPS.search(setting.text, start, does.start()) if does else None
    if described:
        return " ".join(described.group(1).split()).lower()
    return _of_the_events(setting, figure, beside) if figure.kind == "people" else None


def _of_the_events(setting: Setting, figure: Figure, beside: Sequence[Figure]) -> str | None:
    """The actor of the attacks that a count of people hangs on: "carried out 171 attacks in which 449 were killed"."""
    events = [other for other in beside if other.measure == "incidents" and other.span.end <= figure.span.start]
    return actor_of(setting, events[-1], beside) if events else None


def counted_by(setting: Setting, figure: Figure, beside: Sequence[Figure]) -> Speaker | None:
    """The institute that is the subject of a counting: "the Observatory documented 12 deaths and 30 arrests"."""
    sentence = setting.sentences[figure.sentence]
    near = [other for other in beside if 0 <= figure.span.start - other.span.end <= _BESIDE]
    for one in (figure, *near):
        found = _COUNTS.search(setting.text, max(sentence.start, one.span.start - _AROUND), one.span.start)
        if found is not None:
            start, end = found.span("who")
            span = Span(start=start, end=end, quote=setting.text[start:end])
            return Speaker(span=span, voice=voice(span.quote, setting.country))
    return None
