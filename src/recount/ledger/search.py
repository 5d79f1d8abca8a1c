"""What pages ask of a ledger besides its records: what tells of what, since when, and which days were read.

Every question is answered through an index; none walks through the ledger while a reader waits.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, Self

import msgspec
from sqlalchemy import Connection, Engine, Select, func, select, union_all

from recount.ledger import showing, stored, tables
from recount.ledger.engine import open_engine, transaction
from recount.ledger.movement import mark_of, moved_since
from recount.ledger.redaction import Cut, Hidden, shown, shown_name
from recount.ledger.watching import Watching
from recount.records import Account, Incident, content_id

AT_ONCE = 500
UNNAMED = ""  # an outlet that is not named


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What stands behind an incident: the sentences that name it, its documents, and when they were recorded."""

    contexts: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    first_recorded: str = ""
    last_recorded: str = ""


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
        self._watching = Watching(engine) if engine.dialect.name == "sqlite" else None

    @classmethod
    def open(cls, place: str) -> Self:
        """On a ledger that is open already, so that its tables are up to date."""
        return cls(open_engine(place), place)

    def close(self) -> None:
        """Lets go of the ledger."""
        if self._watching:
            self._watching.close()
        self._engine.dispose()

    def _reading(self) -> AbstractContextManager[Connection]:
        return transaction(self._engine, self.place, writing=False)

    def _rows(self, query: Select[Any]) -> list[Any]:
        with self._reading() as connection:
            return list(connection.execute(query).all())

    def state(self) -> str:
        """Of what the incidents were made; the same words, the same incidents."""
        return self._watching.since_last_change(self._state) if self._watching else self._state()

    def _state(self) -> str:
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

    def moved(self, mark: str) -> tuple[str, frozenset[str] | None]:
        """A mark of how far the ledger is, and the incidents that moved since an earlier one; None: any may have."""
        with self._reading() as connection:
            return mark_of(connection), moved_since(connection, mark)

    def ids(self, among: Collection[str] | None = None) -> list[str]:
        """Every incident, or those of some ids that are there, in order of ids."""
        query = select(tables.incidents.c.id).order_by(tables.incidents.c.id)
        if among is None:
            return [key for (key,) in self._rows(query)]
        stretches = _stretches(sorted(among))
        return [key for some in stretches for (key,) in self._rows(query.where(tables.incidents.c.id.in_(some)))]

    def digests(self, redacted: Mapping[str, str]) -> dict[str, str]:
        """A mark of each incident as it is stored and may be shown."""
        return {key: digest_of(body, redacted.get(key, "")) for key, body in self.bodies()}

    def bodies_of(self, ids: Sequence[str]) -> dict[str, str]:
        """Some incidents as they are stored, in the order of their ids as given; those that are gone are left out."""
        table = tables.incidents
        held = dict(self._pairs(select(table.c.id, table.c.body).where(table.c.id.in_(ids))))
        return {key: held[key] for key in ids if key in held}

    def incidents(self, ids: Sequence[str]) -> list[Incident]:
        """The incidents of these ids, in their order; those that are gone are left out."""
        return self.shown(self.bodies_of(ids))

    def shown(self, bodies: Mapping[str, str]) -> list[Incident]:
        """Incidents as they are shown, out of how they are stored."""
        with self._reading() as connection:
            return list(showing.incidents(connection, [stored.decode(body, Incident) for body in bodies.values()]))

    def redacted(self) -> dict[str, str]:
        """The incidents that tell of redacted documents, with a mark that changes when a redaction does."""
        table, links = tables.decisions, tables.incident_reports
        made = self._rows(select(table.c.id, table.c.subjects).where(table.c.kind.in_(("redact", "withdraw"))))
        documents = {key for row in made for key in stored.decode(row.subjects, tuple[str, ...])}
        mark = content_id(*sorted(row.id for row in made))
        found: dict[str, str] = {}
        for some in _stretches(sorted(documents)):
            query = select(links.c.incident).where(links.c.document.in_(some))
            found |= {incident: mark for (incident,) in self._rows(query)}
        return found

    def _pairs(self, query: Select[Any]) -> list[tuple[str, str]]:
        return [(key, value) for key, value in self._rows(query)]

    def decided(self) -> dict[str, str]:
        """When people last decided about each incident, report or document (a claim's decision is its report's)."""
        table, claims = tables.decisions, tables.claims
        made = [(stored.decode(row.subjects, tuple[str, ...]), row.at) for row in self._rows(select(table))]
        named = sorted({subject for subjects, _ in made for subject in subjects})
        report_of: dict[str, str] = {}
        for some in _stretches(named):
            report_of |= dict(self._pairs(select(claims.c.id, claims.c.report).where(claims.c.id.in_(some))))
        found: dict[str, str] = {}
        for subjects, at in made:
            for subject in (report_of.get(one, one) for one in subjects):
                found[subject] = max(at, found.get(subject, ""))
        return found

    def tellings(self, incidents: Collection[str], decided: Mapping[str, str]) -> dict[str, Telling]:
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
            named = select(captures.c.document, captures.c.title).where(captures.c.document.in_(some))
            with self._reading() as connection:
                cut = showing.cuts(connection, some)
                for document, body, at in connection.execute(query.where(accounts.c.document.in_(some))):
                    recorded[document].append(at)
                    contexts |= _redacted(body, cut[document]) if document in cut else _contexts(body)
            titles |= {document: title for document, title in self._rows(named) if title and document not in cut}
        by_incident: dict[str, list[Any]] = defaultdict(list)
        for row in rows:
            by_incident[row.incident].append(row)
        return {key: _telling(held, contexts, titles, recorded, decided) for key, held in by_incident.items()}

    def coverage(self) -> list[tuple[str, date, int]]:
        """Outlet, day of publication, number of documents: which days were read. Undated documents are left out."""
        table = tables.captures
        outlet = func.coalesce(table.c.outlet, UNNAMED)
        query = select(outlet, table.c.published_first, func.count(table.c.document.distinct()))
        dated = query.where(table.c.published_first == table.c.published_last)
        return [
            (name, day, number) for name, day, number in self._rows(dated.group_by(outlet, table.c.published_first))
        ]

    def outlets(self, incidents: Sequence[str]) -> dict[str, str | None]:
        """The outlet of each report of some incidents; None where it is not named."""
        links, captures = tables.incident_reports, tables.captures
        query = select(links.c.report, func.max(captures.c.outlet)).join(
            captures, captures.c.document == links.c.document
        )
        found: dict[str, str | None] = {}
        for some in _stretches(incidents):
            rows = self._rows(query.where(links.c.incident.in_(some)).group_by(links.c.report))
            found |= {report: outlet for report, outlet in rows}  # noqa: C416 - rows are no pairs to dict()
        return found

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

    def documents_with(self, what: Literal["relations", "statistics"]) -> list[str]:
        """The documents in which some account found a relation, or a published figure."""
        table = tables.metadata.tables[what]
        return [key for (key,) in self._rows(select(table.c.document).distinct().order_by(table.c.document))]

    def arrivals(self, documents: Collection[str]) -> list[tuple[str, str, str, str]]:
        """When each of some documents was captured and read: time, kind, name or reader, document; oldest first."""
        captures, accounts = tables.captures, tables.accounts
        keys = sorted(documents)
        came = select(captures.c.recorded_at, captures.c.name, captures.c.document).where(captures.c.document.in_(keys))
        read = select(accounts.c.recorded_at, accounts.c.reader, accounts.c.document)
        with self._reading() as connection:
            cut = showing.cuts(connection, keys)
        found = [
            (at, "captured", shown_name(name, cut[document]) if document in cut else name, document)
            for at, name, document in self._rows(came)
        ]
        found += [
            (at, "read", name, document) for at, name, document in self._rows(read.where(accounts.c.document.in_(keys)))
        ]
        return sorted(set(found))

    def totals(self) -> Mapping[str, int]:
        """How many documents and claims the ledger holds."""
        counted = [
            select(func.count().label("number")).select_from(table) for table in (tables.documents, tables.claims)
        ]
        documents, claims = (row[0] for row in self._rows(select(union_all(*counted).subquery())))
        return {"documents": documents, "claims": claims}


def digest_of(body: str, redacted: str) -> str:
    """A mark of an incident as it is stored, and of what was redacted in it."""
    return content_id(body, redacted)


def _contexts(body: str) -> dict[str, str]:
    return {report.id: report.context for report in msgspec.json.decode(body, type=_Account).reports}


def _redacted(body: str, cut: Cut) -> dict[str, str]:
    account = shown(stored.decode(body, Account), Hidden(cut.words), cut)
    return {report.id: report.context for report in account.reports}


def _telling(
    held: Sequence[Any],
    contexts: Mapping[str, str],
    titles: Mapping[str, str],
    recorded: Mapping[str, list[str]],
    decided: Mapping[str, str],
) -> Telling:
    documents = tuple(sorted({row.document for row in held}))
    subjects = {subject for row in held for subject in (row.incident, row.report, row.document)}
    told = [at for document in documents for at in recorded.get(document, ())]
    times = sorted([*told, *(decided[subject] for subject in subjects & decided.keys())])
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
