"""Is everything as it was recorded? Every line of the log, every row that it speaks of, every original, one by one."""

import json
import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby

from sqlalchemy import Connection, Table, func, select
from sqlalchemy.exc import SQLAlchemyError

from recount.ledger import tables
from recount.ledger.custody import (
    BEGINNING,
    SUM,
    TABLES_OF,
    Head,
    Line,
    Row,
    digest_of,
    digest_of_sum,
    digests_of,
    head_of,
    seal_of,
    sums_of,
)
from recount.ledger.migrations import MIGRATIONS
from recount.records import content_id

AT_ONCE = 500
_ORIGINAL = re.compile(r'"original_sha256":"([0-9a-f]{64})"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a verification found. `notes` are no faults: what was left out on purpose, what no log covers."""

    head: Head
    complaints: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.complaints


def verify(connection: Connection, *, known: Head | None, besides: Iterable[str]) -> Verdict:
    """Everything that is not as it was recorded. `known`: a head noted elsewhere; `besides`: what was found before."""
    lines = [Line(**row) for row in _log(connection)]
    released = lines[-1] if lines and lines[-1].kind == "release" else None
    left_out = released is not None and "without originals" in released.digests and not _any_original(connection)
    covered = {kind for kind in TABLES_OF if not (left_out and kind == "original")}
    complaints = [
        *besides,
        *_broken_chain(lines),
        *_unknown_head(lines, known),
        *_readable("primary tables", (_changed(connection, kind, lines) for kind in TABLES_OF if kind in covered)),
        *_readable("documents", [_wrong_texts(connection)]),
        *_readable("originals", [_wrong_originals(connection)]),
        *_readable("derived tables", [_changed_derivation(connection, lines)]),
        *_readable("migrations", [_wrong_steps(connection)]),
    ]
    notes = ("the originals were left out of this release",) if left_out else ()
    return Verdict(
        head=head_of(connection), complaints=tuple(dict.fromkeys(complaints)), notes=(*notes, *_unkept(connection))
    )


def _readable(what: str, checks: Iterable[Iterator[str]]) -> Iterator[str]:
    """What checks find; one that meets values that no program of ours wrote says that."""
    for check in checks:
        try:
            yield from check
        except (ValueError, TypeError, OverflowError, RecursionError, SQLAlchemyError) as error:
            words = (str(error).splitlines() or [type(error).__name__])[0]
            yield f"{what}: hold a value that cannot be read, so something was changed ({words[:200]})"


def _wrong_steps(connection: Connection) -> Iterator[str]:
    """Steps of the tables' history that are gone, or are called otherwise than they are."""
    held = {row.number: row.name for row in connection.execute(select(tables.migrations))}
    for step in MIGRATIONS:
        if held.get(step.number) != step.name:
            yield f"migrations: step {step.number} ({step.name}) is not as it was recorded"


def _log(connection: Connection) -> Iterator[Row]:
    yield from connection.execute(select(tables.log).order_by(tables.log.c.number)).mappings()


def _any_original(connection: Connection) -> bool:
    return connection.execute(select(tables.originals.c.sha256).limit(1)).first() is not None


def _broken_chain(lines: Sequence[Line]) -> Iterator[str]:
    """Lines that are missing, that do not follow the one before, or do not say what they said when they were sealed."""
    before, expected = BEGINNING, 1
    for line in lines:
        what = f"line {line.number} of the log ({line.kind} {line.subject})"
        for number in range(expected, min(line.number, expected + 5)):
            yield f"line {number} of the log is missing"
        if line.number == expected and line.previous != before:
            yield f"{what} does not follow the line before it: one of them was changed, moved or put in"
        if line.seal != seal_of(line.number, line.kind, line.subject, line.digests, line.at, line.previous):
            yield f"{what} was changed"
        before, expected = line.seal, line.number + 1


def _unknown_head(lines: Sequence[Line], known: Head | None) -> Iterator[str]:
    """A head that was noted once and is no longer there: the end was cut off, or the log written anew."""
    if known is None or known.number == 0:
        return
    if known.number > len(lines):
        yield f"line {known.number} of the log was there when its seal was noted; now it ends at {len(lines)}"
    elif lines[known.number - 1].seal != known.seal:
        yield f"line {known.number} of the log has another seal than the one noted: the log was written anew"


def _changed(connection: Connection, kind: str, lines: Sequence[Line]) -> Iterator[str]:
    """Rows of a kind that are not as their line has it, are gone, or have no line."""
    logged: dict[str, dict[str, str]] = {}
    for line in lines:
        if line.kind == kind:
            if line.subject in logged:
                yield f"{kind} {line.subject} stands twice in the log"
            logged[line.subject] = _digests(line)
    for table, column in TABLES_OF[kind]:
        wanted = {key: digests[table.name] for key, digests in logged.items() if table.name in digests}
        for key, rows in _by_key(connection, table, column):
            digest = wanted.pop(key, None)
            if digest is None:
                yield f"{table.name}: {_named(kind, key)} is in no line of the log: it was put in from outside"
            elif digest != digest_of(table, rows):
                yield f"{table.name}: {_named(kind, key)} was changed ({_what(table, rows)})"
        yield from (f"{table.name}: {_named(kind, key)} is gone" for key in sorted(wanted))


def _digests(line: Line) -> dict[str, str]:
    try:
        held = json.loads(line.digests)
    except ValueError:
        return {}
    return {str(name): str(digest) for name, digest in held.items()} if isinstance(held, dict) else {}


def _by_key(connection: Connection, table: Table, column: str) -> Iterator[tuple[str, list[Row]]]:
    """The rows of each thing, few in memory."""
    query = select(table).order_by(table.c[column], *table.primary_key.columns)
    rows = connection.execution_options(yield_per=AT_ONCE).execute(query).mappings()
    for key, some in groupby(rows, key=lambda row: str(row[column])):
        yield key, list(some)


def _named(kind: str, key: str) -> str:
    return f"{kind} {key}"


def _what(table: Table, rows: Sequence[Row]) -> str:
    """How many rows are there now, with what tells them apart, so that a person finds them."""
    if "number" in table.c:
        return f"{len(rows)} rows now"
    row = rows[0]
    return ", ".join(
        f"{name} {str(row[name])[:40]!r}" for name in ("name", "who", "source", "recorded_at", "at") if name in row
    )


def _wrong_texts(connection: Connection) -> Iterator[str]:
    """Documents whose id is not that of their text."""
    for row in connection.execution_options(yield_per=AT_ONCE).execute(select(tables.documents)):
        if row.id != content_id("document", row.text):
            yield f"documents: document {row.id} does not hold the text that it is named after"


def _wrong_originals(connection: Connection) -> Iterator[str]:
    """Originals whose bytes are not those that came in."""
    query = select(tables.originals.c.sha256, tables.originals.c.size, tables.originals.c.packed)
    for key, size, packed in connection.execution_options(yield_per=1).execute(query):
        try:
            unpacker = zlib.decompressobj()
            data = unpacker.decompress(packed, size + 1)  # never more than was packed
            whole = unpacker.eof and sha256(data).hexdigest() == key
        except zlib.error:
            whole = False
        if not whole:
            yield f"originals: original {key} is damaged: its bytes are not those that came in"


def _changed_derivation(connection: Connection, lines: Sequence[Line]) -> Iterator[str]:
    """Derived tables that are not as the last derivation left them."""
    last = next((line for line in reversed(lines) if line.kind == "derivation"), None)
    if last is None:
        return
    logged = _digests(last)
    if all(digest.startswith(SUM) for digest in logged.values()):
        held = {name: digest_of_sum(total) for name, total in sums_of(connection, tables.DERIVED).items()}
    else:  # of a Recount that derived everything anew each time
        held = digests_of(connection, tables.DERIVED)
    for name, digest in logged.items():
        if held.get(name) != digest:
            yield f"{name}: was changed since the incidents were derived. Make it anew with: recount rebuild"


def _unkept(connection: Connection) -> Iterator[str]:
    """How many captures have no original beside them (recorded without one, or before originals were kept)."""
    kept = select(tables.originals.c.sha256)
    bodies = select(tables.captures.c.body)
    held = set(connection.execute(kept).scalars())
    found = connection.execution_options(yield_per=AT_ONCE).execute(bodies).scalars()
    bare = sum((match[1] if (match := _ORIGINAL.search(str(body))) else "") not in held for body in found)
    total = connection.execute(select(func.count()).select_from(tables.captures)).scalar_one()
    if bare:
        yield f"{bare} of {total} captures have no original beside them"
