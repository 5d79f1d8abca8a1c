"""What a mention of a place is worth: names by level as the text gives or surely implies them, with coordinates and reasons.

A local name ("the Karrada neighbourhood", "a checkpoint") takes its town, district and province from what is named around it.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from recount.read.place_context import Context
from recount.read.place_meanings import Meaning, names_units
from recount.records import Level, Mention, Sentence, Span, Where

_ORDER: tuple[Level, ...] = ("site", "locality", "district", "province", "country")
_BACK = 4
_MOST_CANDIDATES = 5


@dataclass(frozen=True, slots=True)
class Draft:
    """A place as its own words give it, before the rest of the document fills it in. `open` tells that it may be filled."""

    where: Where
    start: int
    end: int
    sentence: int
    open: bool
    confidence: float


def draft(text: str, meanings: Sequence[Meaning], sentence: int, context: Context) -> Draft:
    """The place of one chain by itself."""
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
    return Draft(where, start, end, sentence, local, _confidence(meanings))


def _names(text: str, meanings: Sequence[Meaning]) -> dict[str, str]:
    """The names by level, a second town or district of one chain being a site within the larger."""
    names: dict[str, str] = {}
    for meaning in meanings:
        piece, level = meaning.piece, meaning.level
        if level == "country" or piece.near:
            continue
        words = text[piece.start : piece.last] if level == "site" and not piece.before else piece.words
        if level == "site" and "site" in names:
            names["site"] = f"{names['site']}, {words}"
        elif level == "locality" and "locality" in names:
            names["site"] = ", ".join(filter(None, (names.get("site"), names["locality"])))
            names["locality"] = words
        else:
            names.setdefault(level, words)
    return names


def _confidence(meanings: Sequence[Meaning]) -> float:
    if all(m.candidate is None for m in meanings):
        return 0.6 if any(m.piece.kind for m in meanings) else 0.4
    return 0.9 if len(meanings) > 1 or meanings[0].piece.kind else 0.75


def finish(text: str, sentences: Sequence[Sentence], drafts: Sequence[Draft], context: Context) -> tuple[Mention, ...]:
    """The drafts as mentions, local ones filled in from what stands before them, beside them, or from the document's town."""
    finished: list[Draft] = []
    for number, one in enumerate(drafts):
        finished.append(_filled(one, finished, drafts[number + 1 :], context) if one.open else one)
    return tuple(_mention(text, one) for one in finished)


def _filled(one: Draft, before: Sequence[Draft], after: Sequence[Draft], context: Context) -> Draft:
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
    if other.open and around.latitude is None and not around.district:
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
