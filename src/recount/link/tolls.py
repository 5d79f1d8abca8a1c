"""How the tolls of two reports compare: equal, fitting, near, rising with the later report, or different."""

from itertools import product
from typing import Literal

from recount.link.traits import Traits
from recount.records import Count

Verdict = tuple[str, str] | None
Order = Literal["one later", "other later", "not known"]

_BEST_FIRST = ("equal_large", "equal_small", "fits", "near", "rising", "equal_one", "near_undated", "other")
_LARGE, _NEAR = 5, 0.85


def compare_tolls(one: Traits, other: Traits, *, same_days: bool) -> Verdict:
    """The best level at which two tolls of one field and side agree; a near number speaks for it on its days only."""
    order = _order(one, other)
    found = [
        (_compare(left, right, order, same_days=same_days), f"{_words(left)} and {_words(right)} {key[0]} ({key[1]})")
        for key in sorted(set(one.tolls) & set(other.tolls))
        for left, right in product(one.tolls[key], other.tolls[key])
    ]
    return min(found, key=lambda verdict: (_BEST_FIRST.index(verdict[0]), verdict[1]), default=None)


def _compare(one: Count, other: Count, order: Order, *, same_days: bool) -> str:
    left, right = _number(one), _number(other)
    if left == right:
        return "equal_large" if left >= _LARGE else "equal_small" if left > 1 else "equal_one"
    if _holds(one, right) or _holds(other, left):
        return "fits"
    if min(left, right) >= _NEAR * max(left, right):
        return "near" if same_days else "near_undated"
    rising = (order == "one later" and left > right) or (order == "other later" and right > left)
    return "rising" if rising and same_days else "other"


def _number(count: Count) -> int:
    return next((number for number in (count.best, count.low, count.high) if number is not None), 0)


def _holds(count: Count, number: int) -> bool:
    """That an open count ("at least 11") allows a number; no count allows twice as many in earnest."""
    if count.low is not None and count.high is not None:
        return count.low <= number <= count.high
    if count.high is None and count.low is not None:
        return count.low <= number <= 2 * count.low
    return count.high is not None and count.high / 2 <= number <= count.high


def _order(one: Traits, other: Traits) -> Order:
    if one.published.first and other.published.last and one.published.first > other.published.last:
        return "one later"
    if other.published.first and one.published.last and other.published.first > one.published.last:
        return "other later"
    return "not known"


def _words(count: Count) -> str:
    if count.low is not None and count.high is None:
        return f"{count.low} or more"
    return str(_number(count))
