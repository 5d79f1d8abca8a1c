"""The small heads of the trained reader in numpy: from vectors of pieces to scores of stretches and pairs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from recount.errors import ModelError
from recount.read.model_features import Item, mean_of, pair_features
from recount.read.model_labels import TAGS

Matrix = NDArray[np.float32]


def softmax(scores: Matrix) -> Matrix:
    """Chances that add up to 1 along the last axis."""
    raised: Matrix = np.exp(scores - scores.max(-1, keepdims=True))
    chances: Matrix = raised / raised.sum(-1, keepdims=True)
    return chances


def logistic(scores: Matrix) -> Matrix:
    """The chance that stands for log odds."""
    chances: Matrix = (1.0 / (1.0 + np.exp(-np.clip(scores, -30, 30)))).astype(np.float32)
    return chances


@dataclass(frozen=True, slots=True)
class Heads:
    """Named weight matrices, as the training wrote them."""

    weights: Mapping[str, Matrix]

    @classmethod
    def load(cls, path: Path) -> "Heads":
        """The heads in a file of numpy arrays."""
        try:
            with np.load(path, allow_pickle=False) as stored:
                return cls({name: stored[name].astype(np.float32) for name in stored.files})
        except (OSError, ValueError) as error:
            raise ModelError(
                f"The reader's heads in {path} cannot be loaded: {error}", advice="Install Recount anew"
            ) from error

    def linear(self, name: str, inputs: Matrix) -> Matrix:
        """One layer."""
        product: Matrix = inputs @ self.weights[f"{name}.weight"].T + self.weights[f"{name}.bias"]
        return product

    def perceptron(self, name: str, inputs: Matrix) -> Matrix:
        """Two layers with the negative part cut off between them."""
        return self.linear(f"{name}.3", np.maximum(self.linear(f"{name}.0", inputs), 0))

    def tags(self, states: Matrix) -> Matrix:
        """Piece x tag x (outside, begin, inside) as chances."""
        return softmax(self.linear("tags", states).reshape(len(states), len(TAGS), 3))

    def vectors(self, states: Matrix, items: Sequence[Item]) -> Matrix:
        """One vector for each stretch: its first and last piece, their mean, and its tag."""
        if not items:
            return np.zeros((0, self.weights["nobody"].shape[0]), dtype=np.float32)
        first, last = states[[item.first for item in items]], states[[item.last for item in items]]
        mean = np.stack([mean_of(states[item.first : item.last + 1]) for item in items])
        kinds = self.weights["kind.weight"][[item.tag for item in items]]
        found: Matrix = np.maximum(self.linear("span", np.concatenate([first, last, mean], -1)) + kinds, 0)
        return found

    def same(self, triggers: Matrix, items: Sequence[Item]) -> Matrix:
        """Trigger x trigger: the chance that both name one incident."""
        left, right = _grid(triggers, triggers)
        inputs = np.concatenate([left * right, np.abs(left - right), pair_features(items, items)], -1)
        scores: Matrix = self.perceptron("same", inputs)[..., 0]
        mean: Matrix = (scores + scores.T) / np.float32(2)
        return logistic(mean)

    def belongs(self, claims: Matrix, triggers: Matrix, left: Sequence[Item], right: Sequence[Item]) -> Matrix:
        """Claim x trigger, as log odds: does the claim tell of the trigger's incident."""
        return self._pairs("belongs", claims, triggers, left, right)

    def speakers(self, claims: Matrix, speakers: Matrix, left: Sequence[Item], right: Sequence[Item]) -> Matrix:
        """Claim x (speakers, then the outlet itself) as chances."""
        named = self._pairs("speaks", claims, speakers, left, right)
        return softmax(np.concatenate([named, self.perceptron("unsaid", claims)], -1))

    def stances(self, claims: Matrix, speakers: Matrix) -> Matrix:
        """Claim x stance as chances, given the vector of each claim's own speaker."""
        return softmax(self.perceptron("stance", np.concatenate([claims, speakers], -1)))

    def _pairs(self, name: str, one: Matrix, other: Matrix, left: Sequence[Item], right: Sequence[Item]) -> Matrix:
        """The first layer sees one side, the other, their product and features; only the last two need every pair."""
        weight, bias = self.weights[f"{name}.0.weight"], self.weights[f"{name}.0.bias"]
        size = one.shape[1]
        ours, theirs, product, features = np.split(weight, [size, 2 * size, 3 * size], axis=1)
        hidden = (one @ ours.T + bias)[:, None] + (other @ theirs.T)[None]
        hidden += (one[:, None] * other[None]) @ product.T
        hidden += pair_features(left, right) @ features.T
        scores: Matrix = self.linear(f"{name}.3", np.maximum(hidden, 0))[..., 0]
        return scores


def _grid(left: Matrix, right: Matrix) -> tuple[Matrix, Matrix]:
    shape = (left.shape[0], right.shape[0], left.shape[1])
    return np.broadcast_to(left[:, None], shape), np.broadcast_to(right[None], shape)
