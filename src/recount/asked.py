"""The questions that are open at one moment, brought up to a later one: only those on incidents that moved are new."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from recount.ledger import Filter, Ledger
from recount.ledger.decided import ON_STRETCHES, standing
from recount.ledger.former import former_claims, names_of_reports
from recount.ledger.linked import clusters_of
from recount.records import Account, Cluster, Decision
from recount.review.questions import review_queue
from recount.review.queue import Held, Item

# Where more incidents moved, all questions are asked anew.
MOST_MOVED = 500
# Questions that hang on decisions, not on an incident.
_OF_DECISIONS = frozenset({"redaction", "vanished"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Open questions by their ids, with the mark of the moment and the state of the documents then.

    `stand` tells of what people decided on whether some document still says it.
    """

    mark: str
    documents: str
    items: Mapping[str, Item]
    stand: Mapping[str, bool] = field(default_factory=dict)


def asked(ledger: Ledger, before: Asked | None = None) -> Asked:
    """The open questions now; `before` are those of an earlier moment."""
    documents = ledger.primary_state().rpartition(" ")[0]  # all but the number of decisions
    mark, moved = ledger.moved(before.mark if before else "")
    if before is None or moved is None or len(moved) > MOST_MOVED:
        return Asked(mark=mark, documents=documents, items=_by_id(review_queue(_everything(ledger))))
    decisions = ledger.decisions()
    about = {subject for one in standing(decisions) if one.kind not in ON_STRETCHES for subject in one.subjects}
    known = before.stand if before.documents == documents else {}
    stand = {**known, **_stand(ledger, about - known.keys())}
    found = review_queue(_near(ledger, moved, decisions, {subject: stand[subject] for subject in about}))
    fresh = [item for item in found if _is_of(item, moved)]
    kept = {key: item for key, item in before.items.items() if not _is_of(item, moved)}
    return Asked(mark=mark, documents=documents, items=kept | _by_id(fresh), stand=stand)


def _by_id(items: Iterable[Item]) -> dict[str, Item]:
    return {item.id: item for item in items}


def _is_of(item: Item, moved: Collection[str]) -> bool:
    return item.kind in _OF_DECISIONS or any(key in moved for key in item.incidents)


def _everything(ledger: Ledger) -> Held:
    decisions = ledger.decisions()
    subjects = {subject for decision in decisions for subject in decision.subjects}
    return Held(
        incidents={incident.id: incident for incident in ledger.incidents()},
        clusters=ledger.clusters(),
        accounts=ledger.accounts(),
        decisions=decisions,
        former=former_claims(ledger, subjects),
    )


def _near(ledger: Ledger, moved: Collection[str], decisions: tuple[Decision, ...], stand: Mapping[str, bool]) -> Held:
    """What questions on some incidents come from: these, those near them, and what decisions lost."""
    clusters = ledger.clusters(moved)
    former = former_claims(ledger, {subject for subject, told in stand.items() if not told})
    heirs = ledger.accounts({one.document for one in former.values()})
    near = {*_reports_near(clusters.values()), *_reports_in(heirs.values())}
    ids = frozenset({*moved, *clusters_of(ledger, near)})
    behind = ledger.documents_behind(ids) - heirs.keys()
    return Held(
        incidents={incident.id: incident for incident in ledger.incidents(Filter(ids=ids))},
        clusters=clusters,
        accounts=heirs | ledger.accounts(behind),
        decisions=decisions,
        former=former,
        stand={subject for subject, told in stand.items() if told},
    )


def _reports_near(clusters: Iterable[Cluster]) -> set[str]:
    return {report for one in clusters for link in one.refused for report in (link.left, link.right)}


def _reports_in(accounts: Iterable[Account]) -> set[str]:
    return {report.id for account in accounts for report in account.reports}


def _stand(ledger: Ledger, subjects: Collection[str]) -> dict[str, bool]:
    """Whether some standing account tells of what people decided on."""
    claims = former_claims(ledger, subjects)
    reports = names_of_reports(ledger, set(subjects) - claims.keys())
    documents = {one.document for one in claims.values()} | {document for document, _ in reports.values()}
    accounts = ledger.accounts(documents | (set(subjects) - claims.keys() - reports.keys()))
    told = {claim.id for account in accounts.values() for report in account.reports for claim in report.claims}
    standing_now = told | _reports_in(accounts.values()) | accounts.keys()
    return {subject: subject in standing_now for subject in subjects}
