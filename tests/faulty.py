"""Kills, starves and cuts off the work on a ledger at any point, and looks at what is left.

The work runs in a process of its own (a fork), which says over a pipe what it has acknowledged: documents reported as
added, decisions reported as recorded. It dies at its n-th statement, before or after it, or at any moment of the clock.
Afterwards the ledger is opened again and must be sound, hold all that was acknowledged, and, when the same work is done
once more, hold exactly what undisturbed work gives: nothing lost, nothing twice, the same incidents.
"""

import io
import os
import random
import resource
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any, BinaryIO

from factory import decision, document
from small_stages import SMALL
from sqlalchemy import event, select
from sqlalchemy.engine import Engine
from stores import run_sql

from recount.errors import LedgerError
from recount.ingest import IngestOptions, ingest_stream
from recount.ledger import Ledger, migrations, tables
from recount.ledger.engine import open_engine
from recount.ledger.migrations import MIGRATIONS
from recount.pipeline import Desk, add, decide, rebuild
from recount.records import Decision, Document

NOW = "2026-11-20T10:00:00Z"
TEXTS = (
    "2016-10-24 Quetta: killed 61 (army)\nIn all 595 were killed.",
    "2016-10-24 Quetta: killed 65 (police)\n2017-05-12 Mastung: killed 25",
    "2017-05-12 Mastung: killed 28 (army)",
    "2021-01-03 Mach: killed 11",
    "Nothing happened here.",
    "boom",
)
ENDED, REFUSED, BROKEN = 0, 3, 4

Say = Callable[[str], None]
Work = Callable[[str, Say], None]


def documents() -> list[Document]:
    made = [document(f"d{number}", text, on="2017-05-13") for number, text in enumerate(TEXTS)]
    return [replace(one, original_sha256=sha256(one.text.encode()).hexdigest()) for one in made]


def desk(ledger: Ledger) -> Desk:
    return Desk(ledger=ledger, stages=SMALL, now=lambda: NOW)


def adding(place: str, say: Say) -> None:
    """Every document with its original, as the command does it; incidents are derived at the end."""
    with Ledger.open(place) as ledger:
        for one in documents():
            ledger.keep(one.text.encode(), at=NOW)
            for outcome in add(desk(ledger), [one]):
                if outcome.document and outcome.kind != "failed":
                    say(f"document {outcome.document.id}")


def decisions(place: str) -> list[Decision]:
    with Ledger.open(place) as ledger:
        reports = sorted(report.id for account in ledger.accounts().values() for report in account.reports)
    pairs = [(reports[0], other) for other in reports[1:4]]
    return [
        decision(kind, *pair, at=f"2026-01-0{number}")
        for number, (kind, pair) in enumerate([(kind, pair) for pair in pairs for kind in ("not same", "same")], 1)
    ]


def deciding(place: str, say: Say) -> None:
    made = decisions(place)
    with Ledger.open(place) as ledger:
        for one in made:
            decide(desk(ledger), [one])
            say(f"decision {one.id}")


def linking(place: str, say: Say) -> None:
    """Documents are there, their incidents not yet: what follows the last document of a run."""
    with Ledger.open(place) as ledger:
        list(add(desk(ledger), documents()))
    say("linked")


def rebuilding(place: str, say: Say) -> None:
    with Ledger.open(place) as ledger:
        for rules in ("gtd", "conservative"):
            rebuild(replace(desk(ledger), rules=rules))  # type: ignore[arg-type]
    say("rebuilt")


def migrating(place: str, say: Say) -> None:
    Ledger.open(place).close()
    say("migrated")


def _nothing(_said: str) -> None:
    return


def filled(place: str) -> None:
    adding(place, _nothing)


def recorded_only(place: str) -> None:
    """Documents recorded, nothing derived."""
    with Ledger.open(place) as ledger:
        for one in documents():
            for _ in add(desk(ledger), [one]):
                break


def of_the_first_version(place: str) -> None:
    """A ledger with documents and decisions, as the first version of its tables had them."""
    now, migrations.MIGRATIONS = migrations.MIGRATIONS, MIGRATIONS[:1]
    try:
        Ledger.open(place).close()
    finally:
        migrations.MIGRATIONS = now
    for number, text in enumerate(TEXTS[:4]):
        one = document(f"d{number}", text)
        run_sql(place, f"INSERT INTO documents VALUES ('{one.id}', '{one.text}', '{NOW}')")
    values = ", ".join(f"('{name}', 'same', '[]', 'r', 'w', '2026-01-01', '{{}}')" for name in "abc")
    run_sql(place, f"INSERT INTO decisions (id, kind, subjects, reason, who, at, body) VALUES {values}")


@dataclass(frozen=True)
class Operation:
    """Some work, and the ledger it begins with."""

    prepare: Callable[[str], None]
    work: Work
    finish: Work


OPERATIONS = {
    "add": Operation(_nothing, adding, adding),
    "link": Operation(recorded_only, linking, linking),
    "decide": Operation(filled, deciding, deciding),
    "rebuild": Operation(filled, rebuilding, rebuilding),
    "migrate": Operation(of_the_first_version, migrating, migrating),
}


@dataclass(frozen=True)
class Fate:
    """What came of the work: how its process ended, and what it had acknowledged by then."""

    status: int
    said: tuple[str, ...]


@contextmanager
def counted_statements(reached: Callable[[int], None]) -> Iterator[None]:
    """Calls `reached` before and after each statement and before each commit, with a number that goes up."""
    points = 0

    def point(*_: Any) -> None:
        nonlocal points
        points += 1
        reached(points)

    names = ("before_cursor_execute", "after_cursor_execute", "commit")
    for name in names:
        event.listen(Engine, name, point)
    try:
        yield
    finally:
        for name in names:
            event.remove(Engine, name, point)


def points_in(place: str, work: Work) -> int:
    """How many points some undisturbed work has."""
    last = 0

    def reached(number: int) -> None:
        nonlocal last
        last = number

    with counted_statements(reached):
        work(place, _nothing)
    return last


def in_a_fork(place: str, work: Work, prepare: Callable[[], None] = lambda: None, *, kill_at: int = 0) -> "Running":
    """Starts the work in a fork, which kills itself at a point if one is given."""
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        return Running(child, reading)
    status = BROKEN
    try:
        os.close(reading)
        prepare()

        def reached(number: int) -> None:
            if number == kill_at:
                os.kill(os.getpid(), signal.SIGKILL)

        with counted_statements(reached):
            work(place, lambda said: os.write(writing, f"{said}\n".encode()) and None)
        status = ENDED
    except LedgerError:
        status = REFUSED
    except BaseException:  # noqa: BLE001 - the parent is told
        traceback.print_exc(file=sys.__stderr__)
    finally:
        os._exit(status)


class Running:
    """A fork at work."""

    def __init__(self, child: int, said: int) -> None:
        self.child = child
        self._said = said

    def kill(self) -> None:
        os.kill(self.child, signal.SIGKILL)

    def fate(self) -> Fate:
        with os.fdopen(self._said, "rb") as stream:
            said = tuple(line.decode() for line in stream.read().splitlines())
        _, status = os.waitpid(self.child, 0)
        return Fate(os.waitstatus_to_exitcode(status), said)


def content(place: str) -> dict[str, list[tuple[object, ...]]]:
    """Everything in the ledger but its log, whose lines tell of the way here."""
    held = {}
    engine = open_engine(place)
    with engine.connect() as connection:
        for table in (*tables.PRIMARY, *tables.DERIVED):
            if table not in (tables.log, tables.originals):
                held[table.name] = sorted((tuple(row) for row in connection.execute(select(table))), key=repr)
        kept = connection.execute(select(tables.originals.c.sha256)).scalars()
        held["originals"] = sorted((key,) for key in kept)
    engine.dispose()
    return held


def wrong_after(place: str, operation: str, fate: Fate, wanted: dict[str, list[tuple[object, ...]]]) -> list[str]:
    """What is wrong with a ledger whose work was disturbed; nothing, if all is as promised."""
    wrong: list[str] = []
    if fate.status == BROKEN:
        wrong.append("an error came out that is none of Recount's")
    with Ledger.open(place) as ledger:
        wrong += ledger.verify().complaints
        held = {f"document {key}" for key in ledger.accounts()} | {f"decision {one.id}" for one in _decisions(ledger)}
    wrong += [f"acknowledged and gone: {said}" for said in fate.said if " " in said and said not in held]
    OPERATIONS[operation].finish(place, _nothing)
    if (found := content(place)) != wanted:
        differing = [name for name, rows in found.items() if rows != wanted[name]]
        wrong.append(f"finished, it differs from undisturbed work in {', '.join(differing)}")
    with Ledger.open(place) as ledger:
        wrong += ledger.verify().complaints
        if operation != "migrate":
            before = ledger.digest()
            rebuild(desk(ledger))
            wrong += [] if ledger.digest() == before else ["a rebuild changes the incidents"]
    return wrong


def _decisions(ledger: Ledger) -> tuple[Decision, ...]:
    try:
        return ledger.decisions()
    except LedgerError:  # those of the first version's fixture hold no record
        return ()


def undisturbed(operation: str, place: str) -> tuple[int, dict[str, list[tuple[object, ...]]]]:
    """How many points an operation has, and what it leaves."""
    OPERATIONS[operation].prepare(place)
    points = points_in(place, OPERATIONS[operation].work)
    return points, content(place)


def killed_at(operation: str, place: str, point: int) -> Fate:
    """The operation, killed at one of its points."""
    OPERATIONS[operation].prepare(place)
    return in_a_fork(place, OPERATIONS[operation].work, kill_at=point).fate()


def killed_after(operation: str, place: str, seconds: float) -> Fate:
    """The operation, killed at a moment of the clock."""
    OPERATIONS[operation].prepare(place)
    running = in_a_fork(place, OPERATIONS[operation].work)
    time.sleep(seconds)
    running.kill()
    return running.fate()


def without_room(operation: str, place: str, room: int) -> Fate:
    """The operation on a disk that takes no file larger than so many bytes."""
    OPERATIONS[operation].prepare(place)

    def starve() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    return in_a_fork(place, OPERATIONS[operation].work, starve).fate()


class Breaking(io.RawIOBase):
    """A file that cannot be read any further after so many bytes."""

    def __init__(self, data: bytes, good: int) -> None:
        self._stream = io.BytesIO(data[:good])
        self._broken = good < len(data)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        piece = self._stream.read(len(buffer))
        if not piece and self._broken:
            raise OSError(5, "Input/output error")
        buffer[: len(piece)] = piece
        return len(piece)


def unreadable_after(place: str, data: bytes, name: str, good: int) -> list[str]:
    """Adds a file that breaks off; gives what is wrong with the ledger then."""
    stream: BinaryIO = io.BufferedReader(Breaking(data, good), 1)  # type: ignore[assignment]
    with Ledger.open(place) as ledger:
        options = IngestOptions(keep=lambda kept: ledger.keep(kept, at=NOW))
        outcomes = list(add(desk(ledger), ingest_stream(stream, name=name, options=options)))
        wrong = list(ledger.verify().complaints)
        added = [outcome.document for outcome in outcomes if outcome.kind == "added" and outcome.document]
        wrong += [f"{one.name} is half an article" for one in added if not one.text.rstrip().endswith("(army)")]
        if good < len(data) and not any(outcome.kind == "failed" for outcome in outcomes):
            wrong.append("that it broke off was not told")
        return wrong


def chosen_points(points: int, number: int, chance: random.Random) -> list[int]:
    """Some points of an operation, each but once where there are enough."""
    return sorted(chance.sample(range(1, points + 1), min(number, points)))
