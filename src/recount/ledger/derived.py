"""The derived tables: clusters and incidents as last made, replaced as a whole, and the ids that led here.

An incident's id comes from its reports, so two ledgers with the same documents agree on it. When incidents grow
together or apart an id can vanish; where it was ever shown, it redirects to the incident that holds its reports now.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, delete, func, insert, or_, select

from recount.contract import value_as_json
from recount.ledger import stored, tables
from recount.records import Cluster, Estimate, Incident, RuleSet, When, Where


@dataclass(frozen=True, slots=True, kw_only=True)
class Derivation:
    """All that `link` and `reconcile` made of the primary tables, under one set of rules."""

    clusters: tuple[Cluster, ...]
    incidents: tuple[Incident, ...]
    documents: Mapping[str, str]  # the document of each report
    rules: RuleSet


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which incidents are asked for; days are the event's, and an incident counts when it may have been on one."""

    since: date | None = None
    until: date | None = None
    country: str | None = None
    type: str | None = None


def replace_derived(connection: Connection, made: Derivation, primary: str) -> None:
    """Puts a derivation in the place of the one before. `primary` is the state of the primary tables it came from."""
    for table in tables.DERIVED:
        connection.execute(delete(table))
    _insert(connection, tables.clusters, ({"id": c.id, "body": stored.encode(c)} for c in made.clusters))
    _insert(connection, tables.incidents, (_incident_row(incident) for incident in made.incidents))
    _insert(connection, tables.incident_reports, _report_rows(made))
    _insert(connection, tables.estimates, (row for incident in made.incidents for row in _estimate_rows(incident)))
    _remember_ids(connection, made.incidents)
    _insert(connection, tables.redirects, _redirect_rows(connection, made.incidents))
    state = {"primary": primary, "rules": made.rules}
    _insert(connection, tables.state, ({"key": key, "value": value} for key, value in state.items()))


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


def _remember_ids(connection: Connection, incidents: Sequence[Incident]) -> None:
    given = set(connection.execute(select(tables.ids_given.c.incident).distinct()).scalars())
    _insert(
        connection,
        tables.ids_given,
        (
            {"incident": incident.id, "report": report}
            for incident in incidents
            if incident.id not in given
            for report in sorted(set(incident.reports))
        ),
    )


def _redirect_rows(connection: Connection, incidents: Sequence[Incident]) -> list[dict[str, Any]]:
    """For each id that is no more, the incident that holds most of its reports (of several, the first by id)."""
    holder = {report: incident.id for incident in incidents for report in incident.reports}
    current = {incident.id for incident in incidents}
    votes: dict[str, Counter[str]] = {}
    given = tables.ids_given
    for old, report in connection.execute(select(given.c.incident, given.c.report)):
        if old not in current and report in holder:
            votes.setdefault(old, Counter())[holder[report]] += 1
    return [{"old": old, "new": min(held, key=lambda new: (-held[new], new))} for old, held in sorted(votes.items())]


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
    """The incidents that an id, or its beginning, can mean: an incident's, a former one's, a report's or a claim's."""
    reports, claims = tables.incident_reports, tables.claims
    tiers: tuple[Select[Any], ...] = (
        select(tables.incidents.c.id).where(tables.incidents.c.id.startswith(prefix, autoescape=True)),
        select(tables.redirects.c.new).where(tables.redirects.c.old.startswith(prefix, autoescape=True)),
        select(reports.c.incident).where(reports.c.report.startswith(prefix, autoescape=True)),
        select(reports.c.incident)
        .join(claims, claims.c.report == reports.c.report)
        .where(or_(claims.c.id == prefix, claims.c.id.startswith(prefix, autoescape=True))),
    )
    for query in tiers:
        found = tuple(sorted(set(connection.execute(query).scalars())))
        if found:
            return found
    return ()
