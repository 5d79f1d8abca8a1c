"""What is handed out of the ledger for showing: the same records, without the words that people redacted."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import Connection, select

from recount.ledger import stored, tables
from recount.ledger.redaction import Cut, Hidden, redactions_of, shown, shown_document
from recount.records import Account, Cluster, Decision, Document, Incident


def documents(connection: Connection, found: dict[str, Document]) -> dict[str, Document]:
    """Documents with a marker in the place of each redacted stretch."""
    held = cuts(connection, found)
    return {key: shown_document(one, held[key]) if key in held else one for key, one in found.items()}


def accounts(connection: Connection, found: dict[str, Account]) -> dict[str, Account]:
    """Accounts whose spans fit the documents as they are shown."""
    held = cuts(connection, found)
    return {key: shown(one, Hidden(held[key].words), held[key]) if key in held else one for key, one in found.items()}


def incidents(connection: Connection, found: Sequence[Incident]) -> tuple[Incident, ...]:
    """Incidents whose reasons, witnesses and rules do not repeat what was redacted."""
    hidden = _hidden(connection)
    return tuple(shown(one, _of(one.reports, hidden)) if hidden else one for one in found)


def clusters(connection: Connection, found: Sequence[Cluster]) -> tuple[Cluster, ...]:
    """Clusters whose reasons do not repeat what was redacted."""
    hidden = _hidden(connection)
    return tuple(shown(one, _of(_reports(one), hidden)) if hidden else one for one in found)


def _reports(cluster: Cluster) -> set[str]:
    near = {report for link in cluster.refused for report in (link.left, link.right)}
    return {*cluster.reports, *near}


def _of(reports: Collection[str], hidden: Mapping[str, Sequence[str]]) -> Hidden:
    return Hidden(words for report in reports for words in hidden.get(report, ()))


def cuts(connection: Connection, ids: Collection[str]) -> dict[str, Cut]:
    """The redactions of those of some documents that have any."""
    table = tables.decisions
    query = select(table.c.body).where(table.c.kind.in_(("redact", "withdraw")))
    decided = [stored.decode(body, Decision) for body in connection.execute(query).scalars()]
    found = {key: made for key, made in redactions_of(decided).items() if key in ids}
    if not found:
        return {}
    texts = select(tables.documents.c.id, tables.documents.c.text).where(tables.documents.c.id.in_(sorted(found)))
    return {key: Cut(text, found[key]) for key, text in connection.execute(texts)}


def _hidden(connection: Connection) -> dict[str, Sequence[str]]:
    """The redacted words behind each report."""
    table = tables.decisions
    redacted = connection.execute(select(table.c.subjects).where(table.c.kind == "redact")).scalars().all()
    if not redacted:
        return {}
    held = cuts(connection, {key for subjects in redacted for key in stored.decode(subjects, tuple[str, ...])})
    query = select(tables.reports.c.id, tables.reports.c.document).where(tables.reports.c.document.in_(sorted(held)))
    return {report: held[document].words for report, document in connection.execute(query)}
