"""From an answer on a form to decisions on the ledger: who may, with which reason, in whose view of the question."""

from dataclasses import dataclass, replace
from datetime import datetime

from recount.errors import DecisionError
from recount.ledger import Watch
from recount.ledger.sittings import Sitting, record_sitting
from recount.ledger.users import User
from recount.pipeline import decide
from recount.records import Claim, Decision
from recount.review.decide import make_decision
from recount.review.queue import Answer, Item, Proposed
from recount.web.access.permissions import can_decide, can_withdraw
from recount.web.desk.corrections import Fields, corrected
from recount.web.site import Site

# What is recorded where sources agree and the reviewer adds nothing.
PLAIN_REASON = "read at the desk; the sources do not disagree"
# A question left open for longer was not thought about all the time.
_LONGEST = 30 * 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A form as it was sent: the answer, the reason, what the reviewer saw decided, and since when they looked."""

    answer: str
    reason: str
    seen: frozenset[str]
    opened: str

    @classmethod
    def of(cls, fields: Fields) -> "Filled":
        """The parts of a form that every question has."""
        return cls(
            answer=fields.get("answer", ""),
            reason=" ".join(fields.get("reason", "").split())[:1000],
            seen=frozenset(one for one in fields.get("seen", "").split(",") if one),
            opened=fields.get("opened", ""),
        )


def with_correction(item: Item, claim: Claim | None) -> Item:
    """A question on a claim, which can also be answered by what the words really say."""
    if item.kind != "claim" or claim is None:
        return item
    correct = Answer(key="correct", label="correct it", effect="the claim takes the value that you give")
    return replace(item, answers=(*item.answers, correct))


def proposals(item: Item, filled: Filled, fields: Fields, claim: Claim | None) -> tuple[Proposed, ...]:
    """The decisions that an answer stands for; DecisionError where there is no such answer."""
    if filled.answer == "correct" and claim is not None:
        return (Proposed(kind="correct", subjects=(claim.id,), value=corrected(claim, fields)),)
    chosen = next((one for one in item.answers if one.key == filled.answer), None)
    if chosen is None:
        raise DecisionError("No answer was chosen", advice="Choose one, by its number or by clicking on it")
    return chosen.records


def reason_for(item: Item, filled: Filled) -> str:
    """The reason to record; where sources disagree it must be the reviewer's own."""
    if filled.reason:
        return filled.reason
    if item.disputed or filled.answer == "correct":
        raise DecisionError("This needs a reason", advice="Say in a few words what your answer rests on")
    return PLAIN_REASON


def not_allowed(person: User, proposed: tuple[Proposed, ...], known: dict[str, Decision]) -> Proposed | None:
    """The first decision that somebody may not make."""
    return next((one for one in proposed if not _may(person, one, known)), None)


def _may(person: User, proposed: Proposed, known: dict[str, Decision]) -> bool:
    if proposed.kind != "withdraw":
        return can_decide(person, proposed.kind)
    return all(key in known and can_withdraw(person, known[key]) for key in proposed.subjects)


def record(
    site: Site, item: Item, proposed: tuple[Proposed, ...], filled: Filled, *, person: User
) -> tuple[Decision, ...]:
    """Records the decisions of one answer, all at one time, and how long it took; Overtaken where another was first."""
    at, reason = site.clock(), reason_for(item, filled)
    made = tuple(
        make_decision(one.kind, one.subjects, reason=reason, who=person.name, at=at, value=one.value)
        for one in proposed
    )
    decide(site.desk(), made, watch=Watch(subjects=frozenset(item.subjects), seen=filled.seen))
    seconds = seconds_between(filled.opened, site.now())
    sitting = Sitting(who=person.name, item=item.id, kind=item.kind, answer=filled.answer, at=at, seconds=seconds)
    record_sitting(site.ledger, sitting)
    return made


def seconds_between(opened: str, now: datetime) -> float | None:
    """How long a question was looked at; None where that cannot be told, or nobody looks at one for so long."""
    try:
        seconds = (now - datetime.fromisoformat(opened)).total_seconds()
    except (ValueError, TypeError):
        return None
    return round(seconds, 1) if 0 <= seconds <= _LONGEST else None
