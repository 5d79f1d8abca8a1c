"""What changed since the last issue: incidents told anew or otherwise, with what came in since then.

An incident as it stood is derived again from the reports and decisions that were recorded by then, by the rules of now,
so that a change of rules is no correction.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from recount.ledger import Ledger
from recount.ledger.coverage import recorded_at, told_since
from recount.publish import words
from recount.publish.gather import gather
from recount.publish.report import Material
from recount.publish.sides import side_words
from recount.records import Cluster, Decision, Document, Incident, Report
from recount.tally.periods import Period
from recount.tally.selection import Area

Reconcile = Callable[[Cluster, Mapping[str, Report], Mapping[str, Document], Sequence[Decision]], Incident]
"""Derives an incident of some reports."""

_BACK = timedelta(days=366)  # how long before its period a bulletin looks for corrections
_MOST = 200
_AT_ONCE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """An incident that is told otherwise now: what was, what is, and the documents that came in since."""

    incident: Incident
    heading: str
    new: bool
    changes: tuple[tuple[str, str, str], ...]
    documents: tuple[str, ...]


def corrections(
    ledger: Ledger, area: Area, period: Period, last_issue: date, reconcile: Reconcile
) -> tuple[Correction, ...]:
    """Incidents of before the last issue that are told otherwise since, or were not told then."""
    moment = datetime.combine(last_issue, time.max, tzinfo=UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    ids = told_since(ledger, moment, period.first - _BACK, min(period.last, last_issue))[:_MOST]
    decisions = [one for one in ledger.decisions() if one.at <= moment]
    return tuple(
        found
        for start in range(0, len(ids), _AT_ONCE)
        for found in _found(ledger, ids[start : start + _AT_ONCE], (area, moment, decisions), reconcile)
    )


def _found(
    ledger: Ledger, ids: Sequence[str], then: tuple[Area, str, Sequence[Decision]], reconcile: Reconcile
) -> Iterator[Correction]:
    area, moment, decisions = then
    material = gather(ledger, [one for key in ids if _of(area, one := ledger.incident(key))])
    recorded = recorded_at(ledger, [report for one in material.incidents for report in one.reports])
    for one in material.incidents:
        known = tuple(key for key in one.reports if recorded.get(key, "") <= moment and key in material.reports)
        came = [key for key in one.reports if recorded.get(key, "") > moment and key in material.reports]
        names = tuple(dict.fromkeys(material.documents[material.reports[key].document].name for key in came))
        before = (
            reconcile(Cluster(id=one.id, reports=known), material.reports, material.documents, decisions)
            if known
            else None
        )
        changes = _changes(before, one, material) if before else ()
        if before is None or changes:
            yield Correction(
                incident=one, heading=_heading(one, material), new=before is None, changes=changes, documents=names
            )


def _of(area: Area, one: Incident) -> bool:
    if one.status != "happened":
        return False
    return area.country in {None, one.place.country} and area.province in {None, one.place.province}


def _heading(one: Incident, material: Material) -> str:
    told = (
        words.form_words(one),
        words.where_words(one.place, material.countries),
        words.when_words(one.days),
    )
    return words.sentence_case(", ".join(part for part in told if part != words.NOT_KNOWN))


def _changes(before: Incident, now: Incident, material: Material) -> tuple[tuple[str, str, str], ...]:
    """The fields told otherwise: what, then, now."""
    pairs = zip(_fields(before, material), _fields(now, material), strict=True)
    return tuple((name, then, since) for (name, then), (_, since) in pairs if then != since)


def _fields(one: Incident, material: Material) -> Iterator[tuple[str, str]]:
    yield "killed", words.range_words(words.total(one, "killed"))
    yield "wounded", words.range_words(words.total(one, "wounded"))
    yield "day", words.when_words(one.days)
    yield "place", words.where_words(one.place, material.countries)
    yield "said to have done it", side_words(one.perpetrators)
    yield "form", words.form_words(one)
