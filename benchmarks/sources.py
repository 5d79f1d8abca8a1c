"""Which outlets are read worst: the scores of the annotated articles by where they were published.

usage: sources.py [--write]

The reader was trained on the articles of train, so its figures there flatter and only compare outlets with each other;
dev it has not seen. Outlets with few articles are put together. What is worst, and often, is what to annotate next.
"""

import json
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

import gold
from corpora import HERE, SHARED, lines

RESULTS = HERE / "RESULTS.md"
FEWEST = 10
"""Articles, of dev and train together, from which on an outlet has a row of its own."""
REST = "all others"
FIELDS = ("incidents", "type", "date", "place", "killed", "wounded", "claims", "attested")
HEAD = f"| outlet | set | articles | {' | '.join(FIELDS)} |\n| --- | --- | ---: |{' ---: |' * len(FIELDS)}"
START, END = "<!-- sources -->\n", "\n<!-- /sources -->"


def outlets(articles: Path) -> dict[str, str]:
    """The outlet of each article."""
    return {one["id"]: one.get("outlet") or REST for one in lines(articles)}


def score(articles: Path, annotations: Path, accounts: Path, chosen: set[str]) -> dict[str, Any]:
    """The table of some articles by themselves."""
    with tempfile.TemporaryDirectory() as folder:
        some = Path(folder) / "gold.jsonl"
        kept = (one for one in lines(annotations) if one["doc"] in chosen)
        some.write_text("".join(json.dumps(one) + "\n" for one in kept), encoding="utf-8")
        command = [sys.executable, str(SHARED / "annotation" / "score.py"), str(articles), str(some), str(accounts)]
        done = subprocess.run([*command, "--json"], check=True, capture_output=True)
        table: dict[str, Any] = json.loads(done.stdout)
    return table


def rows(name: str, common: set[str]) -> list[tuple[float, str]]:
    """For each outlet how well its claims are read, and its row."""
    articles, annotations = SHARED / "gold" / f"{name}.articles.jsonl.gz", SHARED / "gold" / f"{name}.gold.jsonl"
    of = {number: outlet if outlet in common else REST for number, outlet in outlets(articles).items()}
    made = []
    with tempfile.TemporaryDirectory() as folder:
        accounts = Path(folder) / "accounts.jsonl"
        gold.write_accounts(articles, accounts)
        for outlet in sorted(set(of.values())):
            chosen = {number for number, found in of.items() if found == outlet}
            table = score(articles, annotations, accounts, chosen)
            figures = " | ".join(f"{table[field]['f1']:.3f}" if field in table else "–" for field in FIELDS)
            claims = table["claims"]["f1"] if "claims" in table else 0.0
            made.append((claims, f"| {outlet} | {name} | {len(chosen)} | {figures} |"))
    return made


def main() -> None:
    folder = SHARED / "gold"
    if not folder.exists():
        sys.exit("The annotated articles are not here (see benchmarks/corpora.py).")
    held = Counter(
        outlet for name in ("dev", "train") for outlet in outlets(folder / f"{name}.articles.jsonl.gz").values()
    )
    common = {outlet for outlet, count in held.items() if count >= FEWEST}
    body = "\n".join([HEAD, *(row for name in ("dev", "train") for _, row in sorted(rows(name, common)))])
    print(body)
    if "--write" in sys.argv:
        text = RESULTS.read_text(encoding="utf-8")
        before, rest = text.split(START, 1)
        RESULTS.write_text(before + START + body + END + rest.split(END, 1)[1], encoding="utf-8")


if __name__ == "__main__":
    main()
