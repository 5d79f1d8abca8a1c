"""What a claim is corrected to: the fields of the form for each kind of value, and the value as a decision holds it."""

import json
from dataclasses import dataclass

from recount.contract import LEVELS, value_as_json
from recount.errors import DecisionError
from recount.records import Claim, Count, When, Where

Fields = dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Blank:
    """One field to fill in: its name in the form, its label, its type, and what the reader took it for."""

    name: str
    label: str
    type: str
    value: str


def blanks(claim: Claim) -> tuple[Blank, ...]:
    """The fields for a claim's value."""
    value = claim.value
    if isinstance(value, Count):
        told = (("low", "at least", value.low), ("best", "best", value.best), ("high", "at most", value.high))
        return tuple(
            Blank(name=f"to_{name}", label=label, type="number", value="" if number is None else str(number))
            for name, label, number in told
        )
    if isinstance(value, When):
        days = (("first", "first day", value.first), ("last", "last day", value.last))
        return tuple(
            Blank(name=f"to_{name}", label=label, type="date", value=day.isoformat() if day else "")
            for name, label, day in days
        )
    if isinstance(value, Where):
        return tuple(
            Blank(name=f"to_{level}", label=level, type="text", value=getattr(value, level) or "") for level in LEVELS
        )
    return (Blank(name="to_words", label="name", type="text", value=str(value_as_json(value))),)


def corrected(claim: Claim, fields: Fields) -> str:
    """The value in the form, as JSON; DecisionError where a field holds none."""
    held = {blank.name: fields.get(blank.name, "").strip() for blank in blanks(claim)}
    if not any(held.values()):
        raise DecisionError("A correction needs a value", advice="Fill in what the words really say")
    if isinstance(claim.value, Count):
        return json.dumps([_number(held[f"to_{name}"]) for name in ("low", "best", "high")])
    if isinstance(claim.value, When):
        first = held["to_first"] or held["to_last"]
        return json.dumps([first, held["to_last"] or first])
    if isinstance(claim.value, Where):
        return json.dumps({level: held[f"to_{level}"] for level in LEVELS if held[f"to_{level}"]}, ensure_ascii=False)
    return json.dumps(held["to_words"], ensure_ascii=False)


def _number(words: str) -> int | None:
    if not words:
        return None
    if not words.isascii() or not words.isdecimal() or len(words) > 9:
        raise DecisionError(f"{words[:20]!r} is no count of people", advice="Write it in digits, or leave it empty")
    return int(words)
