"""Local places filled in from what is named around them: "the Karrada neighbourhood" and "the city" take their town."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from recount.codebook.countries import load_countries
from recount.codebook.folding import fold
from recount.codebook.place_words import Back
from recount.read.place_context import Context
from recount.read.place_values import Draft, wider
from recount.records import Level, Mention, Span, Where

_ORDER: tuple[Level, ...] = ("site", "locality", "district", "province", "country")
_NEARBY, _REACH, _MEMORY = 4, 8, 12
"""Sentences back within which a name hosts a local one and a place is pointed at; how many places are remembered."""


def finish(text: str, drafts: Sequence[Draft], context: Context) -> tuple[Mention, ...]:
    """The drafts as mentions; one that points at nothing is left out."""
    finished: list[Draft] = []
    for number, one in enumerate(drafts):
        if one.back and one.back != "site":
            pointed = _pointed_at(one, finished, context)
            finished += [pointed] if pointed else []
        elif one.open:
            filled = _filled(one, finished, drafts[number + 1 :])
            finished += [] if one.back and filled == one else [filled]
        else:
            finished.append(one)
    return tuple(_mention(text, one) for one in finished)


def _mention(text: str, one: Draft) -> Mention:
    level = next((level for level in _ORDER if getattr(one.where, level)), None)
    return Mention(
        span=Span(start=one.start, end=one.end, quote=text[one.start : one.end]),
        sentence=one.sentence,
        field="place",
        value=replace(one.where, level=level),
        confidence=one.confidence,
    )


def _pointed_at(one: Draft, before: Sequence[Draft], context: Context) -> Draft | None:
    """The place that "the city" or "the area" points back at, None where nothing fits."""
    if one.back == "country":
        country = context.main()
        return _as(one, Where(country=country)) if country else None
    if one.back == "capital":
        return _capital(one, before, context.main())
    for other in reversed(before[-_MEMORY:]):
        found = _cut(other.where, one.back)
        if found and one.sentence - other.sentence <= _REACH:
            return _as(one, found)
    return None


def _capital(one: Draft, before: Sequence[Draft], country: str | None) -> Draft | None:
    if country is None or country not in load_countries():
        return None
    capital = load_countries()[country].capital
    known = (d.where for d in reversed(before) if d.where.locality and fold(d.where.locality) == fold(capital))
    where = next(known, None)
    return _as(one, replace(where, site=None) if where else Where(locality=capital, country=country))


def _cut(where: Where, back: Back | None) -> Where | None:
    """The part of a place that words of that kind can point at."""
    match back:
        case "any":
            return where if where.site or where.locality or where.district or where.province else None
        case "neighbourhood":
            return where if where.site else None
        case "locality":
            return replace(where, site=None) if where.locality and where.candidates else None
        case "district":
            return replace(where, site=None, locality=None) if where.district else where if where.site else None
        case _:
            return replace(where, site=None, locality=None, district=None) if where.province else None


def _as(one: Draft, where: Where) -> Draft:
    name = where.words or where.locality or where.country
    reason = f"{one.where.words!r} points back at {name}"
    return replace(one, where=replace(where, words=one.where.words, reason=reason))


def _filled(one: Draft, before: Sequence[Draft], after: Sequence[Draft]) -> Draft:
    """The draft with the town, district or province of the place that it is taken to lie in."""
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
        point = (around.latitude, around.longitude)
        filled = replace(filled, latitude=point[0], longitude=point[1], radius_km=wider(around.radius_km))
        filled = replace(filled, candidates=around.candidates)
    return replace(one, where=filled)


def _host(one: Draft, before: Sequence[Draft], after: Sequence[Draft]) -> Draft | None:
    """The place that a local name lies in: of its own sentence, of the few before, or else the document's own town."""
    needs_town = one.where.site is not None and one.where.locality is None
    nearby = [other for other in reversed(before) if one.sentence - other.sentence <= _NEARBY]
    nearby += [other for other in after if other.sentence == one.sentence]
    for other in sorted(nearby, key=lambda other: other.sentence != one.sentence):
        if _may_host(one, other, town=needs_town):
            return other
    return _own_town(one, (*before, *after)) if needs_town else None


def _own_town(one: Draft, drafts: Sequence[Draft]) -> Draft | None:
    """The town that at least half of the document's towns are."""
    hosts = [other for other in drafts if _may_host(one, other, town=True)]
    towns = Counter((other.where.locality, other.where.country) for other in hosts)
    best, times = towns.most_common(1)[0] if towns else (None, 0)
    if 2 * times < len(hosts):
        return None
    return next((other for other in hosts if (other.where.locality, other.where.country) == best), None)


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
    named = around.district is not None or around.province is not None
    return around.site is None and named and around.words != where.words
