"""Scores of very many pairs of reports, as arrays: the same points as report by report.

Each comparison is made once for every two different traits that meet, then looked up (`levels`); only words are
compared pair by pair (`wording`).
"""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from math import inf

import numpy as np
from numpy.typing import NDArray

from recount.codebook.linking import Linking
from recount.link.ages import compare_ages
from recount.link.coded import Coded
from recount.link.daylevels import DayLevels
from recount.link.days import compare_days
from recount.link.forms import compare_forms, contests
from recount.link.levels import Levels, Small
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
_AT_ONCE = 200_000  # pairs whose columns are in memory together


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

    def scores(self, left: Ints, right: Ints, *, least: float = -inf) -> Floats:
        """The score of every pair; words are left uncompared where no words could lift it to the least wanted."""
        starts = range(0, len(left), _AT_ONCE)
        parts = [(left[at : at + _AT_ONCE], right[at : at + _AT_ONCE], least) for at in starts]
        if self.jobs == 1 or len(parts) < 2:
            return np.concatenate([self._some(*part) for part in parts]) if parts else np.empty(0)
        with ThreadPoolExecutor(self.jobs) as pool:
            return np.concatenate(list(pool.map(lambda part: self._some(*part), parts)))

    def _some(self, left: Ints, right: Ints, least: float) -> Floats:
        days, met = self.days.of(left, right), {name: self._met(name, left, right) for name in self.levels}
        same_days = self._in(days, SAME_DAYS)
        agreed = same_days & self._in(met["places"], PLACES_NOT_APART) & self._in(met["form"], frozenset({"same"}))
        total = np.full(len(left), self.linking.of("start", "any")) + self.points["days"][days]
        for what in ("places", "form", "perpetrators", "targets", "ages"):
            total += self.points[what][met[what]]
        total += np.where(agreed, 0.0, self.points["status"][met["status"]])
        total += self._tolls(left, right, same_days)
        thin = self.thin[self.column["thin"]]
        total += np.where(thin[left] | thin[right], self.linking.of("evidence", "thin"), 0.0)
        worth = np.flatnonzero(total + max(self.linking.points["words"].values()) >= least)
        total[worth] += self.wording.points(left[worth], right[worth])
        return np.round(total, 3)

    def _by_codes(self, what: str, aspect: str, compare: Callable[[Traits, Traits], Verdict]) -> tuple[str, Levels]:
        standing = self.coded.standing.get(aspect, [])

        def of(code: int) -> int:
            one, other = divmod(code, len(standing))
            return self._number(what, compare(standing[one], standing[other]))

        return aspect, Levels(len(standing) ** 2, of)

    def _met(self, name: str, left: Ints, right: Ints) -> Small:
        aspect, levels = self.levels[name]
        column = self.column[aspect]
        return levels.of(column[left] * len(self.coded.standing[aspect]) + column[right])

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

    def _tolls(self, left: Ints, right: Ints, same_days: Bools) -> Floats:
        """The points of the best level in each group of fields, over all that both tell."""
        first, last = self.printed
        order = np.where(first[left] > last[right], 0, np.where(first[right] > last[left], 1, 2))
        how = order * 2 + same_days
        points = np.array([*(self.linking.of("tolls", level) for level in BEST_FIRST), 0.0])
        total = np.zeros(len(left))
        for fields in GROUPS.values():
            best = np.full(len(left), len(BEST_FIRST), np.int8)
            for key in (key for key in self.toll_column if key[0] in fields):
                one, other = self.toll_column[key][left], self.toll_column[key][right]
                both = np.flatnonzero((one >= 0) & (other >= 0))
                size = len(self.coded.toll_standing[key])
                levels = self.tolls[key].of((one[both] * size + other[both]) * 6 + how[both])
                best[both] = np.minimum(best[both], levels)
            total += points[best]
        return total

    def _of_tolls(self, key: tuple[str, str]) -> Levels:
        standing = self.coded.toll_standing[key]
        group = next(name for name, fields in GROUPS.items() if key[0] in fields)

        def of(code: int) -> int:
            pair, how = divmod(code, 6)
            one, other = standing[pair // len(standing)], standing[pair % len(standing)]
            verdict = compare_tolls(one, other, same_days=bool(how % 2), order=_ORDERS[how // 2])[group]
            return BEST_FIRST.index(verdict[0]) if verdict else len(BEST_FIRST)

        return Levels(len(standing) ** 2 * 6, of)


def _toll_column(coded: Coded, key: tuple[str, str]) -> Ints:
    column = np.full(len(coded.reports), -1, np.int64)
    held: Mapping[int, int] = coded.tolls[key]
    column[np.fromiter(held.keys(), np.int64)] = np.fromiter(held.values(), np.int64)
    return column
