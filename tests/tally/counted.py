"""Countable incidents for tests of tables, in a word or two each."""

from datetime import date
from typing import Any

from recount.ledger.counting import Countable, Figure, Side


def figure(field: str, of: str, low: int | None, best: int | None = None, high: int | None = None) -> Figure:
    """figure("killed", "all", 5) is exactly five; with more numbers low, best, high as given."""
    if best is None and high is None:
        return Figure(field=field, of=of, low=low, best=low, high=low)
    return Figure(field=field, of=of, low=low, best=best, high=high)


def incident(name: str, days: str | None = None, *figures: Figure, **more: Any) -> Countable:
    """`days` is 2019-01-12 or 2019-01-30/2019-02-02; `by` and `on` name a side."""
    first, _, last = (days or "").partition("/")
    known: dict[str, Any] = {}
    if first:
        known = {"first": date.fromisoformat(first), "last": date.fromisoformat(last or first)}
    by, on = more.pop("by", ()), more.pop("on", ())
    return Countable(
        id=name,
        type=more.pop("type", "bombing"),
        status=more.pop("status", "happened"),
        perpetrators=_sides(by),
        targets=_sides(on),
        figures=figures,
        **known,
        **more,
    )


def _sides(names: Any) -> tuple[Side, ...]:
    names = (names,) if isinstance(names, str) else names
    return tuple(Side(value=name.partition("/")[0], stance=name.partition("/")[2] or "asserts") for name in names)
