"""How the forms of two events compare, and whether one report is an account that contests the other."""

from recount.link.traits import Traits
from recount.records import EventType

Verdict = tuple[str, str] | None

FAMILIES: tuple[frozenset[EventType], ...] = (
    frozenset({"suicide_bombing", "bombing"}),
    frozenset({"airstrike", "shelling", "bombing"}),
    frozenset({"shooting", "clash", "raid", "execution", "assault"}),
    frozenset({"suicide_bombing", "shooting"}),
    frozenset({"clash", "raid", "takeover", "shelling", "airstrike"}),
    frozenset({"raid", "arrest", "seizure"}),
    frozenset({"abduction", "execution"}),
    frozenset({"protest", "riot", "assault", "property_attack"}),
    frozenset({"bombing", "property_attack"}),
)
OPEN: frozenset[EventType] = frozenset({"attack", "other", "plot"})
CLOSING: frozenset[EventType] = frozenset({"arrest", "seizure", "protest", "takeover", "plot"})


def compare_forms(one: Traits, other: Traits) -> Verdict:
    """Whether two types are one, of one family, or opposed, as the arrest that follows a bombing is."""
    words = one.type if one.type == other.type else f"{one.type} and {other.type}"
    if one.type == other.type:
        return "same", words
    if {one.type, other.type} & OPEN and not {one.type, other.type} & CLOSING:
        return "open", words
    if any({one.type, other.type} <= family for family in FAMILIES):
        return "family", words
    return ("opposed" if {one.type, other.type} & CLOSING else "other"), words


def contests(one: Traits, other: Traits, *, agreed: bool) -> Verdict:
    """An alleged account stays apart from what it contests; `agreed`: place, day and act are the same."""
    if (one.status == "alleged") == (other.status == "alleged") or agreed:
        return None
    return "contested", f"{one.status} and {other.status}"
