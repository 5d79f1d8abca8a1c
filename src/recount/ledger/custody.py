"""The log: a line for everything that was ever recorded, each sealed with the one before, so that nothing goes missing.

A line holds hashes of the rows it speaks of and the seal of the line before it. Who changes a row, takes one away or
puts decisions into another order has to write every later line anew, and the last seal, once noted elsewhere, tells.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256, shake_256
from typing import Any, Literal, Self

from sqlalchemy import Boolean, Column, Connection, Double, Table, insert, select

from recount.errors import ConfigError
from recount.ledger import tables

Kind = Literal[
    "original", "document", "capture", "account", "failure", "decision", "derivation", "release", "time-stamp"
]

# A row as it is read or written.
Row = Mapping[Any, Any]
# What a line of the log tells of: its kind, its id, and the digests of its rows by table.
Entry = tuple[Kind, str, Mapping[str, str]]

# What stands in the place of the seal before the first line.
BEGINNING = "0" * 64
# How a digest begins that does not depend on the order of rows, and how many bits are summed.
SUM = "sum:"
SUMMED = 2048
# The tables whose rows a line of a kind speaks of, and the column that says which line that is.
TABLES_OF: dict[str, tuple[tuple[Table, str], ...]] = {
    "original": ((tables.originals, "sha256"),),
    "document": ((tables.documents, "id"),),
    "capture": ((tables.captures, "id"),),
    "account": (
        (tables.accounts, "id"),
        *((table, "account") for table in (tables.reports, tables.claims, tables.statistics)),
        *((table, "account") for table in (tables.relations, tables.warnings)),
    ),
    "failure": ((tables.failures, "id"),),
    "decision": ((tables.decisions, "id"),),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the log; `digests` has the hash of the rows in each table, as JSON."""

    number: int
    kind: str
    subject: str
    digests: str
    at: str
    previous: str
    seal: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """How far the log goes: the number of its last line, and its seal. To note it elsewhere is to hold the ledger."""

    number: int
    seal: str

    def __str__(self) -> str:
        return f"{self.number}:{self.seal}"

    @classmethod
    def read(cls, words: str) -> Self:
        """A head as it was printed: its number, a colon, its seal."""
        number, _, seal = words.strip().partition(":")
        if not number.isdecimal() or len(seal) != len(BEGINNING):
            advice = "Give it as recount verify printed it: a number, a colon and 64 letters and digits"
            raise ConfigError(f"{words[:200]!r} is no seal of a log", advice=advice)
        return cls(number=int(number), seal=seal)


def seal_of(number: int, kind: str, subject: str, digests: str, at: str, previous: str) -> str:
    """The seal of a line: a hash of all that it says."""
    said = json.dumps([number, kind, subject, digests, at, previous], ensure_ascii=False, separators=(",", ":"))
    return sha256(said.encode("utf-8")).hexdigest()


def head_of(connection: Connection) -> Head:
    """The last line of the log."""
    query = select(tables.log.c.number, tables.log.c.seal).order_by(tables.log.c.number.desc()).limit(1)
    last = connection.execute(query).first()
    return Head(number=last.number, seal=last.seal) if last else Head(number=0, seal=BEGINNING)


def write_line(connection: Connection, kind: Kind, subject: str, digests: Mapping[str, str], at: str) -> Head:
    """Adds a line; see `write_lines`."""
    return write_lines(connection, [(kind, subject, digests)], at)


def write_lines(connection: Connection, lines: Sequence[Entry], at: str) -> Head:
    """Adds lines. The transaction must be a writing one: writers take turns, so no two lines get one number."""
    head = head_of(connection)
    written: list[Row] = []
    for kind, subject, digests in lines:
        told = json.dumps(dict(digests), sort_keys=True, separators=(",", ":"))
        number = head.number + 1
        seal = seal_of(number, kind, subject, told, at, head.seal)
        row = {"number": number, "kind": kind, "subject": subject, "digests": told, "at": at}
        written.append(row | {"previous": head.seal, "seal": seal})
        head = Head(number=number, seal=seal)
    if written:
        connection.execute(insert(tables.log), written)
    return head


def digest_of(table: Table, rows: Sequence[Row]) -> str:
    """A hash of rows, the same before they are written and after they are read, on every database.

    Columns without a value are left out, so that a later version may add some.
    """
    found = sha256(table.name.encode())
    for row in rows:
        found.update(_written(table, row))
    return found.hexdigest()


def _written(table: Table, row: Row) -> bytes:
    held = {column.name: _plain(column, row.get(column.name)) for column in table.columns}
    told = {name: value for name, value in held.items() if value is not None}
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8")


def sum_of(table: Table, rows: Iterable[Row], *, before: int = 0, sign: Literal[1, -1] = 1) -> int:
    """The sum of a hash of every row, in whatever order: what a row adds can be taken away again.

    Of 2,048 bits, so that nobody finds other rows with the same sum (as 256 bits would allow).
    """
    name, total = table.name.encode(), before
    for row in rows:
        hashed = shake_256(name + b"\x00" + _written(table, row)).digest(SUMMED // 8)
        total += sign * int.from_bytes(hashed)
    return total % (1 << SUMMED)


def digest_of_sum(total: int) -> str:
    """A sum as a line of the log holds it."""
    return SUM + sha256(total.to_bytes(SUMMED // 8)).hexdigest()


def sums_of(connection: Connection, names: Iterable[Table]) -> dict[str, int]:
    """The sum over everything in some tables."""
    return {table.name: sum_of(table, rows_in(connection, table)) for table in names}


def _plain(column: Column[Any], value: Any) -> Any:
    """A value as JSON has it. A whole number in a column of fractions comes back as a fraction."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bytes | memoryview):
        return sha256(value).hexdigest()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(column.type, Boolean):
        return bool(value)
    return float(value) if isinstance(column.type, Double) else value


def digests_of(connection: Connection, names: Iterable[Table]) -> dict[str, str]:
    """The hash of everything in some tables."""
    return {table.name: digest_of(table, rows_in(connection, table)) for table in names}


def rows_in(connection: Connection, table: Table) -> Sequence[Row]:
    """All rows of a table in the order of their key."""
    query = select(table).order_by(*table.primary_key.columns)
    return connection.execute(query).mappings().all()
