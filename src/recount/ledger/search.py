"""What pages ask of a ledger besides its records: what tells of what, since when, and which days were read.

Every question is answered through an index; none walks through the ledger while a reader waits.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

import msgspec
from sqlalchemy import Engine, Select, func, select, union_all

from recount.ledger import stored, tables
from recount.ledger.engine import open_engine, transaction
from recount.records import Incident

AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What stands behind an incident: the sentences that name it, its documents, and when they were recorded."""

    contexts: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    first_recorded: str = ""
    last_recorded: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A relation as one document tells it."""

    id: str
    document: str
    a: str
    kind: str
    b: str
    start: int
    end: int
    quote: str
    speaker: str | None
    first: date | None


class _Report(msgspec.Struct):
    id: str
    context: str = ""


class _Account(msgspec.Struct):
    reports: list[_Report] = []


class Search:
    """The reads of pages on one ledger."""

    def __init__(self, engine: Engine, place: str) -> None:
        self._engine = engine
        self.place = place

    @classmethod
    def open(cls, place: str) -> Self:
        """On a ledger that is open already, so that its tables are up to date."""
        return cls(open_engine(place), place)

    def close(self) -> None:
        """Lets go of the ledger."""
        self._engine.dispose()

    def _rows(self, query: Select[Any]) -> list[Any]:
        with transaction(self._engine, self.place, writing=False) as connection:
            return list(connection.execute(query))

    def state(self) -> str:
        """Of what the incidents were made; the same words, the same incidents."""
        rows = self._rows(select(tables.state.c.key, tables.state.c.value).order_by(tables.state.c.key))
        return " ".join(f"{key}={value}" for key, value in rows)

    def bodies(self) -> Iterator[tuple[str, str]]:
        """Every incident as it is stored, by id; a stretch of them at a time."""
        table, last = tables.incidents, ""
        while True:
            query = select(table.c.id, table.c.body).where(table.c.id > last).order_by(table.c.id).limit(AT_ONCE)
            rows = self._rows(query)
            yield from ((key, body) for key, body in rows)
            if len(rows) < AT_ONCE:
                return
            last = rows[-1][0]

    def incidents(self, ids: Sequence[str]) -> list[Incident]:
        """The incidents of these ids, in their order; those that are gone are left out."""
        table = tables.incidents
        held = dict(self._pairs(select(table.c.id, table.c.body).where(table.c.id.in_(ids))))
        return [stored.decode(held[key], Incident) for key in ids if key in held]

    def _pairs(self, query: Select[Any]) -> list[tuple[str, str]]:
        return [(key, value) for key, value in self._rows(query)]

    def tellings(self, incidents: Collection[str]) -> dict[str, Telling]:
        """What stands behind each of some incidents, at most `AT_ONCE` of them."""
        links, captures, accounts = tables.incident_reports, tables.captures, tables.accounts
        where = links.c.incident.in_(sorted(incidents))
        rows = self._rows(select(links.c.incident, links.c.report, links.c.document).where(where))
        documents = {row.document for row in rows}
        contexts: dict[str, str] = {}
        recorded: dict[str, list[str]] = defaultdict(list)
        titles: dict[str, str] = {}
        for some in _stretches(sorted(documents)):
            query = select(accounts.c.document, accounts.c.body, accounts.c.recorded_at)
            for document, body, at in self._rows(query.where(accounts.c.document.in_(some))):
                told = msgspec.json.decode(body, type=_Account)
                contexts |= {report.id: report.context for report in told.reports}
                recorded[document].append(at)
            named = select(captures.c.document, captures.c.title).where(captures.c.document.in_(some))
            titles |= {document: title for document, title in self._rows(named) if title}
        by_incident: dict[str, list[Any]] = defaultdict(list)
        for row in rows:
            by_incident[row.incident].append(row)
        return {key: _telling(held, contexts, titles, recorded) for key, held in by_incident.items()}

    def coverage(self) -> list[tuple[str, date, int]]:
        """Outlet, day of publication, number of documents: which days were read. Undated documents are left out."""
        table = tables.captures
        outlet = func.coalesce(table.c.outlet, "unnamed outlet")
        query = select(outlet, table.c.published_first, func.count(table.c.document.distinct()))
        dated = query.where(table.c.published_first == table.c.published_last)
        return [
            (name, day, number) for name, day, number in self._rows(dated.group_by(outlet, table.c.published_first))
        ]

    def redirect(self, key: str) -> str | None:
        """The incident that a former id, a report's or a claim's id leads to."""
        claims, own, old = tables.claims, tables.incidents, tables.redirects
        former = select(old.c.new).where(old.c.old == key)
        by_claim = select(old.c.new).join(claims, claims.c.report == old.c.old).where(claims.c.id == key)
        by_first = select(own.c.id).join(claims, claims.c.report == own.c.id).where(claims.c.id == key)
        for query in (former, by_claim, by_first):
            if rows := self._rows(query.limit(1)):
                return str(rows[0][0])
        return None

    def incident_of_reports(self, reports: Collection[str]) -> dict[str, str]:
        """The incident that each of some reports belongs to."""
        own, old = tables.incidents, tables.redirects
        keys = sorted(reports)
        itself = select(own.c.id, own.c.id).where(own.c.id.in_(keys))
        return dict(self._pairs(select(old.c.old, old.c.new).where(old.c.old.in_(keys)))) | dict(self._pairs(itself))

    def relations(self) -> list[Said]:
        """Every relation of two organisations that some document tells of, in order of publication."""
        table, account = tables.relations, tables.accounts
        newest = select(account.c.document, func.max(account.c.recorded_at).label("at")).group_by(account.c.document)
        last = newest.subquery()
        query = (
            select(table, account.c.published_first)
            .join(account, account.c.id == table.c.account)
            .join(last, (last.c.document == account.c.document) & (last.c.at == account.c.recorded_at))
            .order_by(account.c.published_first.is_(None), account.c.published_first, table.c.id)
        )
        return [
            Said(
                id=row.id,
                document=row.document,
                a=row.a,
                kind=row.kind,
                b=row.b,
                start=row.span_start,
                end=row.span_end,
                quote=row.quote,
                speaker=row.speaker,
                first=row.published_first,
            )
            for row in self._rows(query)
        ]

    def arrivals(self, documents: Collection[str]) -> list[tuple[str, str, str, str]]:
        """When each of some documents was captured and read: time, kind, name or reader, document; oldest first."""
        captures, accounts = tables.captures, tables.accounts
        keys = sorted(documents)
        came = select(captures.c.recorded_at, captures.c.name, captures.c.document).where(captures.c.document.in_(keys))
        read = select(accounts.c.recorded_at, accounts.c.reader, accounts.c.document)
        found = [(at, "captured", name, document) for at, name, document in self._rows(came)]
        found += [
            (at, "read", name, document) for at, name, document in self._rows(read.where(accounts.c.document.in_(keys)))
        ]
        return sorted(set(found))

    def names(self, documents: Collection[str]) -> dict[str, str]:
        """What each of some documents is called: its title, else its name."""
        table = tables.captures
        query = select(table.c.document, func.coalesce(func.max(table.c.title), func.max(table.c.name)))
        held: dict[str, str] = {}
        for some in _stretches(sorted(documents)):
            held |= dict(self._pairs(query.where(table.c.document.in_(some)).group_by(table.c.document)))
        return held

    def totals(self) -> Mapping[str, int]:
        """How many documents and claims the ledger holds."""
        counted = [
            select(func.count().label("number")).select_from(table) for table in (tables.documents, tables.claims)
        ]
        documents, claims = (row[0] for row in self._rows(select(union_all(*counted).subquery())))
        return {"documents": documents, "claims": claims}


def _telling(
    held: Sequence[Any], contexts: Mapping[str, str], titles: Mapping[str, str], recorded: Mapping[str, list[str]]
) -> Telling:
    documents = tuple(sorted({row.document for row in held}))
    times = sorted(at for document in documents for at in recorded.get(document, ()))
    return Telling(
        contexts=tuple(contexts.get(row.report, "") for row in held),
        documents=documents,
        titles=tuple(titles[document] for document in documents if document in titles),
        first_recorded=times[0] if times else "",
        last_recorded=times[-1] if times else "",
    )


def _stretches(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(keys), AT_ONCE):
        yield keys[start : start + AT_ONCE]
