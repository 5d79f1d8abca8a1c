"""How linking grows: time, memory and accuracy with very many reports; written to RESULTS.md.

usage: scale.py [--print] [REPORTS...]

Each size runs in a process of its own. `put down` turns reports into columns, which is needed once for each report;
`link` finds candidates, scores and groups them. Machines are shared: processor seconds are what compares.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from math import log

from linking_measures import b_cubed, pairwise
from scale_reports import reports
from speed import replace_section

from recount.codebook.linking import load_linking
from recount.link.blocks import candidates
from recount.link.bulk import Scorer
from recount.link.coded import Coded
from recount.link.grouping import group_coded

SIZES = (100_000, 300_000, 1_000_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What one size took and gave."""

    reports: int
    events: int
    incidents: int
    put_down: float
    link: float
    wall: float
    megabytes: float
    pairwise: float
    b_cubed: float


def run(size: int) -> Run:
    coded, true, spent = Coded(), {}, 0.0
    for traits, event in reports(size):
        start = time.process_time()
        coded.add(traits)
        spent += time.process_time() - start
        true[traits.report] = event
    start, wall = time.process_time(), time.perf_counter()
    clusters = group_coded(coded)
    linked, walled = time.process_time() - start, time.perf_counter() - wall
    found = {report: cluster.id for cluster in clusters for report in cluster.reports}
    return Run(
        reports=size,
        events=len(set(true.values())),
        incidents=len(clusters),
        put_down=spent,
        link=linked,
        wall=walled,
        megabytes=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        pairwise=pairwise(found, true).f1,
        b_cubed=b_cubed(found, true).f1,
    )


def table(runs: list[Run]) -> str:
    rows = [
        "| reports | events | incidents found | put down, s | link, s | link, wall s | peak MB | pairwise F1 | B³ F1 |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    rows += [
        f"| {one.reports:,} | {one.events:,} | {one.incidents:,} | {one.put_down:.1f} | {one.link:.1f} "
        f"| {one.wall:.1f} | {one.megabytes:,.0f} | {one.pairwise:.3f} | {one.b_cubed:.3f} |"
        for one in runs
    ]
    if len(runs) > 1:
        first, last = runs[0], runs[-1]
        growth = log((last.put_down + last.link) / (first.put_down + first.link)) / log(last.reports / first.reports)
        rows += ["", f"Processor seconds grow with the number of reports to the power of {growth:.2f}."]
    return "\n".join(rows)


def parts(size: int) -> None:
    """Where the time of one size goes."""
    coded = Coded()
    for traits, _ in reports(size):
        coded.add(traits)
    start = time.process_time()
    left, right = candidates(coded)
    print(f"{len(left):,} candidates: {time.process_time() - start:.1f} s")
    start = time.process_time()
    scores = Scorer(coded, load_linking()).scores(left, right)
    print(f"scores: {time.process_time() - start:.1f} s; {(scores >= 0).sum():,} links")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, default=list(SIZES), metavar="REPORTS")
    parser.add_argument("--one", action="store_true", help="run one size here and print it as JSON")
    parser.add_argument("--parts", action="store_true", help="show where the time of one size goes")
    parser.add_argument("--print", action="store_true", help="print the table and leave RESULTS.md as it is")
    options = parser.parse_args()
    if options.parts:
        parts(options.sizes[0])
        return
    if options.one:
        print(json.dumps(asdict(run(options.sizes[0]))))
        return
    runs = []
    for size in options.sizes:
        command = [sys.executable, __file__, "--one", str(size)]
        done = subprocess.run(command, check=True, capture_output=True)
        runs.append(Run(**json.loads(done.stdout)))
    written = table(runs)
    print(written)
    if not options.print:
        replace_section("scale", written)


if __name__ == "__main__":
    main()
