"""How the tolls of two reports compare: equal, fitting, near, rising with the later report, or different.

Killed, wounded and others are compared apart: two tolls that both differ say more than one.
"""

from collections.abc import Mapping
from itertools import product
from typing import Literal

from recount.link.traits import Traits
from recount.records import Count

Verdict = tuple[str, str] | None
Order = Literal["one later", "other later", "not known"]

BEST_FIRST = (
    "equal_many",
    "equal_large",
    "equal_small",
    "near_many",
    "fits",
    "near",
    "rising",
    "equal_one",
    "near_undated",
    "other",
)
GROUPS: Mapping[str, tuple[str, ...]] = {
    "killed": ("killed",),
    "wounded": ("wounded",),
    "taken": ("abducted", "arrested", "missing", "freed"),
}
_LARGE, _MANY, _NEAR, _STEEPEST = 5, 30, 0.85, 3  # tolls of 30 or more are rare enough to mean one event


def compare_tolls(one: Traits, other: Traits, *, same_days: bool, order: Order | None = None) -> dict[str, Verdict]:
    """For each group of fields the best level at which two tolls agree; a near number counts on its own days only."""
    order = order or order_of(one, other)
    return {name: _best(one, other, fields, order, same_days=same_days) for name, fields in GROUPS.items()}


def _best(one: Traits, other: Traits, fields: tuple[str, ...], order: Order, *, same_days: bool) -> Verdict:
    found = [
        (_compare(left, right, order, same_days=same_days), f"{_words(left)} and {_words(right)} {key[0]} ({key[1]})")
        for key in sorted(set(one.tolls) & set(other.tolls))
        if key[0] in fields
        for left, right in product(one.tolls[key], other.tolls[key])
    ]
    return min(found, key=lambda verdict: (BEST_FIRST.index(verdict[0]), verdict[1]), default=None)


def _compare(one: Count, other: Count, order: Order, *, same_days: bool) -> str:
    left, right = _number(one), _number(other)
    if left == right:
        return _equal(left)
    if _holds(one, right) or _holds(other, left):
        return "fits"
    if min(left, right) >= _NEAR * max(left, right):
        return "near_many" if min(left, right) >= _MANY else "near" if same_days else "near_undated"
    return "rising" if same_days and _may_rise(one, other, order) else "other"


def _may_rise(one: Count, other: Count, order: Order) -> bool:
    """Whether the larger number may be the later word on the smaller: "at least 15" says that more may come."""
    left, right = _number(one), _number(other)
    if order == "not known":
        smaller = one if left < right else other
        return smaller.low is not None and smaller.high is None
    later, earlier = (left, right) if order == "one later" else (right, left)
    return earlier < later <= _STEEPEST * earlier


def _equal(number: int) -> str:
    levels = ((_MANY, "equal_many"), (_LARGE, "equal_large"), (2, "equal_small"))
    return next((level for least, level in levels if number >= least), "equal_one")


def _number(count: Count) -> int:
    return next((number for number in (count.best, count.low, count.high) if number is not None), 0)


def _holds(count: Count, number: int) -> bool:
    """That an open count ("at least 11") allows a number; in earnest it means hardly half as many again."""
    if count.low is not None and count.high is not None:
        return count.low <= number <= count.high
    if count.high is None and count.low is not None:
        return count.low <= number <= 1.5 * count.low or (count.best is None and count.low <= number)
    return count.high is not None and count.high / 2 <= number <= count.high


def order_of(one: Traits, other: Traits) -> Order:
    """Which of two reports was certainly printed after the other."""
    if one.published.first and other.published.last and one.published.first > other.published.last:
        return "one later"
    if other.published.first and one.published.last and other.published.first > one.published.last:
        return "other later"
    return "not known"


def _words(count: Count) -> str:
    if count.low is not None and count.high is None:
        return f"{count.low} or more"
    return str(_number(count))
