"""How linking and reconciling grow: time, memory and accuracy with very many reports; written to RESULTS.md.

usage: scale.py [--print] [REPORTS...]

Each size runs in a process of its own, with `--jobs` threads or processes. `put down` turns the traits of reports into
columns, `link` finds candidates, scores and groups them, `reconcile` makes the incidents out of full records. Making
the reports up, and loading their records from the disk as a ledger would, is not counted. Machines are shared: compare
processor seconds, and take wall seconds on a quiet machine.
"""

import argparse
import gc
import json
import pickle
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from math import log
from multiprocessing import get_context
from pathlib import Path

from linking_measures import b_cubed, pairwise
from scale_records import as_records
from scale_reports import reports
from speed import replace_section

from recount.link.coded import Coded
from recount.link.grouping import group_coded
from recount.link.traits import Traits
from recount.records import Cluster, Document, Report
from recount.stages import reconcile_narrowed

SIZES = (100_000, 300_000, 1_000_000)
AT_ONCE = 500  # clusters whose records are in memory together


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """Seconds by the clock and of processors."""

    wall: float
    cpu: float


class Clock:
    """Adds up the time between `start` and `stop`."""

    def __init__(self) -> None:
        self.wall = self.cpu = 0.0
        self.began = 0.0, 0.0

    def start(self) -> None:
        self.began = time.perf_counter(), time.process_time()

    def stop(self) -> None:
        self.wall += time.perf_counter() - self.began[0]
        self.cpu += time.process_time() - self.began[1]

    @property
    def spent(self) -> Spent:
        return Spent(wall=self.wall, cpu=self.cpu)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What one size took and gave."""

    reports: int
    events: int
    incidents: int
    put_down: dict[str, float]
    link: dict[str, float]
    reconcile: dict[str, float]
    megabytes: float
    pairwise: float
    b_cubed: float

    def all(self, which: str) -> float:
        return self.put_down[which] + self.link[which] + self.reconcile[which]


def run(size: int, jobs: int) -> Run:
    gc.disable()  # nothing here is held in circles, and looking for them among millions of records takes a third more
    with tempfile.TemporaryDirectory() as folder:
        records = Path(folder) / "records"
        coded, true, ends, put = _put_down(size, records)
        link = Clock()
        link.start()
        clusters = group_coded(coded, jobs=jobs)
        link.stop()
        incidents, reconciled, used = _reconciled(clusters, list(true), ends, records, jobs)
    found = {report: cluster.id for cluster in clusters for report in cluster.reports}
    return Run(
        reports=size,
        events=len(set(true.values())),
        incidents=incidents,
        put_down=asdict(put),
        link=asdict(link.spent),
        reconcile=asdict(reconciled),
        megabytes=_peak() + used,
        pairwise=pairwise(found, true).f1,
        b_cubed=b_cubed(found, true).f1,
    )


def _put_down(size: int, records: Path) -> tuple[Coded, dict[str, int], list[int], Spent]:
    """The columns, the true event of each report, and where the traits of each end on the disk."""
    coded, true, ends, clock = Coded(), {}, [0], Clock()
    with records.open("wb") as file:
        for traits, event in reports(size):
            clock.start()
            coded.add(traits)
            clock.stop()
            true[traits.report] = event
            ends.append(ends[-1] + file.write(pickle.dumps(traits)))
    return coded, true, ends, clock.spent


def _reconciled(
    clusters: Sequence[Cluster], names: Sequence[str], ends: Sequence[int], records: Path, jobs: int
) -> tuple[int, Spent, float]:
    """How many incidents came of it, with the memory of all processes; the slowest sets the time by the clock."""
    place = {name: number for number, name in enumerate(names)}
    bare = [
        (one.id, one.reports, tuple((ends[place[key]], ends[place[key] + 1]) for key in one.reports))
        for one in clusters
    ]
    size = -(-len(bare) // jobs)
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        done = list(pool.map(_reconcile, [bare[at : at + size] for at in range(0, len(bare), size)], [records] * jobs))
    spent = Spent(wall=max(one.wall for _, one, _ in done), cpu=sum(one.cpu for _, one, _ in done))
    return sum(number for number, _, _ in done), spent, sum(used for _, _, used in done)


def _peak() -> float:
    """Megabytes that this process held at most; what the system counts includes those of the parent before it began."""
    held = Path("/proc/self/status").read_text(encoding="ascii").split("VmHWM:")[1].split()[0]
    return int(held) / 1024


Bare = tuple[str, tuple[str, ...], tuple[tuple[int, int], ...]]


def _reconcile(clusters: Sequence[Bare], records: Path) -> tuple[int, Spent, float]:
    gc.disable()
    clock, made = Clock(), 0
    for some in _loaded(clusters, records):
        clock.start()
        made += len([reconcile_narrowed(one, held, documents, (), "conservative") for one, held, documents in some])
        clock.stop()
    return made, clock.spent, _peak()


Held = tuple[Cluster, dict[str, Report], dict[str, Document]]


def _loaded(clusters: Sequence[Bare], records: Path) -> Iterator[list[Held]]:
    with records.open("rb") as file:
        for at in range(0, len(clusters), AT_ONCE):
            loaded = []
            for key, members, places in clusters[at : at + AT_ONCE]:
                told = [as_records(_traits(file, place)) for place in places]
                held = {report.id: report for report, _ in told}
                documents = {document.id: document for _, document in told}
                loaded.append((Cluster(id=key, reports=members), held, documents))
            yield loaded


def _traits(file: object, place: tuple[int, int]) -> Traits:
    file.seek(place[0])
    traits: Traits = pickle.loads(file.read(place[1] - place[0]))
    return traits


def table(runs: list[Run]) -> str:
    rows = [
        "| reports | events | incidents found | put down, s | link, s | reconcile, s | all, s | processor s | peak MB "
        "| pairwise F1 | B³ F1 |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    rows += [
        f"| {one.reports:,} | {one.events:,} | {one.incidents:,} | {one.put_down['wall']:.1f} | {one.link['wall']:.1f} "
        f"| {one.reconcile['wall']:.1f} | {one.all('wall'):.1f} | {one.all('cpu'):.1f} | {one.megabytes:,.0f} "
        f"| {one.pairwise:.3f} | {one.b_cubed:.3f} |"
        for one in runs
    ]
    if len(runs) > 1:
        first, last = runs[0], runs[-1]
        growth = log(last.all("cpu") / first.all("cpu")) / log(last.reports / first.reports)
        rows += ["", f"Processor seconds grow with the number of reports to the power of {growth:.2f}."]
    return "\n".join(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, default=list(SIZES), metavar="REPORTS")
    parser.add_argument("--jobs", type=int, default=2, help="threads that link, processes that reconcile")
    parser.add_argument("--one", action="store_true", help="run one size here and print it as JSON")
    parser.add_argument("--print", action="store_true", help="print the table and leave RESULTS.md as it is")
    options = parser.parse_args()
    if options.one:
        print(json.dumps(asdict(run(options.sizes[0], options.jobs))))
        return
    runs = []
    for size in options.sizes:
        command = [sys.executable, __file__, "--one", str(size), "--jobs", str(options.jobs)]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
        runs.append(Run(**json.loads(done.stdout)))
        print(table(runs[-1:]), file=sys.stderr, flush=True)
    written = table(runs)
    print(written)
    if not options.print:
        replace_section("scale", written)


if __name__ == "__main__":
    main()
