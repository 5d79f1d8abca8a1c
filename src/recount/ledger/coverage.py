"""What was read, and when it came in: the days and outlets behind a table, and what is new since a moment."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from recount.ledger import tables
from recount.ledger.ledger import Ledger

_AT_ONCE = 900


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """How many documents of an outlet were published on a day; `outlet` is None where it is not known."""

    outlet: str | None
    day: date
    documents: int


def days_read(ledger: Ledger, first: date, last: date) -> tuple[Read, ...]:
    """The documents of a time by outlet and day of publication, where that day is known."""
    captures = tables.captures
    query = (
        select(captures.c.outlet, captures.c.published_first, func.count(captures.c.document.distinct()))
        .where(captures.c.published_first == captures.c.published_last)
        .where(captures.c.published_first.between(first, last))
        .group_by(captures.c.outlet, captures.c.published_first)
        .order_by(captures.c.published_first, captures.c.outlet)
    )
    with ledger._reading() as connection:
        return tuple(Read(outlet=outlet, day=day, documents=count) for outlet, day, count in connection.execute(query))


def documents_with_figures(ledger: Ledger, first: date, last: date) -> set[str]:
    """The documents that publish a figure over many incidents whose period touches a time."""
    table = tables.statistics
    query = select(table.c.document).where(table.c.period_last >= first).where(table.c.period_first <= last)
    with ledger._reading() as connection:
        return set(connection.execute(query).scalars())


def recorded_at(ledger: Ledger, reports: Collection[str]) -> dict[str, str]:
    """When each report was first recorded."""
    table, found = tables.reports, dict[str, str]()
    keys = sorted(reports)
    with ledger._reading() as connection:
        for start in range(0, len(keys), _AT_ONCE):
            some = keys[start : start + _AT_ONCE]
            query = select(table.c.id, func.min(table.c.recorded_at)).where(table.c.id.in_(some)).group_by(table.c.id)
            found |= {row[0]: row[1] for row in connection.execute(query)}
    return found


def told_since(ledger: Ledger, moment: str, first: date, last: date) -> tuple[str, ...]:
    """The incidents of a time of which a report was recorded after a moment, by their first day."""
    incidents, behind, reports = tables.incidents, tables.incident_reports, tables.reports
    query = (
        select(incidents.c.id, incidents.c.first)
        .join(behind, behind.c.incident == incidents.c.id)
        .join(reports, reports.c.id == behind.c.report)
        .where(reports.c.recorded_at > moment)
        .where(incidents.c.first >= first)
        .where(incidents.c.last <= last)
        .distinct()
        .order_by(incidents.c.first, incidents.c.id)
    )
    with ledger._reading() as connection:
        return tuple(key for key, _ in connection.execute(query))
