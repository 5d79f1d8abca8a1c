"""How long a monitor waits for tables and bulletins out of a large ledger, each command from start to exit.

usage: python benchmarks/big_ledger.py big.db && python benchmarks/monitor.py big.db [--times 2] [--write]

Each command runs so many times in a process of its own; the best clock time counts, with the processor time beside
it, since the machine may be shared. `--write` puts the table into RESULTS.md.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from sqlalchemy import func, select

from recount.ledger import tables
from recount.ledger.engine import open_engine, transaction

RESULTS = Path(__file__).with_name("RESULTS.md")
MARKS = ("<!-- monitor -->", "<!-- /monitor -->")
COMMANDS = (
    ("one month, PICSS layout, one country", "table --layout picss --area PK --from 2019-01 --to 2019-01"),
    ("one month by province and type, all countries", "table --by province,type --from 2019-01 --to 2019-01"),
    ("the months of a year, one country", "table --by month --area PK --from 2018 --to 2018"),
    ("the months of a year by actor", "table --by month,actor --from 2018 --to 2018"),
    ("a year's months beside those before, one country", "table --by month --change --area PK --from 2018 --to 2018"),
    ("every month of 15 years, all countries", "table --by month"),
    ("yearly bulletin of one country, HTML, PDF, Markdown", "bulletin --year 2018 --area PK -o {folder}"),
    ("yearly bulletin of all countries, HTML, PDF, Markdown", "bulletin --year 2018 -o {folder}"),
)


def measured(command: list[str], times: int) -> tuple[float, float]:
    """The least clock time and the least processor time of a command, in seconds."""
    clock, processor = [], []
    for _ in range(times):
        before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        clock.append(time.perf_counter() - began)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        processor.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(clock), min(processor)


def rows(place: str, times: int) -> list[str]:
    """The table as Markdown."""
    engine = open_engine(place)
    with transaction(engine, place, writing=False) as connection:
        held = [connection.execute(select(func.count()).select_from(t)).scalar_one() for t in _COUNTED]
    engine.dispose()
    load = os.getloadavg()[0]
    lines = [
        f"{held[0]:,} incidents, {held[1]:,} claims in {held[2]:,} documents; load {load:.1f} when it began.\n",
        "| what | command | seconds | of processor |\n| --- | --- | ---: | ---: |",
    ]
    for what, command in COMMANDS:
        with tempfile.TemporaryDirectory() as folder:
            told = command.format(folder=folder).split()
            clock, processor = measured([sys.executable, "-m", "recount", *told, "--db", place], times)
        lines.append(f"| {what} | `recount {command.format(folder='out')}` | {clock:.1f} | {processor:.1f} |")
        print(lines[-1], flush=True)
    return lines


_COUNTED = (tables.incidents, tables.claims, tables.documents)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file")
    parser.add_argument("--times", type=int, default=2)
    parser.add_argument("--write", action="store_true", help="put the table into RESULTS.md")
    chosen = parser.parse_args()
    written = "\n".join(rows(chosen.file, chosen.times))
    print(written)
    if chosen.write:
        before, _, rest = RESULTS.read_text(encoding="utf-8").partition(MARKS[0])
        after = rest.partition(MARKS[1])[2]
        RESULTS.write_text(f"{before}{MARKS[0]}\n{written}\n{MARKS[1]}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
