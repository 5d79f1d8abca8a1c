"""Watches three feeds for a week that passes in minutes, kills the watcher on the way, and counts.

usage: week.py [--days N] [--quiet N] [--kills N] [--traced]

Feeds are served on this machine; their items appear by a simulated clock, an item an hour each. One feed brings whole
articles, one links to pages, one forbids half of its pages to programs. After the week come quiet days, in which the
same items are looked at again and nothing is new: what memory grows then is no ledger, but a leak. Prints what was
missed or doubled, and the memory of the last watcher at the same hour of each day, rubbish collected; `--traced` counts
Python's own objects as well, and names the lines that hold more at the end of the quiet days than at their beginning.
"""

import argparse
import gc
import json
import os
import random
import signal
import struct
import sys
import tempfile
import tracemalloc
from contextlib import suppress
from datetime import date
from mmap import mmap
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from newsroom import HOUR, Clock, Newsroom, open_newsroom
from small_stages import SMALL

from recount.cli.rounds import Rounds
from recount.errors import LedgerError
from recount.ledger import Ledger
from recount.pipeline import Desk

DAY = 24 * HOUR


class SharedClock(Clock):
    """A clock that several processes look at; it goes on only by sleeping."""

    def __init__(self) -> None:
        self._memory = mmap(-1, 8)

    @property
    def time(self) -> float:  # type: ignore[override]
        return float(struct.unpack("d", self._memory[:8])[0])

    @time.setter
    def time(self, seconds: float) -> None:
        self._memory[:8] = struct.pack("d", seconds)


Measure = tuple[float, float, float, int]
"""A simulated time, MB of watcher and worker, MB of Python's objects (where traced), documents of the ledger."""


def measure(clock: Clock, ledger: Ledger) -> Measure:
    """What this process and its worker hold now."""
    gc.collect()
    workers = Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()
    pages = sum(int(Path(f"/proc/{one}/statm").read_text().split()[1]) for one in ("self", *workers))
    held = pages * os.sysconf("SC_PAGE_SIZE") / 1e6
    return clock.time, held, tracemalloc.get_traced_memory()[0] / 1e6, len(ledger.documents())


def warn(error: LedgerError) -> None:
    print(f"the ledger refused: {error}", file=sys.stderr)


class Over(Exception):
    """The watcher has watched long enough."""


def watch(place: str, newsroom: Newsroom, until: float, kill_at: float | None = None) -> list[Measure]:
    """Watches until a moment, or until it is killed; measures once a simulated day."""
    clock: Clock = newsroom.clock
    measured: list[Measure] = []
    before = None
    with Ledger.open(place) as ledger:
        rounds = Rounds(
            desk=Desk(ledger=ledger, stages=SMALL, now=lambda: f"{clock.time:012.0f}"),
            every=HOUR,
            now=clock.now,
            sleep=clock.sleep,
            today=lambda: date(2026, 11, 20),
            tell=lambda _: None,
            warn=warn,
            keep=lambda data: ledger.keep(data, at=f"{clock.time:012.0f}"),
        )

        def current() -> list[str]:
            """Called before each look: the place to count, to be killed and to end, while the service runs on."""
            nonlocal before
            if kill_at is not None and clock.time > kill_at:
                os.kill(os.getpid(), signal.SIGKILL)
            if int(clock.time // DAY) > (int(measured[-1][0] // DAY) if measured else 0):
                measured.append(measure(clock, ledger))
            if before is None and tracemalloc.is_tracing() and clock.time > newsroom.ends + DAY:
                before = tracemalloc.take_snapshot()
            if clock.time >= until:
                raise Over
            return newsroom.feeds

        with suppress(Over):
            rounds.run(current)
        for feed in rounds.feeds.values():  # a last look at each, so that what is missing then was missed
            feed.due = clock.time
        rounds.run(lambda: newsroom.feeds, rounds=len(rounds.feeds))
    if before:
        for line in tracemalloc.take_snapshot().compare_to(before, "lineno")[:8]:
            print(line, file=sys.stderr)
    return measured


def in_a_fork(
    place: str, newsroom: Newsroom, until: float, kill_at: float | None, traced: bool = False
) -> list[Measure]:
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        if traced:
            tracemalloc.start()
        os.write(writing, json.dumps(watch(place, newsroom, until, kill_at)).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as stream:
        told = stream.read()
    os.waitpid(child, 0)
    return [tuple(one) for one in json.loads(told)] if told else []


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--days", type=float, default=7)
    parser.add_argument("--quiet", type=float, default=3, help="days after them in which nothing is new")
    parser.add_argument("--kills", type=int, default=3)
    parser.add_argument("--traced", action="store_true", help="count Python's objects too; takes twice as long")
    asked = parser.parse_args()
    chance, clock = random.Random(1), SharedClock()
    clock.time = HOUR
    week, end = asked.days * DAY, (asked.days + asked.quiet) * DAY
    with tempfile.TemporaryDirectory() as folder, open_newsroom(clock, ends=week) as newsroom:
        place = f"{folder}/recount.db"
        for moment in sorted(chance.uniform(HOUR, week / 3) for _ in range(asked.kills)):
            in_a_fork(place, newsroom, end, moment)
        measured = in_a_fork(place, newsroom, end, None, asked.traced)
        with Ledger.open(place) as ledger:
            texts = [one.text for one in ledger.documents().values()]
            sound = ledger.verify().sound
        last = newsroom.published() if asked.quiet else newsroom.published() - 1  # the newest may be too new
        wanted = [(feed, number) for feed in ("whole", "linked", "shy") for number in range(last)]
        allowed = [(feed, number) for feed, number in wanted if feed != "shy" or number % 2 == 0]
        told = [f"Report number {number} of the {feed} feed." for feed, number in allowed]
        missed = [one for one in told if not any(one in text for text in texts)]
        doubled = sum(sum(one in text for text in texts) > 1 for one in told)
    print(f"{asked.days:g} days, {len(told)} items that may be read, {asked.kills} kills, ledger sound: {sound}")
    print(f"missed {len(missed)}, doubled {doubled}", *missed[:3], sep="\n")
    return int(bool(missed or doubled) or not sound) | show(measured, week)


def show(measured: list[Measure], week: float) -> int:
    """Prints the days, and what was gained in the quiet ones after the first of them."""
    print("| day | documents | memory, MB | of it Python's, MB |\n| ---: | ---: | ---: | ---: |")
    for time, held, objects, documents in measured:
        print(f"| {time / DAY:.1f} | {documents} | {held:.1f} | {objects:.2f} |")
    quiet = [one for one in measured if one[0] >= week + 0.5 * DAY]
    if len(quiet) < 2:
        return 0
    (first, held, objects, _), (last, then, later, _) = quiet[0], quiet[-1]
    days = (last - first) / DAY
    print(f"nothing new: {(then - held) / days:+.2f} MB a day, of Python's objects {(later - objects) / days:+.3f} MB")
    return int((then - held) / days > 5)


if __name__ == "__main__":
    sys.exit(main())
