"""What is recorded, row by row, each thing with its line in the log, in the same transaction."""

import zlib
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Table, insert, select

from recount.errors import LedgerError
from recount.ledger import rows, stored, tables
from recount.ledger.captures import basis, capture_id
from recount.ledger.custody import Entry, Kind, digest_of, write_lines
from recount.ledger.standing import Standing, holds, standing_of
from recount.records import Account, Decision, Document, Failure, content_id

PACKED_AT = 6  # of zlib's levels 1 to 9
Thing = tuple[Kind, str, dict[str, list[dict[str, Any]]]]
"""What a line of the log tells of: its kind, its id, and its rows by table."""


def record_document(
    connection: Connection, document: Document, said: Account | Failure, *, read_as: Document, reader: str, at: str
) -> Standing:
    """A document with its capture, and the account of it or the failure to give one; what is there stays as it is.

    Gives how the document stood to the ledger before; of one that was known nothing is recorded.
    """
    standing = standing_of(connection, document, reader)
    if standing.known:
        return standing
    if standing.document != read_as:
        what = f"Another program added the text of {document.name} at the same time"
        raise LedgerError(what, advice="Add it again")
    things: list[Thing] = []
    if not standing.held:
        text = {"id": document.id, "text": document.text, "recorded_at": at}
        things.append(("document", document.id, {"documents": [text]}))
    if not standing.captured:
        key = content_id(capture_id(document), document.captured)
        things.append(("capture", key, {"captures": [rows.capture_row(replace(document, text=""), key, at)]}))
    if not isinstance(said, Failure) and not standing.read:
        row = rows.account_row(said, basis(standing.document), reader, at)
        parts = {name: held for name, held in rows.rows_by_table(said, row["id"], at).items() if held}
        things.append(("account", row["id"], {"accounts": [row], **parts}))
    _put(connection, things, at)
    if isinstance(said, Failure):
        record_failure(connection, said, document.id, at)
    return standing


def record_failure(connection: Connection, failure: Failure, document: str | None, at: str) -> None:
    """A failure; the same one again is not recorded twice."""
    said = {key: _sound(getattr(failure, key)) for key in ("source", "stage", "reason", "advice")}
    key = content_id("failure", document, *said.values())
    if not holds(connection, tables.failures, key):
        row = {"id": key, **said, "document": document, "recorded_at": at}
        _put(connection, [("failure", key, {"failures": [row]})], at)


def record_decision(connection: Connection, decision: Decision) -> bool:
    """A decision; False where that very one is there."""
    if holds(connection, tables.decisions, decision.id):
        return False
    row = {key: getattr(decision, key) for key in ("id", "kind", "value", "reason", "who", "at")}
    written = {"subjects": stored.encode(decision.subjects), "body": stored.encode(decision)}
    _put(connection, [("decision", decision.id, {"decisions": [{**row, **written}]})], decision.at)
    return True


def keep_original(connection: Connection, data: bytes, at: str) -> None:
    """The bytes of an original, packed, under their hash; the same bytes are kept once."""
    key = sha256(data).hexdigest()
    if not holds_original(connection, key):
        row = {"sha256": key, "size": len(data), "packed": zlib.compress(data, PACKED_AT), "recorded_at": at}
        _put(connection, [("original", key, {"originals": [row]})], at)


def holds_original(connection: Connection, key: str) -> bool:
    """Whether the bytes of this hash are kept."""
    query = select(tables.originals.c.sha256).where(tables.originals.c.sha256 == key)
    return connection.execute(query).first() is not None


def _put(connection: Connection, things: Sequence[Thing], at: str) -> None:
    lines: list[Entry] = []
    for kind, key, held in things:
        digests = {}
        for name, some in held.items():
            table: Table = tables.metadata.tables[name]
            connection.execute(insert(table), some)
            digests[name] = digest_of(table, some)
        lines.append((kind, key, digests))
    write_lines(connection, lines, at)


def _sound(words: str) -> str:
    """Words that any database takes: the name of a file need not be valid Unicode."""
    return words.encode("utf-8", "backslashreplace").decode("utf-8").replace("\x00", "\\x00")
