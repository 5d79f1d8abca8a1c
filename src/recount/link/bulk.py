"""Candidates and scores of very many reports, as arrays: the same pairs and points as report by report.

A ledger of a million reports has some millions of pairs worth comparing. Blocks are cut out of one sorted column of
keys, and each comparison is made once for every two different traits that meet, then looked up.
"""

from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from math import inf
from typing import Any

import numpy as np
from numpy.typing import NDArray

from recount.codebook.linking import Linking
from recount.link.blocking import MOST_FOUND, SHARED, largest
from recount.link.coded import BITS, KINDS, Coded
from recount.link.days import compare_days
from recount.link.forms import compare_forms, contests
from recount.link.match import PLACES_NOT_APART, SAME_DAYS, TABLES
from recount.link.places import compare_places
from recount.link.sides import compare_perpetrators, compare_targets
from recount.link.tolls import BEST_FIRST, GROUPS, Order, compare_tolls, order_of
from recount.link.traits import Traits
from recount.link.words import ENOUGH, level_of

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Verdict = tuple[str, str] | None
_ORDERS: tuple[Order, ...] = ("one later", "other later", "not known")
_AT_ONCE = 400_000  # pairs whose columns are in memory together


def candidates(coded: Coded) -> tuple[Ints, Ints]:
    """Positions of the pairs to compare, the smaller report id first, in order."""
    rank = np.argsort(np.argsort(np.array(coded.reports)))
    number = len(coded.reports)
    found = [left * number + right for left, right in (*_meetings(coded, rank), *_searches(coded, rank))]
    pairs = np.unique(np.concatenate(found)) if found else np.empty(0, np.int64)
    back = np.argsort(rank)
    left, right = back[pairs // number], back[pairs % number]
    _, home = np.unique(np.array(coded.documents), return_inverse=True)
    apart = home[left] != home[right]
    return left[apart], right[apart]


def _meetings(coded: Coded, rank: Ints) -> Iterator[tuple[Ints, Ints]]:
    members, starts, sizes, keys = _blocks(coded.shared, rank)
    most = np.array([largest(kind) if kind in SHARED else 0 for kind in KINDS])[keys >> 2 * BITS]
    for size in np.unique(sizes[(sizes > 1) & (sizes <= most)]):
        rows = starts[(sizes == size) & (sizes <= most)][:, None] + np.arange(size)
        one, other = np.triu_indices(size, 1)
        left, right = members[rows][:, one].ravel(), members[rows][:, other].ravel()
        yield np.minimum(left, right), np.maximum(left, right)


def _searches(coded: Coded, rank: Ints) -> Iterator[tuple[Ints, Ints]]:
    seekers, starts, sizes, keys = _blocks(coded.sought, rank)
    offers, others_starts, others_sizes, others_keys = _blocks(coded.offered, rank)
    _, mine, theirs = np.intersect1d(keys, others_keys, return_indices=True)
    for one, other in zip(mine, theirs, strict=True):
        if sizes[one] * others_sizes[other] <= MOST_FOUND:
            left = np.repeat(seekers[starts[one] : starts[one] + sizes[one]], others_sizes[other])
            right = np.tile(offers[others_starts[other] : others_starts[other] + others_sizes[other]], sizes[one])
            two = left != right
            yield np.minimum(left, right)[two], np.maximum(left, right)[two]


def _blocks(column: tuple[Any, Any], rank: Ints) -> tuple[Ints, Ints, Ints, Ints]:
    """Members block by block, with where each block starts, how many it has, and its key."""
    keys, positions = np.array(column[0], np.int64), np.array(column[1], np.int64)
    order = np.argsort(keys, kind="stable")
    found, starts, sizes = np.unique(keys[order], return_index=True, return_counts=True)
    return rank[positions[order]], starts, sizes, found


class Scorer:
    """The points of pairs by their positions, the smaller report id first."""

    def __init__(self, coded: Coded, linking: Linking) -> None:
        self.coded = coded
        self.linking = linking
        self.column = {name: np.array(codes, np.int64) for name, codes in coded.codes.items()}
        self.toll_column = {key: _toll_column(coded, key) for key in sorted(coded.tolls)}
        self.memory: dict[str, dict[int, int]] = {}
        self.names: list[str | None] = [None]  # levels by their numbers; the first says that nothing can be compared

    def scores(self, left: Ints, right: Ints, *, least: float = -inf) -> Floats:
        """The score of every pair; words are left uncompared where no words could lift it above the least wanted."""
        parts = [
            self._some(left[at : at + _AT_ONCE], right[at : at + _AT_ONCE], least)
            for at in range(0, len(left), _AT_ONCE)
        ]
        return np.concatenate(parts) if parts else np.empty(0)

    def _some(self, left: Ints, right: Ints, least: float) -> Floats:
        days = self._levels("days", compare_days, left, right)
        places = self._levels("places", compare_places, left, right)
        forms = self._levels("form", compare_forms, left, right)
        same_days = self._in(days, SAME_DAYS)
        agreed = same_days & self._in(places, PLACES_NOT_APART) & self._in(forms, frozenset({"same"}))
        total = np.full(len(left), self.linking.of("start", "any"))
        for what, levels in (("days", days), ("places", places), ("form", forms)):
            total += self._points(what, levels)
        for what, compare in (("perpetrators", compare_perpetrators), ("targets", compare_targets)):
            total += self._points(what, self._levels("sides", compare, left, right, memory=what))
        contested = self._levels("status", lambda one, other: contests(one, other, agreed=False), left, right)
        total += np.where(agreed, 0.0, self._points("status", contested))
        total += self._tolls(left, right, same_days)
        thin = np.array([one.thin for one in self.coded.standing["thin"]])[self.column["thin"]]
        total += np.where(thin[left] | thin[right], self.linking.of("evidence", "thin"), 0.0)
        worth = np.flatnonzero(total + max(self.linking.points["words"].values()) > least)
        total[worth] += self._words(left[worth], right[worth])
        return np.round(total, 3)

    def _levels(
        self,
        aspect: str,
        compare: Callable[[Traits, Traits], Verdict],
        left: Ints,
        right: Ints,
        *,
        memory: str | None = None,
    ) -> Ints:
        """The number of every pair's level, each two different traits compared once."""
        standing, column = self.coded.standing[aspect], self.column[aspect]
        met, back = np.unique(column[left] * len(standing) + column[right], return_inverse=True)
        known = self.memory.setdefault(memory or aspect, {})
        for code in met.tolist():
            if code not in known:
                verdict = compare(standing[code // len(standing)], standing[code % len(standing)])
                known[code] = self._number(verdict[0]) if verdict else 0
        found: Ints = np.array([known[code] for code in met.tolist()], np.int64)[back]
        return found

    def _number(self, level: str) -> int:
        if level not in self.names:
            self.names.append(level)
        return self.names.index(level)

    def _in(self, levels: Ints, wanted: frozenset[str]) -> NDArray[np.bool_]:
        """Which of the levels are among some."""
        return np.array([name in wanted for name in self.names])[levels]

    def _points(self, what: str, levels: Ints) -> Floats:
        shown = set(np.unique(levels).tolist())
        points = [
            self.linking.of(TABLES.get(what, what), name) if name and number in shown else 0.0
            for number, name in enumerate(self.names)
        ]
        return np.array(points)[levels]

    def _tolls(self, left: Ints, right: Ints, same_days: NDArray[np.bool_]) -> Floats:
        """The points of the best level in each group of fields, over all that both tell."""
        order = self._levels("printed", lambda one, other: (order_of(one, other), ""), left, right)
        orders = [_ORDERS.index(name) if name in _ORDERS else 0 for name in self.names]
        how = np.array(orders)[order] * 2 + same_days
        total = np.zeros(len(left))
        for group, fields in GROUPS.items():
            best = np.full(len(left), len(BEST_FIRST))
            for key in (key for key in self.toll_column if key[0] in fields):
                codes = self.toll_column[key][left], self.toll_column[key][right]
                both = np.flatnonzero((codes[0] >= 0) & (codes[1] >= 0))
                if len(both):
                    level = self._toll_levels(key, group, codes[0][both], codes[1][both], how[both])
                    best[both] = np.minimum(best[both], level)
            points = [self.linking.of("tolls", level) for level in BEST_FIRST]
            total += np.array([*points, 0.0])[best]
        return total

    def _toll_levels(self, key: tuple[str, str], group: str, left: Ints, right: Ints, how: Ints) -> Ints:
        standing = self.coded.toll_standing[key]
        size = len(standing)
        met, back = np.unique((left * size + right) * 6 + how, return_inverse=True)
        levels = []
        for code in met.tolist():
            pair, manner = divmod(code, 6)
            order = _ORDERS[manner // 2]
            one, other = standing[pair // size], standing[pair % size]
            verdict = compare_tolls(one, other, same_days=bool(manner % 2), order=order)[group]
            levels.append(BEST_FIRST.index(verdict[0]) if verdict else len(BEST_FIRST))
        found: Ints = np.array(levels)[back]
        return found

    def _words(self, left: Ints, right: Ints) -> Floats:
        """Pair by pair; pairs come in order of the left report, whose words are taken once."""
        points = np.zeros(len(left))
        starts = np.flatnonzero(np.r_[len(left) > 0, left[1:] != left[:-1]]).tolist()
        table = {level: self.linking.of("words", level) for level in self.linking.points["words"]}
        for start, end in pairwise([*starts, len(left)]):
            some = self.coded.compared_words(int(left[start]), right[start:end].tolist())
            for place, (telling, common, shorter) in enumerate(some, start):
                if shorter >= ENOUGH:
                    points[place] = table[level_of(telling, common / shorter, common)]
        return points


def _toll_column(coded: Coded, key: tuple[str, str]) -> Ints:
    column = np.full(len(coded.reports), -1, np.int64)
    held: Mapping[int, int] = coded.tolls[key]
    column[np.fromiter(held.keys(), np.int64)] = np.fromiter(held.values(), np.int64)
    return column
