"""All incidents as columns of numbers in memory: filters, counts and orders of a million take milliseconds.

Made from the catalogue when the ledger moved on; never changed, so that many readers share it. Rows stand newest first,
and some incidents are a list of their rows, so that a narrow question costs little however large the ledger is.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from recount.ledger.catalogue import Catalogue
from recount.tally.counts import Toll
from recount.web.asking import Asked, Sort
from recount.web.coded import Coded, Numbers, Rows, coded
from recount.web.pairs import Pairs, spelt_alike

_NO_DAY = -1
_FACETS = ("country", "province", "type", "grade", "status", "month", "year")
_READ = ("country", "province", "type", "grade", "status", "month", "place", "level")
PLACED = ("place", "province", "country", "level")
MEASURES = ("radius_km", "latitude", "longitude")
_COUNTED = ("witnesses", "reports", "disputes")
TOLLS = tuple(f"{field}_{end}" for field in ("killed", "wounded") for end in ("low", "best", "high", "open"))
_SUMMED = ("killed_", "wounded_", "dead_")
_ORDINAL_1970 = 719163
Places = dict[str, list[Any]]
_KEPT = 48  # filters whose rows are kept at hand


class Total(NamedTuple):
    """Some incidents in figures; `happened` are those that killed and wounded are counted of."""

    incidents: int
    happened: int
    disputed: int
    witnesses: int
    killed: Toll
    wounded: Toll


class Columns:
    """The incidents of one state of the ledger, row by row, the newest first and those without a day last."""

    def __init__(self, catalogue: Catalogue) -> None:
        with catalogue.reading():
            held, pairs = catalogue.columns(), spelt_alike(catalogue.actors())
        self.size = len(held["number"])
        self.everything: Rows = np.arange(self.size, dtype=np.intp)
        numbers, first, last = np.array(held["number"], dtype=np.int64), _days(held["first"]), _days(held["last"])
        order = np.lexsort((numbers, -last, -first, first == _NO_DAY))
        self.numbers, self.first, self.last = numbers[order], first[order], last[order]
        self.dated = int((self.first != _NO_DAY).sum())  # so many rows have a day; the others follow
        self.coded: dict[str, Coded] = {name: coded(held[name], order) for name in _READ}
        self.coded["year"] = coded([month[:4] for month in held["month"]], order)
        counted = [name for name in held if name.startswith(_SUMMED) or name in _COUNTED]
        self.amounts = {name: np.array(held[name], dtype=np.float64)[order] for name in counted}
        self.happened: NDArray[np.bool_] = np.zeros(self.size, dtype=np.bool_)
        self.happened[self.coded["status"].rows("happened")] = True
        self.disputed: NDArray[np.bool_] = self.amounts["disputes"] > 0
        self._read_days()
        self._read_spots({name: np.array(held[name], dtype=np.float64)[order] for name in MEASURES})
        self._by_number = np.argsort(self.numbers)
        self.pairs = Pairs(pairs, self.rows_of([number for number, _, _ in pairs]), self.size)
        self._orders: dict[Sort, tuple[Rows, Rows]] = {}
        self._changed = np.array(held["changed"], dtype=str)[order]
        self._catalogue = catalogue
        self.matching = lru_cache(maxsize=256)(self._matching)
        self._kept = lru_cache(maxsize=_KEPT)(self._rows)

    def _read_days(self) -> None:
        """The month of each row as a number, and whether its month or its day is known well enough to be drawn."""
        days = (np.maximum(self.first, 1) - _ORDINAL_1970).astype("datetime64[D]")
        self.month: Numbers = days.astype("datetime64[M]").astype(np.int64) + 1970 * 12
        monthly = np.array([len(word) > 4 for word in self.coded["month"].words] or [False], dtype=np.bool_)
        self.daily: NDArray[np.bool_] = (self.first > 0) & (self.first == self.last)
        self.monthly: NDArray[np.bool_] = self.daily | ((self.first > 0) & monthly[self.coded["month"].codes])

    def _read_spots(self, measures: Mapping[str, NDArray[np.float64]]) -> None:
        """The number of the place of each row, -1 for none and for a whole country, and a row for each place."""
        self.measures = measures
        level = self.coded["level"]
        drawn = ~np.isnan(measures["longitude"]) & (level.codes != level.code_of.get("country", -1))
        keys = np.empty((self.size, len(PLACED) + len(MEASURES)))
        for number, name in enumerate(PLACED):
            keys[:, number] = self.coded[name].codes
        for number, name in enumerate(MEASURES, start=len(PLACED)):
            keys[:, number] = np.nan_to_num(measures[name], nan=-1e9)
        order = np.lexsort(keys.T)
        ordered = keys[order]
        new = np.ones(self.size, dtype=np.bool_)
        new[1:] = (ordered[1:] != ordered[:-1]).any(axis=1)
        self._spot_of = np.empty(self.size, dtype=np.intp)
        self._spot_of[order] = np.cumsum(new) - 1
        self._spot_row = order[new]
        self._spot_of[~drawn] = -1

    def rows_of(self, numbers: Sequence[int]) -> Rows:
        """The rows of some cards that are there."""
        known = self.numbers[self._by_number]
        asked = np.array(numbers, dtype=np.int64)
        found = np.searchsorted(known, asked)
        found = np.minimum(found, max(self.size - 1, 0))
        there = known[found] == asked if self.size else np.zeros(0, dtype=np.bool_)
        rows: Rows = self._by_number[found[there]]
        return rows

    def rows(self, asked: Asked) -> Rows:
        """The incidents that a filter asks for, newest first."""
        return self._kept(asked)

    def _rows(self, asked: Asked) -> Rows:
        lists = [self._with(name, value) for name in _FACETS if (value := getattr(asked, name)) is not None]
        if asked.actor is not None:
            lists.append(self.with_actor(asked.actor))
        if asked.text:
            lists.append(self.matching(asked.text))
        lists.sort(key=len)
        found = lists[0] if lists else self.everything
        for other in lists[1:]:
            member = np.zeros(self.size, dtype=np.bool_)
            member[other] = True
            found = found[member[found]]
        if asked.until:
            found = found[: np.searchsorted(found, self.dated)]
            found = found[self.first[found] <= asked.until.toordinal()]
        if asked.since:
            found = found[self.last[found] >= asked.since.toordinal()]
        if asked.disputed:
            found = found[self.disputed[found]]
        found.setflags(write=False)
        return found

    def _with(self, name: str, value: str) -> Rows:
        wanted = "" if value == "unknown" else value
        return self.coded[name].rows(wanted.upper() if name == "country" else wanted)

    def with_actor(self, actor: str) -> Rows:
        """The incidents in which an organisation is named on a side; not where it is only denied."""
        return self.pairs.rows_of(actor)

    def _matching(self, text: str) -> Rows:
        """The incidents whose words match a search."""
        found: Rows = np.sort(self.rows_of(self._catalogue.matching(text)))
        found.setflags(write=False)
        return found

    def facet(self, name: str, kept: Rows, most: int | None = None) -> list[tuple[str, int]]:
        """How many of some incidents each word of a column has, the most first; "" is not known."""
        return self.coded[name].counted(kept, most)

    def actor_facet(self, kept: Rows, most: int | None = None) -> list[tuple[str, int]]:
        """How many of some incidents name each organisation as perpetrator or target."""
        return self.pairs.counted(kept, most)

    def places(self, kept: Rows, most: int) -> tuple[Places, int]:
        """Where some incidents were: the busiest places with incidents and killed at best; how many are elsewhere."""
        codes = self._spot_of[kept]
        drawn = codes >= 0
        held, groups = np.unique(codes[drawn], return_inverse=True)
        incidents = np.bincount(groups, minlength=len(held))
        killed = np.bincount(groups, weights=self.amounts["killed_best"][kept[drawn]], minlength=len(held))
        ranks = self._spot_row[held] - incidents * self.size  # the busiest first, and of equals the newest
        busiest = np.argpartition(ranks, most)[:most] if most < len(held) else np.arange(len(held))
        busiest = busiest[np.argsort(ranks[busiest])]
        rows = self._spot_row[held[busiest]]
        found: Places = {
            name: [self.coded[name].words[code] for code in self.coded[name].codes[rows]] for name in PLACED
        }
        found |= {name: np.nan_to_num(self.measures[name][rows], nan=0.0).tolist() for name in MEASURES}
        found |= {"incidents": incidents[busiest].tolist(), "killed": killed[busiest].astype(np.int64).tolist()}
        return found, int(incidents.sum() - incidents[busiest].sum())

    def country_alone(self, kept: Rows) -> list[tuple[str, int]]:
        """How many of some incidents are known to no more than a country."""
        level = self.coded["level"]
        return self.facet("country", kept[level.codes[kept] == level.code_of.get("country", -1)])

    def total(self, kept: Rows) -> Total:
        """Some incidents in figures."""
        counted = kept[self.happened[kept]]
        return Total(
            incidents=len(kept),
            happened=len(counted),
            disputed=int(np.count_nonzero(self.disputed[kept])),
            witnesses=int(self.amounts["witnesses"][kept].sum()),
            killed=self._toll("killed", counted),
            wounded=self._toll("wounded", counted),
        )

    def _toll(self, name: str, kept: Rows) -> Toll:
        return Toll(**{end: int(self.amounts[f"{name}_{end}"][kept].sum()) for end in ("low", "best", "high", "open")})

    def sums(self, kept: Rows, groups: Numbers, number: int, names: Sequence[str]) -> dict[str, Numbers]:
        """Incidents and amounts of some incidents in each of `number` groups; `groups` has the group of each."""
        happened = self.happened[kept]
        counted, chosen = kept[happened], groups[happened]
        found = {"incidents": np.bincount(groups, minlength=number)}
        for name in names:
            weights = self.amounts[name][counted]
            found[name] = np.bincount(chosen, weights=weights, minlength=number).astype(np.int64)
        return found

    def ordered(self, kept: Rows, sort: Sort, start: int = 0, stop: int | None = None) -> Rows:
        """Some incidents in an order, of which only those from `start` to `stop`; those without a day come last."""
        if sort == "newest":
            return kept[start:stop]
        if sort not in self._orders:
            order = self._order(sort)
            rank = np.empty(self.size, dtype=np.intp)
            rank[order] = self.everything
            self._orders[sort] = order, rank
        order, rank = self._orders[sort]
        if len(kept) == self.size:
            return order[start:stop]
        ranks = rank[kept]
        if stop is not None and stop < len(ranks):
            ranks = np.partition(ranks, stop - 1)[:stop]
        ranks.sort()
        found: Rows = order[ranks[start:stop]]
        return found

    def _order(self, sort: Sort) -> Rows:
        undated = self.first == _NO_DAY
        if sort == "oldest":
            keys: tuple[Any, ...] = (self.numbers, self.last, self.first, undated)
        elif sort == "changed":
            ranks = np.unique(self._changed, return_inverse=True)[1] if self.size else self.numbers
            keys = (self.numbers, -ranks)
        else:
            amount = self.amounts[sort if sort == "witnesses" else f"{sort}_best"]
            keys = (self.numbers, -self.first, undated, -amount)
        order: Rows = np.lexsort(keys)
        return order


def _days(values: Sequence[int | None]) -> Numbers:
    return np.array([_NO_DAY if value is None else value for value in values], dtype=np.int64)
