"""Who is named in which incident, on which side: pairs of an organisation and an incident as columns."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from recount.tally.counts import Toll
from recount.web.coded import Numbers, Rows, coded

SIDES = ("perpetrator", "target", "denied")
_PERPETRATOR, _DENIED = SIDES.index("perpetrator"), SIDES.index("denied")
_ENDS = ("low", "best", "high", "open")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """An actor in figures: in how many incidents, on which side, and the dead of those it is named for."""

    name: str
    incidents: int = 0
    perpetrator: int = 0
    target: int = 0
    denied: int = 0
    killed: Toll = Toll()  # noqa: RUF009 - frozen


class Pairs:
    """The pairs in the order of their rows; `codes` are those of organisations, `sides` places in `SIDES`."""

    def __init__(self, pairs: Sequence[tuple[int, str, str]], rows: Rows, size: int) -> None:
        order = np.argsort(rows, kind="stable")
        self.rows: Rows = rows[order]
        self.actor = coded([name for _, name, _ in pairs], order)
        self.sides: Rows = np.array([SIDES.index(side) for _, _, side in pairs], dtype=np.intp)[order]
        self.spelt = {name.casefold(): name for name in self.actor.words}
        self._size = size
        self._from = np.searchsorted(self.rows, np.arange(size + 1))
        told = self.sides != _DENIED
        keys = self.rows * (len(self.actor.words) + 1) + self.actor.codes
        first = np.unique(np.where(told, keys, -1), return_index=True)[1]
        self._once: NDArray[np.bool_] = np.zeros(len(pairs), dtype=np.bool_)  # each actor once in each incident
        self._once[first] = True
        self._once &= told
        self.rows_of = lru_cache(maxsize=256)(self._rows_of)

    def spelling(self, actor: str) -> str:
        """The name of an actor as it is spelt here, whatever its capitals."""
        return self.spelt.get(actor.casefold(), actor)

    def _rows_of(self, actor: str) -> Rows:
        """The incidents in which an organisation is named, in order; not where it is only denied."""
        pairs = self.actor.rows(self.spelling(actor))
        found: Rows = self.rows[pairs[self._once[pairs]]]
        found.setflags(write=False)
        return found

    def of(self, rows: Rows) -> Rows:
        """The pairs of some incidents."""
        if len(rows) == self._size:
            return np.arange(len(self.rows), dtype=np.intp)
        first, number = self._from[rows], self._from[rows + 1] - self._from[rows]
        before = np.cumsum(number) - number
        found: Rows = np.arange(int(number.sum())) + np.repeat(first - before, number)
        return found

    def counted(self, rows: Rows, most: int | None) -> list[tuple[str, int]]:
        """How many of some incidents name each organisation, the most first."""
        pairs = self.of(rows)
        return self.actor.counted(pairs[self._once[pairs]], most)

    def named(
        self, names: Sequence[str], pairs: Rows, happened: NDArray[np.bool_], amounts: Mapping[str, NDArray[np.float64]]
    ) -> list[Named]:
        """Some actors in figures, as far as some pairs tell."""
        codes, sides = self.actor.codes[pairs], self.sides[pairs]
        number = len(self.actor.words)
        by_side = np.bincount(codes * len(SIDES) + sides, minlength=number * len(SIDES)).reshape(number, len(SIDES))
        incidents = np.bincount(codes[self._once[pairs]], minlength=number)
        for_it = (sides == _PERPETRATOR) & happened[self.rows[pairs]]
        counted, chosen = self.rows[pairs[for_it]], codes[for_it]
        killed = {
            end: np.bincount(chosen, weights=amounts[f"killed_{end}"][counted], minlength=number) for end in _ENDS
        }
        return [_named(name, self.actor.code_of.get(name), by_side, incidents, killed) for name in names]


def _named(
    name: str, code: int | None, by_side: Numbers, incidents: Numbers, killed: Mapping[str, NDArray[Any]]
) -> Named:
    if code is None:
        return Named(name=name)
    sides = {side: int(by_side[code, number]) for number, side in enumerate(SIDES)}
    toll = Toll(**{end: int(killed[end][code]) for end in _ENDS})
    return Named(name=name, incidents=int(incidents[code]), **sides, killed=toll)


def spelt_alike(pairs: Sequence[tuple[int, str, str]]) -> Sequence[tuple[int, str, str]]:
    """Names that differ only by capitals in the spelling that is met most often."""
    met = Counter(name for _, name, _ in pairs)
    spelt: dict[str, str] = {}
    for name in sorted(met, key=lambda name: (-met[name], name)):
        spelt.setdefault(name.casefold(), name)
    if len(spelt) == len(met):
        return pairs
    return list(dict.fromkeys((number, spelt[name.casefold()], side) for number, name, side in pairs))
