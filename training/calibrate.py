"""Fit how likely a claim is right to how sure the reader was of it, on annotated articles, and measure the fit."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from corpora import rows
from numpy.typing import NDArray

from recount.read.model_labels import FIELDS

FOLDS, BINS, RIDGE = 5, 10, 0.5
Case = tuple[str, str, float, bool]


def cases(articles: Path, gold: Path, predicted: Path, score: ModuleType) -> list[Case]:
    """Document, field, score and whether it is right, for every predicted claim."""
    texts = {row["id"]: row for row in rows(articles)}
    read = {row["doc"]: row for row in rows(predicted)}
    found = []
    for row in rows(gold):
        document, other = score.Document(texts[row["doc"]]), read.get(row["doc"], {})
        pairs = score.match_incidents(document, row["incidents"], other.get("incidents", []))
        right_of = {id(made): noted["claims"] for noted, made in pairs}
        for incident in other.get("incidents", []):
            noted = right_of.get(id(incident), [])
            found += [(row["doc"], c["f"], c["confidence"], _is_right(c, noted, score)) for c in incident["claims"]]
    return found


def _is_right(claim: dict[str, Any], noted: Sequence[dict[str, Any]], score: ModuleType) -> bool:
    alike = (gold for gold in noted if score.same_value(gold, claim))
    return any(claim["f"] not in score.COUNTS or gold.get("of") == claim.get("of") for gold in alike)


def log_odds(chances: NDArray[np.float64]) -> NDArray[np.float64]:
    """The log odds of chances, kept off 0 and 1."""
    kept = np.clip(chances, 1e-4, 1 - 1e-4)
    return np.log(kept / (1 - kept))


def fit(some: Sequence[Case], fields: Sequence[str]) -> NDArray[np.float64]:
    """Slope and the shift of each field, by ridge logistic regression (Newton steps)."""
    inputs = np.zeros((len(some), 2 + len(fields)))
    inputs[:, 0], inputs[:, 1] = log_odds(np.array([case[2] for case in some])), 1
    for row, case in enumerate(some):
        inputs[row, 2 + fields.index(case[1])] = 1
    target, weights = np.array([case[3] for case in some], float), np.zeros(inputs.shape[1])
    weights[0] = 1.0
    pull = np.diag([0.01, 0.01, *[RIDGE] * len(fields)])
    for _ in range(20):
        chance = 1 / (1 + np.exp(-inputs @ weights))
        slope = inputs.T @ (chance - target) + pull @ weights
        weights = weights - np.linalg.solve((inputs.T * (chance * (1 - chance))) @ inputs + pull, slope)
    return weights


def apply(weights: NDArray[np.float64], some: Sequence[Case], fields: Sequence[str]) -> NDArray[np.float64]:
    """The fitted chance of each case."""
    shift = weights[1] + np.array([weights[2 + fields.index(case[1])] for case in some])
    return 1 / (1 + np.exp(-(weights[0] * log_odds(np.array([case[2] for case in some])) + shift)))


def expected_error(
    chances: NDArray[np.float64], right: NDArray[np.float64]
) -> tuple[float, list[tuple[float, float, int]]]:
    """Expected calibration error over ten bins, with mean chance, share right and size of each."""
    bins = np.minimum((chances * BINS).astype(int), BINS - 1)
    table = [(chances[bins == b].mean(), right[bins == b].mean(), int((bins == b).sum())) for b in set(bins.tolist())]
    return sum(abs(c - r) * n for c, r, n in table) / len(chances), table


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--predicted", type=Path, required=True, help="read without a calibration")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    sys.path.insert(0, str(options.shared / "annotation"))
    score = __import__("score")
    gold = options.shared / "gold"
    some = cases(gold / "dev.articles.jsonl.gz", gold / "dev.gold.jsonl", options.predicted, score)
    fields, documents = sorted({case[1] for case in some}), sorted({case[0] for case in some})
    right = np.array([case[3] for case in some], float)
    crossed = np.zeros(len(some))
    for fold in range(FOLDS):
        held = np.array([documents.index(case[0]) % FOLDS == fold for case in some])
        weights = fit([c for c, h in zip(some, held, strict=True) if not h], fields)
        crossed[held] = apply(weights, [c for c, h in zip(some, held, strict=True) if h], fields)
    print(f"raw ECE {expected_error(np.array([case[2] for case in some]), right)[0]:.3f}")
    error, table = expected_error(crossed, right)
    print(f"cross-fitted ECE {error:.3f} over {len(some)} claims")
    for chance, share, size in table:
        print(f"  said {chance:.2f} right {share:.2f} ({size})")
    weights = fit(some, fields)
    known = dict(zip(fields, weights[2:], strict=True))
    shifts = {name: round(float(weights[1] + known.get(name, 0.0)), 3) for name in sorted({*fields, *FIELDS})}
    options.out.write_text(json.dumps({"slope": round(float(weights[0]), 3), "shifts": shifts}, indent=1) + "\n")


if __name__ == "__main__":
    main()
