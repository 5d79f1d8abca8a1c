"""The derived tables: clusters and incidents as last made, replaced as a whole, and the ids that lead to them.

An incident bears the id of one of its reports, so two ledgers with the same documents agree on it, and an id once
shown leads for good to the incident that holds that report now, however incidents have grown together or apart.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Select, delete, func, insert, select

from recount.contract import value_as_json
from recount.ledger import stored, tables
from recount.ledger.countable import countable_of, encode
from recount.ledger.custody import digests_of, write_line
from recount.records import Cluster, Estimate, Incident, RuleSet, When, Where


@dataclass(frozen=True, slots=True, kw_only=True)
class Derivation:
    """All that `link` and `reconcile` made of the primary tables; `by` names the reader and the rules."""

    clusters: tuple[Cluster, ...]
    incidents: tuple[Incident, ...]
    documents: Mapping[str, str]  # the document of each report
    by: str
    rules: RuleSet


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which incidents are asked for; days are the event's, and an incident counts when it may have been on one."""

    since: date | None = None
    until: date | None = None
    country: str | None = None
    type: str | None = None


def replace_derived(connection: Connection, made: Derivation, *, primary: str, at: str) -> None:
    """Puts a derivation in the place of the one before. `primary` is the state of the primary tables it came from.

    The log gets a line where it is not what the one before was.
    """
    for table in (*tables.DERIVED, tables.countables):
        connection.execute(delete(table))
    _insert(connection, tables.clusters, ({"id": c.id, "body": stored.encode(c)} for c in made.clusters))
    _insert(connection, tables.incidents, (_incident_row(incident) for incident in made.incidents))
    _insert(connection, tables.countables, (_countable_row(incident) for incident in made.incidents))
    _insert(connection, tables.incident_reports, _report_rows(made))
    _insert(connection, tables.estimates, (row for incident in made.incidents for row in _estimate_rows(incident)))
    _insert(connection, tables.redirects, _redirect_rows(made.incidents))
    state = {"primary": primary, "by": made.by, "rules": made.rules}
    _insert(connection, tables.state, ({"key": key, "value": value} for key, value in state.items()))
    digests = digests_of(connection, tables.DERIVED)
    if digests != _last_logged(connection):
        write_line(connection, "derivation", made.by, digests, at)


def _last_logged(connection: Connection) -> object:
    query = select(tables.log.c.digests).where(tables.log.c.kind == "derivation")
    last = connection.execute(query.order_by(tables.log.c.number.desc()).limit(1)).scalar()
    return json.loads(last) if last else None


def _insert(connection: Connection, table: Any, rows: Iterable[dict[str, Any]]) -> None:
    held = list(rows)
    if held:
        connection.execute(insert(table), held)


def _incident_row(incident: Incident) -> dict[str, Any]:
    when = incident.when.value if incident.when else None
    where = incident.where.value if incident.where else None
    place = where if isinstance(where, Where) else Where()
    return {
        "id": incident.id,
        "type": incident.type,
        "status": incident.status,
        "first": when.first if isinstance(when, When) else None,
        "last": when.last if isinstance(when, When) else None,
        "country": place.country,
        "place": place.site or place.locality or place.district or place.province,
        "grade": incident.grade,
        "witnesses": len(incident.witnesses),
        "rules": incident.rules,
        "body": stored.encode(incident),
    }


def _countable_row(incident: Incident) -> dict[str, Any]:
    one = countable_of(incident)
    return {"id": one.id, "first": one.first, "last": one.last, "country": one.country, "body": encode(one)}


def _report_rows(made: Derivation) -> list[dict[str, Any]]:
    return [
        {"incident": incident.id, "report": report, "document": made.documents[report]}
        for incident in made.incidents
        for report in sorted(set(incident.reports))
    ]


def estimates_of(incident: Incident) -> tuple[Estimate, ...]:
    """Every estimate of an incident in one row: when, where, counts, perpetrators, targets, the rest."""
    singles = (incident.when, incident.where)
    return (
        *(estimate for estimate in singles if estimate is not None),
        *incident.counts,
        *incident.perpetrators,
        *incident.targets,
        *incident.others,
    )


def _estimate_rows(incident: Incident) -> list[dict[str, Any]]:
    return [
        {
            "incident": incident.id,
            "number": number,
            "field": estimate.field,
            "of": estimate.of,
            "low": estimate.low,
            "best": estimate.best,
            "high": estimate.high,
            "value": None if estimate.value is None else stored.encode(value_as_json(estimate.value)),
            "stance": estimate.stance,
            "claims": stored.encode(estimate.claims),
            "set_aside": stored.encode(estimate.set_aside),
            "rule": estimate.rule,
        }
        for number, estimate in enumerate(estimates_of(incident))
    ]


def _redirect_rows(incidents: Sequence[Incident]) -> list[dict[str, Any]]:
    """Every id that an incident once had, or could have had: those of its other reports."""
    return [
        {"old": report, "new": incident.id}
        for incident in incidents
        for report in sorted(set(incident.reports))
        if report != incident.id
    ]


def digest(connection: Connection) -> str:
    """A hash of every row of the derived tables; `state` is left out, which tells of the way here."""
    found = sha256()
    for table in tables.DERIVED:
        if table is not tables.state:
            for row in connection.execute(select(table).order_by(*table.primary_key.columns)):
                found.update(repr((table.name, tuple(row))).encode("utf-8"))
    return found.hexdigest()


def wanted(asked: Filter) -> Select[Any]:
    """The query for the incidents a filter asks for, by their first day; those without a day come last."""
    table = tables.incidents
    query = select(table.c.id, table.c.body)
    if asked.since:
        query = query.where(table.c.last >= asked.since)
    if asked.until:
        query = query.where(table.c.first <= asked.until)
    if asked.country:
        query = query.where(func.upper(table.c.country) == asked.country.upper())
    if asked.type:
        query = query.where(table.c.type == asked.type)
    return query.order_by(table.c.first.is_(None), table.c.first, table.c.last, table.c.id)


def matches(connection: Connection, prefix: str) -> tuple[str, ...]:
    """The incidents that an id, or its beginning, can mean: an incident's, a former one's (a report's) or a claim's."""
    reports, claims = tables.incident_reports, tables.claims
    tiers: tuple[Select[Any], ...] = (
        select(tables.incidents.c.id).where(tables.incidents.c.id.startswith(prefix, autoescape=True)),
        select(tables.redirects.c.new).where(tables.redirects.c.old.startswith(prefix, autoescape=True)),
        select(reports.c.incident)
        .join(claims, claims.c.report == reports.c.report)
        .where(claims.c.id.startswith(prefix, autoescape=True)),
    )
    for query in tiers:
        found = tuple(sorted(set(connection.execute(query).scalars())))
        if found:
            return found
    return ()
