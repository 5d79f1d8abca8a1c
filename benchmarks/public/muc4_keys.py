"""The keys of MUC-4 as the scorer takes them, and where their strings stand in the text."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from muc4_judging import NUMBERS, SLOTS, Day, Place, Value, Wanted

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """One template of the keys. `at`: for each slot of strings, each filler's places in the text."""

    slots: Mapping[str, tuple[Wanted, ...]]
    optional: bool
    at: Mapping[str, tuple[tuple[Stretch, ...], ...]]


def templates(item: dict[str, Any]) -> list[Template]:
    return [
        Template(
            slots={slot: tuple(_wanted(slot, filler) for filler in raw[slot] or ()) for slot in SLOTS},
            optional=raw["optional"],
            at={slot: tuple(tuple(_places(filler)) for filler in raw[slot] or ()) for slot in SLOTS},
        )
        for raw in item["templates"]
    ]


def _places(filler: dict[str, Any]) -> Iterator[Stretch]:
    for value in filler["v"]:
        if isinstance(value, dict):
            yield from ((start, end) for start, end in value.get("at", ()))


def _wanted(slot: str, filler: dict[str, Any]) -> Wanted:
    """One filler; the hyphen among its alternatives says that none is right too."""
    said = [word for value in filler["v"] for word in (value.strip("()").split(" / ") if is_text(value) else [value])]
    values = tuple(_value(slot, one) for one in said if one != "-")
    optional = bool(filler.get("opt")) or "-" in said
    return Wanted(values=values, refs=tuple(filler.get("ref") or ()), optional=optional)


def is_text(value: object) -> bool:
    return isinstance(value, str)


def _value(slot: str, value: Any) -> Value:
    if slot == "date":
        if is_text(value):
            return str(value)
        first, last = _day(value.get("from")), _day(value.get("to"))
        return Day(first=first, last=last) if last else str(value["raw"])
    if slot == "location":
        if is_text(value):
            return str(value)
        path: Place = tuple((name, kind or "") for name, kind in value["path"])
        return path
    if isinstance(value, dict):
        return str(value["s"])
    return str(value).replace(" ", "") if slot in NUMBERS else str(value)


def _day(written: str | None) -> date | None:
    """None for none, and for the few that are no days: a year left open, a 31 June."""
    try:
        return date.fromisoformat(written) if written else None
    except ValueError:
        return None
