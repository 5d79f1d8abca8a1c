"""A small learner in numpy: one hidden layer, classes as chances. The same examples give the same weights."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Learned:
    """Weights of a fitted classifier, with the mean and spread of its features."""

    names: tuple[str, ...]
    centre: Matrix
    spread: Matrix
    layers: tuple[Matrix, Matrix, Matrix, Matrix]

    def chances(self, features: Matrix) -> Matrix:
        """A row an example, a column a class."""
        if not len(features):
            return np.zeros((0, len(self.names)), dtype=np.float32)
        inner, bias, outer, last = self.layers
        hidden = np.maximum((features - self.centre) / self.spread @ inner + bias, 0)
        return _softmax(hidden @ outer + last)

    def best(self, features: Matrix) -> list[str]:
        return [self.names[at] for at in self.chances(features).argmax(1)]


def learn(
    features: Matrix,
    labels: Sequence[str],
    *,
    hidden: int = 64,
    passes: int = 12,
    rate: float = 1e-3,
    decay: float = 0.02,
) -> Learned:
    """Fit by Adam with decaying weights over shuffled batches; half of the hidden units are left out at each step."""
    names = tuple(sorted(set(labels)))
    wanted = np.array([names.index(label) for label in labels])
    chance = np.random.default_rng(1992)
    centre, spread = features.mean(0), features.std(0) + 1e-2
    layers = [
        (chance.standard_normal((features.shape[1], hidden)) * np.sqrt(2 / features.shape[1])).astype(np.float32),
        np.zeros(hidden, dtype=np.float32),
        (chance.standard_normal((hidden, len(names))) * np.sqrt(1 / hidden)).astype(np.float32),
        np.zeros(len(names), dtype=np.float32),
    ]
    first, second, step = [np.zeros_like(one) for one in layers], [np.zeros_like(one) for one in layers], 0
    size = 256 if len(labels) > 20_000 else 128
    rounds = passes * ((len(labels) + size - 1) // size)
    for _ in range(passes):
        order = chance.permutation(len(labels))
        for at in range(0, len(order), size):
            step += 1
            rows = order[at : at + size]
            kept = (chance.random((len(rows), hidden)) < 0.5).astype(np.float32) * 2
            slopes = _slopes(layers, (features[rows] - centre) / spread, wanted[rows], kept)
            pace = rate * (1 - step / (rounds + 1))
            for number, slope in enumerate(slopes):
                first[number] = 0.9 * first[number] + 0.1 * slope
                second[number] = 0.999 * second[number] + 0.001 * slope**2
                move = first[number] / (1 - 0.9**step) / (np.sqrt(second[number] / (1 - 0.999**step)) + 1e-8)
                layers[number] = (layers[number] - pace * (move + decay * layers[number])).astype(np.float32)
    return Learned(names, centre, spread, (layers[0], layers[1], layers[2], layers[3]))


def _slopes(layers: Sequence[Matrix], inputs: Matrix, wanted: NDArray[np.int64], kept: Matrix) -> list[Matrix]:
    inner, bias, outer, last = layers
    raw = inputs @ inner + bias
    hidden = np.maximum(raw, 0) * kept
    off = _softmax(hidden @ outer + last)
    off[np.arange(len(wanted)), wanted] -= 1
    off /= len(wanted)
    back = (off @ outer.T) * kept * (raw > 0)
    return [inputs.T @ back, back.sum(0), hidden.T @ off, off.sum(0)]


def _softmax(scores: Matrix) -> Matrix:
    raised: Matrix = np.exp(scores - scores.max(1, keepdims=True))
    chances: Matrix = raised / raised.sum(1, keepdims=True)
    return chances
