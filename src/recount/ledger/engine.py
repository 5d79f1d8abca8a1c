"""Opens the database file or server, in the way that loses nothing: every commit is on the disk before it returns.

SQLite runs with a write-ahead log (readers never wait for the writer) and `synchronous=FULL` (with the log's default,
NORMAL, a power cut could take back the last documents that were already reported as added).

PostgreSQL is used in the same way: one writer at a time (a lock that all writers of a ledger take), readers that never
wait and see one moment of it. So what holds for a file holds for a server.
"""

import os
import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DataError, IntegrityError, NoSuchModuleError, SQLAlchemyError

from recount.errors import LedgerError

# Seconds that a writer waits for another one before it gives up.
PATIENCE = 30
# Seconds until a server that does not answer is given up.
_CONNECT = 10
# The number under which writers of a ledger take turns on a server, beside that of its schema.
_TURN = 7236
_PRAGMAS = (f"busy_timeout = {PATIENCE * 1000}", "journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON")
_PRAGMAS_AT_REST = ("foreign_keys = ON",)


def as_url(place: str) -> str:
    """A path or a database address as an address."""
    return place if "://" in place else f"sqlite:///{place}"


def file_of(place: str) -> Path | None:
    """The file that a ledger lives in, or None where a server holds it."""
    address = as_url(place)
    return Path(address.removeprefix("sqlite:///")) if address.startswith("sqlite:///") else None


def identity(place: str) -> tuple[int, int] | None:
    """Which file of the disk is at a place now; None for one that is gone, and for a server's."""
    file = file_of(place)
    try:
        status = file.stat() if file else None
    except OSError:
        return None
    return (status.st_dev, status.st_ino) if status else None


def open_engine(place: str) -> Engine:
    """An engine for a path or an address; nothing is read or written yet."""
    at_rest = _at_rest(place)
    try:
        url = make_url(as_url(place))
        engine = create_engine(url, **_manner(url.get_backend_name(), at_rest))
    except (ArgumentError, NoSuchModuleError, ImportError) as error:
        what = f"{shown(place)} is no ledger address that can be used ({_first_line(error)})"
        raise LedgerError(what, advice="Give a file name such as recount.db, or postgresql+psycopg://…") from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", partial(_prepare_sqlite, _PRAGMAS_AT_REST if at_rest else _PRAGMAS))
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def shown(place: str) -> str:
    """A place as it may be printed and logged: without its password."""
    try:
        return make_url(place).render_as_string(hide_password=True) if "://" in place else place
    except ArgumentError:
        return re.sub(r":[^:/@]{1,200}@", ":***@", place)


def _manner(backend: str, at_rest: Path | None) -> dict[str, Any]:
    if at_rest:
        return {"creator": partial(_connect_at_rest, at_rest)}
    if backend == "postgresql":  # a connection that was cut is told before it is used, and made anew
        return {"pool_pre_ping": True, "connect_args": {"connect_timeout": _CONNECT, "application_name": "recount"}}
    return {}


def _at_rest(place: str) -> Path | None:
    """The file of a ledger in a folder that may only be read, with no writer at work on it; else None.

    SQLite would write its lock files beside it even to read.
    """
    file = file_of(place)
    if file is None or not file.is_file() or os.access(file.parent, os.W_OK):
        return None
    log = file.with_name(f"{file.name}-wal")
    return None if log.exists() and log.stat().st_size else file


def _connect_at_rest(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{quote(str(file.resolve()))}?mode=ro&immutable=1", uri=True, check_same_thread=False)


def _prepare_sqlite(pragmas: Iterable[str], connection: Any, _record: object) -> None:
    connection.isolation_level = None  # Python's sqlite3 would begin and commit on its own around changes of tables
    cursor = connection.cursor()
    for pragma in pragmas:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


@contextmanager
def transaction(engine: Engine, place: str, *, writing: bool) -> Iterator[Connection]:
    """One transaction: all of it is kept, or nothing. Errors of the database come out as LedgerError."""
    server = engine.dialect.name == "postgresql"
    options: dict[str, Any] = {"isolation_level": "REPEATABLE READ"} if server and not writing else {}
    with (
        database_errors(place),
        engine.connect().execution_options(writing=writing, **options) as connection,
        connection.begin(),
    ):
        if server and writing:
            _take_turn(connection)
        yield connection


def _take_turn(connection: Connection) -> None:
    """Waits until no other writer is at work on this ledger; the turn ends with the transaction."""
    connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{PATIENCE}s'")
    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_TURN}, hashtext(current_schema()))")


@contextmanager
def database_errors(place: str) -> Iterator[None]:
    """Turns what the database complains about into a LedgerError with advice.

    A row that it cannot take is no fault of the ledger: that error goes to whoever made the row.
    """
    try:
        yield
    except (IntegrityError, DataError):
        raise
    except UnicodeDecodeError as error:
        what = f"The ledger {shown(place)} holds text that is malformed ({error.reason})"
        raise LedgerError(what, advice=_advice(what)) from error
    except SQLAlchemyError as error:
        words = _first_line(error)
        raise LedgerError(f"The ledger {shown(place)} refused: {words}", advice=_advice(words)) from error


def _first_line(error: BaseException) -> str:
    original = getattr(error, "orig", None) or error
    return (str(original).splitlines() or [type(original).__name__])[0]


def _advice(words: str) -> str:
    for sign, advice in _ADVICE.items():
        if sign in words:
            return advice
    return "Check the file with: recount doctor"


_ADVICE = {
    "not a database": "Give another file with --db, or move this one away",
    "unable to open": "Check that the folder exists and may be written, or give another file with --db",
    "locked": f"Another program has written to it for over {PATIENCE} seconds: wait for it, or stop it",
    "readonly": "Allow writing to the file and its folder, or copy it elsewhere",
    "disk is full": "Free space on the disk and run the same command again: nothing that was reported is lost",
    "I/O error": "Free space on the disk, check it, and run the same command again: nothing that was reported is lost",
    "No space left": "Free space on the server's disk and run the same again: nothing that was reported is lost",
    "lock timeout": f"Another program has written to it for over {PATIENCE} seconds: wait for it, or stop it",
    "password authentication": "Check the name and password in the address, or set PGPASSWORD",
    "does not exist": "Make it on the server first (createdb NAME), or check its name in the address",
    "connection": "Check that the server runs and can be reached, then run the same again: nothing reported is lost",
    "decode": "Restore the file from a copy, or rescue it with: sqlite3 FILE .recover",
    "malformed": "Restore the file from a copy, or rescue it with: sqlite3 FILE .recover",
}
