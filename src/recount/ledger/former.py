"""Claims as they were once recorded, whether or not the present reader still tells them."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select

from recount.ledger import tables
from recount.ledger.ledger import Ledger
from recount.ledger.redaction import shown_name
from recount.ledger.showing import cuts
from recount.records import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Former:
    """A recorded claim by its id: its document, field and value (as JSON), and the words it was read out of."""

    id: str
    document: str
    field: str
    value: str
    span: Span


def former_claims(ledger: Ledger, ids: Collection[str], *, original: bool = False) -> dict[str, Former]:
    """The claims of these ids, as they may be shown (`original`: as recorded); what is no claim is left out."""
    table = tables.claims
    columns = (table.c.id, table.c.document, table.c.field, table.c.value, table.c.span_start, table.c.span_end)
    found: dict[str, Former] = {}
    with ledger._reading() as connection:  # the ledger's own room: this is one more of its reads
        for key in sorted(ids):
            row = connection.execute(select(*columns, table.c.quote).where(table.c.id == key)).first()
            if row is not None:
                span = Span(start=row.span_start, end=row.span_end, quote=row.quote)
                cut = None if original else cuts(connection, {row.document}).get(row.document)
                shown = cut.span(span) if cut else span
                found[key] = Former(id=key, document=row.document, field=row.field, value=row.value, span=shown)
    return found


def names_of_reports(ledger: Ledger, ids: Collection[str]) -> dict[str, tuple[str, str]]:
    """The document of each of some reports, with the name under which it came in; what is no report is left out."""
    reports, captures = tables.reports, tables.captures
    found: dict[str, tuple[str, str]] = {}
    with ledger._reading() as connection:
        for key in sorted(ids):
            query = select(reports.c.document, captures.c.name).join(
                captures, captures.c.document == reports.c.document
            )
            row = connection.execute(query.where(reports.c.id == key).order_by(captures.c.id)).first()
            if row is not None:
                cut = cuts(connection, {row.document}).get(row.document)
                found[key] = (row.document, shown_name(row.name, cut) if cut else row.name)
    return found
