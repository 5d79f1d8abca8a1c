"""What the ledger keeps of the linking: whom each report meets, and which pairs are near."""

from array import array
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Connection, Table, select

from recount.ledger.kept import Pair
from recount.ledger.ledger import Ledger
from recount.ledger.linked_tables import blocks, linked, meetings, near
from recount.traces import Trace

AT_ONCE = 900


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """A report as it was last linked, with the cluster it came into."""

    trace: Trace
    cluster: str


def linked_reports(ledger: Ledger, reports: Collection[str]) -> dict[str, Linked]:
    """Some reports as they were last linked; those that were not are left out."""
    return _linked(ledger, linked.c.report, reports)


def linked_documents(ledger: Ledger, documents: Collection[str]) -> dict[str, Linked]:
    """The reports of some documents as they were last linked."""
    return _linked(ledger, linked.c.document, documents)


def _linked(ledger: Ledger, column: Column[Any], keys: Collection[str]) -> dict[str, Linked]:
    found = {}
    for row in _rows(ledger, linked, column, keys):
        own = array("q")
        own.frombytes(bytes(row.blocks))
        trace = Trace(report=row.report, document=row.document, blocks=tuple(own), body=bytes(row.body))
        found[row.report] = Linked(trace=trace, cluster=row.cluster)
    return found


def sizes(ledger: Ledger, keys: Collection[int]) -> dict[int, int]:
    """How many reports stand in some blocks; those where none stands are left out."""
    return {row.block: row.size for row in _rows(ledger, blocks, blocks.c.block, keys)}


def members(ledger: Ledger, keys: Collection[int]) -> dict[int, list[str]]:
    """The reports in some blocks."""
    found: dict[int, list[str]] = {}
    for row in _rows(ledger, meetings, meetings.c.block, keys):
        found.setdefault(row.block, []).append(row.report)
    return found


def near_pairs(ledger: Ledger, reports: Collection[str]) -> dict[Pair, float]:
    """The pairs that are near of which one is among some reports; the smaller id comes first."""
    return {
        (min(row.one, row.other), max(row.one, row.other)): row.score
        for row in _rows(ledger, near, near.c.one, reports)
    }


def clusters_of(ledger: Ledger, reports: Collection[str]) -> set[str]:
    """The clusters in which some reports stand."""
    wanted = sorted(reports)
    with ledger._reading() as connection:  # the ledger's own room: this is one more of its reads
        found = select(linked.c.cluster)
        stretches = (wanted[start : start + AT_ONCE] for start in range(0, len(wanted), AT_ONCE))
        return {
            key for some in stretches for key in connection.execute(found.where(linked.c.report.in_(some))).scalars()
        }


def _rows(ledger: Ledger, table: Table, column: Column[Any], keys: Collection[Any]) -> Iterator[Any]:
    with ledger._reading() as connection:  # the ledger's own room: this is one more of its reads
        yield from _found(connection, table, column, sorted(keys))


def _found(connection: Connection, table: Table, column: Column[Any], keys: Sequence[Any]) -> Iterator[Any]:
    for start in range(0, len(keys), AT_ONCE):
        yield from connection.execute(select(table).where(column.in_(keys[start : start + AT_ONCE])))
