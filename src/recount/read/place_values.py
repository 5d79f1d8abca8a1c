"""What a place is worth by its own words: names by level as the text gives or surely implies them, and a point.

What the rest of the document adds is in `place_around.py`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from recount.codebook.folding import fold
from recount.codebook.place_words import Back
from recount.read.place_context import Context
from recount.read.place_meanings import Meaning, names_units
from recount.read.place_names import is_placed
from recount.read.place_unnamed import Unnamed, site_before
from recount.records import Candidate, Sentence, Where

_DATELINE = re.compile(r"(?: ?\([^()\n]{2,30}\)| ?[,:][^.\n]{0,30})? ?(?:--|—|–) ?|\s\([A-Z][\w ]{1,20}\)")
_OPENING = re.compile(r"[A-Z][\w.’' -]{1,30}(?:, ?[A-Z][\w.’' ]{1,30})?(?: ?\([^()\n]{2,30}\))? ?(?:--|—|–) ?")
_CHAINED, _ALONE, _FRAMED, _GUESSED, _VAGUE = 0.9, 0.75, 0.6, 0.4, 0.3
_MOST_CANDIDATES = 5


@dataclass(frozen=True, slots=True)
class Draft:
    """A place as its own words give it, before the rest of the document fills it in.

    `open` tells that it may be filled in, `back` what it points back at where it has no name.
    """

    where: Where
    start: int
    end: int
    sentence: int
    open: bool
    confidence: float
    back: Back | None = None


def draft(text: str, meanings: Sequence[Meaning], sentence: Sentence, context: Context) -> Draft:
    """The place of one chain by itself, with the site before it ("a market in")."""
    start, end = min(m.piece.first for m in meanings), max(m.piece.last for m in meanings)
    smallest = next((m for m in meanings if m.candidate and not m.piece.near), None)
    names, country = _names(text, meanings), _country(meanings, context)
    if "district" in names and "locality" not in names and not smallest and not names_units(country):
        names["site"] = names.pop("district")
    province = smallest.candidate.province if smallest and smallest.candidate else None
    if province and country:
        names.setdefault("province", context.spelt(country, province))
    confidence = _confidence(text, meanings, sentence)
    site = site_before(text, sentence.start, start)
    if site:
        start, names["site"] = site[0], _joined(site[1], names.get("site"))
    where = Where(
        site=names.get("site"),
        locality=names.get("locality"),
        district=names.get("district"),
        province=names.get("province"),
        country=country,
        words=text[start:end],
        reason="; ".join(meaning.reason for meaning in meanings),
    )
    local = smallest is None or meanings[0].candidate is None
    return Draft(_with_point(where, meanings), start, end, sentence.number, local, confidence)


def _names(text: str, meanings: Sequence[Meaning]) -> dict[str, str]:
    """The names by level, a second town of one chain being a site within the larger."""
    names: dict[str, str] = {}
    for meaning in meanings:
        piece, level = meaning.piece, meaning.level
        if level == "country" or piece.near:
            continue
        if level == "site":
            names["site"] = _joined(names.get("site"), piece.words if piece.before else text[piece.start : piece.last])
            if meaning.candidate and not any(larger.level == "locality" for larger in meanings):
                names.setdefault(meaning.candidate.level, _town(piece.words, meaning.candidate))
        elif level == "locality" and "locality" in names:
            names["site"], names["locality"] = _joined(names.get("site"), names["locality"]), piece.words
        else:
            names.setdefault(level, piece.words)
    return names


def _joined(small: str | None, large: str | None) -> str:
    return ", ".join(filter(None, (small, large)))


def _town(words: str, candidate: Candidate) -> str:
    """The town's own words in the name of a building that is called after it."""
    parts = words.split()
    beginnings = [" ".join(parts[:length]) for length in range(len(parts), 0, -1)]
    return next((name for name in beginnings if fold(name) == fold(candidate.name)), parts[0])


def _country(meanings: Sequence[Meaning], context: Context) -> str | None:
    """The country of the largest place known, or the one an adjective names, or the document's own."""
    known = next((meaning.candidate.country for meaning in reversed(meanings) if meaning.candidate), None)
    told = next((meaning.piece.country for meaning in meanings if meaning.piece.country), None)
    return known or told or context.main()


def _with_point(where: Where, meanings: Sequence[Meaning]) -> Where:
    """The place with the point of the smallest place known; further off where the text says only that it is near."""
    known = sorted((m for m in meanings if m.candidate), key=lambda meaning: meaning.piece.near)
    if not known:
        return where
    chosen, near = known[0].candidate, known[0].piece.near
    if chosen is None:
        return where
    return replace(
        where,
        latitude=chosen.latitude,
        longitude=chosen.longitude,
        radius_km=wider(chosen.radius_km) if near else chosen.radius_km,
        candidates=known[0].ranked[:_MOST_CANDIDATES],
    )


def is_dateline(text: str, start: int, end: int) -> bool:
    """Whether words only tell where the report was written: "KABUL" or "Afghanistan" in "KABUL, Afghanistan -- "."""
    line = text.rfind("\n", 0, start) + 1
    opening = _OPENING.match(text, line)
    if opening is not None:
        return end <= opening.end()
    return start == line and _DATELINE.match(text, end) is not None


def wider(radius: float | None) -> float | None:
    """A place that only lies somewhere around another is further off than that place itself."""
    return None if radius is None else max(10.0, 1.5 * radius)


def _confidence(text: str, meanings: Sequence[Meaning], sentence: Sentence) -> float:
    """How sure it is that the place of an event is meant: little for datelines and for countries that act."""
    piece = meanings[0].piece
    if all(meaning.candidate is None for meaning in meanings):
        return _FRAMED if any(meaning.piece.kind for meaning in meanings) else _GUESSED
    if piece.first == sentence.start and _DATELINE.match(text, max(m.piece.last for m in meanings)):
        return _VAGUE
    if len(meanings) > 1 or piece.kind:
        return _CHAINED
    if meanings[0].level == "country" and not is_placed(text, piece.first):
        return _GUESSED
    return _ALONE


def unnamed_draft(text: str, unnamed: Unnamed, sentence: Sentence) -> Draft:
    """Words that point back at a place or name a mere site, still to be filled in."""
    words = text[unnamed.start : unnamed.end]
    where = Where(site=unnamed.words or None, words=words, reason=f"{words!r} has no name")
    return Draft(where, unnamed.start, unnamed.end, sentence.number, True, _VAGUE, unnamed.back)
