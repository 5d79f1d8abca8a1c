"""The derived tables: clusters and incidents as last made, and the ids that lead to them.

They are made anew as a whole, or where a change touches them; both leave the same rows. The log gets a line with the
sum over each table, to which a change adds what it puts in and from which it takes what it takes away.

An incident bears the id of one of its reports, so two ledgers with the same documents agree on it, and an id once
shown leads for good to the incident that holds that report now, however incidents have grown together or apart.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Select, Table, delete, func, insert, select

from recount.contract import value_as_json
from recount.ledger import stored, tables
from recount.ledger.countable import countable_of, encode
from recount.ledger.custody import digest_of_sum, sum_of, write_line
from recount.ledger.kept import Kept, keep_anew, keep_change
from recount.ledger.linked_tables import KEPT, moved, progress
from recount.ledger.news import News, progress_of
from recount.records import Cluster, Estimate, Incident, RuleSet


@dataclass(frozen=True, slots=True, kw_only=True)
class Derivation:
    """What `link` and `reconcile` made of the primary tables; `by` names the reader and the rules.

    `kept` is for linking a few reports anew; without it the next change makes everything anew.
    """

    clusters: tuple[Cluster, ...]
    incidents: tuple[Incident, ...]
    documents: Mapping[str, str]  # the document of each report
    by: str
    rules: RuleSet
    kept: Kept | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which incidents are asked for; days are the event's, and an incident counts when it may have been on one."""

    since: date | None = None
    until: date | None = None
    country: str | None = None
    type: str | None = None
    ids: frozenset[str] | None = None


def replace_derived(connection: Connection, made: Derivation, *, primary: str, upto: int, at: str) -> None:
    """Puts a derivation in the place of the one before.

    `primary` is the state of the primary tables it came from, `upto` the line of the log that they had come to.
    """
    number = int(progress_of(connection).get("derivation", 0)) + 1
    for table in (*tables.DERIVED, tables.countables, *KEPT):
        connection.execute(delete(table))
    sums = _put(connection, made, dict.fromkeys((table.name for table in _OF_INCIDENTS), 0))
    going = {"derivation": str(number), "anew": str(number)}
    if made.kept is not None:
        keep_anew(connection, made.kept, _homes(made))
        going["log"] = str(upto)
    _finish(connection, made, sums, going, primary=primary, at=at)


def change_derived(connection: Connection, made: Derivation, former: Collection[str], news: News, *, at: str) -> None:
    """Puts what a change touched in the place of some clusters and incidents, and leaves the others as they are."""
    gone_by = progress_of(connection)
    number = news.derivation + 1
    sums = {table.name: int(gone_by[f"sum of {table.name}"], 16) for table in _OF_INCIDENTS}
    for start in range(0, len(keys := sorted(former)), _AT_ONCE):
        sums = _take_away(connection, keys[start : start + _AT_ONCE], sums)
    sums = _put(connection, made, sums)
    if made.kept is not None:
        keep_change(connection, made.kept, _homes(made))
    changed = {*former, *(cluster.id for cluster in made.clusters)}
    for start in range(0, len(keys := sorted(changed)), _AT_ONCE):
        connection.execute(delete(moved).where(moved.c.incident.in_(keys[start : start + _AT_ONCE])))
    _insert(connection, moved, ({"incident": key, "derivation": number} for key in sorted(changed)))
    connection.execute(delete(tables.state))
    connection.execute(delete(progress))
    going = {"derivation": str(number), "anew": gone_by["anew"], "log": str(news.upto)}
    _finish(connection, made, sums, going, primary=news.primary, at=at)


# The tables that tell of incidents, each with the column that says of which.
_OF_INCIDENTS: Mapping[Table, str] = {
    tables.clusters: "id",
    tables.incidents: "id",
    tables.incident_reports: "incident",
    tables.estimates: "incident",
    tables.redirects: "new",
}
_AT_ONCE = 900


def _homes(made: Derivation) -> dict[str, str]:
    return {report: cluster.id for cluster in made.clusters for report in cluster.reports}


def _take_away(connection: Connection, keys: Sequence[str], sums: Mapping[str, int]) -> dict[str, int]:
    """Takes the rows of some incidents away; gives the sums without them."""
    left = dict(sums)
    for table, column in _OF_INCIDENTS.items():
        held = connection.execute(select(table).where(table.c[column].in_(keys))).mappings()
        left[table.name] = sum_of(table, held, before=left[table.name], sign=-1)
        connection.execute(delete(table).where(table.c[column].in_(keys)))
    connection.execute(delete(tables.countables).where(tables.countables.c.id.in_(keys)))
    return left


def _put(connection: Connection, made: Derivation, sums: Mapping[str, int]) -> dict[str, int]:
    """Adds the rows of a derivation; gives the sums with them."""
    rows: dict[Table, list[dict[str, Any]]] = {
        tables.clusters: [{"id": one.id, "body": stored.encode(one)} for one in made.clusters],
        tables.incidents: [_incident_row(incident) for incident in made.incidents],
        tables.incident_reports: _report_rows(made),
        tables.estimates: [row for incident in made.incidents for row in _estimate_rows(incident)],
        tables.redirects: _redirect_rows(made.incidents),
    }
    for table, some in rows.items():
        _insert(connection, table, some)
    _insert(connection, tables.countables, (_countable_row(incident) for incident in made.incidents))
    return {table.name: sum_of(table, some, before=sums[table.name]) for table, some in rows.items()}


def _finish(
    connection: Connection,
    made: Derivation,
    sums: Mapping[str, int],
    going: Mapping[str, str],
    *,
    primary: str,
    at: str,
) -> None:
    """Writes down what the tables tell of now, and a line in the log where that is not what they told before."""
    told = {"primary": primary, "by": made.by, "rules": made.rules}
    state = [{"key": key, "value": value} for key, value in told.items()]
    _insert(connection, tables.state, state)
    kept = {**going, **{f"sum of {name}": f"{total:x}" for name, total in sums.items()}}
    _insert(connection, progress, ({"key": key, "value": value} for key, value in kept.items()))
    totals = {**sums, tables.state.name: sum_of(tables.state, state)}
    digests = {name: digest_of_sum(total) for name, total in totals.items()}
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
    place = incident.place
    return {
        "id": incident.id,
        "type": incident.type,
        "status": incident.status,
        "first": incident.days.first,
        "last": incident.days.last,
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
    if asked.ids is not None:
        query = query.where(table.c.id.in_(sorted(asked.ids)))
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
