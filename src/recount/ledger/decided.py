"""Which decisions of people stand: of several on one question the last, and none that was withdrawn."""

from collections.abc import Iterable, Mapping

from recount.records import Decision

# Decisions of one family answer one question, so that the last of them stands.
SAMENESS = frozenset({"same", "not same", "unsure"})
STANDING = frozenset({"accept", "reject", "correct", "exclude"})
# What these speak of is a stretch of a document, told by their value.
ON_STRETCHES = frozenset({"redact", "ask redaction"})
_FAMILY = {**dict.fromkeys(SAMENESS, "sameness"), **dict.fromkeys(STANDING, "standing")}

Question = tuple[str, frozenset[str], str | None]


def question(decision: Decision) -> Question:
    """What a decision answers: two with the same question cannot both stand."""
    value = decision.value if decision.kind in ON_STRETCHES else None
    return _FAMILY.get(decision.kind, decision.kind), frozenset(decision.subjects), value


def withdrawals(decisions: Iterable[Decision]) -> Mapping[str, Decision]:
    """The withdrawal of each decision that is withdrawn, by the decision's id.

    A withdrawal can itself be withdrawn, by a later one: then the decision stands again.
    """
    undone: dict[str, Decision] = {}
    for decision in reversed(_in_order(decisions)):
        if decision.kind == "withdraw" and decision.id not in undone:
            undone.update({subject: decision for subject in decision.subjects if subject not in undone})
    return undone


def standing(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """The last decision on each question that nobody withdrew, in the order in which they were made."""
    made = _in_order(decisions)
    undone = withdrawals(made)
    last: dict[Question, Decision] = {}
    for decision in made:
        if decision.id not in undone and decision.kind != "withdraw":
            last.pop(question(decision), None)
            last[question(decision)] = decision
    return tuple(last.values())


def _in_order(decisions: Iterable[Decision]) -> list[Decision]:
    return sorted(decisions, key=lambda made: (made.at, made.id))
