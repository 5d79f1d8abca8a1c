"""The pairs of very many reports that are worth comparing, block by block, as arrays: the same as one by one.

Keys are those of `blocking`, told once for every two reports with equal traits and put together as numbers; blocks are
cut out of one sorted column for each kind of key.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from recount.link.blocking import (
    MOST_FOUND,
    actor_keys,
    countries,
    days_around,
    largest,
    near_days,
    place_keys,
)
from recount.link.coded import Coded, shape_of
from recount.link.traits import Traits

Ints = NDArray[np.int64]
Keyed = tuple[Ints, Ints]
"""Keys as numbers, and the report that has each."""

_BITS = 30  # for each of the two parts of a key
_SOUGHT = ("day", "day of the year", "place and form", "place and actor", "word")
_EPOCH = 719_163  # the ordinal of the day that arrays of days count from
_AT_ONCE = 200_000  # reports whose keys are made together
_MANY = 2_000_000  # pairs of seekers and offers that are put together at a time
_HALF = 32  # bits of a pair for each of its two reports


@dataclass(frozen=True, slots=True)
class Lists:
    """For each code some numbers, end to end."""

    ends: Ints
    values: Ints

    def of(self, codes: Ints) -> tuple[Ints, Ints]:
        """Which of the codes, and a number of it; once for each number."""
        counts = self.ends[codes + 1] - self.ends[codes]
        which = np.repeat(np.arange(len(codes)), counts)
        skipped = np.repeat(self.ends[codes] - (np.cumsum(counts) - counts), counts)
        return which, self.values[np.arange(len(which)) + skipped]


def listed(lists: Iterable[Iterable[int]]) -> Lists:
    """Numbers for each code, in order of the codes."""
    ends, values = [0], []
    for some in lists:
        values.extend(sorted(set(some)))
        ends.append(len(values))
    return Lists(np.array(ends, np.int64), np.array(values, np.int64))


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs in order, each as one number: the rank of the smaller report id above that of the larger.

    `order` gives the position of each rank, `homes` the document of each position as a number.
    """

    numbers: Ints
    order: Ints
    homes: Ints

    def between(self, start: int, stop: int) -> tuple[Ints, Ints]:
        """Positions of some of the pairs, the smaller report id first; those of one document are left out."""
        some = self.numbers[start:stop]
        left, right = self.order[some >> _HALF], self.order[some & (1 << _HALF) - 1]
        apart = self.homes[left] != self.homes[right]
        return (left, right) if apart.all() else (left[apart], right[apart])


def candidates(coded: Coded, homes: Ints, *, jobs: int = 1) -> Pairs:
    """The pairs to compare, found by so many threads."""
    order, rank = ranked(coded.reports)
    keys = _Keys(coded)
    with ThreadPoolExecutor(jobs) as pool:
        found = list(pool.map(lambda kind: kind(keys, rank), (_met, _sought)))
    return Pairs(distinct(np.concatenate(found)), order, homes)


def ranked(reports: Sequence[str]) -> tuple[Ints, Ints]:
    """The positions of reports in the order of their ids, and of each position the place in that order."""
    if all(one < other for one, other in pairwise(reports)):  # mostly they come in order
        return np.arange(len(reports)), np.arange(len(reports))
    order = np.argsort(np.array(reports))
    return order, np.argsort(order)


def _met(keys: "_Keys", rank: Ints) -> Ints:
    pairs = np.empty(0, np.int64)
    for column in keys.shared():
        pairs = distinct(np.concatenate([pairs, *_meetings(column, rank)]))
    return pairs


def _sought(keys: "_Keys", rank: Ints) -> Ints:
    return distinct(np.concatenate([np.empty(0, np.int64), *_searches(keys, rank)]))


def _numbered(one: Ints, other: Ints) -> Ints:
    return np.minimum(one, other) << _HALF | np.maximum(one, other)


def distinct(numbers: Ints) -> Ints:
    """Each number once, in order; sorts in place."""
    numbers.sort()
    kept: Ints = numbers[_firsts(numbers[1:] != numbers[:-1])]
    return kept


def _firsts(differ: NDArray[np.bool_]) -> Any:
    """Which of some ordered things differ from the one before; the first does. None of none."""
    return np.r_[True, differ] if len(differ) else slice(None)


def _meetings(column: tuple[str, Keyed], rank: Ints) -> Iterator[Ints]:
    kind, keyed = column
    members, starts, sizes, _ = _blocks(keyed, rank)
    for size in np.unique(sizes[(sizes > 1) & (sizes <= largest(kind))]).tolist():
        rows = members[starts[sizes == size][:, None] + np.arange(size)]
        one, other = np.triu_indices(size, 1)
        yield _numbered(rows[:, one].ravel(), rows[:, other].ravel())


def _searches(keys: "_Keys", rank: Ints) -> Iterator[Ints]:
    for sought, offered in keys.searched():
        seekers, _, sizes, wanted = _blocks(sought, rank)
        offers, _, others_sizes, others = _blocks(offered, rank)
        _, mine, theirs = np.intersect1d(wanted, others, assume_unique=True, return_indices=True)
        pairs = sizes[mine] * others_sizes[theirs]
        few = pairs <= MOST_FOUND
        mine, theirs, pairs = mine[few], theirs[few], pairs[few]
        met = Lists(np.r_[0, np.cumsum(others_sizes)], offers)
        seeking = Lists(np.r_[0, np.cumsum(sizes)], seekers)
        ends = np.searchsorted(np.cumsum(pairs), np.arange(_MANY, pairs.sum() + _MANY, _MANY), side="right")
        for start, end in pairwise([0, *ends.tolist()]):
            which, left = seeking.of(mine[start:end])
            again, right = met.of(theirs[start:end][which])
            left = left[again]
            two = left != right
            yield _numbered(left[two], right[two])


def _blocks(keyed: Keyed, rank: Ints) -> tuple[Ints, Ints, Ints, Ints]:
    """Members block by block, with where each block starts, how many it has, and its key."""
    keys, positions = keyed
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    starts = np.arange(len(keys))[_firsts(ordered[1:] != ordered[:-1])]
    return rank[positions[order]], starts, np.diff(np.r_[starts, len(keys)]), ordered[starts]


class _Keys:
    """The keys of all reports, as `blocking` says them."""

    def __init__(self, coded: Coded) -> None:
        self.coded = coded
        self.codes = {name: np.array(codes, np.int64) for name, codes in coded.codes.items()}
        self.begins = np.array(coded.begins, np.int64)
        printed = [np.array(side, np.int64) for side in coded.printed]
        self.printed = np.where(printed[0] == printed[1], printed[0], 0)
        self.rare = Lists(np.array(coded.rare_ends, np.int64), np.array(coded.rare, np.int64))
        shapes = coded.standing.get("days", ())
        self.days = listed(_counted_days(one, shape_of(one)[0]) for one in shapes)
        self.yearless_told = np.array(coded.yearless, np.int64)
        self.yearless = listed(_days_of_the_year(one) for one in shapes)
        self.timeless = np.array([not any(map(days_around, one.days)) for one in shapes], np.bool_)
        self.countries = self._named("places", countries)
        self.placeless = np.diff(self.countries.ends) == 0
        self.places = self._named("places", place_keys)
        self.actors = self._named("sides", actor_keys)

    def _named(self, aspect: str, names: Callable[[Traits], Iterable[str]]) -> Lists:
        standing = self.coded.standing.get(aspect, ())
        return listed([self.coded.number("name", name) for name in names(one)] for one in standing)

    def shared(self) -> Iterator[tuple[str, Keyed]]:
        """Each kind of key by which reports meet that both have it."""
        everyone = np.arange(len(self.begins))
        if len(everyone):
            yield "day and country", self._joined(self.countries, "places", *self._days(everyone))
            yield "day and place", self._joined(self.places, "places", *self._days(everyone))
            yield "year and word", self._words_of_years(everyone)

    def _days(self, rows: Ints) -> tuple[Ints, Ints]:
        """The days around those that reports tell, with the report of each."""
        which, days = self.days.of(self.codes["days"][rows])
        return rows[which], days + self.begins[rows[which]]

    def _joined(self, names: Lists, aspect: str, rows: Ints, firsts: Ints, kind: int = 0) -> Keyed:
        which, seconds = names.of(self.codes[aspect][rows])
        return _packed(kind, firsts[which], seconds), rows[which]

    def _words_of_years(self, rows: Ints) -> Keyed:
        told, days = self._days(rows)
        dated = rows[self.printed[rows] > 0]
        years = _years(np.r_[days, self.printed[dated]])
        met = distinct(np.r_[told, dated] * 2**20 + years)
        told, years = met >> 20, met & (2**20 - 1)
        which, words = self.rare.of(told)
        return _packed(0, years[which], words), told[which]

    def searched(self) -> Iterator[tuple[Keyed, Keyed]]:
        """What reports seek others by, and what reports offer that somebody seeks."""
        number = len(self.begins)
        if not number:
            return
        parts = [np.arange(at, min(at + _AT_ONCE, number)) for at in range(0, number, _AT_ONCE)]
        sought = _together(self._sought(rows) for rows in parts)
        wanted = distinct(sought[0].copy())
        offered = _together(_once(self._offered(rows), wanted) for rows in parts)
        yield _once(sought, wanted), offered

    def _sought(self, rows: Ints) -> Keyed:
        which, yearless = self._yearless(rows)
        told, days = self._days(rows[self.placeless[self.codes["places"][rows]]])
        undated = self._undated(rows[self.timeless[self.codes["days"][rows]]])
        return _together(((_packed(1, yearless, 0), rows[which]), (_packed(0, days, 0), told), undated))

    def _yearless(self, rows: Ints) -> tuple[Ints, Ints]:
        """Days of any year: the one held beside the shape, or those that the shape has among others."""
        which, days = self.yearless.of(self.codes["days"][rows])
        held = self.yearless_told[rows[which]]
        return which, np.where(held > 0, held, days)

    def _offered(self, rows: Ints) -> Keyed:
        which, yearless = self._yearless(rows)
        told, days = self._days(rows)
        any_year = ((_packed(1, of_the_year(days), 0), told), (_packed(1, yearless, 0), rows[which]))
        return _together(((_packed(0, days, 0), told), *any_year, self._undated(rows)))

    def _undated(self, rows: Ints) -> Keyed:
        """What a report without a near day is found by."""
        which, places = self.places.of(self.codes["places"][rows])
        told = rows[which]
        by_form = _packed(2, places, self.codes["form"][told]), told
        by_actor = self._joined(self.actors, "sides", told, places, kind=3)
        which, words = self.rare.of(rows)
        return _together((by_form, by_actor, (_packed(4, words, 0), rows[which])))


def _counted_days(one: Traits, begin: int) -> list[int]:
    return [day.toordinal() - begin for when in near_days(one) for day in days_around(when)]


def _days_of_the_year(one: Traits) -> list[int]:
    return [(when.month or 0) * 100 + (when.day or 0) for when in near_days(one) if when.first is None]


def _packed(kind: int, first: Ints, second: Any) -> Ints:
    """A key as one number, which no other key has."""
    packed: Ints = (kind << 2 * _BITS) | (first << _BITS) | second
    return packed


def _together(parts: Iterable[Keyed]) -> Keyed:
    """Several columns of keys as one."""
    held = list(parts)
    return np.concatenate([keys for keys, _ in held]), np.concatenate([rows for _, rows in held])


def _once(keyed: Keyed, among: Ints) -> Keyed:
    """Each report once under each of those keys that are among some, in order."""
    place = np.searchsorted(among, keyed[0])
    known = among[np.minimum(place, max(len(among) - 1, 0))] == keyed[0] if len(among) else place < 0
    met = distinct(place[known] << _HALF | keyed[1][known])
    return among[met >> _HALF], met & (1 << _HALF) - 1


def _years(days: Ints) -> Ints:
    years: Ints = (days - _EPOCH).astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970
    return years


def of_the_year(days: Ints) -> Ints:
    """Month and day as one number, of days counted from the beginning of the calendar."""
    whole = (days - _EPOCH).astype("datetime64[D]")
    months = whole.astype("datetime64[M]")
    numbers: Ints = (months.astype(np.int64) % 12 + 1) * 100 + (whole - months).astype(np.int64) + 1
    return numbers
