"""A cluster out of documents and what they say, reconciled: the tests of this folder say only the claims."""

from recount.reconcile import reconcile, toll_history
from recount.records import Cluster, Incident, Report


def cluster_of(*reports: Report) -> Cluster:
    keys = tuple(sorted(report.id for report in reports))
    return Cluster(id=keys[0], reports=keys)


def told(*pairs, decisions=(), rules="conservative") -> Incident:
    """`pairs` are (document, report)."""
    reports, documents = by_id(*pairs)
    return reconcile(cluster_of(*reports.values()), reports, documents, decisions, rules)


def by_id(*pairs):
    return {report.id: report for _, report in pairs}, {document.id: document for document, _ in pairs}


def history_of(*pairs):
    reports, documents = by_id(*pairs)
    return toll_history(cluster_of(*reports.values()), reports, documents)


def count(incident: Incident, field: str, of: str | None):
    return next(one for one in incident.counts if (one.field, one.of) == (field, of))


def bounds(incident: Incident, field: str, of: str | None):
    estimate = count(incident, field, of)
    return estimate.low, estimate.best, estimate.high
