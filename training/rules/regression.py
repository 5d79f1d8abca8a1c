"""Logistic and multinomial regression over named features, by Adam on the whole of the data; numpy only."""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from recount.read.learned import Chooser, Decider

EPOCHS = 160
RATE = 0.1


def _index(rows, least):
    counts = Counter(feature for row in rows for feature in set(row))
    vocabulary = {f: i for i, f in enumerate(sorted(f for f, n in counts.items() if n >= least))}
    pairs = [(i, vocabulary[f]) for i, row in enumerate(rows) for f in sorted(set(row)) if f in vocabulary]
    at = np.array([i for i, _ in pairs], dtype=np.int64)
    of = np.array([j for _, j in pairs], dtype=np.int64)
    return vocabulary, at, of


def _adam(targets, at, of, size, l2, loss_gradient, sample):
    rows, classes = targets.shape
    weights, bias = np.zeros((size, classes)), np.zeros(classes)
    first, second = np.zeros((size + 1, classes)), np.zeros((size + 1, classes))
    for step in range(1, EPOCHS + 1):
        sums = np.stack([np.bincount(at, weights=weights[of, k], minlength=rows) for k in range(classes)], 1) + bias
        error = loss_gradient(sums, targets) * sample
        gradient = np.stack([np.bincount(of, weights=error[at, k], minlength=size) for k in range(classes)], 1)
        whole = np.vstack([gradient + l2 * weights, error.sum(0)]) / rows
        first, second = 0.9 * first + 0.1 * whole, 0.999 * second + 0.001 * whole**2
        move = (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
        move *= RATE * (0.1 if step > 0.7 * EPOCHS else 1.0)
        weights, bias = weights - move[:-1], bias - move[-1]
    return weights, bias


def _sigmoid(sums, targets):
    return 1 / (1 + np.exp(-sums)) - targets


def _softmax(sums, targets):
    parts = np.exp(sums - sums.max(1, keepdims=True))
    return parts / parts.sum(1, keepdims=True) - targets


def fit_decider(
    rows: Sequence[Sequence[str]], labels: Sequence[bool], *, l2: float, least: int = 3, weights=None
) -> Decider:
    vocabulary, at, of = _index(rows, least)
    targets = np.array(labels, dtype=float)[:, None]
    sample = np.ones((len(rows), 1)) if weights is None else np.array(weights, dtype=float)[:, None]
    found, bias = _adam(targets, at, of, len(vocabulary), l2, _sigmoid, sample)
    return Decider(bias=float(bias[0]), weights={f: float(found[i, 0]) for f, i in vocabulary.items()})


def fit_chooser(
    rows: Sequence[Sequence[str]], labels: Sequence[str], answers: Sequence[str], *, l2: float, least: int = 3
) -> Chooser:
    vocabulary, at, of = _index(rows, least)
    targets = np.zeros((len(rows), len(answers)))
    targets[np.arange(len(rows)), [answers.index(label) for label in labels]] = 1.0
    found, bias = _adam(targets, at, of, len(vocabulary), l2, _softmax, np.ones((len(rows), 1)))
    weights = {f: tuple(float(v) for v in found[i]) for f, i in vocabulary.items()}
    return Chooser(answers=tuple(answers), bias=tuple(float(v) for v in bias), weights=weights)
