"""Which pairs of reports are worth comparing: those that share a day, a day of the year, or a place and an actor.

Days are widened by one, or the report of the next day would never meet the event. A report that lacks the year, the
country or any near day seeks among all that have them, through the day of the year, its place, actors and rare words.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import combinations, product

from recount.codebook.rarity import RARE
from recount.codebook.spelling import consonants
from recount.link.traits import Traits
from recount.records import When

Key = tuple[str, ...]
Pair = tuple[int, int]

_MOST_DAYS = 14  # a wider range is found through place and actor instead
_NEWS = 4  # days within which an undated report of an event is printed
_MOST_WORDS = 8
# A fuller block tells nothing apart: where a country has that many reports of a day, towns and telling words do it.
_LARGEST = {"day and country": 30, "day and place": 50, "year and word": 30}
MOST_FOUND = 2_000  # pairs of seekers and offers under one key, for the same reason


def candidate_pairs(traits: Sequence[Traits]) -> tuple[Pair, ...]:
    """Pairs of positions in `traits` to compare, the smaller first, in order; never two of one document."""
    pairs = {*_meetings(traits), *_searches(traits)}
    return tuple(sorted(pair for pair in pairs if traits[pair[0]].document != traits[pair[1]].document))


def _meetings(traits: Sequence[Traits]) -> Iterator[Pair]:
    blocks = _blocks((position, shared_keys(one)) for position, one in enumerate(traits))
    for key, members in blocks.items():
        if len(members) <= largest(key[0]):
            yield from combinations(members, 2)


SHARED = frozenset(_LARGEST)
"""The kinds of keys by which reports meet that both have them."""


def largest(kind: str) -> int:
    """The most members of a block that are compared with one another."""
    return _LARGEST[kind]


def _searches(traits: Sequence[Traits]) -> Iterator[Pair]:
    sought = _blocks((position, sought_keys(one)) for position, one in enumerate(traits))
    offered = _blocks((position, offered_keys(one)) for position, one in enumerate(traits))
    for key, seekers in sought.items():
        offers = offered.get(key, [])
        if len(seekers) * len(offers) <= MOST_FOUND:
            yield from ((min(pair), max(pair)) for pair in product(seekers, offers) if pair[0] != pair[1])


def _blocks(keyed: Iterable[tuple[int, Iterator[Key]]]) -> dict[Key, list[int]]:
    blocks: dict[Key, list[int]] = defaultdict(list)
    for position, keys in keyed:
        for key in sorted(set(keys)):
            blocks[key].append(position)
    return blocks


def shared_keys(one: Traits) -> Iterator[Key]:
    """What a report meets others by that have it too."""
    days = {day.isoformat() for when in near_days(one) for day in days_around(when)}
    yield from (("day and country", day, country) for day in days for country in countries(one))
    yield from (("day and place", day, place) for day in days for place in place_keys(one))
    yield from (("year and word", f"{year}", word) for year in _years(one) for word in rarest(one.words))


def _years(one: Traits) -> set[int]:
    """The years of its days, and the one in which it was printed, which may be all that two share."""
    printed = one.published.day
    days = [day for when in near_days(one) for day in days_around(when)] + ([printed] if printed else [])
    return {day.year for day in days}


def near_days(one: Traits) -> tuple[When, ...]:
    """The days a report tells; news that tells none is of the days before it was printed."""
    printed = one.published.day
    if one.days or printed is None or not one.focus:
        return one.days
    return (When(first=printed - timedelta(days=_NEWS), last=printed),)


def offered_keys(one: Traits) -> Iterator[Key]:
    """What a report is found by, where another seeks it."""
    for when in near_days(one):
        for day in days_around(when):
            yield "day", day.isoformat()
            yield "day of the year", f"{day.month:02d}-{day.day:02d}"
        if when.first is None:
            yield "day of the year", f"{when.month:02d}-{when.day or 0:02d}"
    yield from _undated(one)


def sought_keys(one: Traits) -> Iterator[Key]:
    """What a report that lacks the year, the country or any near day seeks others by."""
    for when in near_days(one):
        if when.first is None:
            yield "day of the year", f"{when.month:02d}-{when.day or 0:02d}"
        elif not countries(one):
            yield from (("day", day.isoformat()) for day in days_around(when))
    if not any(days_around(when) for when in one.days):
        yield from _undated(one)


def _undated(one: Traits) -> Iterator[Key]:
    """What a report without a near day is found by."""
    for place in set(place_keys(one)):
        yield "place and form", place, one.type
        yield from (("place and actor", place, actor) for actor in actor_keys(one))
    yield from (("word", word) for word in rarest(one.words))


def days_around(when: When) -> list[date]:
    """The days of a narrow range and those next to it."""
    if when.first is None or when.last is None or (when.last - when.first).days > _MOST_DAYS:
        return []
    return [when.first + timedelta(days=number) for number in range(-1, (when.last - when.first).days + 2)]


def countries(one: Traits) -> tuple[str, ...]:
    """The countries that a report names."""
    return tuple(sorted({place.country for place in one.places if place.country}))


def place_keys(one: Traits) -> Iterator[str]:
    """Its towns, districts and provinces, however they are spelt."""
    for place in one.places:
        yield from (consonants(name) for name in (place.locality, place.district, place.province) if name)


def actor_keys(one: Traits) -> tuple[str, ...]:
    """Those who did it and those who were hit, however they are spelt."""
    return tuple(sorted({consonants(name) for name in (*one.perpetrators, *one.targets)}))


def rarest(words: Mapping[str, float]) -> list[str]:
    """The telling words by which a report is found, few enough for a block."""
    return sorted([word for word, weight in words.items() if weight >= RARE])[:_MOST_WORDS]
