"""Watches three feeds for a week that passes in a minute, kills the watcher on the way, and counts.

usage: week.py [--days N] [--kills N]

Feeds are served on this machine; their items appear by a simulated clock, an item an hour each. One feed brings whole
articles, one links to pages, one forbids half of its pages to programs. Prints what was missed or doubled, and how the
memory of the last watcher grew from its first hours to its last.
"""

import argparse
import os
import random
import signal
import struct
import sys
import tempfile
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


def memory() -> float:
    """What this process holds now, in MB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def warn(error: LedgerError) -> None:
    print(f"the ledger refused: {error}", file=sys.stderr)


def watch(place: str, newsroom: Newsroom, until: float, kill_at: float | None = None) -> list[tuple[float, float]]:
    """Watches until a moment, or until it is killed; gives the memory every two simulated hours."""
    clock, measured = newsroom.clock, []
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
        while clock.time < until:
            rounds.run(lambda: newsroom.feeds, rounds=1)
            if kill_at is not None and clock.time > kill_at:
                os.kill(os.getpid(), signal.SIGKILL)
            if not measured or clock.time - measured[-1][0] > 2 * HOUR:
                measured.append((clock.time, memory()))
        for feed in rounds.feeds.values():  # a last look at each, so that what is missing then was missed
            feed.due = clock.time
        rounds.run(lambda: newsroom.feeds, rounds=len(rounds.feeds))
    measured.append((clock.time, memory()))
    return measured


def in_a_fork(place: str, newsroom: Newsroom, until: float, kill_at: float | None) -> list[tuple[float, float]]:
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        measured = watch(place, newsroom, until, kill_at)
        os.write(writing, repr(measured).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as stream:
        told = stream.read()
    os.waitpid(child, 0)
    return [tuple(map(float, pair.split(","))) for pair in told.strip("[]()").split("), (")] if told else []  # type: ignore[misc]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--days", type=float, default=7)
    parser.add_argument("--kills", type=int, default=3)
    asked = parser.parse_args()
    chance, clock = random.Random(1), SharedClock()
    clock.time = HOUR
    end = asked.days * DAY
    with tempfile.TemporaryDirectory() as folder, open_newsroom(clock) as newsroom:
        place = f"{folder}/recount.db"
        for moment in sorted(chance.uniform(HOUR, end / 3) for _ in range(asked.kills)):
            in_a_fork(place, newsroom, end, moment)
        measured = in_a_fork(place, newsroom, end, None)
        with Ledger.open(place) as ledger:
            texts = [one.text for one in ledger.documents().values()]
            sound = ledger.verify().sound
        last = newsroom.published() - 1  # the newest may have come after the last look
        wanted = [(feed, number) for feed in ("whole", "linked", "shy") for number in range(last)]
        allowed = [(feed, number) for feed, number in wanted if feed != "shy" or number % 2 == 0]
        told = [f"Report number {number} of the {feed} feed." for feed, number in allowed]
        missed = [one for one in told if not any(one in text for text in texts)]
        doubled = sum(sum(one in text for text in texts) > 1 for one in told)
    (first_time, first), (last_time, final) = measured[1], measured[-1]
    print(f"{asked.days:g} days, {len(told)} items that may be read, {asked.kills} kills, ledger sound: {sound}")
    print(f"missed {len(missed)}, doubled {doubled}", *missed[:3], sep="\n")
    days = (last_time - first_time) / DAY
    print(f"memory of the last watcher: {first:.1f} MB, {days:.1f} days later {final:.1f} MB: {final - first:+.1f} MB")
    return int(bool(missed or doubled) or not sound)


if __name__ == "__main__":
    sys.exit(main())
