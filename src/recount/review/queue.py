"""What to look at next: questions to a person, those first whose answer would change the ledger's figures most.

Every question says why it is asked. Its weight is the expected change: how likely an answer is that the machine did not
give, times what that answer would change (`change.py`). Requests to redact come first whatever the figures say.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from recount.ledger.decided import ON_STRETCHES
from recount.ledger.former import Former
from recount.records import Account, Claim, Cluster, Decision, Incident, Report, content_id
from recount.review.change import Change

ItemKind = Literal["redaction", "vanished", "pair", "disagreement", "claim", "inclusion"]

# What is asked about people's safety stands before every figure.
FIRST = 1_000_000.0
# A pair that somebody was unsure of waits for another pair of eyes, but does not crowd out what nobody saw.
DOUBTED = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """A decision that an answer would record: its kind, subjects and value."""

    kind: str
    subjects: tuple[str, ...]
    value: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One possible answer: what it records, how likely the machine takes it to be right, and what it would change."""

    key: str
    label: str
    records: tuple[Proposed, ...] = ()
    chance: float = 0.0
    effect: str = ""
    size: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One question: about which incidents, reports, claims or documents, why it is asked, and its possible answers.

    `disputed`: sources disagree here, so that an answer needs a reason of its own. `seen` are the decisions already
    made on its subjects; `facts` what a page needs besides.
    """

    id: str
    kind: ItemKind
    subjects: tuple[str, ...]
    question: str
    why: str
    answers: tuple[Answer, ...]
    weight: float
    incidents: tuple[str, ...] = ()
    disputed: bool = False
    seen: tuple[str, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """All of a ledger that questions come from, or a part; incidents and clusters by id, accounts by document.

    `stand`: what people decided on that other standing accounts tell, where these are a part.
    """

    incidents: Mapping[str, Incident]
    clusters: Mapping[str, Cluster]
    accounts: Mapping[str, Account]
    decisions: Sequence[Decision] = ()
    former: Mapping[str, Former] = field(default_factory=dict)
    stand: Collection[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The same, laid out for asking: claims and reports by id, the incident of each report.

    `on`: the standing decisions on a subject; `ever`: the ids of all decisions that ever named it.
    """

    held: Held
    claims: Mapping[str, tuple[Claim, Report]]
    reports: Mapping[str, Report]
    home: Mapping[str, Incident]
    standing: Sequence[Decision]
    on: Mapping[str, Sequence[Decision]]
    ever: Mapping[str, Sequence[str]]

    def decided(self, subject: str, *kinds: str) -> Decision | None:
        """The last standing decision of some kinds on a subject."""
        return next((one for one in reversed(self.on.get(subject, ())) if one.kind in kinds), None)


def lay_out(held: Held, standing: Sequence[Decision]) -> Told:
    """What is held, ready to be asked about; `standing` are the decisions that stand."""
    reports = {report.id: report for account in held.accounts.values() for report in account.reports}
    on: dict[str, list[Decision]] = {}
    for decision in standing:
        for subject in decision.subjects:
            on.setdefault(subject, []).append(decision)
    ever: dict[str, list[str]] = {}
    for decision in held.decisions:
        for subject in decision.subjects:
            ever.setdefault(subject, []).append(decision.id)
    return Told(
        held=held,
        claims={claim.id: (claim, report) for report in reports.values() for claim in report.claims},
        reports=reports,
        home={report: incident for incident in held.incidents.values() for report in incident.reports},
        standing=standing,
        on=on,
        ever=ever,
    )


def seen_on(told: Told, subjects: Iterable[str]) -> tuple[str, ...]:
    """Every decision ever made on some subjects, and every withdrawal of one of those."""
    found: set[str] = set()
    sought = set(subjects)
    while sought:
        sought = {made for subject in sought for made in told.ever.get(subject, ())} - found
        found |= sought
    return tuple(sorted(found))


def item_id(kind: str, subjects: Sequence[str], value: str | None = None) -> str:
    """The same question bears the same id, whenever and by whomever it is asked."""
    return content_id("item", kind, *sorted(subjects), value)


def missing_subjects(told: Told) -> dict[str, Decision]:
    """Subjects of standing decisions that no standing account tells any more, with the last decision on each."""
    known = told.claims.keys() | told.reports.keys() | told.held.accounts.keys() | set(told.held.stand)
    return {
        subject: decision
        for decision in told.standing
        if decision.kind not in ON_STRETCHES
        for subject in decision.subjects
        if subject not in known
    }


def with_changes(item: Item, changes: Mapping[str, Change]) -> Item:
    """An item whose answers tell what they would change, weighed by that; what is asked first stays first."""
    answers = tuple(
        replace(one, effect=changes[one.key].words, size=changes[one.key].size) if one.key in changes else one
        for one in item.answers
    )
    expected = round(sum(one.chance * one.size for one in answers), 3)
    seen = DOUBTED if item.facts.get("unsure") else 1.0
    return replace(item, answers=answers, weight=item.weight if item.weight >= FIRST else round(expected * seen, 3))


def ordered(items: Collection[Item]) -> tuple[Item, ...]:
    """The questions, heaviest first; of equal weight in the order of their ids."""
    return tuple(sorted(items, key=lambda item: (-item.weight, item.id)))
