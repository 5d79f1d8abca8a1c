"""Linking and reading on Spark beside one machine: the same rows, with time and memory; written to RESULTS.md.

usage: scale_spark.py [--print] [--master MASTER] [--read ARTICLES] [REPORTS...]

Needs the extra `spark` and Java. Each size is linked by a cluster and here, in processes of their own, and the clusters
of both are compared one by one: reports, links, scores, refused links. Processor seconds and memory are those of all
processes that belong to a run (driver, executors, Python workers): memory is the highest sum of PSS.
"""

import argparse
import pickle
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from importlib import import_module
from importlib.resources import files
from itertools import cycle
from pathlib import Path
from typing import Any

from scale_reports import reports
from speed import replace_section

from recount.ingest import ingest
from recount.link.grouping import link_many
from recount.records import Account, Cluster, Document
from recount.stages import STAGES, read_and_code
from recount.workers import in_order

SIZES = (30_000, 100_000, 300_000)
MASTER = "local-cluster[2,1,2048]"
EVERY = 3.0  # seconds between two looks at the processes


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What linking some reports took."""

    processor: float
    wall: float
    start: float
    megabytes: float


class Watch(threading.Thread):
    """Adds up what a process and all that descend from it use."""

    def __init__(self, root: int) -> None:
        super().__init__(daemon=True)
        self.root, self.most, self.seconds, self.over = root, 0.0, {}, threading.Event()

    def run(self) -> None:
        while not self.over.wait(EVERY):
            held = 0.0
            for process in _descendants(self.root):
                try:
                    self.seconds[process] = _seconds(process)
                    held += _megabytes(process)
                except (OSError, IndexError):
                    continue  # it ended in the meantime
            self.most = max(self.most, held)


def _descendants(root: int) -> list[int]:
    parents = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parents[int(folder.name)] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
    found = [root]
    for one in found:
        found += [process for process, parent in parents.items() if parent == one]
    return found


def _seconds(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / 100


def _megabytes(process: int) -> float:
    lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def one_run(task: str, size: int, master: str, into: Path) -> Run:
    """A run in a process of its own, watched from here."""
    begun = time.perf_counter()
    command = [sys.executable, __file__, "--one", task, str(size), "--master", master, "--into", str(into)]
    process = subprocess.Popen(command)
    watch = Watch(process.pid)
    watch.start()
    if process.wait():
        raise SystemExit(f"the run of {size:,} on {master} failed")
    watch.over.set()
    watch.join()
    started = float(into.with_suffix(".start").read_text())
    wall = time.perf_counter() - begun
    return Run(processor=sum(watch.seconds.values()), wall=wall, start=started, megabytes=watch.most)


def work(task: str, size: int, master: str, into: Path) -> None:
    """Links or reads here, or on a cluster, and writes what comes out to a file."""
    begun = time.perf_counter()
    if master == "here":
        into.with_suffix(".start").write_text("0")
        rows = link_many(traits for traits, _ in reports(size)) if task == "link" else read_here(size)
    else:
        spark = import_module("recount.spark")  # the other run does without
        with spark.open_engine(master, patience=600) as engine:
            into.with_suffix(".start").write_text(str(time.perf_counter() - begun))
            rows = linked_there(engine, size) if task == "link" else read_by(engine.in_order, size)
    with into.open("wb") as file:
        pickle.dump(rows, file)


def linked_there(engine: Any, size: int) -> tuple[Cluster, ...]:
    linking = import_module("recount.spark.linking").Linking(engine.session, (), reasons=False)
    return linking.clusters(traits for traits, _ in reports(size))


def read_here(size: int) -> list[Account]:
    return read_by(lambda items, reader: in_order(items, reader, 2), size)


def read_by(engine: Callable[..., Any], size: int) -> list[Account]:
    """The bundled articles, over and over, each with a number at its end that makes it another text."""
    texts = [one for one in ingest(str(files("recount").joinpath("examples"))) if isinstance(one, Document)]
    made = (
        replace(one, text=f"{one.text}\n\n{n}", id=f"{n}") for n, one in zip(range(size), cycle(texts), strict=False)
    )
    return [said for _, said in engine(((one.name, one) for one in made), partial(read_and_code, STAGES))]


def compare(task: str, size: int, master: str) -> str:
    """A line of the table: both runs, and how many rows are not the same."""
    with tempfile.TemporaryDirectory() as folder:
        files = Path(folder, "here"), Path(folder, "there")
        here, there = (one_run(task, size, where, file) for where, file in zip(("here", master), files, strict=True))
        rows, others = (pickle.loads(file.read_bytes()) for file in files)
    unlike = sum(one != other for one, other in zip(rows, others, strict=False)) + abs(len(rows) - len(others))
    of = "reports linked" if task == "link" else "articles read"
    return (
        f"| {size:,} {of} | {len(rows):,} | {unlike} "
        f"| {here.processor:.0f} | {here.wall:.0f} | {here.megabytes:,.0f} "
        f"| {there.processor:.0f} | {there.wall:.0f} | {there.start:.0f} | {there.megabytes:,.0f} |"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, default=list(SIZES), metavar="REPORTS")
    parser.add_argument("--master", default=MASTER)
    parser.add_argument("--read", type=int, metavar="ARTICLES", help="read so many articles as well")
    parser.add_argument("--one", nargs=2, help="link or read so many in this process, on the master, or `here`")
    parser.add_argument("--into", type=Path, help="where to write what comes out of --one")
    parser.add_argument("--print", action="store_true", help="print the table and leave RESULTS.md as it is")
    options = parser.parse_args()
    if options.one:
        work(options.one[0], int(options.one[1]), options.master, options.into)
        return
    lines = [
        "| | rows | not the same | here: processor s | wall s | peak MB "
        "| Spark: processor s | wall s | of it to start | peak MB |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    tasks = [("link", size) for size in options.sizes] + ([("read", options.read)] if options.read else [])
    for task, size in tasks:
        lines.append(compare(task, size, options.master))
        print(lines[-1], flush=True)
    written = f"`{options.master}`\n\n" + "\n".join(lines)
    if not options.print:
        replace_section("spark", written)


if __name__ == "__main__":
    main()
