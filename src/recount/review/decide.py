"""Checks what a person decides before it is recorded: a reason, a name, and ids that the ledger holds.

A decision is never changed; a later one on the same question takes its place.
"""

import json
from collections.abc import Callable, Sequence
from typing import get_args, get_type_hints

import msgspec

from recount.contract import value_from_json
from recount.errors import DecisionError
from recount.ledger.decided import ON_STRETCHES, SAMENESS, STANDING, question, standing, withdrawals
from recount.records import Decision, content_id

__all__ = ["KINDS", "SAMENESS", "STANDING", "check_decision", "make_decision", "question", "standing", "withdrawals"]

KINDS: tuple[str, ...] = get_args(get_type_hints(Decision)["kind"])
VALUED = ON_STRETCHES | {"correct"}


def check_decision(decision: Decision, holds: Callable[[str], bool], field_of: Callable[[str], str | None]) -> Decision:
    """The decision itself where it can be recorded.

    `holds` tells whether the ledger has an id, `field_of` the field of a claim, or None where the id is of no claim.
    """
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
    if (decision.kind in VALUED) != (decision.value is not None):
        _refuse(f"{decision.kind!r} with value {decision.value!r}", "Only 'correct' has a value, and needs one")
    missing = [subject for subject in decision.subjects if not holds(subject)]
    if missing:
        _refuse(f"The ledger holds nothing under {missing[0]!r}", "Take ids from: recount show INCIDENT")
    if decision.kind in ON_STRETCHES:
        _check_stretch(decision)
    elif decision.value is not None:
        for subject in decision.subjects:
            _check_value(field_of(subject), decision.value)
    return decision


def _check_stretch(decision: Decision) -> None:
    """A redaction names one document and the place of its words in it: [120, 134]."""
    try:
        start, end = msgspec.json.decode(decision.value or "", type=tuple[int, int])
    except (msgspec.MsgspecError, RecursionError):
        start, end = 0, 0
    if len(decision.subjects) != 1 or not 0 <= start < end:
        advice = "Name one document, and where the words begin and end in its text: [120, 134]"
        _refuse(f"{decision.value!r} is no stretch of a document", advice)


def _check_value(field: str | None, value: str) -> None:
    if field is None:
        _refuse("Only a claim can be corrected", "Take its id from: recount show INCIDENT")
        return
    try:
        corrected = value_from_json(field, json.loads(value))
        msgspec.convert(msgspec.to_builtins(corrected), type(corrected))  # its numbers are numbers, its names names
    except (ValueError, TypeError, AttributeError, RecursionError, msgspec.MsgspecError):
        advice = "Write it as JSON, as the contract of a reading does: [12, 12, 12] for exactly twelve killed"
        _refuse(f"{value!r} is no value of {field}", advice)


def _refuse(what: str, advice: str) -> None:
    raise DecisionError(what, advice=advice)


def make_decision(
    kind: str, subjects: Sequence[str], *, reason: str, who: str, at: str, value: str | None = None
) -> Decision:
    """A decision as a record, with its content for an id; `value` is what a claim is corrected to, as JSON."""
    made = content_id("decision", kind, *sorted(subjects), value, reason, who, at)
    return Decision(
        id=made,
        kind=kind,  # type: ignore[arg-type]  # checked before it is recorded
        subjects=tuple(subjects),
        reason=reason,
        who=who,
        at=at,
        value=value,
    )
