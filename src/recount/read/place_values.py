"""What a mention of a place is worth: names by level as the text gives or surely implies them, with coordinates and reasons.

A local name ("the Karrada neighbourhood", "a checkpoint") takes its town, district and province from what is named around it.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from recount.codebook.countries import load_countries
from recount.codebook.folding import fold
from recount.read.place_context import Context
from recount.read.place_meanings import Meaning, names_units
from recount.read.place_unnamed import Back, Unnamed, site_before
from recount.records import Candidate, Level, Mention, Sentence, Span, Where

_ORDER: tuple[Level, ...] = ("site", "locality", "district", "province", "country")
_BACK, _REACH, _MEMORY = 4, 8, 12
_VAGUE = 0.3
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
    names = _names(text, meanings)
    smallest = next((m for m in meanings if m.candidate and not m.piece.near), None)
    nearest = smallest or next((m for m in meanings if m.candidate), None)
    country = next((m.candidate.country for m in reversed(meanings) if m.candidate), None)
    country = country or next((m.piece.country for m in meanings if m.piece.country), None) or context.main()
    chosen = nearest.candidate if nearest else None
    if chosen and chosen.province and "province" not in names:
        names["province"] = context.spelt(chosen.country, chosen.province)
    if "district" in names and "locality" not in names and not smallest and not names_units(country):
        names["site"] = names.pop("district")
    start, end = min(m.piece.first for m in meanings), max(m.piece.last for m in meanings)
    site = site_before(text, sentence.start, start)
    if site:
        start = site[0]
        names["site"] = ", ".join(filter(None, (site[1], names.get("site"))))
    where = Where(
        site=names.get("site"),
        locality=names.get("locality"),
        district=names.get("district"),
        province=names.get("province"),
        country=country,
        words=text[start:end],
        latitude=chosen.latitude if chosen else None,
        longitude=chosen.longitude if chosen else None,
        radius_km=chosen.radius_km if chosen else None,
        candidates=nearest.ranked[:_MOST_CANDIDATES] if nearest else (),
        reason="; ".join(m.reason for m in meanings),
    )
    local = smallest is None or meanings[0].candidate is None
    return Draft(where, start, end, sentence.number, local, _confidence(meanings))


def _names(text: str, meanings: Sequence[Meaning]) -> dict[str, str]:
    """The names by level, a second town or district of one chain being a site within the larger."""
    names: dict[str, str] = {}
    for meaning in meanings:
        piece, level = meaning.piece, meaning.level
        if level == "country" or piece.near:
            continue
        words = text[piece.start : piece.last] if level == "site" and not piece.before else piece.words
        if level == "site" and meaning.candidate and not any(larger.level == "locality" for larger in meanings):
            names.setdefault(meaning.candidate.level, _town(piece.words, meaning.candidate))
        if level == "site" and "site" in names:
            names["site"] = f"{names['site']}, {words}"
        elif level == "locality" and "locality" in names:
            names["site"] = ", ".join(filter(None, (names.get("site"), names["locality"])))
            names["locality"] = words
        else:
            names.setdefault(level, words)
    return names


def _town(words: str, candidate: Candidate) -> str:
    """The town's own words in the name of a building that is called after it."""
    parts = words.split()
    return next(
        (" ".join(parts[:n]) for n in range(len(parts), 0, -1) if fold(" ".join(parts[:n])) == fold(candidate.name)),
        parts[0],
    )


def _confidence(meanings: Sequence[Meaning]) -> float:
    if all(m.candidate is None for m in meanings):
        return 0.6 if any(m.piece.kind for m in meanings) else 0.4
    return 0.9 if len(meanings) > 1 or meanings[0].piece.kind else 0.75


def unnamed_draft(text: str, unnamed: Unnamed, sentence: Sentence) -> Draft:
    """Words that point back at a place or name a mere site, still to be filled in."""
    site = unnamed.words if unnamed.back == "site" else None
    where = Where(
        site=site, words=text[unnamed.start : unnamed.end], reason=f"{text[unnamed.start : unnamed.end]!r} has no name"
    )
    return Draft(where, unnamed.start, unnamed.end, sentence.number, True, _VAGUE, unnamed.back)


def finish(text: str, drafts: Sequence[Draft], context: Context) -> tuple[Mention, ...]:
    """The drafts as mentions, local ones filled in from what stands before them, beside them, or from the document's town."""
    finished: list[Draft] = []
    for number, one in enumerate(drafts):
        if one.back and one.back != "site":
            finished += _pointed_at(one, finished, context)
        elif one.open:
            filled = _filled(one, finished, drafts[number + 1 :])
            finished += [] if one.back and filled == one else [filled]
        else:
            finished.append(one)
    return tuple(_mention(text, one) for one in finished)


def _pointed_at(one: Draft, before: Sequence[Draft], context: Context) -> list[Draft]:
    """The place that "the city" or "the area" points back at; nothing where none fits."""
    back, country = one.back, context.main()
    if back == "country":
        return [_as(one, Where(country=country), one.where)] if country else []
    if back == "capital":
        capital = load_countries()[country].capital if country in load_countries() else None
        known = next(
            (d for d in reversed(before) if capital and d.where.locality and fold(d.where.locality) == fold(capital)),
            None,
        )
        return (
            [
                _as(
                    one,
                    replace(known.where, site=None) if known else Where(locality=capital, country=country),
                    one.where,
                )
            ]
            if capital
            else []
        )
    for other in reversed(before[-_MEMORY:]):
        found = _cut(other.where, back)
        if found and one.sentence - other.sentence <= _REACH:
            return [_as(one, found, one.where)]
    return []


def _cut(where: Where, back: Back | None) -> Where | None:
    """The part of a place that words of that kind can point at."""
    if back == "any":
        return where if where.site or where.locality or where.district or where.province else None
    if back == "neighbourhood":
        return where if where.site else None
    if back == "locality":
        return replace(where, site=None) if where.locality and where.candidates else None
    if back == "district":
        return replace(where, site=None, locality=None) if where.district else where if where.site else None
    return replace(where, site=None, locality=None, district=None) if where.province else None


def _as(one: Draft, where: Where, said: Where) -> Draft:
    return replace(
        one,
        where=replace(
            where,
            words=said.words,
            reason=f"{said.words!r} points back at {where.words or where.locality or where.country}",
        ),
    )


def _filled(one: Draft, before: Sequence[Draft], after: Sequence[Draft]) -> Draft:
    host = _host(one, before, after)
    if host is None:
        return one
    where, around = one.where, host.where
    inside_town = where.site is not None and where.locality is None
    filled = replace(
        where,
        locality=around.locality if inside_town else where.locality,
        district=where.district or (around.district if where.province in (None, around.province) else None),
        province=where.province or around.province,
        country=around.country or where.country,
        reason=f"{where.reason}; taken to lie where {around.words!r} does, named nearby",
    )
    if where.latitude is None:
        filled = replace(
            filled,
            latitude=around.latitude,
            longitude=around.longitude,
            radius_km=_wider(around.radius_km),
            candidates=around.candidates,
        )
    return replace(one, where=filled)


def _wider(radius: float | None) -> float | None:
    """A place that only lies somewhere around is further off than the place itself."""
    return None if radius is None else max(10.0, 1.5 * radius)


def _host(one: Draft, before: Sequence[Draft], after: Sequence[Draft]) -> Draft | None:
    """The place that a local name lies in: named in its sentence, in the few sentences before, or the document's own town."""
    needs_town = one.where.site is not None and one.where.locality is None
    nearby = [d for d in reversed(before) if one.sentence - d.sentence <= _BACK] + [
        d for d in after if d.sentence == one.sentence
    ]
    for other in sorted(nearby, key=lambda d: d.sentence != one.sentence):
        if _may_host(one, other, town=needs_town):
            return other
    everywhere = [d for d in (*before, *after) if _may_host(one, d, town=needs_town)]
    if not needs_town or not everywhere:
        return None
    towns = Counter((d.where.locality, d.where.country) for d in everywhere)
    best, times = towns.most_common(1)[0]
    return (
        next(d for d in everywhere if (d.where.locality, d.where.country) == best)
        if 2 * times >= len(everywhere)
        else None
    )


def _may_host(one: Draft, other: Draft, *, town: bool) -> bool:
    where, around = one.where, other.where
    if other.back or (other.open and around.latitude is None and not around.district):
        return False
    if where.country and around.country and where.country != around.country:
        return False
    if where.province and around.province and where.province != around.province:
        return False
    if town:
        return around.locality is not None
    return (
        around.site is None
        and (around.district is not None or around.province is not None)
        and around.words != where.words
    )


def _mention(text: str, one: Draft) -> Mention:
    level = next((level for level in _ORDER if getattr(one.where, level)), None)
    return Mention(
        span=Span(start=one.start, end=one.end, quote=text[one.start : one.end]),
        sentence=one.sentence,
        field="place",
        value=replace(one.where, level=level),
        confidence=one.confidence,
    )
