"""What of a document is in the ledger already: its captures together, and the account that belongs to them."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Column, Connection, Row, Select, Table, select

from recount.ledger import rows, showing, stored, tables
from recount.ledger.captures import basis, capture_id, merged
from recount.records import Document

MOST_IDS = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a document stands to the ledger: `document` is what it makes together with its earlier captures.

    `held`: its text is there; `captured`: with all that came with it now; `read`: and there is an account of that.
    `name` is the one that the text had before, as it may be shown.
    """

    document: Document
    held: bool
    captured: bool
    read: bool
    name: str | None = None

    @property
    def known(self) -> bool:
        """Whether recording it would add nothing."""
        return self.captured and self.read


def standing_of(connection: Connection, document: Document, reader: str) -> Standing:
    """How a document stands to the ledger, for a reader."""
    earlier = _captures(connection, {document.id}).get(document.id, [])
    together = replace(merged([*earlier, document]), text=document.text)
    before = replace(merged(earlier), text=document.text) if earlier else None
    captured = together == before and capture_id(document) in {capture_id(one) for one in earlier}
    read = holds(connection, tables.accounts, rows.account_id(document.id, basis(together), reader))
    name = _shown(connection, before).name if before else None
    return Standing(document=together, held=bool(earlier), captured=captured, read=read, name=name)


def _shown(connection: Connection, document: Document) -> Document:
    return showing.documents(connection, {document.id: document})[document.id]


def _captures(connection: Connection, ids: Collection[str] | None) -> Mapping[str, list[Document]]:
    query = select(tables.captures.c.document, tables.captures.c.body).order_by(tables.captures.c.id)
    held: dict[str, list[Document]] = defaultdict(list)
    for document, body in among(connection, query, tables.captures.c.document, ids):
        held[document].append(stored.decode(body, Document))
    return held


def among(
    connection: Connection, query: Select[Any], column: Column[Any], ids: Collection[str] | None
) -> Iterator[Row[*tuple[Any, ...]]]:
    """The rows of a query, narrowed to some ids where any are given; as many at a time as a database takes."""
    if ids is None:
        yield from connection.execute(query)
        return
    wanted = sorted(ids)
    for start in range(0, len(wanted), MOST_IDS):
        yield from connection.execute(query.where(column.in_(wanted[start : start + MOST_IDS])))


def merged_documents(connection: Connection, ids: Collection[str] | None) -> dict[str, Document]:
    """Each document as its captures together make it, without its text."""
    held = _captures(connection, ids)
    return {document: merged(captures) for document, captures in held.items()}


def standing_accounts(connection: Connection, ids: Collection[str] | None) -> dict[str, str]:
    """The id of each document's account as its captures are now, of several readers' the last one recorded."""
    bases = {key: basis(document) for key, document in merged_documents(connection, ids).items()}
    table = tables.accounts
    query = select(table.c.id, table.c.document, table.c.basis).order_by(table.c.recorded_at, table.c.id)
    found = among(connection, query, table.c.document, ids)
    return {row.document: row.id for row in found if bases.get(row.document) == row.basis}


def holds(connection: Connection, table: Table, key: str | None) -> bool:
    """Whether a table has a row of this id."""
    return connection.execute(select(table.c.id).where(table.c.id == key)).first() is not None
