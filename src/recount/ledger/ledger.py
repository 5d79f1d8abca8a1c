"""The ledger: what was published, what each document says, what people decided, and what follows from that."""

import zlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from hashlib import sha256
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Column, Connection, Engine, Select, Table, func, select

from recount.errors import LedgerError, NotInLedger
from recount.ledger import custody, derived, recording, showing, stored, tables
from recount.ledger.custody import Head
from recount.ledger.derived import Derivation, Filter
from recount.ledger.engine import file_of, identity, open_engine, shown, transaction
from recount.ledger.migrations import migrate
from recount.ledger.movement import mark_of, moved_since
from recount.ledger.news import News, news_of, progress_of
from recount.ledger.standing import Standing, among, holds, merged_documents, standing_accounts, standing_of
from recount.ledger.turns import Watch, refuse_if_overtaken
from recount.ledger.verification import Verdict, verify
from recount.records import Account, Cluster, Decision, Document, Failure, Incident, Statistic

_GROWING = (tables.captures, tables.accounts, tables.decisions)
_NOTHING = " ".join(f"{table.name}=0" for table in _GROWING)


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
            raise LedgerError(f"There is no ledger at {shown(place)}", advice="Make one with: recount add ARTICLE…")
        engine = open_engine(place)
        try:
            migrate(engine, place)
        except BaseException:
            engine.dispose()
            raise
        return cls(engine, place)

    @property
    def shown(self) -> str:
        """The place as it may be printed: without a password."""
        return shown(self.place)

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
                what = f"The ledger {self.shown} was removed or replaced while it was open"
                raise LedgerError(what, advice="Put it back, or run the same command again to make a new one")

    # Documents and what they say

    def standing(self, document: Document, *, reader: str) -> Standing:
        """How a document stands to the ledger, and what it makes together with its earlier captures."""
        with self._reading() as connection:
            return standing_of(connection, document, reader)

    def record(
        self, document: Document, said: Account | Failure, *, read_as: Document, reader: str, at: str
    ) -> Standing:
        """Records a document with the account of it, or with the failure to give one; gives how it stood before that.

        `read_as` is the document that was read (`standing().document`); LedgerError where it is out of date by now.
        """
        with self._writing() as connection:
            return recording.record_document(connection, document, said, read_as=read_as, reader=reader, at=at)

    def record_failure(self, failure: Failure, *, at: str) -> None:
        """Records that something gave no document at all; the same failure again is not recorded twice."""
        with self._writing() as connection:
            recording.record_failure(connection, failure, None, at)

    def keep(self, data: bytes, *, at: str) -> None:
        """Keeps the bytes of an original; the same bytes are kept once."""
        with self._reading() as connection:
            if recording.holds_original(connection, sha256(data).hexdigest()):
                return
        with self._writing() as connection:
            recording.keep_original(connection, data, at)

    def has_address(self, url: str) -> bool:
        """Whether a text that came from this address is there."""
        query = select(tables.captures.c.id).where(tables.captures.c.url == url).limit(1)
        with self._reading() as connection:
            return connection.execute(query).first() is not None

    def original(self, key: str) -> bytes:
        """The bytes of an original by their SHA-256, as they came in."""
        query = select(tables.originals.c.packed).where(tables.originals.c.sha256 == key)
        with self._reading() as connection:
            packed = connection.execute(query).scalar()
        if packed is None:
            raise NotInLedger(f"The ledger keeps no original {key[:16]}", advice="Check it with: recount verify")
        return zlib.decompress(packed)

    def documents(self, ids: Collection[str] | None = None, *, original: bool = False) -> dict[str, Document]:
        """The documents of these ids (or all), each as its captures together make it, with its text.

        `original`: with the words that people redacted, for deriving incidents and never for showing.
        """
        with self._reading() as connection:
            held = merged_documents(connection, ids)
            texts = among(connection, select(tables.documents), tables.documents.c.id, ids)
            found = {row.id: replace(held[row.id], text=row.text) for row in texts if row.id in held}
            return found if original else showing.documents(connection, found)

    def accounts(self, ids: Collection[str] | None = None, *, original: bool = False) -> dict[str, Account]:
        """The standing account of each document that could be read; `original` as for documents."""
        with self._reading() as connection:
            keys = standing_accounts(connection, ids)
            query = select(tables.accounts.c.id, tables.accounts.c.body)
            bodies = {row.id: row.body for row in among(connection, query, tables.accounts.c.document, ids)}
            found = {document: stored.decode(bodies[key], Account) for document, key in sorted(keys.items())}
            return found if original else showing.accounts(connection, found)

    def statistics(self) -> tuple[tuple[Document, Statistic], ...]:
        """Every statistic with its document, by the document's name and the place in its text."""
        told = [(account.document, item) for account in self.accounts().values() for item in account.statistics]
        documents = self.documents({document for document, _ in told})
        placed = [(documents[document], item) for document, item in told]
        return tuple(sorted(placed, key=lambda pair: (pair[0].name, pair[1].span.start, pair[1].id)))

    # Decisions

    def record_decision(self, decision: Decision) -> bool:
        """Records what a person decided; False where that very decision stands already."""
        return self.record_decisions([decision]) == 1

    def record_decisions(self, decisions: Iterable[Decision], *, watch: Watch | None = None) -> int:
        """Records decisions, all of them or none, and gives how many were not there before.

        `watch` tells what was decided when that person looked; Overtaken where something was decided since.
        """
        with self._writing() as connection:
            if watch is not None:
                refuse_if_overtaken(connection, watch)
            return sum(recording.record_decision(connection, decision) for decision in decisions)

    def holds(self, key: str) -> bool:
        """Whether there is a document, a report, a claim or a decision of this id."""
        held = (tables.documents, tables.reports, tables.claims, tables.decisions)
        with self._reading() as connection:
            return any(holds(connection, table, key) for table in held)

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

    def replace_derived(self, made: Derivation, *, primary: str, at: str, upto: int = 0) -> None:
        """Puts a derivation in the place of the one before; `primary` is `primary_state()` before it was made.

        One that was overtaken, while it was made, by one of the ledger as it is now is left out. `upto` is the number
        of the log's `head()` before it was made.
        """
        with self._writing() as connection:
            now, state = _primary_state(connection), _state(connection)
            if primary == now or state.get("primary") != now or state.get("by") != made.by:
                derived.replace_derived(connection, made, primary=primary, upto=upto, at=at)

    def change_derived(self, made: Derivation, former: Collection[str], news: News, *, at: str) -> bool:
        """Puts what news touched in the place of some clusters; False where somebody else derived in the meantime."""
        with self._writing() as connection:
            if progress_of(connection).get("derivation") != str(news.derivation):
                return False
            derived.change_derived(connection, made, former, news, at=at)
            return True

    def news(self, *, by: str) -> News | None:
        """What came since the incidents were last derived; None where all has to be derived anew for that."""
        with self._reading() as connection:
            if _state(connection).get("by") != by:
                return None
            return news_of(connection, _primary_state(connection), custody.head_of(connection).number)

    def moved(self, mark: str) -> tuple[str, frozenset[str] | None]:
        """A mark of how far the ledger is, and the incidents that moved since an earlier one; None: any may have."""
        with self._reading() as connection:
            return mark_of(connection), moved_since(connection, mark)

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
            found = [stored.decode(body, Incident) for _, body in connection.execute(derived.wanted(asked))]
            return showing.incidents(connection, found)

    def as_shown(self, found: Sequence[Incident]) -> tuple[Incident, ...]:
        """Incidents derived from the original words, without those that people redacted."""
        with self._reading() as connection:
            return showing.incidents(connection, found)

    def incident(self, key: str) -> Incident:
        """The incident of an id."""
        query = select(tables.incidents.c.body).where(tables.incidents.c.id == key)
        with self._reading() as connection:
            found = stored.decode(_only(key, connection.execute(query).scalars(), "incidents"), Incident)
            return showing.incidents(connection, [found])[0]

    def clusters(self, ids: Collection[str] | None = None) -> dict[str, Cluster]:
        """The clusters of these incidents (or all)."""
        query = select(tables.clusters.c.id, tables.clusters.c.body).order_by(tables.clusters.c.id)
        with self._reading() as connection:
            held = among(connection, query, tables.clusters.c.id, ids)
            found = [stored.decode(row.body, Cluster) for row in held]
            return {one.id: one for one in showing.clusters(connection, found)}

    def documents_behind(self, incidents: Collection[str]) -> set[str]:
        """The ids of the documents that tell of these incidents."""
        table = tables.incident_reports
        with self._reading() as connection:
            found = among(connection, select(table.c.document), table.c.incident, incidents)
            return {row.document for row in found}

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

    def document_meant(self, prefix: str) -> str:
        """The document that an id or its beginning means."""
        query = _beginning(tables.documents.c.id, prefix)
        with self._reading() as connection:
            return _only(prefix, connection.execute(query).scalars(), "documents")

    def claim_meant(self, prefix: str) -> str:
        """The claim that an id or its beginning means."""
        with self._reading() as connection:
            return _only(prefix, connection.execute(_beginning(tables.claims.c.id, prefix)).scalars(), "claims")

    # Health

    def failures(self) -> tuple[tuple[Failure, str], ...]:
        """What failed and still does, oldest first, with the time: a document that was read since is left out."""
        table = tables.failures
        with self._reading() as connection:
            read = standing_accounts(connection, None)
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

    def head(self) -> Head:
        """How far the log goes."""
        with self._reading() as connection:
            return custody.head_of(connection)

    def last_recorded(self) -> str | None:
        """When the last thing was recorded, as it was written down; None for an empty ledger."""
        query = select(tables.log.c.at).order_by(tables.log.c.number.desc()).limit(1)
        with self._reading() as connection:
            return connection.execute(query).scalar()

    def verify(self, *, known: Head | None = None) -> Verdict:
        """Whether all is as it was recorded; `known` is a head noted earlier, which must still be in the log."""
        complaints = self.complaints()
        with self._reading() as connection:
            return verify(connection, known=known, besides=complaints)

    def log_release(self, name: str, *, originals: bool, at: str) -> Head:
        """Writes into the log that the ledger was released under a name, with or without the originals."""
        kept = "with originals" if originals else "without originals"
        with self._writing() as connection:
            return custody.write_line(connection, "release", name, {"kept": kept}, at)

    def log_time_stamp(self, release: str, token: bytes, *, at: str) -> Head:
        """Keeps what a time-stamping authority signed of a release."""
        self.keep(token, at=at)
        with self._writing() as connection:
            return custody.write_line(connection, "time-stamp", sha256(token).hexdigest(), {"release": release}, at)

    def complaints(self) -> tuple[str, ...]:
        """What is wrong with the file itself, and every claim whose quote is not what its document says there."""
        with self._reading() as connection:
            found = list(_file_complaints(connection))
            claims, documents = tables.claims, tables.documents
            words = func.substr(documents.c.text, claims.c.span_start + 1, claims.c.span_end - claims.c.span_start)
            query = select(claims.c.id).join(documents, documents.c.id == claims.c.document)
            bad = connection.execute(query.where(words != claims.c.quote)).scalars()
            return (*found, *(f"claim {claim} quotes what its document does not say" for claim in bad))


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
