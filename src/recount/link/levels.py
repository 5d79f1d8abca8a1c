"""Levels of comparisons, each made once for every two codes that meet and then looked up."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Small = NDArray[np.int8]

_LARGEST_TABLE = 2**26  # entries of one byte
_NOT_YET = -1


class Levels:
    """The number of a level by the number of what is compared; small ranges are a table, others a memory."""

    def __init__(self, size: int, compare: Callable[[int], int]) -> None:
        self.compare = compare
        self.table = np.full(size, _NOT_YET, np.int8) if size <= _LARGEST_TABLE else None
        self.known: dict[int, int] = {}

    def of(self, asked: Ints) -> Small:
        """The level of each, those not met before compared now."""
        if self.table is None:
            return self._remembered(asked)
        found: Small = self.table[asked]
        if (found == _NOT_YET).any():
            for code in np.unique(asked[found == _NOT_YET]).tolist():
                self.table[code] = self.compare(code)
            found = self.table[asked]
        return found

    def _remembered(self, asked: Ints) -> Small:
        met, back = np.unique(asked, return_inverse=True)
        known = self.known
        for code in met.tolist():
            if code not in known:
                known[code] = self.compare(code)
        levels: Small = np.array([known[code] for code in met.tolist()], np.int8)[back]
        return levels
