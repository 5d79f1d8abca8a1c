"""Speed and memory of the main job, and what each stage of it costs; written to RESULTS.md.

usage: speed.py [--articles 500] [--print]

Machines differ and are noisy, so each figure is also given as a ratio to a fixed yardstick measured in the same run:
the time that one process needs to split the same articles into words with a plain regular expression.
"""

import argparse
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from itertools import chain, islice, zip_longest
from pathlib import Path
from typing import Any

from corpora import HERE, SHARED, lines

from recount.coding import code
from recount.ingest import IngestOptions, ingest
from recount.read.default import default_reader
from recount.records import Document

RESULTS = HERE / "RESULTS.md"
VIOLENT = ("voa", "fakes", "isafpr", "news")
WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """What one stage cost over all articles, in seconds of one process."""

    name: str
    seconds: float


def articles(wanted: int) -> list[dict[str, Any]]:
    """Real articles on violence, from the four collections in turn; the bundled examples where they are absent."""
    folder = SHARED / "data" / "articles"
    if not folder.exists():
        bundled = (HERE.parent / "src" / "recount" / "examples").glob("*.jsonl")
        return [article for path in sorted(bundled) for article in lines(path)]
    in_turn = chain.from_iterable(zip_longest(*(lines(folder / f"{name}.jsonl.gz") for name in VIOLENT)))
    return list(islice(filter(None, in_turn), wanted))


def yardstick(texts: list[str]) -> float:
    """Seconds that splitting the articles into words takes: the best of three, so that a busy moment does not count."""
    times = []
    for _ in range(3):
        start = time.perf_counter()
        for text in texts:
            WORD.findall(text)
        times.append(time.perf_counter() - start)
    return min(times)


def stages(path: Path) -> list[Stage]:
    """The cost of ingesting, reading and coding, one after the other in one process."""
    start = time.perf_counter()
    documents = [item for item in ingest(str(path), options=IngestOptions()) if isinstance(item, Document)]
    ingested = time.perf_counter()
    reader = default_reader()
    reader.read(documents[0])
    ready = time.perf_counter()
    readings = [reader.read(document) for document in documents]
    read = time.perf_counter()
    for document, reading in zip(documents, readings, strict=True):
        code(document, reading)
    coded = time.perf_counter()
    return [
        Stage(name="ingest", seconds=ingested - start),
        Stage(name="load the reader, once", seconds=ready - ingested),
        Stage(name="read", seconds=read - ready),
        Stage(name="coding", seconds=coded - read),
    ]


def whole_job(path: Path, folder: Path) -> tuple[float, float]:
    """Seconds and peak megabytes of `recount add`, from start to exit, link and reconcile included."""
    recount = Path(sys.executable).parent / "recount"
    start = time.perf_counter()
    command = [str(recount), "add", str(path), "--db", str(folder / "speed.db")]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    seconds = time.perf_counter() - start
    return seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def table(found: list[dict[str, Any]], path: Path, folder: Path) -> str:
    texts = [article["text"] for article in found]
    unit = yardstick(texts)
    words = sum(len(text.split()) for text in texts)
    seconds, megabytes = whole_job(path, folder)
    cost = stages(path)
    total = sum(stage.seconds for stage in cost)
    lines = [
        f"{len(found)} articles on violence, {words:,} words, {os.cpu_count()} cores.",
        "",
        "| | seconds | articles a second | yardsticks | share of the stages |",
        "| --- | --- | --- | --- | --- |",
        f"| yardstick: split into words | {unit:.2f} | {len(found) / unit:,.0f} | 1 | |",
        f"| `recount add`, start to exit | {seconds:.1f} | {len(found) / seconds:.0f} | {seconds / unit:.0f} | |",
    ]
    for stage in cost:
        share, rate = stage.seconds / total, len(found) / stage.seconds
        lines.append(f"| {stage.name} | {stage.seconds:.2f} | {rate:,.0f} | {stage.seconds / unit:.1f} | {share:.0%} |")
    return "\n".join([*lines, "", f"Peak memory of the largest process: {megabytes:.0f} MB."])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--print", action="store_true", help="print the table and leave RESULTS.md as it is")
    options = parser.parse_args()
    found = articles(options.articles)
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "articles.jsonl"
        path.write_text("".join(json.dumps(article) + "\n" for article in found), encoding="utf-8")
        written = table(found, path, Path(name))
    print(written)
    if not options.print:
        replace_section("speed", written)


def replace_section(name: str, written: str) -> None:
    """Put a table in its place in RESULTS.md, between its two marks."""
    text = RESULTS.read_text(encoding="utf-8")
    start, end = f"<!-- {name} -->\n", f"\n<!-- /{name} -->"
    before, rest = text.split(start, 1)
    RESULTS.write_text(before + start + written + end + rest.split(end, 1)[1], encoding="utf-8")


if __name__ == "__main__":
    main()
