"""Kills, starves and cuts off the work on a ledger, and prints what became of it.

usage: faults.py [--points N] [--seed N]

`--points` kills for each store (200 by default), spread over add, link, decide, rebuild and migrate: four of five
at a statement chosen by chance, before or after it or at a commit, one of five at a moment of the clock. Then disks of
every size, connections cut, servers stopped, files that break off. Needs Linux, and PostgreSQL for its half.
"""

import argparse
import random
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

import faulty
from faulty import OPERATIONS, REFUSED, Fate, undisturbed, wrong_after
from stores import NoServer, Server, run_sql, running_server

CUT = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
    "WHERE application_name = 'recount' AND pid <> pg_backend_pid()"
)
Places = Callable[[], str]


@contextmanager
def stores() -> Iterator[dict[str, tuple[Places, Server | None]]]:
    """Where ledgers can be kept here."""
    numbers = count()
    with tempfile.TemporaryDirectory() as folder:
        found: dict[str, tuple[Places, Server | None]] = {"SQLite": (lambda: f"{folder}/{next(numbers)}.db", None)}
        try:
            with running_server() as server:
                yield {**found, "PostgreSQL": (server.place, server)}
        except NoServer as absent:
            print(f"PostgreSQL left out: {absent}", file=sys.stderr)
            yield found


class Tally:
    """What was done, and what came of it."""

    def __init__(self) -> None:
        self.done: Counter[tuple[str, str]] = Counter()
        self.survived: Counter[tuple[str, str]] = Counter()

    def note(self, store: str, fault: str, wrong: list[str]) -> None:
        self.done[store, fault] += 1
        self.survived[store, fault] += not wrong
        for words in wrong[:3]:
            print(f"{store}, {fault}: {words}", file=sys.stderr, flush=True)

    def show(self) -> int:
        print("| store | fault | injected | survived |\n| --- | --- | ---: | ---: |")
        for (store, fault), number in self.done.items():
            print(f"| {store} | {fault} | {number} | {self.survived[store, fault]} |")
        total, held = sum(self.done.values()), sum(self.survived.values())
        print(f"| both | all | {total} | {held} |", flush=True)
        return int(total != held)


def kills(tally: Tally, store: str, place: Places, points: int, chance: random.Random) -> None:
    for operation in OPERATIONS:
        number = points // len(OPERATIONS)
        statements, wanted = undisturbed(operation, place())
        for turn in range(number):
            where = place()
            if turn % 5 == 4:
                fate = faulty.killed_after(operation, where, chance.uniform(0.001, 0.4))
            else:
                fate = faulty.killed_at(operation, where, chance.randrange(1, statements + 1))
            tally.note(store, f"SIGKILL during {operation}", wrong_after(where, operation, fate, wanted))


def full_disks(tally: Tally, place: Places, chance: random.Random) -> None:
    for operation in ("add", "link", "decide", "rebuild"):
        _, wanted = undisturbed(operation, place())
        for _ in range(10):
            where = place()
            OPERATIONS[operation].prepare(where)
            size = Path(where).stat().st_size if Path(where).exists() else 0
            where = place()
            fate = faulty.without_room(operation, where, size + chance.randrange(4096, 400_000))
            wrong = wrong_after(where, operation, fate, wanted)
            tally.note("SQLite", f"disk full during {operation}", wrong)


def cut_connections(tally: Tally, server: Server, chance: random.Random) -> None:
    for operation in ("add", "decide", "rebuild", "migrate"):
        points, wanted = undisturbed(operation, server.place())
        for _ in range(10):
            where = server.place()
            OPERATIONS[operation].prepare(where)
            fate = _cut_at(server, where, operation, chance.randrange(1, points + 1))
            tally.note("PostgreSQL", f"connection cut during {operation}", wrong_after(where, operation, fate, wanted))


def _cut_at(server: Server, place: str, operation: str, point: int) -> Fate:
    cut = {point: True}

    def reached(number: int) -> None:
        if cut.pop(number, False):
            run_sql(server.address, CUT)

    def work(where: str, say: faulty.Say) -> None:
        with faulty.counted_statements(reached):
            OPERATIONS[operation].work(where, say)

    return faulty.in_a_fork(place, work).fate()


def stopped_servers(tally: Tally, server: Server, chance: random.Random) -> None:
    """The server itself dies in the middle, and comes back."""
    _, wanted = undisturbed("add", server.place())
    for _ in range(5):
        where = server.place()
        running = faulty.in_a_fork(where, OPERATIONS["add"].work)
        faulty.time.sleep(chance.uniform(0.01, 0.5))
        server.stop()
        fate = running.fate()
        server.start()
        wrong = wrong_after(where, "add", fate, wanted)
        wrong += [] if fate.status in {0, REFUSED} else [f"it ended with {fate.status}"]
        tally.note("PostgreSQL", "server killed during add", wrong)


def broken_files(tally: Tally, place: Places, chance: random.Random) -> None:
    lines = b"".join(
        b'{"id": "a%d", "text": "2016-10-%02d Quetta: killed %d (army)"}\n' % (n, n % 28 + 1, n + 20) for n in range(40)
    )
    for _ in range(30):
        wrong = faulty.unreadable_after(place(), lines, "a.jsonl", chance.randrange(len(lines)))
        tally.note("SQLite", "file unreadable half way", wrong)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--points", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    tally, chance = Tally(), random.Random(asked.seed)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    try:
        run(tally, asked.points, chance)
    finally:
        worst = tally.show()
    return worst


def run(tally: Tally, points: int, chance: random.Random) -> None:
    with stores() as found:
        for store, (place, server) in found.items():
            kills(tally, store, place, points, chance)
            if server is None:
                full_disks(tally, place, chance)
                broken_files(tally, place, chance)
            else:
                cut_connections(tally, server, chance)
                stopped_servers(tally, server, chance)


if __name__ == "__main__":
    sys.exit(main())
