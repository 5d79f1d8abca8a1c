"""Speed and memory of the main job, and what each stage of it costs; written to RESULTS.md.

usage: speed.py [--articles 500] [--print] [--spacy PYTHON]

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

from corpora import HERE, SHARED
from corpora import lines as read_lines

from recount.coding import code
from recount.ingest import IngestOptions, ingest
from recount.read.default import default_reader
from recount.records import Document

RESULTS = HERE / "RESULTS.md"
VIOLENT = ("voa", "fakes", "isafpr", "news")
OTHER = "voa_other"
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
        return [article for path in sorted(bundled) for article in read_lines(path)]
    in_turn = chain.from_iterable(zip_longest(*(read_lines(folder / f"{name}.jsonl.gz") for name in VIOLENT)))
    return list(islice(filter(None, in_turn), wanted))


def mixed(wanted: int) -> list[dict[str, Any]]:
    """What a news stream brings: one article on violence in five, the rest about other things."""
    path = SHARED / "data" / "articles" / f"{OTHER}.jsonl.gz"
    if not path.exists():
        return []
    return [*articles(wanted // 5), *islice(read_lines(path), wanted - wanted // 5)]


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


def whole_job(found: list[dict[str, Any]], folder: Path, name: str) -> tuple[float, float]:
    """Seconds and peak megabytes of `recount add`, from start to exit, link and reconcile included."""
    path, recount = folder / f"{name}.jsonl", Path(sys.executable).parent / "recount"
    path.write_text("".join(json.dumps(article) + "\n" for article in found), encoding="utf-8")
    start = time.perf_counter()
    command = [str(recount), "add", str(path), "--db", str(folder / f"{name}.db")]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    seconds = time.perf_counter() - start
    return seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def rival(interpreter: str, path: Path) -> float:
    """Words a second of one process of spaCy on the same articles (see rivals/spacy_small.py)."""
    program = HERE / "rivals" / "spacy_small.py"
    done = subprocess.run([interpreter, str(program), str(path)], check=True, capture_output=True, text=True)
    return float(json.loads(done.stdout)["words a second"])


def beside(interpreter: str, folder: Path, cost: list[Stage], words: int) -> list[str]:
    """Our words a second in one process beside spaCy's, on articles on violence and on the mixed stream."""
    own = words / sum(stage.seconds for stage in cost if stage.name in {"read", "coding"})
    lines = ["", "One process, reading and coding, beside a spaCy pipeline of the size of its small models:", ""]
    lines += ["| articles | Recount, words a second | spaCy | ratio |", "| --- | --- | --- | --- |"]
    theirs = rival(interpreter, folder / "violent.jsonl")
    lines.append(f"| on violence | {own:,.0f} | {theirs:,.0f} | {own / theirs:.1f} |")
    if (folder / "mixed.jsonl").exists():
        text = sum(len(article["text"].split()) for article in read_lines(folder / "mixed.jsonl"))
        taken = sum(stage.seconds for stage in stages(folder / "mixed.jsonl") if stage.name in {"read", "coding"})
        theirs = rival(interpreter, folder / "mixed.jsonl")
        lines.append(f"| a fifth on violence | {text / taken:,.0f} | {theirs:,.0f} | {text / taken / theirs:.1f} |")
    return lines


def table(found: list[dict[str, Any]], stream: list[dict[str, Any]], folder: Path, spacy: str | None) -> str:
    texts = [article["text"] for article in found]
    unit = yardstick(texts)
    words = sum(len(text.split()) for text in texts)
    seconds, megabytes = whole_job(found, folder, "violent")
    cost = stages(folder / "violent.jsonl")
    total = sum(stage.seconds for stage in cost)
    lines = [
        f"{len(found)} articles on violence, {words:,} words, {os.cpu_count()} cores.",
        "",
        "| | seconds | articles a second | yardsticks | share of the stages |",
        "| --- | --- | --- | --- | --- |",
        f"| yardstick: split into words | {unit:.2f} | {len(found) / unit:,.0f} | 1 | |",
        f"| `recount add`, start to exit | {seconds:.1f} | {len(found) / seconds:.0f} | {seconds / unit:.0f} | |",
    ]
    if stream:
        taken, _ = whole_job(stream, folder, "mixed")
        lines.append(
            f"| `recount add`, {len(stream)} articles of which a fifth on violence | {taken:.1f} "
            f"| {len(stream) / taken:.0f} | {taken / unit:.0f} | |"
        )
    for stage in cost:
        share, rate = stage.seconds / total, len(found) / stage.seconds
        lines.append(f"| {stage.name} | {stage.seconds:.2f} | {rate:,.0f} | {stage.seconds / unit:.1f} | {share:.0%} |")
    lines += ["", f"Peak memory of the largest process: {megabytes:.0f} MB."]
    return "\n".join([*lines, *(beside(spacy, folder, cost, words) if spacy else [])])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--print", action="store_true", help="print the table and leave RESULTS.md as it is")
    parser.add_argument(
        "--spacy", metavar="PYTHON", help="an interpreter that has spaCy, to measure it in the same run"
    )
    options = parser.parse_args()
    found = articles(options.articles)
    with tempfile.TemporaryDirectory() as name:
        written = table(found, mixed(2 * options.articles), Path(name), options.spacy)
    print(written)
    if not options.print:
        replace_section("speed", written)


def replace_section(name: str, written: str) -> None:
    """Put a table in its place in RESULTS.md, between its two marks."""
    text = RESULTS.read_text(encoding="utf-8")
    start, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    before, rest = text.split(start, 1)
    after = rest.split(end, 1)[1]
    RESULTS.write_text(f"{before}{start}\n{written}\n{end}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
