"""All incidents as columns of numbers in memory: filters, counts and orders of a million take milliseconds.

Made from the catalogue when the ledger moved on; never changed, so that many readers share it.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from recount.ledger.catalogue import Catalogue
from recount.tally.counts import Toll
from recount.web.asking import Asked, Sort

Rows = NDArray[np.bool_]
Numbers = NDArray[np.int64]
_NO_DAY = -1
_FACETS = ("country", "province", "type", "grade", "status", "month", "year")
_READ = ("country", "province", "type", "grade", "status", "month", "place", "level")
_SUMMED = ("killed_", "wounded_", "dead_")


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """A column of words: a code for each row, and the words by code; "" is not known."""

    codes: NDArray[np.int32]
    words: tuple[str, ...]
    code_of: Mapping[str, int] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """Some incidents in figures; `happened` are those that killed and wounded are counted of."""

    incidents: int
    happened: int
    disputed: int
    witnesses: int
    killed: Toll
    wounded: Toll


class Spot(NamedTuple):
    """A place as precisely as it is known."""

    place: str | None
    province: str | None
    country: str | None
    level: str | None
    radius_km: float | None
    latitude: float | None
    longitude: float | None


class Columns:
    """The incidents of one state of the ledger, row by row in the order of the catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        held = catalogue.columns()
        self.size = len(held["number"])
        self.numbers: Numbers = np.array(held["number"], dtype=np.int64)
        self.first = _days(held["first"])
        self.last = _days(held["last"])
        self.coded: dict[str, Coded] = {name: _coded(held[name]) for name in _READ}
        self.coded["year"] = _coded([month[:4] for month in held["month"]])
        self.amounts = {name: np.array(held[name], dtype=np.int64) for name in held if name.startswith(_SUMMED)}
        self.amounts |= {name: np.array(held[name], dtype=np.int64) for name in ("witnesses", "reports", "disputes")}
        self.measures = {
            name: np.array(held[name], dtype=np.float64) for name in ("latitude", "longitude", "radius_km")
        }
        self.spots, self.spot_codes = _spots(held)
        self.changed = np.array(held["changed"], dtype=object)
        self.monthly: Rows = np.array([len(word) > 4 for word in self.coded["month"].words] or [False])[
            self.coded["month"].codes
        ]
        self.happened: Rows = self.coded["status"].codes == self.coded["status"].code_of.get("happened", -1)
        self._read_actors(_spelt_alike(catalogue.actors()))
        self.matching = lru_cache(maxsize=256)(_Matching(catalogue, self))
        self._orders: dict[Sort, Numbers] = {}

    def _read_actors(self, pairs: Sequence[tuple[int, str, str]]) -> None:
        numbers = np.array([number for number, _, _ in pairs], dtype=np.int64)
        self.actor_rows = np.searchsorted(self.numbers, numbers)
        self.actor = _coded([name for _, name, _ in pairs])
        self.spelt = {name.casefold(): name for name in self.actor.words}
        self.actor_side = _coded([side for _, _, side in pairs])
        self.held_by = np.argsort(self.actor.codes, kind="stable")  # the pairs, actor by actor
        self.held_from = np.searchsorted(self.actor.codes[self.held_by], np.arange(len(self.actor.words) + 1))
        told = self.actor_side.codes != self.actor_side.code_of.get("denied", -1)
        keys = self.actor_rows.astype(np.int64) * (len(self.actor.words) + 1) + self.actor.codes
        first = np.unique(np.where(told, keys, -1), return_index=True)[1]
        self.actor_once: Rows = np.zeros(len(pairs), dtype=np.bool_)  # each actor once in each incident
        self.actor_once[first] = True
        self.actor_once &= told

    def rows(self, asked: Asked, *, but: str | None = None) -> Rows:
        """Which incidents a filter asks for; `but` leaves one part of it out."""
        kept: Rows = np.ones(self.size, dtype=np.bool_)
        if asked.since and but != "since":
            kept &= self.last >= asked.since.toordinal()
        if asked.until and but != "until":
            kept &= (self.first <= asked.until.toordinal()) & (self.first != _NO_DAY)
        for name in _FACETS:
            value = getattr(asked, name)
            if value is not None and but != name:
                kept &= self._is(name, value)
        if asked.disputed and but != "disputed":
            kept &= self.amounts["disputes"] > 0
        if asked.actor is not None and but != "actor":
            kept &= self.with_actor(asked.actor)
        if asked.text and but != "text":
            kept &= self.matching(asked.text)
        return kept

    def _is(self, name: str, value: str) -> Rows:
        column = self.coded[name]
        wanted = "" if value == "unknown" else value
        if name == "country":
            wanted = wanted.upper()
        found: Rows = column.codes == column.code_of.get(wanted, -1)
        return found

    def with_actor(self, actor: str, side: str | None = None) -> Rows:
        """The incidents in which an organisation is named on one side, or on either; not where it is only denied."""
        found: Rows = np.zeros(self.size, dtype=np.bool_)
        code = self.actor.code_of.get(self.spelling(actor))
        if code is None:
            return found
        pairs = self.held_by[self.held_from[code] : self.held_from[code + 1]]
        sides = self.actor_side.codes[pairs]
        wanted = self.actor_side.code_of.get(side or "denied", -1)
        found[self.actor_rows[pairs[sides == wanted if side else sides != wanted]]] = True
        return found

    def spelling(self, actor: str) -> str:
        """The name of an actor as it is spelt here, whatever its capitals."""
        return self.spelt.get(actor.casefold(), actor)

    def facet(self, name: str, kept: Rows, most: int | None = None) -> list[tuple[str, int]]:
        """How many of some incidents each word of a column has, the most first; "" is not known."""
        column = self.coded[name]
        return _counted(column, np.bincount(column.codes[kept], minlength=len(column.words)), most)

    def actor_facet(self, kept: Rows, most: int | None = None) -> list[tuple[str, int]]:
        """How many of some incidents name each organisation as perpetrator or target."""
        pairs = kept[self.actor_rows] & self.actor_once
        return _counted(self.actor, np.bincount(self.actor.codes[pairs], minlength=len(self.actor.words)), most)

    def places(self, kept: Rows, most: int) -> tuple[list[tuple[Spot, int, int]], int]:
        """Where some incidents were: the busiest places with incidents and killed at best; how many are elsewhere."""
        drawn = kept & (self.spot_codes >= 0)
        codes = self.spot_codes[drawn]
        incidents = np.bincount(codes, minlength=len(self.spots))
        killed = np.bincount(codes, weights=self.amounts["killed_best"][drawn], minlength=len(self.spots))
        busiest = np.lexsort((np.arange(len(self.spots)), -incidents))[:most]
        found = [(self.spots[code], int(incidents[code]), int(killed[code])) for code in busiest if incidents[code]]
        return found, int(incidents.sum() - sum(number for _, number, _ in found))

    def country_alone(self, kept: Rows) -> list[tuple[str, int]]:
        """How many of some incidents are known to no more than a country."""
        level = self.coded["level"]
        return self.facet("country", kept & (level.codes == level.code_of.get("country", -1)))

    def total(self, kept: Rows) -> Total:
        """Some incidents in figures."""
        counted = kept & self.happened
        return Total(
            incidents=int(kept.sum()),
            happened=int(counted.sum()),
            disputed=int((kept & (self.amounts["disputes"] > 0)).sum()),
            witnesses=int(self.amounts["witnesses"][kept].sum()),
            killed=self._toll("killed", counted),
            wounded=self._toll("wounded", counted),
        )

    def _toll(self, name: str, kept: Rows) -> Toll:
        return Toll(**{end: int(self.amounts[f"{name}_{end}"][kept].sum()) for end in ("low", "best", "high", "open")})

    def sums(self, kept: Rows, groups: Numbers, number: int) -> dict[str, Numbers]:
        """Incidents and tolls of some incidents in each of `number` groups; `groups` has the group of each row."""
        counted = kept & self.happened
        chosen = groups[counted]
        found = {"incidents": np.bincount(groups[kept], minlength=number)}
        for name in self.amounts:
            if name.startswith(_SUMMED):
                weights = self.amounts[name][counted]
                found[name] = np.bincount(chosen, weights=weights, minlength=number).astype(np.int64)
        return found

    def ordered(self, kept: Rows, sort: Sort) -> Numbers:
        """The rows of some incidents in an order; those without a day come last."""
        order = self._orders.get(sort)
        if order is None:
            order = self._orders[sort] = self._order(sort)
        found: Numbers = order[kept[order]]
        return found

    def _order(self, sort: Sort) -> Numbers:
        undated = self.first == _NO_DAY
        newest = -self.first
        if sort == "oldest":
            keys: tuple[Any, ...] = (self.numbers, self.last, self.first, undated)
        elif sort == "changed":
            ranks = np.unique(self.changed.astype(str), return_inverse=True)[1] if self.size else self.numbers
            keys = (self.numbers, -ranks)
        elif sort == "newest":
            keys = (self.numbers, -self.last, newest, undated)
        else:
            amount = self.amounts[sort if sort == "witnesses" else f"{sort}_best"]
            keys = (self.numbers, newest, undated, -amount)
        order: Numbers = np.lexsort(keys)
        return order


class _Matching:
    """The rows whose words match a search, for keeping the last few."""

    def __init__(self, catalogue: Catalogue, columns: Columns) -> None:
        self._catalogue = catalogue
        self._columns = columns

    def __call__(self, text: str) -> Rows:
        found: Rows = np.zeros(self._columns.size, dtype=np.bool_)
        numbers = np.array(self._catalogue.matching(text), dtype=np.int64)
        places = np.searchsorted(self._columns.numbers, numbers)
        places = places[places < self._columns.size]
        found[places] = True
        return found


def _days(values: Sequence[int | None]) -> Numbers:
    return np.array([_NO_DAY if value is None else value for value in values], dtype=np.int64)


def _spots(held: Mapping[str, Sequence[Any]]) -> tuple[tuple[Spot, ...], NDArray[np.int32]]:
    """Every place that can be drawn, and the number of the one of each row; -1 for none, and for a whole country."""
    code_of: dict[Spot, int] = {}
    rows = (Spot(*row) for row in zip(*(held[name] for name in Spot._fields), strict=True))
    codes = [
        code_of.setdefault(spot, len(code_of)) if spot.longitude is not None and spot.level != "country" else -1
        for spot in rows
    ]
    return tuple(code_of), np.array(codes, dtype=np.int32)


def _spelt_alike(pairs: Sequence[tuple[int, str, str]]) -> Sequence[tuple[int, str, str]]:
    """Names that differ only by capitals in the spelling that is met most often."""
    met = Counter(name for _, name, _ in pairs)
    spelt: dict[str, str] = {}
    for name in sorted(met, key=lambda name: (-met[name], name)):
        spelt.setdefault(name.casefold(), name)
    if len(spelt) == len(met):
        return pairs
    return list(dict.fromkeys((number, spelt[name.casefold()], side) for number, name, side in pairs))


def _coded(values: Sequence[str | None]) -> Coded:
    code_of: dict[str, int] = {}
    codes = np.array([code_of.setdefault(value or "", len(code_of)) for value in values], dtype=np.int32)
    return Coded(codes=codes, words=tuple(code_of), code_of=code_of)


def _counted(column: Coded, counts: NDArray[Any], most: int | None) -> list[tuple[str, int]]:
    found = [(column.words[code], int(counts[code])) for code in np.flatnonzero(counts)]
    found.sort(key=lambda pair: (-pair[1], pair[0]))
    return found[:most]
