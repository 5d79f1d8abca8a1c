"""What the trained reader is told of two stretches of a text beside their vectors: how far apart they stand."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FEATURES = 18
Matrix = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Item:
    """A stretch found by the tagger: its tag, its pieces (last one included), its characters, where it stands."""

    tag: int
    first: int
    last: int
    start: int
    end: int
    sentence: int
    paragraph: int
    words: frozenset[str] = frozenset()
    score: float = 1.0


def mean_of(rows: Matrix) -> Matrix:
    """The mean over the first axis; of a few rows numpy's own takes thrice as long to find out what it was given."""
    mean: Matrix = np.add.reduce(rows) / np.float32(len(rows))
    return mean


def pair_features(left: Sequence[Item], right: Sequence[Item]) -> Matrix:
    """Left x right x `FEATURES` numbers: distance, order, same sentence and paragraph, nearest, shared words."""
    table = np.zeros((len(left), len(right), FEATURES), dtype=np.float32)
    if not left or not right:
        return table
    sentences = _column(left, "sentence")[:, None] - _column(right, "sentence")[None, :]
    rows, columns = np.indices(sentences.shape)
    table[rows, columns, np.clip(sentences, -4, 4) + 4] = 1.0
    gaps = _gaps(left, right)
    table[:, :, 9] = _column(left, "paragraph")[:, None] == _column(right, "paragraph")[None, :]
    table[:, :, 10] = np.log1p(gaps) / 6.0
    table[:, :, 11] = _column(left, "start")[:, None] < _column(right, "start")[None, :]
    table[:, :, 12] = (_column(left, "sentence") == 0)[:, None]
    table[:, :, 13] = (_column(right, "sentence") == 0)[None, :]
    ranks = np.argsort(np.argsort(gaps, axis=1, kind="stable"), axis=1)
    table[:, :, 14] = np.minimum(ranks, 3) / 3.0
    table[:, :, 15] = ranks == 0
    table[:, :, 16] = [[_shared(a.words, b.words) for b in right] for a in left]
    table[:, :, 17] = gaps == 0
    return table


def _column(items: Sequence[Item], name: str) -> NDArray[np.int64]:
    return np.array([getattr(item, name) for item in items], dtype=np.int64)


def _gaps(left: Sequence[Item], right: Sequence[Item]) -> NDArray[np.float64]:
    """Characters between two stretches; 0 where they touch or overlap."""
    before = _column(right, "start")[None, :] - _column(left, "end")[:, None]
    after = _column(left, "start")[:, None] - _column(right, "end")[None, :]
    gaps: NDArray[np.float64] = np.maximum(np.maximum(before, after), 0).astype(np.float64)
    return gaps


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(1, min(len(one), len(other)))
