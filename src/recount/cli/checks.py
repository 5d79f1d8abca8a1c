"""What `recount doctor` looks at around a ledger: disk, memory, rights, the clock, the installation."""

import os
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from recount.cli.printing import counted
from recount.cli.room import Room
from recount.ledger import Ledger
from recount.ledger.engine import file_of

# A process that reads takes this much memory: gazetteer, model and a long article.
EXTRAS = {  # and the library that each is there for
    "coder": "pydantic", "custody": "cryptography", "parquet": "pyarrow", "pdf": "weasyprint", "postgres": "psycopg",
    "spark": "pyspark", "web": "fastapi",
}  # fmt: skip
_EACH = 700_000_000
_LITTLE_ROOM = 1_000_000_000
_LONG_LOG = 500_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing looked at: how it is, in words, and what to do where it is not well."""

    name: str
    state: Literal["well", "look", "bad"]
    words: str
    advice: str = ""


def checks_of(room: Room, ledger: Ledger) -> tuple[Check, ...]:
    """Everything around a ledger, worst things included."""
    file = file_of(ledger.place)
    around = (_rights(file), _disk(file), _waiting(file)) if file else (_server(ledger),)
    return (
        _custody(ledger),
        _incidents(ledger),
        *around,
        _memory(room.config.jobs),
        _clock(room, ledger),
        _reader(),
        _extras(),
    )


def _custody(ledger: Ledger) -> Check:
    found = ledger.verify()
    if not found.sound:
        words = f"{counted(len(found.complaints), 'thing')} not as recorded, the first: {found.complaints[0]}"
        advice = "See all with: recount verify. Restore it with: recount backup COPY --restore --db NEW"
        return Check(name="custody", state="bad", words=words, advice=advice)
    notes = f" ({'; '.join(found.notes)})" if found.notes else ""
    return Check(name="custody", state="well", words=f"as recorded, {counted(found.head.number, 'line')}{notes}")


def _incidents(ledger: Ledger) -> Check:
    if ledger.is_derived():
        return Check(name="incidents", state="well", words="current")
    return Check(name="incidents", state="look", words="behind the documents", advice="Run: recount rebuild")


def _rights(file: Path) -> Check:
    folder = file.resolve().parent
    if os.access(file, os.W_OK) and os.access(folder, os.W_OK):
        return Check(name="rights", state="well", words="the file and its folder may be written")
    advice = f"To add to it: chmod u+w {file}, and the same for {folder}; to read it nothing is needed"
    return Check(name="rights", state="look", words="the file or its folder may only be read", advice=advice)


def _disk(file: Path) -> Check:
    left, held = shutil.disk_usage(file.resolve().parent).free, file.stat().st_size
    words = f"{left / 1e9:.1f} GB free, the ledger takes {held / 1e6:.1f} MB"
    if left > max(_LITTLE_ROOM, 2 * held):
        return Check(name="disk", state="well", words=words)
    advice = "Free some before adding more: a backup needs as much room again. Nothing that was reported is lost"
    return Check(name="disk", state="look", words=words, advice=advice)


def _waiting(file: Path) -> Check:
    log = file.with_name(f"{file.name}-wal")
    size = log.stat().st_size if log.exists() else 0
    if size < _LONG_LOG:
        return Check(name="write-ahead log", state="well", words=f"{size / 1e6:.1f} MB")
    advice = "A program has been reading without end: stop it, and the next writer tidies up"
    return Check(name="write-ahead log", state="look", words=f"{size / 1e6:.0f} MB", advice=advice)


def _server(ledger: Ledger) -> Check:
    return Check(name="server", state="well", words=f"{ledger.shown} answers")


def _memory(jobs: int) -> Check:
    free = _available()
    if free is None:
        return Check(name="memory", state="well", words="this system does not tell")
    words = f"{free / 1e9:.1f} GB free for {counted(jobs, 'process')}"
    if free > jobs * _EACH:
        return Check(name="memory", state="well", words=words.replace("processs", "processes"))
    fit = max(1, free // _EACH)
    return Check(
        name="memory", state="look", words=words.replace("processs", "processes"), advice=f"Use fewer: --jobs {fit}"
    )


def _available() -> int | None:
    try:
        told = Path("/proc/meminfo").read_text(encoding="ascii")
        return next(int(line.split()[1]) * 1024 for line in told.splitlines() if line.startswith("MemAvailable"))
    except (OSError, StopIteration, ValueError):
        return None


def _clock(room: Room, ledger: Ledger) -> Check:
    last, now = ledger.last_recorded(), room.now()
    try:
        then = datetime.fromisoformat(last) if last else None
    except ValueError:  # recorded by another program, or before the log
        then = None
    if then is None or (then if then.tzinfo else then.replace(tzinfo=UTC)) <= now:
        return Check(name="clock", state="well", words=now.isoformat(timespec="seconds"))
    words = f"it is {now.isoformat(timespec='seconds')} here, and the last thing was recorded at {last}"
    advice = "Set this machine's clock: the order of decisions goes by it"
    return Check(name="clock", state="look", words=words, advice=advice)


def _reader() -> Check:
    if any(name.endswith(".onnx") for name in weights()):
        return Check(name="reader", state="well", words="the trained reader is installed")
    advice = "Install the whole package: pip install --force-reinstall recount-ledger"
    return Check(name="reader", state="look", words="only the reader by rules is here", advice=advice)


def weights() -> list[str]:
    """The files of the trained reader."""
    folder = files("recount.read").joinpath("weights")
    return sorted(one.name for one in folder.iterdir()) if folder.is_dir() else []


def _extras() -> Check:
    missing = [extra for extra, module in EXTRAS.items() if find_spec(module) is None]
    if not missing:
        return Check(name="extras", state="well", words=", ".join(EXTRAS))
    advice = f"Where needed: pip install 'recount-ledger[{','.join(missing)}]'"
    return Check(name="extras", state="well", words=f"without {', '.join(missing)}", advice=advice)
