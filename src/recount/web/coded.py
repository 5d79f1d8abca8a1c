"""A column of words as numbers, with the rows of each word at hand."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.intp]
Numbers = NDArray[np.int64]
_NONE = np.zeros(0, dtype=np.intp)


class Coded:
    """A code for each row, and the words by code; "" is not known."""

    def __init__(self, codes: Rows, words: tuple[str, ...]) -> None:
        self.codes = codes
        self.words = words
        self.code_of = {word: code for code, word in enumerate(words)}
        self._by: Rows = np.argsort(codes, kind="stable")
        self._from = np.searchsorted(codes[self._by], np.arange(len(words) + 1))

    def rows(self, word: str) -> Rows:
        """The rows that hold a word, in order."""
        code = self.code_of.get(word)
        return _NONE.copy() if code is None else self._by[self._from[code] : self._from[code + 1]]

    def counted(self, rows: Rows, most: int | None) -> list[tuple[str, int]]:
        """How many of some rows hold each word, the most first."""
        counts = np.bincount(self.codes[rows], minlength=len(self.words))
        found = [(self.words[code], int(counts[code])) for code in np.flatnonzero(counts)]
        found.sort(key=lambda pair: (-pair[1], pair[0]))
        return found[:most]


def coded(values: Sequence[str | None], order: Rows | None = None) -> Coded:
    """The column of some words, in an order."""
    code_of: dict[str, int] = {}
    codes = np.array([code_of.setdefault(value or "", len(code_of)) for value in values], dtype=np.intp)
    return Coded(codes if order is None else codes[order], tuple(code_of))
