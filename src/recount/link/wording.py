"""How many telling words pairs of very many reports share: the same figures as word by word, many pairs at a time."""

import numpy as np
from numpy.typing import NDArray

from recount.codebook.linking import Linking
from recount.codebook.rarity import RARE
from recount.link.coded import Coded
from recount.link.words import ENOUGH, LEVELS, level_of

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

WIDEST = 32  # words; longer reports are compared one pair after the other
_AT_ONCE = 16_384  # pairs whose words are side by side in the processor's own memory


class Wording:
    """The points that words give to pairs of reports by their positions."""

    def __init__(self, coded: Coded, linking: Linking) -> None:
        self.coded = coded
        self.table = {level: linking.of("words", level) for level in linking.points["words"]}
        self.totals = np.array(coded.word_totals)
        self.weights = np.r_[np.array(coded.word_weights, np.float64), 0.0]
        ends = np.array(coded.word_ends, np.int64)
        self.sizes = np.diff(ends)
        self.words = self._side_by_side(ends)

    def _side_by_side(self, ends: Ints) -> NDArray[np.int32]:
        """A row of words for each report that has few enough, filled up with the number of no word."""
        few = np.flatnonzero(self.sizes <= WIDEST)
        width = int(self.sizes[few].max(initial=0))
        rows = np.full((len(self.sizes), width), len(self.weights) - 1, np.int32)
        for place in range(width):
            having = few[self.sizes[few] > place]
            rows[having, place] = np.frombuffer(self.coded.words, np.int32)[ends[having] + place]
        return rows

    def points(self, left: Ints, right: Ints) -> Floats:
        """The points of each pair."""
        points = np.zeros(len(left))
        judged = np.minimum(self.totals[left], self.totals[right]) >= ENOUGH
        short = np.maximum(self.sizes[left], self.sizes[right]) <= WIDEST
        few = np.flatnonzero(judged & short)
        for at in range(0, len(few), _AT_ONCE):
            some = few[at : at + _AT_ONCE]
            points[some] = self._of_few(left[some], right[some])
        for place in np.flatnonzero(judged & ~short).tolist():
            points[place] = self._of_many(int(left[place]), int(right[place]))
        return points

    def _of_few(self, left: Ints, right: Ints) -> Floats:
        mine, theirs = self._columns(left), self._columns(right)
        telling = np.zeros(len(left), np.int64)
        common = np.zeros(len(left))
        met, hit = np.empty(len(left), np.bool_), np.empty(len(left), np.bool_)
        for words in mine:
            met[:] = False
            for others in theirs:
                np.equal(words, others, out=hit)
                np.logical_or(met, hit, out=met)
            weights = self.weights[words] * met
            common += weights
            telling += weights >= RARE
        shorter = np.minimum(self.totals[left], self.totals[right])
        return self._points(telling, common, shorter)

    def _columns(self, rows: Ints) -> NDArray[np.int32]:
        width = int(self.sizes[rows].max(initial=0))
        return np.ascontiguousarray(self.words[rows, :width].T)

    def _points(self, telling: Ints, common: Floats, shorter: Floats) -> Floats:
        """The points of the first level that fits, as `level_of` finds it."""
        share = common / shorter
        points = np.full(len(telling), self.table["none"])
        for level, number, least, weight in reversed(LEVELS):
            points[(telling >= number) & (share >= least) & (common >= weight)] = self.table[level]
        return points

    def _of_many(self, left: int, right: int) -> float:
        weights = self.coded.word_weights
        shared = set(self.coded.words_of(left)).intersection(self.coded.words_of(right))
        common = [weights[word] for word in shared]
        shorter = min(self.coded.word_totals[left], self.coded.word_totals[right])
        return self.table[level_of(sum(weight >= RARE for weight in common), sum(common) / shorter, sum(common))]
