"""Speed and memory of the main job, and what each stage of it costs; written to RESULTS.md.

usage: speed.py [--articles 500] [--print] [--spacy PYTHON]

Machines differ and are noisy. So each figure is also given as a ratio to a fixed yardstick measured in the same run:
the time that one process needs to split the same articles into words with a plain regular expression. And what one
process does, ours or spaCy's, is measured in seconds of its processor, which others on the machine hardly lengthen.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import chain, islice, zip_longest
from pathlib import Path
from typing import Any

from corpora import HERE, SHARED
from corpora import lines as read_lines

import recount.cli  # as the command does: one thread a process for numpy, before numpy is imported
from recount.coding import code
from recount.ingest import IngestOptions, ingest
from recount.read.default import default_reader
from recount.read.model import ModelReader
from recount.read.reader import Reader
from recount.records import Document

RESULTS = HERE / "RESULTS.md"
VIOLENT = ("voa", "fakes", "isafpr", "news")
OTHER = "voa_other"
WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """What one stage cost over all articles, in processor seconds of one process."""

    name: str
    seconds: float


@dataclass(slots=True)
class Timed:
    """An inference session that sums up the seconds spent in it."""

    session: Any
    seconds: float = field(default=0.0)

    def run(self, *given: Any) -> Any:
        start = time.process_time()
        found = self.session.run(*given)
        self.seconds += time.process_time() - start
        return found


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
    """Processor seconds that splitting the articles into words takes, the best of three."""
    times = []
    for _ in range(3):
        start = time.process_time()
        for text in texts:
            WORD.findall(text)
        times.append(time.process_time() - start)
    return min(times)


def stages(path: Path) -> list[Stage]:
    """The cost of ingesting, reading and coding, one after the other in one process."""
    start = time.process_time()
    documents = [item for item in ingest(str(path), options=IngestOptions()) if isinstance(item, Document)]
    ingested = time.process_time()
    reader, encoder = timed(default_reader())
    reader.read(documents[0])
    ready, encoder.seconds = time.process_time(), 0.0
    readings = [reader.read(document) for document in documents]
    read = time.process_time()
    for document, reading in zip(documents, readings, strict=True):
        code(document, reading)
    coded = time.process_time()
    return [
        Stage(name="ingest", seconds=ingested - start),
        Stage(name="load the reader, once", seconds=ready - ingested),
        Stage(name="read", seconds=read - ready),
        Stage(name="of which inside the encoder", seconds=encoder.seconds),
        Stage(name="coding", seconds=coded - read),
    ]


def timed(reader: Reader) -> tuple[Reader, Timed]:
    """The reader with its encoder's session timed; the rules alone have none."""
    if not isinstance(reader, ModelReader):
        return reader, Timed(session=None)
    watch = Timed(session=reader.encoder.session)
    return replace(reader, encoder=replace(reader.encoder, session=watch)), watch


def watched(session: int) -> dict[str, tuple[float, float]]:
    """Processor seconds and the most megabytes of each process of a session, so far."""
    found: dict[str, tuple[float, float]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError, IndexError):
            told = (folder / "stat").read_text().rsplit(")", 1)[1].split()
            if int(told[3]) == session:
                spent = (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")
                held = re.search(r"VmHWM:\s+(\d+)", (folder / "status").read_text())
                found[folder.name] = spent, int(held.group(1)) / 1024 if held else 0.0
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Seconds by the clock, processor seconds of all processes, and the most megabytes of one of them."""

    seconds: float
    processor: float
    megabytes: float

    def row(self, name: str, count: int, unit: float) -> str:
        rate, share = count / self.seconds, self.seconds / unit
        return f"| {name} | {self.seconds:.1f} | {rate:.0f} | {share:.0f} | {self.processor:.1f} |"


def whole_job(found: list[dict[str, Any]], folder: Path, name: str) -> Job:
    """`recount add` from start to exit, link and reconcile included."""
    path, recount = folder / f"{name}.jsonl", Path(sys.executable).parent / "recount"
    path.write_text("".join(json.dumps(article) + "\n" for article in found), encoding="utf-8")
    start = time.perf_counter()
    command = [str(recount), "add", str(path), "--db", str(folder / f"{name}.db")]
    job = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    seen: dict[str, tuple[float, float]] = {}
    while job.poll() is None:
        for process, (spent, held) in watched(job.pid).items():
            before = seen.get(process, (0.0, 0.0))
            seen[process] = max(before[0], spent), max(before[1], held)  # one that has ended holds nothing any more
        with suppress(subprocess.TimeoutExpired):
            job.wait(0.1)
    seconds = time.perf_counter() - start
    if job.returncode:
        sys.exit(f"{' '.join(command)} ended with {job.returncode}")
    processor = sum(spent for spent, _ in seen.values())
    return Job(seconds=seconds, processor=processor, megabytes=max((held for _, held in seen.values()), default=0.0))


def start_up(folder: Path) -> float:
    """Seconds from nothing to one short report read, the best of three."""
    path, recount = folder / "one.txt", Path(sys.executable).parent / "recount"
    path.write_text("A roadside bomb killed four soldiers near Kandahar on Monday, police said.\n", encoding="utf-8")
    times = []
    for _ in range(3):
        start = time.perf_counter()
        subprocess.run([str(recount), "read", str(path)], check=True, stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - start)
    return min(times)


def rival(interpreter: str, path: Path) -> float:
    """Words a second of one process of spaCy on the same articles (see rivals/spacy_small.py)."""
    program = HERE / "rivals" / "spacy_small.py"
    one_thread = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    command = [interpreter, str(program), str(path)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=one_thread)
    return float(json.loads(done.stdout)["words a second"])


def beside(interpreter: str, folder: Path, cost: list[Stage], words: int) -> list[str]:
    """Our words a processor second in one process beside spaCy's, on articles on violence and on the mixed stream."""
    own = words / sum(stage.seconds for stage in cost if stage.name in {"read", "coding"})
    lines = [
        "",
        "One process, reading and coding, beside a spaCy pipeline of the shape of its small models:",
        "",
    ]
    lines += ["| articles | Recount, words a processor second | spaCy | ratio |", "| --- | --- | --- | --- |"]
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
    violent = whole_job(found, folder, "violent")
    cost = stages(folder / "violent.jsonl")
    total = sum(stage.seconds for stage in cost if not stage.name.startswith("of which"))
    lines = [
        f"{len(found)} articles on violence, {words:,} words, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}.",
        "",
        "| | seconds | articles a second | yardsticks | processor seconds |",
        "| --- | --- | --- | --- | --- |",
        violent.row("`recount add`, start to exit", len(found), unit),
    ]
    if stream:
        name = f"`recount add`, {len(stream)} articles of which a fifth on violence"
        lines.append(whole_job(stream, folder, "mixed").row(name, len(stream), unit))
    lines += [
        "",
        "| one process, violent articles | processor seconds | articles a second | yardsticks | share |",
        "| --- | --- | --- | --- | --- |",
        f"| yardstick: split into words | {unit:.3f} | {len(found) / unit:,.0f} | 1 | |",
    ]
    for stage in cost:
        share, rate = stage.seconds / total, len(found) / stage.seconds
        lines.append(f"| {stage.name} | {stage.seconds:.2f} | {rate:,.0f} | {stage.seconds / unit:.1f} | {share:.0%} |")
    lines += [
        "",
        f"Peak memory of the largest process: {violent.megabytes:.0f} MB.",
    ]
    lines.append(f"Model files: {model_size():.0f} MB. From start to one short report read: {start_up(folder):.1f} s.")
    return "\n".join([*lines, *(beside(spacy, folder, cost, words) if spacy else [])])


def model_size() -> float:
    """Megabytes of the trained reader's files."""
    folder = Path(recount.cli.__file__).parent.parent / "read" / "weights"
    return sum(path.stat().st_size for path in folder.iterdir()) / 1e6


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
