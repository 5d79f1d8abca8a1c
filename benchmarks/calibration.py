"""How often claims are right that the reader is so or so sure of; the table in RESULTS.md and the diagram in the docs.

usage: calibration.py [--accounts FILE] [--print]

A claim is right where the annotators have it in the same incident: field, value and, for counts, whose people they are.
"""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from corpora import HERE, SHARED, lines
from gold import gold_sets, write_accounts
from speed import replace_section

from recount.publish.charts import drawing, rule, text

DIAGRAM = HERE.parent / "docs" / "method" / "confidence.svg"
BINS = 10
SIDE, EDGE = 300, 46
Case = tuple[float, bool]
Bin = tuple[float, float, int]


def cases(accounts: Path) -> list[Case]:
    """How sure the reader was of each claim of the development articles, and whether it is right."""
    sys.path.insert(0, str(SHARED / "annotation"))
    score: Any = import_module("score")
    dev = next(found for found in gold_sets() if found.name == "dev")
    texts = {article["id"]: article for article in lines(dev.articles)}
    read = {account["doc"]: account for account in lines(accounts)}
    found: list[Case] = []
    for noted in lines(dev.annotations):
        made = read.get(noted["doc"], {}).get("incidents", [])
        pairs = score.match_incidents(score.Document(texts[noted["doc"]]), noted["incidents"], made)
        gold_of = {id(own): gold["claims"] for gold, own in pairs}
        for incident in made:
            gold = gold_of.get(id(incident), [])
            found += [(claim["confidence"], is_right(claim, gold, score)) for claim in incident["claims"]]
    return found


def is_right(claim: dict[str, Any], noted: Sequence[dict[str, Any]], score: Any) -> bool:
    alike = (gold for gold in noted if score.same_value(gold, claim))
    return any(claim["f"] not in score.COUNTS or gold.get("of") == claim.get("of") for gold in alike)


def bins_of(found: Sequence[Case]) -> list[Bin]:
    """Mean confidence, share that is right and number of claims, for each tenth of confidence that has any."""
    held: dict[int, list[Case]] = {}
    for sure, right in found:
        held.setdefault(min(int(sure * BINS), BINS - 1), []).append((sure, right))
    return [
        (sum(sure for sure, _ in some) / len(some), sum(right for _, right in some) / len(some), len(some))
        for _, some in sorted(held.items())
    ]


def expected_error(bins: Sequence[Bin]) -> float:
    """By how much confidence misses the share that is right, on average over claims."""
    return sum(abs(sure - right) * size for sure, right, size in bins) / sum(size for _, _, size in bins)


def diagram(bins: Sequence[Bin]) -> str:
    """Confidence against the share that is right, a dot a bin, its area as the number of claims."""
    most = max(size for _, _, size in bins)
    ticks = [f"{tick / 5:.1f}" for tick in range(6)]
    parts = [rule(*at(0, 0), *at(1, 1), stroke="#5c6873", width=0.8)]
    for tick in ticks:
        x, y = at(float(tick), float(tick))
        parts += [rule(EDGE, y, EDGE + SIDE, y), text(x, EDGE + SIDE + 16, tick), text(EDGE - 22, y + 4, tick)]
    for sure, right, size in bins:
        x, y = at(sure, right)
        parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{3 + 9 * (size / most) ** 0.5:.1f}" fill="#1f6f8b"/>')
        parts.append(text(x + 14, y + 4, str(size)))
    parts += [text(EDGE, EDGE - 20, "Share of claims that are right, by how sure the reader was (number of claims)")]
    name = "Confidence against the share of claims that are right"
    return drawing(SIDE + 2 * EDGE + 130, SIDE + 2 * EDGE, parts, name).svg + "\n"


def at(x: float, y: float) -> tuple[float, float]:
    return EDGE + SIDE * x, EDGE + SIDE * (1 - y)


def table(bins: Sequence[Bin]) -> str:
    size = sum(number for _, _, number in bins)
    written = [
        f"Expected calibration error {expected_error(bins):.3f} over {size} claims of the development articles.",
        "",
    ]
    written += ["| how sure | right | claims |", "| --- | --- | --- |"]
    return "\n".join([*written, *(f"| {sure:.2f} | {right:.2f} | {number} |" for sure, right, number in bins)])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--accounts", type=Path, help="accounts already read; without it the articles are read")
    parser.add_argument("--print", action="store_true", help="write neither RESULTS.md nor the diagram")
    options = parser.parse_args()
    sets = {found.name: found for found in gold_sets()}
    if "dev" not in sets:
        print("The annotated articles are not here (see benchmarks/corpora.py).")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        accounts = options.accounts or Path(folder) / "dev.jsonl"
        if not options.accounts:
            write_accounts(sets["dev"].articles, accounts)
        bins = bins_of(cases(accounts))
    print(table(bins))
    if not options.print:
        replace_section("calibration", table(bins))
        DIAGRAM.write_text(diagram(bins), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
