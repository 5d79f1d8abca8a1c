"""Every claim of an incident as testimony: who says it, in which document, printed when, and what people decided."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from recount.contract import value_from_json
from recount.errors import DecisionError
from recount.records import Claim, Cluster, Decision, Document, Report, Stance

SPOKEN_FOR: frozenset[Stance] = frozenset({"asserts", "claims", "accuses", "suspects"})
SPOKEN_AGAINST: frozenset[Stance] = frozenset({"denies", "doubts"})

SetAside = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Testimony:
    """One claim with its document; `witness` is the key of who knows it, filled in by `independence`."""

    claim: Claim
    report: str
    document: Document
    witness: str = ""
    side: str | None = None

    @property
    def own_voice(self) -> bool:
        """That the outlet says it itself."""
        return self.claim.speaker is None

    @property
    def order(self) -> tuple[str, int, int, str]:
        """A place in the order of telling that does not depend on the order of arrival."""
        return self.document.id, self.claim.span.start, self.claim.span.end, self.claim.id


def later(one: Document, other: Document, *, than: int = 0) -> bool:
    """That one document was surely printed more than so many days after another."""
    first, last = one.published.first, other.published.last
    return first is not None and last is not None and (first - last).days > than


def newness(document: Document) -> date:
    """The last day a document can be of, for newest-first; one that can be of any day is the oldest."""
    return document.published.last or date.min


def gather(
    cluster: Cluster, reports: Mapping[str, Report], documents: Mapping[str, Document], decisions: Sequence[Decision]
) -> tuple[tuple[Testimony, ...], dict[str, str]]:
    """The testimony of a cluster's reports as people left it, and the claims they set aside with the reason."""
    decided = _decided(decisions)
    heard: dict[str, Testimony] = {}
    aside: dict[str, str] = {}
    for key in cluster.reports:
        report = reports[key]
        for claim in report.claims:
            decision = decided.get(claim.id) or decided.get(report.id)
            if decision is not None and decision.kind in {"reject", "exclude"}:
                aside[claim.id] = f"{_past(decision)} by {decision.who}: {decision.reason}"
            else:
                told = _corrected(claim, decision)
                heard[claim.id] = Testimony(claim=told, report=report.id, document=documents[report.document])
    return tuple(sorted(heard.values(), key=lambda one: one.order)), aside


def _decided(decisions: Sequence[Decision]) -> dict[str, Decision]:
    last: dict[str, Decision] = {}
    for decision in sorted(decisions, key=lambda one: (one.at, one.id)):
        if decision.kind in {"accept", "reject", "correct", "exclude"}:
            last.update(dict.fromkeys(decision.subjects, decision))
    return last


def excluded_reports(decisions: Sequence[Decision]) -> frozenset[str]:
    """The subjects that people's last word excludes as a whole."""
    return frozenset(key for key, decision in _decided(decisions).items() if decision.kind == "exclude")


def _past(decision: Decision) -> str:
    return "rejected" if decision.kind == "reject" else "excluded"


def _corrected(claim: Claim, decision: Decision | None) -> Claim:
    if decision is None or decision.kind != "correct" or decision.value is None or claim.id not in decision.subjects:
        return claim
    try:
        return replace(claim, value=value_from_json(claim.field, json.loads(decision.value)))
    except (ValueError, TypeError, AttributeError) as error:
        raise DecisionError(
            f"Decision {decision.id} corrects {claim.field} to {decision.value!r}, which is no value of it",
            advice="Write the value as JSON, as the contract of a reading does: [12, 12, 12] for exactly twelve",
        ) from error


def of_field(heard: Iterable[Testimony], *fields: str) -> tuple[Testimony, ...]:
    """The testimony on some fields."""
    return tuple([one for one in heard if one.claim.field in fields])
