"""Levels of comparisons, each made once for every two codes that meet and then looked up."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Small = NDArray[np.int8]
Compare = Callable[[int, int], int]
"""The level of a number not met before, which stands at that place among those asked for."""

_LARGEST_TABLE = 2**26  # entries of one byte
_NOT_YET = -1


class Levels:
    """The number of a level by the number of what is compared; small ranges are a table, others a memory."""

    def __init__(self, size: int) -> None:
        self.table = np.full(size, _NOT_YET, np.int8) if size <= _LARGEST_TABLE else None
        self.known: dict[int, int] = {}

    def of(self, asked: Ints, compare: Compare) -> Small:
        """The level of each, those not met before compared now."""
        if self.table is None:
            return self._remembered(asked, compare)
        found: Small = self.table[asked]
        missing = np.flatnonzero(found == _NOT_YET)
        if len(missing):
            codes, first = np.unique(asked[missing], return_index=True)
            for code, place in zip(codes.tolist(), missing[first].tolist(), strict=True):
                self.table[code] = compare(code, place)
            found[missing] = self.table[asked[missing]]
        return found

    def _remembered(self, asked: Ints, compare: Compare) -> Small:
        met, first, back = np.unique(asked, return_index=True, return_inverse=True)
        known = self.known
        for code, place in zip(met.tolist(), first.tolist(), strict=True):
            if code not in known:
                known[code] = compare(code, place)
        levels: Small = np.array([known[code] for code in met.tolist()], np.int8)[back]
        return levels
