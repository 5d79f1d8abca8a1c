"""Writing a release and opening one: a file of the ledger that goes out of the house."""

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from recount.cli.printing import counted, line
from recount.cli.room import Room
from recount.errors import ConfigError, LedgerError, Unreachable
from recount.ledger import Ledger, tables
from recount.ledger.copying import RELEASED, copy_tables
from recount.ledger.engine import file_of
from recount.ledger.signature import read_secret_key, sign

LONGEST_TOKEN = 1_000_000


def there(place: str) -> None:
    """That a ledger is at a place, before anything is done with it."""
    file = file_of(place)
    if file is not None and not file.exists():
        raise LedgerError(f"There is no ledger at {place}", advice="Check the path, or give another with --db")


@contextmanager
def opened_aside(room: Room, place: str | None, *, aside: bool) -> Iterator[Ledger]:
    """The ledger; a released file stays untouched, so a copy of it is opened."""
    if not aside:
        with room.ledger(place) as ledger:
            yield ledger
        return
    source = Path(place or room.config.ledger)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / source.name
        shutil.copyfile(source, copy)
        with room.ledger(str(copy)) as ledger:
            yield ledger


def write_release(room: Room, ledger: Ledger, file: Path, said: Mapping[str, Path | bool | None]) -> None:
    """Writes and signs a release; refused where it would give out what people redacted."""
    key = said["key"]
    if not isinstance(key, Path):
        raise ConfigError("A release is signed", advice="Give a key: --key FILE (make one with --new-key FILE)")
    secret = read_secret_key(key)
    redacted = sum(decision.kind == "redact" for decision in ledger.decisions())
    if redacted and not said["with_redacted"]:
        advice = "Hand it to nobody who may not see them; to write it all the same: --with-redacted"
        raise ConfigError(f"A release holds the words behind {counted(redacted, 'redaction')}", advice=advice)
    originals = bool(said["with_originals"])
    head = ledger.log_release(file.name, originals=originals, at=room.clock())
    left_out = () if originals else (tables.originals,)
    copy_tables(ledger.place, str(file), tuple(table for table in RELEASED if table not in left_out))
    documents = ledger.counts()["documents"]
    comment = f"Recount ledger {file.name}, released {room.clock()}, {documents} documents, seal {head}"
    signature = sign(file, secret, comment)
    line(f"{file}: {counted(documents, 'document')}, {'with' if originals else 'without'} originals.")
    line(f"{signature}: its signature. Seal: {head}")


def keep_token(room: Room, ledger: Ledger, file: Path, token: Path) -> None:
    """Keeps the token of a time-stamping authority, with a line in the log."""
    try:
        with token.open("rb") as stream:
            held = stream.read(LONGEST_TOKEN + 1)
    except OSError as error:
        raise Unreachable(f"{token} cannot be read ({error.strerror})", advice="Check the path") from error
    if not held or len(held) > LONGEST_TOKEN:
        raise Unreachable(f"{token} is no time-stamp token", advice="Give the answer of the authority (.tsr)")
    ledger.log_time_stamp(file.name, held, at=room.clock())
    line(f"{token}: kept in the ledger, with a line in its log.")
