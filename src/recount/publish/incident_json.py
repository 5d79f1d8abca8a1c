"""An incident as JSON for other programs: what stands, what disagrees, and every claim as its document has it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from recount.contract import claim_as_json, value_as_json
from recount.publish.report import Material
from recount.records import Claim, Cluster, Estimate, Incident, Link, Report, When


def incident_as_json(incident: Incident, material: Material) -> dict[str, Any]:
    """An incident with its reports; `date` is the first and last possible day, a number is low, best and high."""
    reports = [material.reports[report] for report in incident.reports if report in material.reports]
    return {
        "id": incident.id,
        "type": incident.type,
        "status": incident.status,
        "date": _value(incident.when),
        "date_precision": _precision(incident.when),
        "place": _value(incident.where),
        "counts": _counts(incident.counts),
        "perpetrators": [_side(estimate) for estimate in incident.perpetrators],
        "targets": [_side(estimate) for estimate in incident.targets],
        "others": [_other(estimate) for estimate in incident.others],
        "grade": incident.grade,
        "grade_reason": incident.grade_reason,
        "witnesses": list(incident.witnesses),
        "rules": incident.rules,
        "disagreements": _disagreements(incident, reports, material),
        "reports": [_report(report, material) for report in reports],
    }


def _value(estimate: Estimate | None) -> Any:
    return value_as_json(estimate.value) if estimate and estimate.value is not None else None


def _precision(estimate: Estimate | None) -> str:
    value = estimate.value if estimate else None
    return value.precision if isinstance(value, When) else "unknown"


def _counts(counts: Iterable[Estimate]) -> dict[str, dict[str, Any]]:
    """Field, then category: {"killed": {"security": {"low": 10, "best": 10, "high": 12}}}."""
    found: dict[str, dict[str, Any]] = {}
    for one in counts:
        estimate = {"low": one.low, "best": one.best, "high": one.high, **_standing(one)}
        found.setdefault(one.field, {})[one.of or "all"] = estimate
    return found


def _side(estimate: Estimate) -> dict[str, Any]:
    return {"name": _value(estimate), "stance": estimate.stance, **_standing(estimate)}


def _other(estimate: Estimate) -> dict[str, Any]:
    numbers = {"low": estimate.low, "best": estimate.best, "high": estimate.high}
    value = {"value": _value(estimate)} if estimate.value is not None else numbers
    return {"field": estimate.field, **value, "stance": estimate.stance, **_standing(estimate)}


def _standing(estimate: Estimate) -> dict[str, Any]:
    aside = [{"claim": claim, "reason": reason} for claim, reason in estimate.set_aside]
    return {"claims": list(estimate.claims), "set_aside": aside, "rule": estimate.rule}


def _disagreements(incident: Incident, reports: Sequence[Report], material: Material) -> list[dict[str, Any]]:
    told = {claim.id: (claim, report) for report in reports for claim in report.claims}
    return [
        {
            "field": item.field,
            "of": item.of,
            "words": item.words,
            "sides": [{"value": value, "claims": _cited(claims, told, material)} for value, claims in item.sides],
        }
        for item in incident.disagreements
    ]


def _cited(claims: Iterable[str], told: Mapping[str, tuple[Claim, Report]], material: Material) -> list[dict[str, Any]]:
    return [
        {"doc": material.documents[told[claim][1].document].name, **claim_as_json(told[claim][0])}
        for claim in claims
        if claim in told
    ]


def _report(report: Report, material: Material) -> dict[str, Any]:
    document = material.documents[report.document]
    first, last = document.published.first, document.published.last
    return {
        "doc": document.name,
        "document": document.id,
        "report": report.id,
        "outlet": document.outlet,
        "url": document.url,
        "published_between": [first.isoformat() if first else None, last.isoformat() if last else None],
        "type": report.type,
        "status": report.status,
        "focus": report.focus,
        "claims": [claim_as_json(claim) for claim in report.claims],
    }


def cluster_as_json(cluster: Cluster) -> dict[str, Any]:
    """Why these reports are taken for one incident, and which were not."""
    return {
        "links": [link_as_json(link) for link in cluster.links],
        "refused": [link_as_json(link) for link in cluster.refused],
    }


def link_as_json(link: Link) -> dict[str, Any]:
    """One comparison of two reports, each reason with its level, its words and its points."""
    reasons = [{"what": one.what, "level": one.level, "words": one.words, "points": one.points} for one in link.reasons]
    return {
        "left": link.left,
        "right": link.right,
        "verdict": link.verdict,
        "score": link.score,
        "reasons": reasons,
    }
