"""A ledger copied whole, while others go on writing: for a backup, a release, or from a file to a server and back."""

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from sqlalchemy import Connection, Table, func, insert, select

from recount.errors import LedgerError
from recount.ledger import tables
from recount.ledger.engine import database_errors, file_of, open_engine, shown, transaction
from recount.ledger.migrations import migrate

AT_ONCE = 500
# What a release holds: what was published and decided, and what follows; no people's accounts, no search index.
RELEASED = (*tables.PRIMARY, *tables.DERIVED)


def back_up(source: str, target: str) -> None:
    """Copies everything into a new file or an empty database: one moment of it, whoever writes meanwhile."""
    from_file, to_file = file_of(source), file_of(target)
    if from_file and to_file:
        _copy_file(from_file, to_file)
    else:
        copy_tables(source, target, tuple(tables.metadata.sorted_tables))


def copy_tables(source: str, target: str, names: tuple[Table, ...]) -> None:
    """Copies some tables into a new ledger, which appears under its name when it is whole."""
    file = file_of(target)
    if file is None:
        _copy_rows(source, target, names)
        return
    part = _free(file)
    try:
        _copy_rows(source, f"{part}", names)
        _put_in_place(part, file)
    finally:
        _remove(part)


def _copy_rows(source: str, target: str, names: tuple[Table, ...]) -> None:
    reading, writing = open_engine(source), open_engine(target)
    try:
        migrate(writing, target)
        with (
            transaction(reading, source, writing=False) as old,
            transaction(writing, target, writing=True) as new,
        ):
            _refuse_filled(new, target)
            for table in names:
                if table is not tables.migrations:
                    _copy_table(old, new, table)
    finally:
        reading.dispose()
        writing.dispose()


def _refuse_filled(connection: Connection, target: str) -> None:
    """A copy goes into an empty ledger only: two ledgers are never mixed."""
    if connection.execute(select(func.count()).select_from(tables.log)).scalar_one():
        raise LedgerError(f"{shown(target)} holds a ledger already", advice="Give a new file or an empty database")


def _copy_table(old: Connection, new: Connection, table: Table) -> None:
    query = select(table).order_by(*table.primary_key.columns)
    found = old.execution_options(yield_per=AT_ONCE).execute(query).mappings()
    for some in found.partitions():
        new.execute(insert(table), [dict(row) for row in some])


def _copy_file(source: Path, target: Path) -> None:
    """SQLite's own online copy: byte for byte, with every table that is in it."""
    if not source.exists():
        raise LedgerError(f"There is no ledger at {source}", advice="Check the path, or give another with --db")
    part = _free(target)
    try:
        with (
            database_errors(str(source)),
            closing(sqlite3.connect(source)) as old,
            closing(sqlite3.connect(part)) as new,
        ):
            old.backup(new, pages=1000)
        _put_in_place(part, target)
    except sqlite3.Error as error:
        advice = "Free space on the disk, or give another folder; the ledger itself is as it was"
        raise LedgerError(f"{source} could not be copied to {target} ({error})", advice=advice) from error
    finally:
        _remove(part)


def _free(target: Path) -> Path:
    """A name beside the target to write to, which is there only while it is being written."""
    if target.exists():
        raise LedgerError(f"{target} is there already", advice="Give another name: copies are never overwritten")
    part = target.with_name(f"{target.name}.part")
    _remove(part)
    return part


def _remove(part: Path) -> None:
    for name in (part, part.with_name(f"{part.name}-wal"), part.with_name(f"{part.name}-shm")):
        with suppress(OSError):
            name.unlink()


def _put_in_place(part: Path, target: Path) -> None:
    """Gives the copy its name once all of it is on the disk."""
    try:
        with part.open("rb+") as written:
            os.fsync(written.fileno())
        part.rename(target)
    except OSError as error:
        what = f"{target} could not be written ({error.strerror})"
        raise LedgerError(what, advice="Free space on the disk, or give another folder") from error
