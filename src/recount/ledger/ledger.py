"""The ledger: what was published, what each document says, what people decided, and what follows from that."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Column, Connection, Engine, Select, Table, func, insert, select

from recount.errors import LedgerError, NotInLedger
from recount.ledger import derived, rows, stored, tables
from recount.ledger.captures import basis, capture_id, merged
from recount.ledger.derived import Derivation, Filter
from recount.ledger.engine import file_of, identity, open_engine, transaction
from recount.ledger.migrations import migrate
from recount.records import Account, Cluster, Decision, Document, Failure, Incident, Statistic, content_id

MOST_IDS = 1000
_GROWING = (tables.captures, tables.accounts, tables.decisions)
_NOTHING = " ".join(f"{table.name}=0" for table in _GROWING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a document stands to the ledger: `document` is what it makes together with its earlier captures.

    `held`: its text is there; `captured`: with all that came with it now; `read`: and there is an account of that.
    """

    document: Document
    held: bool
    captured: bool
    read: bool

    @property
    def known(self) -> bool:
        """Whether recording it would add nothing."""
        return self.captured and self.read


class Ledger:
    """One ledger, open. Every `record_…` is one transaction and is on the disk when it returns."""

    def __init__(self, engine: Engine, place: str) -> None:
        self._engine = engine
        self.place = place
        self._file = identity(place)

    @classmethod
    def open(cls, place: str, *, create: bool = True) -> Self:
        """Opens a file (or a database address), bringing its tables up to date."""
        file = file_of(place)
        if file is not None and not create and not file.exists():
            raise LedgerError(f"There is no ledger at {place}", advice="Make one with: recount add ARTICLE…")
        engine = open_engine(place)
        migrate(engine, place)
        return cls(engine, place)

    def close(self) -> None:
        """Lets go of the file, which then holds everything by itself."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _reading(self) -> AbstractContextManager[Connection]:
        return transaction(self._engine, self.place, writing=False)

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with transaction(self._engine, self.place, writing=True) as connection:
            yield connection
            if identity(self.place) != self._file:  # else all of it would go to a file that has no name any more
                what = f"The ledger {self.place} was removed or replaced while it was open"
                raise LedgerError(what, advice="Put it back, or run the same command again to make a new one")

    # Documents and what they say

    def standing(self, document: Document, *, reader: str) -> Standing:
        """How a document stands to the ledger, and what it makes together with its earlier captures."""
        with self._reading() as connection:
            return _standing(connection, document, reader)

    def record(self, document: Document, said: Account | Failure, *, read_as: Document, reader: str, at: str) -> None:
        """Records a document with the account of it, or with the failure to give one.

        `read_as` is the document that was read (`standing().document`); LedgerError where it is out of date by now.
        """
        with self._writing() as connection:
            standing = _standing(connection, document, reader)
            if standing.document != read_as:
                what = f"Another program added the text of {document.name} at the same time"
                raise LedgerError(what, advice="Add it again")
            if not standing.held:
                text = {"id": document.id, "text": document.text, "recorded_at": at}
                connection.execute(insert(tables.documents), text)
            if not standing.captured:
                row = rows.capture_row(replace(document, text=""), _capture_key(document), at)
                connection.execute(insert(tables.captures), row)
            if isinstance(said, Failure):
                _record_failure(connection, said, document.id, at)
            elif not standing.read:
                _record_account(connection, said, basis(standing.document), reader, at)

    def record_failure(self, failure: Failure, *, at: str) -> None:
        """Records that something gave no document at all; the same failure again is not recorded twice."""
        with self._writing() as connection:
            _record_failure(connection, failure, None, at)

    def documents(self, ids: Collection[str] | None = None) -> dict[str, Document]:
        """The documents of these ids (or all), each as its captures together make it, with its text."""
        with self._reading() as connection:
            held = _merged(connection, ids)
            query = _among(select(tables.documents.c.id, tables.documents.c.text), tables.documents.c.id, ids)
            return {key: replace(held[key], text=text) for key, text in connection.execute(query) if key in held}

    def accounts(self, ids: Collection[str] | None = None) -> dict[str, Account]:
        """The standing account of each document that could be read."""
        with self._reading() as connection:
            keys = _standing_accounts(connection, ids)
            query = _among(select(tables.accounts.c.id, tables.accounts.c.body), tables.accounts.c.document, ids)
            bodies = {row.id: row.body for row in connection.execute(query)}
        return {document: stored.decode(bodies[key], Account) for document, key in sorted(keys.items())}

    def statistics(self) -> tuple[tuple[Document, Statistic], ...]:
        """Every statistic with its document, by the document's name and the place in its text."""
        told = [(account.document, item) for account in self.accounts().values() for item in account.statistics]
        documents = self.documents({document for document, _ in told})
        placed = [(documents[document], item) for document, item in told]
        return tuple(sorted(placed, key=lambda pair: (pair[0].name, pair[1].span.start, pair[1].id)))

    # Decisions

    def record_decision(self, decision: Decision) -> bool:
        """Records what a person decided; False where that very decision stands already."""
        with self._writing() as connection:
            if _holds(connection, tables.decisions, decision.id):
                return False
            row = {key: getattr(decision, key) for key in ("id", "kind", "value", "reason", "who", "at")}
            row |= {"subjects": stored.encode(decision.subjects), "body": stored.encode(decision)}
            connection.execute(insert(tables.decisions), row)
            return True

    def holds(self, key: str) -> bool:
        """Whether there is a document, a report or a claim of this id."""
        with self._reading() as connection:
            return any(_holds(connection, table, key) for table in (tables.documents, tables.reports, tables.claims))

    def field_of(self, claim: str) -> str | None:
        """The field that a claim is about; None where there is no such claim."""
        with self._reading() as connection:
            return connection.execute(select(tables.claims.c.field).where(tables.claims.c.id == claim)).scalar()

    def decisions(self) -> tuple[Decision, ...]:
        """All decisions in the order in which they were made."""
        query = select(tables.decisions.c.body).order_by(tables.decisions.c.at, tables.decisions.c.id)
        with self._reading() as connection:
            return tuple(stored.decode(body, Decision) for body in connection.execute(query).scalars())

    # What follows

    def replace_derived(self, made: Derivation, *, primary: str) -> None:
        """Puts a derivation in the place of the one before; `primary` is `primary_state()` before it was made."""
        with self._writing() as connection:
            derived.replace_derived(connection, made, primary)

    def primary_state(self) -> str:
        """How much the primary tables hold; since nothing in them changes, the same state means the same content."""
        with self._reading() as connection:
            return _primary_state(connection)

    def is_derived(self, *, by: str | None = None) -> bool:
        """Whether the derived tables tell of all that the primary ones hold (and were made by these stages)."""
        with self._reading() as connection:
            state = _state(connection)
            current = state.get("primary", _NOTHING) == _primary_state(connection)
            return current and (by is None or state.get("by") == by)

    def derived_rules(self) -> str | None:
        """The rule set under which the derived tables were made."""
        with self._reading() as connection:
            return _state(connection).get("rules")

    def digest(self) -> str:
        """A hash of every row of the derived tables: two ledgers with the same one tell the same."""
        with self._reading() as connection:
            return derived.digest(connection)

    def incidents(self, asked: Filter = Filter()) -> tuple[Incident, ...]:  # noqa: B008 - frozen
        """The incidents asked for, by their first possible day."""
        with self._reading() as connection:
            return tuple(stored.decode(body, Incident) for _, body in connection.execute(derived.wanted(asked)))

    def incident(self, key: str) -> Incident:
        """The incident of an id."""
        query = select(tables.incidents.c.body).where(tables.incidents.c.id == key)
        with self._reading() as connection:
            return stored.decode(_only(key, connection.execute(query).scalars(), "incidents"), Incident)

    def clusters(self, ids: Collection[str] | None = None) -> dict[str, Cluster]:
        """The clusters of these incidents (or all)."""
        query = select(tables.clusters.c.id, tables.clusters.c.body).order_by(tables.clusters.c.id)
        with self._reading() as connection:
            return {
                key: stored.decode(body, Cluster)
                for key, body in connection.execute(query)
                if ids is None or key in ids
            }

    def documents_behind(self, incidents: Collection[str]) -> set[str]:
        """The ids of the documents that tell of these incidents."""
        table = tables.incident_reports
        query = _among(select(table.c.incident, table.c.document), table.c.incident, incidents)
        with self._reading() as connection:
            return {row.document for row in connection.execute(query) if row.incident in incidents}

    def incident_id(self, prefix: str) -> str:
        """The one incident that an id or its beginning means; former ids, reports and claims lead to theirs."""
        with self._reading() as connection:
            return _only(prefix, derived.matches(connection, prefix), "incidents")

    def reports_meant(self, prefix: str) -> tuple[str, ...]:
        """The reports of the incident that an id or its beginning means, or the one report."""
        table = tables.incident_reports
        with self._reading() as connection:
            incidents = connection.execute(_beginning(tables.incidents.c.id, prefix)).scalars().all()
            if not incidents:
                return (_only(prefix, connection.execute(_beginning(table.c.report, prefix)).scalars(), "reports"),)
            query = select(table.c.report).where(table.c.incident == _only(prefix, incidents, "incidents"))
            return tuple(sorted(connection.execute(query).scalars()))

    def report_meant(self, prefix: str) -> str:
        """The report that an id or its beginning means."""
        query = _beginning(tables.incident_reports.c.report, prefix)
        with self._reading() as connection:
            return _only(prefix, connection.execute(query).scalars(), "reports")

    def claim_meant(self, prefix: str) -> str:
        """The claim that an id or its beginning means."""
        with self._reading() as connection:
            return _only(prefix, connection.execute(_beginning(tables.claims.c.id, prefix)).scalars(), "claims")

    # Health

    def failures(self) -> tuple[tuple[Failure, str], ...]:
        """What failed and still does, oldest first, with the time: a document that was read since is left out."""
        table = tables.failures
        with self._reading() as connection:
            read = _standing_accounts(connection, None)
            found = connection.execute(select(table).order_by(table.c.recorded_at, table.c.id)).mappings().all()
        return tuple(
            (Failure(**{key: row[key] for key in ("source", "stage", "reason", "advice")}), row["recorded_at"])
            for row in found
            if row["document"] is None or row["document"] not in read
        )

    def counts(self) -> dict[str, int]:
        """How many rows each table holds."""
        with self._reading() as connection:
            return {table.name: _count(connection, table) for table in (*tables.PRIMARY, *tables.DERIVED)}

    def complaints(self) -> tuple[str, ...]:
        """What is wrong with the file itself, and every claim whose quote is not what its document says there."""
        with self._reading() as connection:
            found = list(_file_complaints(connection))
            claims, documents = tables.claims, tables.documents
            words = func.substr(documents.c.text, claims.c.span_start + 1, claims.c.span_end - claims.c.span_start)
            query = select(claims.c.id).join(documents, documents.c.id == claims.c.document)
            bad = connection.execute(query.where(words != claims.c.quote)).scalars()
            return (*found, *(f"claim {claim} quotes what its document does not say" for claim in bad))


def _standing(connection: Connection, document: Document, reader: str) -> Standing:
    earlier = _captures(connection, {document.id}).get(document.id, [])
    together = replace(merged([*earlier, document]), text=document.text)
    captured = bool(earlier) and together == replace(merged(earlier), text=document.text)
    captured = captured and capture_id(document) in {capture_id(one) for one in earlier}
    read = _holds(connection, tables.accounts, rows.account_id(document.id, basis(together), reader))
    return Standing(document=together, held=bool(earlier), captured=captured, read=read)


def _capture_key(document: Document) -> str:
    return content_id(capture_id(document), document.captured)


def _captures(connection: Connection, ids: Collection[str] | None) -> Mapping[str, list[Document]]:
    query = select(tables.captures.c.document, tables.captures.c.body).order_by(tables.captures.c.id)
    held: dict[str, list[Document]] = defaultdict(list)
    for document, body in connection.execute(_among(query, tables.captures.c.document, ids)):
        held[document].append(stored.decode(body, Document))
    return held


def _beginning(column: Column[str], prefix: str) -> Select[Any]:
    return select(column).where(column.startswith(prefix, autoescape=True)).distinct().order_by(column)


def _only(prefix: str, found: Iterable[str], what: str) -> str:
    """The one thing found, or an error that says what is wrong with the beginning of an id."""
    ids = tuple(found) if prefix else ()
    if not ids:
        raise NotInLedger(f"The ledger holds nothing under {prefix!r}", advice="List ids with: recount incidents")
    if len(ids) > 1:
        raise NotInLedger(f"{prefix!r} can mean {len(ids)} {what} ({', '.join(ids[:5])})", advice="Give more of the id")
    return ids[0]


def _among(query: Select[Any], column: Column[Any], ids: Collection[str] | None) -> Select[Any]:
    """Narrows a query to some ids, or not at all where they are more than a database takes in one question."""
    return query if ids is None or len(ids) > MOST_IDS else query.where(column.in_(sorted(ids)))


def _merged(connection: Connection, ids: Collection[str] | None) -> dict[str, Document]:
    held = _captures(connection, ids)
    return {document: merged(captures) for document, captures in held.items() if ids is None or document in ids}


def _standing_accounts(connection: Connection, ids: Collection[str] | None) -> dict[str, str]:
    """The id of each document's account as its captures are now, of several readers' the last one recorded."""
    bases = {key: basis(document) for key, document in _merged(connection, ids).items()}
    table = tables.accounts
    query = _among(select(table.c.id, table.c.document, table.c.basis), table.c.document, ids)
    found = connection.execute(query.order_by(table.c.recorded_at, table.c.id))
    return {row.document: row.id for row in found if bases.get(row.document) == row.basis}


def _holds(connection: Connection, table: Table, key: str | None) -> bool:
    return connection.execute(select(table.c.id).where(table.c.id == key)).first() is not None


def _record_account(connection: Connection, account: Account, basis_held: str, reader: str, at: str) -> None:
    row = rows.account_row(account, basis_held, reader, at)
    connection.execute(insert(tables.accounts), row)
    for name, parts in rows.rows_by_table(account, row["id"], at).items():
        if parts:
            connection.execute(insert(tables.metadata.tables[name]), parts)


def _record_failure(connection: Connection, failure: Failure, document: str | None, at: str) -> None:
    said = {key: _sound(getattr(failure, key)) for key in ("source", "stage", "reason", "advice")}
    row = {"id": content_id("failure", document, *said.values()), **said, "document": document, "recorded_at": at}
    if not _holds(connection, tables.failures, row["id"]):
        connection.execute(insert(tables.failures), row)


def _sound(words: str) -> str:
    """Words that any database takes: the name of a file need not be valid Unicode."""
    return words.encode("utf-8", "backslashreplace").decode("utf-8").replace("\x00", "\\x00")


def _count(connection: Connection, table: Table) -> int:
    return connection.execute(select(func.count()).select_from(table)).scalar_one()


def _primary_state(connection: Connection) -> str:
    return " ".join(f"{table.name}={_count(connection, table)}" for table in _GROWING)


def _state(connection: Connection) -> dict[str, str]:
    return {key: value for key, value in connection.execute(select(tables.state.c.key, tables.state.c.value))}  # noqa: C416


def _file_complaints(connection: Connection) -> Iterator[str]:
    if connection.dialect.name == "sqlite":
        for check in ("integrity_check", "foreign_key_check"):
            for found in connection.exec_driver_sql(f"PRAGMA {check}"):
                if tuple(found) != ("ok",):
                    yield f"{check}: {' '.join(str(part) for part in found)}"
