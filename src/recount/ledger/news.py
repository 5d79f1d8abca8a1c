"""What a ledger learnt since its incidents were last derived, read off its log."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Connection, Select, func, select

from recount.ledger import stored, tables
from recount.ledger.linked_tables import linked, progress

_AT_ONCE = 900


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """Documents that came, came again or were read anew, and the reports that decisions were made on.

    It holds up to a line of the log (`upto`) and counts from the derivation of a number; `linked` are the reports that
    were linked by then. `primary` is the state of the primary tables with all this.
    """

    derivation: int
    upto: int
    primary: str
    linked: int
    documents: frozenset[str]
    reports: frozenset[str]


def progress_of(connection: Connection) -> dict[str, str]:
    """How far the derived tables go; empty where they were not made by linking what the ledger holds."""
    return {key: value for key, value in connection.execute(select(progress.c.key, progress.c.value))}  # noqa: C416


def news_of(connection: Connection, primary: str, upto: int) -> News | None:
    """What is new since the derivation that stands; None where that cannot be told."""
    gone_by = progress_of(connection)
    if "log" not in gone_by:
        return None
    log = tables.log
    since = select(log.c.kind, log.c.subject).where(log.c.number > int(gone_by["log"])).where(log.c.number <= upto)
    told: dict[str, list[str]] = {"capture": [], "account": [], "decision": []}
    for kind, subject in connection.execute(since.where(log.c.kind.in_(told))):
        told[kind].append(subject)
    documents = {
        *_found(connection, tables.captures.c.document, tables.captures.c.id, told["capture"]),
        *_found(connection, tables.accounts.c.document, tables.accounts.c.id, told["account"]),
    }
    return News(
        derivation=int(gone_by["derivation"]),
        upto=upto,
        primary=primary,
        linked=connection.execute(select(func.count()).select_from(linked)).scalar_one(),
        documents=frozenset(documents),
        reports=frozenset(_decided(connection, told["decision"])),
    )


def _decided(connection: Connection, decisions: Sequence[str]) -> Iterator[str]:
    """The linked reports that some decisions are about, or those that they withdraw."""
    table = tables.decisions
    seen: set[str] = set()
    sought = set(decisions)
    while sought:
        found = _found(connection, table.c.subjects, table.c.id, sought)
        seen |= sought
        sought = {subject for subjects in found for subject in stored.decode(subjects, tuple[str, ...])} - seen
    for column in (linked.c.report, linked.c.document):
        yield from _found(connection, linked.c.report, column, seen)
    claimed = _found(connection, tables.claims.c.report, tables.claims.c.id, seen)
    yield from _found(connection, linked.c.report, linked.c.report, claimed)


def _found(connection: Connection, wanted: Column[Any], column: Column[Any], keys: Iterable[str]) -> list[str]:
    ordered = sorted(keys)
    found: list[str] = []
    for start in range(0, len(ordered), _AT_ONCE):
        query: Select[Any] = select(wanted).where(column.in_(ordered[start : start + _AT_ONCE]))
        found += connection.execute(query).scalars()
    return found
