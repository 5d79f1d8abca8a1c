"""Small decisions learned from annotated articles: the weights of named features, added up.

Every decision can be explained: `reasons` lists the features that spoke for and against.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp
from operator import add
from typing import Any

import msgspec

from recount.errors import CodebookError


@dataclass(frozen=True, slots=True, kw_only=True)
class Decider:
    """A yes or no by logistic regression over named features that are there or not."""

    bias: float
    weights: Mapping[str, float]

    def score(self, features: Iterable[str]) -> float:
        """How likely yes is, from 0 to 1."""
        return logistic(self.bias + sum(filter(None, map(self.weights.get, features))))

    def reasons(self, features: Iterable[str], most: int = 8) -> tuple[tuple[str, float], ...]:
        """The features with the greatest weights, for and against."""
        held = {feature: self.weights[feature] for feature in features if feature in self.weights}
        return tuple(sorted(held.items(), key=lambda pair: -abs(pair[1]))[:most])


@dataclass(frozen=True, slots=True, kw_only=True)
class Chooser:
    """One of several answers by multinomial regression over named features."""

    answers: tuple[str, ...]
    bias: tuple[float, ...]
    weights: Mapping[str, tuple[float, ...]]

    def scores(self, features: Iterable[str]) -> dict[str, float]:
        """How likely each answer is; the numbers add up to 1."""
        sums = list(self.bias)
        for weights in filter(None, map(self.weights.get, features)):
            sums = list(map(add, sums, weights))
        top = max(sums)
        parts = [exp(value - top) for value in sums]
        total = sum(parts)
        return {answer: part / total for answer, part in zip(self.answers, parts, strict=True)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Judges:
    """All that was learned: one decider or chooser for each question. None asks the one that is shipped."""

    trigger: Decider | None = None
    form: Chooser | None = None
    sameness: Decider | None = None
    type: Chooser | None = None
    role: Chooser | None = None
    bond: Decider | None = None
    incident: Decider | None = None
    choice: Decider | None = None


def logistic(value: float) -> float:
    """The number between 0 and 1 that stands for these log odds."""
    return 1.0 / (1.0 + exp(-min(30.0, max(-30.0, value))))


@cache
def load_decider(name: str) -> Decider:
    """The decider that was trained under this name."""
    raw = _read(name)
    return Decider(bias=float(raw["bias"]), weights=raw["weights"])


@cache
def load_chooser(name: str) -> Chooser:
    """The chooser that was trained under this name."""
    raw = _read(name)
    weights = {feature: tuple(row) for feature, row in raw["weights"].items()}
    return Chooser(answers=tuple(raw["answers"]), bias=tuple(raw["bias"]), weights=weights)


def _read(name: str) -> dict[str, Any]:
    source = files("recount.read").joinpath("learned_weights", f"{name}.json")
    if not source.is_file():
        raise CodebookError(f"the weights of {name!r} are missing", advice="Run training/rules/train.py to make them.")
    return msgspec.json.decode(source.read_bytes(), type=dict[str, Any])
