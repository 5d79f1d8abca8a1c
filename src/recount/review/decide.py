"""Checks what a person decides before it is recorded: a reason, a name, and ids that the ledger holds.

A decision is never changed; a later one on the same question takes its place.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import get_args, get_type_hints

from recount.errors import DecisionError
from recount.records import Decision, content_id

KINDS: tuple[str, ...] = get_args(get_type_hints(Decision)["kind"])
# Decisions of one family answer one question, so that the last of them stands.
SAMENESS = frozenset({"same", "not same", "unsure"})
_FAMILY = {**dict.fromkeys(SAMENESS, "sameness"), "accept": "claim", "reject": "claim"}
_WITH_VALUE = frozenset({"correct"})


def check_decision(decision: Decision, holds: Callable[[str], bool]) -> Decision:
    """The decision itself where it can be recorded; `holds` tells whether the ledger has an id."""
    if decision.kind not in KINDS:
        _refuse(f"{decision.kind!r} is no kind of decision", f"Use one of: {', '.join(KINDS)}")
    if not decision.reason.strip():
        _refuse("A decision needs a reason", "Say in a few words what it rests on: --reason '…'")
    if not decision.who.strip():
        _refuse("A decision needs the name of who made it", "Give a name or initials: --who '…'")
    if decision.kind in SAMENESS and len(set(decision.subjects)) != 2:
        _refuse(f"{decision.kind!r} is about two reports, not {len(set(decision.subjects))}", "Name two different ones")
    if not decision.subjects:
        _refuse(f"{decision.kind!r} is about nothing", "Name the id of a claim, a report or a document")
    if (decision.kind in _WITH_VALUE) != (decision.value is not None):
        _refuse(f"{decision.kind!r} with value {decision.value!r}", "Only 'correct' has a value, and needs one")
    missing = [subject for subject in decision.subjects if not holds(subject)]
    if missing:
        _refuse(f"The ledger holds nothing under {missing[0]!r}", "Take ids from: recount show INCIDENT")
    return decision


def _refuse(what: str, advice: str) -> None:
    raise DecisionError(what, advice=advice)


def make_decision(kind: str, subjects: Sequence[str], *, reason: str, who: str, at: str) -> Decision:
    """A decision as a record, with its content for an id."""
    made = content_id("decision", kind, *sorted(subjects), reason, who, at)
    return Decision(id=made, kind=kind, subjects=tuple(subjects), reason=reason, who=who, at=at)  # type: ignore[arg-type]


def standing(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """The last decision on each question, in the order in which they were made."""
    last: dict[tuple[str, frozenset[str]], Decision] = {}
    for decision in sorted(decisions, key=lambda made: (made.at, made.id)):
        question = (_FAMILY.get(decision.kind, decision.kind), frozenset(decision.subjects))
        last.pop(question, None)
        last[question] = decision
    return tuple(last.values())
