"""Levels at which the days of very many pairs compare: once for every two shapes and the days between them.

How two reports' days compare depends on how far apart they lie, up to where they are simply far apart, and, where one
has a day of any year, on whether that is the other's day, the next or another. What fits no such rule is compared pair
by pair.
"""

from collections.abc import Callable
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from recount.link.blocks import of_the_year
from recount.link.coded import Coded, shape_of
from recount.link.days import FAR_APART
from recount.link.levels import Levels, Small
from recount.link.spans import days_between
from recount.link.traits import Traits

Ints = NDArray[np.int64]
Compare = Callable[[Traits, Traits], int]

_SAME, _NEXT, _APART = 0, 1, 2
_LEAP = 2000


class DayLevels:
    """The number of the level of each pair, by their positions."""

    def __init__(self, coded: Coded, compare: Compare) -> None:
        self.coded = coded
        self.compare = compare
        self.codes = np.array(coded.codes.get("days", ()), np.int64)
        self.begins = np.array(coded.begins, np.int64)
        self.yearless = np.array(coded.yearless, np.int64)
        shapes = coded.standing.get("days", [])
        self.movable = np.array([_movable(one) for one in shapes], np.bool_)
        self.reach = np.array([_reach(one) for one in shapes], np.int64)
        self.dateless = np.array([not shape_of(one)[0] for one in shapes], np.bool_)
        self.told = np.array([len(one.days) for one in shapes], np.int64)
        self.one_day = np.array([len(one.days) == 1 and one.days[0].first == one.days[0].last for one in shapes])
        ranges = [_ranges(one) for one in shapes]
        self.full = np.array([len(some) for some in ranges], np.int64)
        self.first = np.array([some[0][0] if some else 0 for some in ranges], np.int64)
        self.last = np.array([some[0][1] if some else 0 for some in ranges], np.int64)
        self.widest = 2 * (FAR_APART + 2 * int(self.reach.max(initial=0))) + 1
        self.known = Levels(3 * self.widest * len(shapes) ** 2)

    def of(self, left: Ints, right: Ints) -> Small:
        """The levels of some pairs."""
        one, other = self.codes[left], self.codes[right]
        limit = FAR_APART + self.reach[one] + self.reach[other]
        apart = np.clip(self.begins[right] - self.begins[left], -limit, limit)
        apart[self.dateless[one] | self.dateless[other]] = 0
        meeting, plain = self._meeting(left, right)
        keys = (one * len(self.reach) + other) * self.widest + apart + self.widest // 2
        keys = keys * 3 + meeting
        if plain.all():
            return self._looked_up(keys, left, right)
        levels = np.zeros(len(left), np.int8)
        followed = np.flatnonzero(plain)
        levels[followed] = self._looked_up(keys[followed], left[followed], right[followed])
        for place in np.flatnonzero(~plain).tolist():
            levels[place] = self._compared(int(left[place]), int(right[place]))
        return levels

    def gaps(self, left: Ints, right: Ints) -> Ints:
        """The days between the days that pairs tell; -1 where one of the two tells no full day."""
        one, other = self.codes[left], self.codes[right]
        first = np.maximum(self.first[one] + self.begins[left], self.first[other] + self.begins[right])
        last = np.minimum(self.last[one] + self.begins[left], self.last[other] + self.begins[right])
        gaps = np.where((self.full[one] > 0) & (self.full[other] > 0), np.maximum(first - last, 0), -1)
        several = (self.full[one] > 1) | (self.full[other] > 1)
        for place in np.flatnonzero(several & (gaps >= 0)).tolist():
            two = (self.coded.dates_of(int(side[place])) for side in (left, right))
            gaps[place] = days_between(*two)
        return gaps

    def _looked_up(self, keys: Ints, left: Ints, right: Ints) -> Small:
        return self.known.of(keys, lambda _, place: self._compared(int(left[place]), int(right[place])))

    def _compared(self, left: int, right: int) -> int:
        return self.compare(self.coded.dates_of(left), self.coded.dates_of(right))

    def _meeting(self, left: Ints, right: Ints) -> tuple[Ints, NDArray[np.bool_]]:
        """How a day of any year lies to the other's day, and which pairs need nothing more than that."""
        mine, theirs = self.yearless[left], self.yearless[right]
        plain = self.movable[self.codes[left]] & self.movable[self.codes[right]]
        meeting = np.full(len(left), _SAME, np.int64)
        some = np.flatnonzero((mine > 0) | (theirs > 0))
        if len(some):
            meeting[some], simple = self._in_any_year(left[some], right[some])
            plain[some] &= simple
        return meeting, plain

    def _in_any_year(self, left: Ints, right: Ints) -> tuple[Ints, NDArray[np.bool_]]:
        """The same where one of the two or both have a day of any year."""
        one, other = self.codes[left], self.codes[right]
        mine, theirs = self.yearless[left], self.yearless[right]
        meeting = np.full(len(left), _SAME, np.int64)
        both = np.flatnonzero((mine > 0) & (theirs > 0))
        meeting[both] = _of_any_year(mine[both], theirs[both])
        for ends, others in ((left, right), (right, left)):
            some = np.flatnonzero(
                (self.yearless[ends] > 0) & self.one_day[self.codes[others]] & (self.yearless[others] == 0)
            )
            meeting[some] = _in_the_year(self.yearless[ends[some]], self.begins[others[some]])
        dated = np.where(mine > 0, other, one)
        mixed = (mine > 0) != (theirs > 0)
        return meeting, ~mixed | (self.told[dated] == 0) | self.one_day[dated]


def _movable(one: Traits) -> bool:
    shape = shape_of(one)[1]
    return isinstance(shape, tuple) and bool(shape[0])


def _ranges(one: Traits) -> list[tuple[int, int]]:
    """The full days that a shape tells, counted from the day it is counted from."""
    begin = shape_of(one)[0]
    return [
        (when.first.toordinal() - begin, when.last.toordinal() - begin) for when in one.days if when.first and when.last
    ]


def _reach(one: Traits) -> int:
    """How far the days of a shape lie from the one it is counted from."""
    begin = shape_of(one)[0]
    told = chain.from_iterable((when.first, when.last) for when in one.days)
    days = [day.toordinal() for day in (*told, one.published.first, one.published.last) if day]
    return max((abs(day - begin) for day in days), default=0) if begin else 0


def _in_the_year(yearless: Ints, days: Ints) -> Ints:
    """Whether days of any year are that day of the calendar, the one beside it, or another."""
    beside = (of_the_year(days - 1) == yearless) | (of_the_year(days + 1) == yearless)
    return np.where(of_the_year(days) == yearless, _SAME, np.where(beside, _NEXT, _APART))


def _of_any_year(one: Ints, other: Ints) -> Ints:
    """The same of two days of any year."""
    days = [_of_a_leap_year(some) for some in (one, other)]
    apart = np.abs(days[0] - days[1])
    return np.where(one == other, _SAME, np.where((apart == 1) | (apart == 365), _NEXT, _APART))


def _of_a_leap_year(yearless: Ints) -> Ints:
    months = np.datetime64(f"{_LEAP}-01", "M") + (yearless // 100 - 1)
    days: Ints = (months.astype("datetime64[D]") + (yearless % 100 - 1)).astype(np.int64)
    return days
