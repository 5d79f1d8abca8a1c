"""Scores of very many pairs of reports, as arrays: the same points as report by report.

Each comparison is made once for every two different traits that meet, then looked up (`levels`); only words are
compared pair by pair (`wording`). Of most pairs a few comparisons show that nothing could lift them to the least points
wanted, so what takes longest to compare comes last.
"""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from math import inf
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from recount.codebook.linking import Linking
from recount.link.ages import compare_ages
from recount.link.blocks import Pairs
from recount.link.coded import Coded
from recount.link.daylevels import DayLevels
from recount.link.days import compare_days
from recount.link.forms import compare_forms, contests
from recount.link.levels import Compare, Levels, Small
from recount.link.match import PLACES_NOT_APART, SAME_DAYS, TABLES
from recount.link.places import compare_places
from recount.link.sides import compare_perpetrators, compare_targets
from recount.link.tolls import BEST_FIRST, GROUPS, Order, compare_tolls
from recount.link.traits import Traits
from recount.link.wording import Wording

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Verdict = tuple[str, str] | None
_ORDERS: tuple[Order, ...] = ("one later", "other later", "not known")
_AT_ONCE = 2**16  # pairs whose columns are in the processor's own memory together
_LOOKED_UP = ("perpetrators", "targets", "ages")
_ROUNDED = 0.001  # points: what rounding can add
T = TypeVar("T")
Looking = tuple[str, Levels, Compare]
"""The column that a comparison looks at, the levels already known, and how another one is found."""


@dataclass(frozen=True, slots=True)
class _Held:
    """Pairs that may still reach the points wanted: where they stood among all, and what they have so far."""

    rows: Ints
    left: Ints
    right: Ints
    days: Small
    form: Small
    points: Floats

    def those(self, kept: Ints) -> "_Held":
        if len(kept) == len(self.rows):
            return self
        return _Held(
            self.rows[kept], self.left[kept], self.right[kept], self.days[kept], self.form[kept], self.points[kept]
        )


class Scorer:
    """The points of pairs by their positions, the smaller report id first."""

    def __init__(self, coded: Coded, linking: Linking, *, jobs: int = 1) -> None:
        self.coded = coded
        self.linking = linking
        self.jobs = jobs
        self.column = {name: np.array(codes, np.int64) for name, codes in coded.codes.items()}
        self.begins = np.array(coded.begins, np.int64)
        self.printed = [np.array(side, np.int64) for side in coded.printed]
        self.thin = np.array([one.thin for one in coded.standing.get("thin", ())], np.bool_)
        self.toll_column = {key: _toll_column(coded, key) for key in sorted(coded.tolls)}
        self.homes = np.array(coded.homes(), np.int64)
        self.wording = Wording(coded, linking)
        self.names = [None, *sorted({level for levels in linking.points.values() for level in levels})]
        self.numbers = {name: number for number, name in enumerate(self.names)}
        self.days = DayLevels(coded, lambda one, other: self._number("days", compare_days(one, other)))
        self.levels = {
            "places": self._by_codes("places", "places", compare_places),
            "form": self._by_codes("form", "form", compare_forms),
            "perpetrators": self._by_codes("perpetrators", "sides", compare_perpetrators),
            "targets": self._by_codes("targets", "targets", compare_targets),
            "ages": self._by_codes("ages", "ages", compare_ages),
            "status": self._by_codes("status", "status", lambda one, other: contests(one, other, agreed=False)),
        }
        self.tolls = {key: self._of_tolls(key) for key in self.toll_column}
        self.points = {what: self._points_of(what) for what in ("days", *self.levels)}
        self.steps = tuple(self._steps())

    def scores(self, left: Ints, right: Ints, *, least: float = -inf) -> Floats:
        """The score of every pair; minus infinity for those that cannot reach the least wanted."""

        def some(at: int) -> Floats:
            return self._some(left[at : at + _AT_ONCE], right[at : at + _AT_ONCE], least)

        return np.concatenate([np.empty(0), *self._each(some, len(left))])

    def near(self, pairs: Pairs, least: float) -> tuple[Ints, Ints, Floats]:
        """The pairs that reach so many points, in order, with their scores."""

        def some(at: int) -> tuple[Ints, Ints, Floats]:
            left, right = pairs.between(at, at + _AT_ONCE)
            scores = self._some(left, right, least)
            kept = np.flatnonzero(scores >= least)
            return left[kept], right[kept], scores[kept]

        none = np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0)
        left, right, scores = zip(none, *self._each(some, len(pairs.numbers)), strict=True)
        return np.concatenate(left), np.concatenate(right), np.concatenate(scores)

    def _each(self, some: Callable[[int], T], number: int) -> list[T]:
        """What is made of each part of so many pairs, by as many threads as there are jobs."""
        starts = range(0, number, _AT_ONCE)
        if self.jobs == 1 or len(starts) < 2:
            return [some(start) for start in starts]
        with ThreadPoolExecutor(self.jobs) as pool:
            return list(pool.map(some, starts))

    def _some(self, left: Ints, right: Ints, least: float) -> Floats:
        held = self._begun(left, right)
        for step, most in self.steps:
            held = held.those(np.flatnonzero(held.points + most >= least))
            held = replace(held, points=held.points + step(held))
        scores = np.full(len(left), -inf)
        scores[held.rows] = np.round(held.points, 3)
        return scores

    def _begun(self, left: Ints, right: Ints) -> _Held:
        """All pairs with the points of what is looked up most quickly."""
        days, form = self.days.of(left, right), self._met("form", left, right)
        points = self.linking.of("start", "any") + self.points["days"][days] + self.points["form"][form]
        thin = self.thin[self.column["thin"]]
        points += np.where(thin[left] | thin[right], self.linking.of("evidence", "thin"), 0.0)
        return _Held(np.arange(len(left)), left, right, days, form, points)

    def _steps(self) -> Iterator[tuple[Callable[[_Held], Floats], float]]:
        """What else is compared, each with the most points that it and all after it can give."""
        steps = (
            (self._tolls, len(GROUPS) * self._most("tolls")),
            (lambda held: self.wording.points(held.left, held.right), self._most("words")),
            (self._placed, self._most("places") + self._most("status")),
            (self._looked_up, sum(self._most(what) for what in _LOOKED_UP)),
        )
        for number, (step, _) in enumerate(steps):
            yield step, sum(most for _, most in steps[number:]) + _ROUNDED

    def _most(self, what: str) -> float:
        return max(0.0, *self.linking.points[what].values())

    def _looked_up(self, held: _Held) -> Floats:
        points = np.zeros(len(held.rows))
        for what in _LOOKED_UP:
            points += self.points[what][self._met(what, held.left, held.right)]
        return points

    def _placed(self, held: _Held) -> Floats:
        """The points of the places, and of an account that contests another, unless day, place and act agree."""
        places, status = (self._met(what, held.left, held.right) for what in ("places", "status"))
        same_days = self._in(held.days, SAME_DAYS)
        agreed = same_days & self._in(places, PLACES_NOT_APART) & self._in(held.form, frozenset({"same"}))
        points: Floats = self.points["places"][places] + np.where(agreed, 0.0, self.points["status"][status])
        return points

    def _by_codes(self, what: str, aspect: str, compare: Callable[[Traits, Traits], Verdict]) -> Looking:
        standing = self.coded.standing.get(aspect, [])

        def of(code: int, _: int) -> int:
            one, other = divmod(code, len(standing))
            return self._number(what, compare(standing[one], standing[other]))

        return aspect, Levels(len(standing) ** 2), of

    def _met(self, name: str, left: Ints, right: Ints) -> Small:
        aspect, levels, compare = self.levels[name]
        column = self.column[aspect]
        return levels.of(column[left] * len(self.coded.standing[aspect]) + column[right], compare)

    def _number(self, what: str, verdict: Verdict) -> int:
        """The number of a level, which the codebook must have points for."""
        if verdict is None:
            return 0
        self.linking.of(TABLES.get(what, what), verdict[0])
        return self.numbers[verdict[0]]

    def _in(self, levels: Small, wanted: frozenset[str]) -> Bools:
        """Which of the levels are among some."""
        return np.array([name in wanted for name in self.names])[levels]

    def _points_of(self, what: str) -> Floats:
        """The points of a comparison by the number of the level; a level that it never gives has none."""
        table = self.linking.points[TABLES.get(what, what)]
        return np.array([table.get(name, 0.0) if name else 0.0 for name in self.names])

    def _tolls(self, held: _Held) -> Floats:
        """The points of the best level in each group of fields, over all that both tell."""
        left, right = held.left, held.right
        first, last = self.printed
        order = np.where(first[left] > last[right], 0, np.where(first[right] > last[left], 1, 2))
        how = order * 2 + self._in(held.days, SAME_DAYS)
        points = np.array([*(self.linking.of("tolls", level) for level in BEST_FIRST), 0.0])
        total = np.zeros(len(left))
        for fields in GROUPS.values():
            best = np.full(len(left), len(BEST_FIRST), np.int8)
            for key in (key for key in self.toll_column if key[0] in fields):
                one, other = self.toll_column[key][left], self.toll_column[key][right]
                both = np.flatnonzero((one >= 0) & (other >= 0))
                size = len(self.coded.toll_standing[key])
                levels, compare = self.tolls[key]
                met = levels.of((one[both] * size + other[both]) * 6 + how[both], compare)
                best[both] = np.minimum(best[both], met)
            total += points[best]
        return total

    def _of_tolls(self, key: tuple[str, str]) -> tuple[Levels, Compare]:
        standing = self.coded.toll_standing[key]
        group = next(name for name, fields in GROUPS.items() if key[0] in fields)

        def of(code: int, _: int) -> int:
            pair, how = divmod(code, 6)
            one, other = standing[pair // len(standing)], standing[pair % len(standing)]
            verdict = compare_tolls(one, other, same_days=bool(how % 2), order=_ORDERS[how // 2])[group]
            return BEST_FIRST.index(verdict[0]) if verdict else len(BEST_FIRST)

        return Levels(len(standing) ** 2 * 6), of


def _toll_column(coded: Coded, key: tuple[str, str]) -> Ints:
    column = np.full(len(coded.reports), -1, np.int64)
    held: Mapping[int, int] = coded.tolls[key]
    column[np.fromiter(held.keys(), np.int64)] = np.fromiter(held.values(), np.int64)
    return column
