"""Counts of one kind that are told in one breath and add up: "one man and two women were wounded" is three wounded."""

import re
from collections.abc import Iterable, Sequence

from recount.reconcile.testimony import Testimony

_AND = re.compile(r"\W*(?:and|&)\W*", re.IGNORECASE)
_REACH = 30  # characters between two counts of one breath


def breaths(heard: Iterable[Testimony]) -> list[list[Testimony]]:
    """The testimony in the order of telling, each with those that follow it with nothing but "and" between them.

    Only the same people are added up, told of by the same witness: "12 people and three policemen" stays two counts.
    """
    told: list[list[Testimony]] = []
    for one in sorted(heard, key=lambda each: each.order):
        if told and _goes_on(told[-1][-1], one):
            told[-1].append(one)
        else:
            told.append([one])
    return told


def added(heard: Sequence[Testimony]) -> frozenset[str]:
    """The claims that are added to one before them."""
    return frozenset(one.claim.id for some in breaths(heard) for one in some[1:])


def _goes_on(one: Testimony, other: Testimony) -> bool:
    left, right = one.claim, other.claim
    if one.document.id != other.document.id or (one.witness, left.of) != (other.witness, right.of):
        return False
    if left.field != right.field or left.stance != right.stance or left.part > right.part:
        return False
    gap = right.span.start - left.span.end
    if not 0 <= gap <= _REACH:
        return False
    last = left.span.quote.split()[-1:]
    between = one.document.text[left.span.end : right.span.start]
    return bool(_AND.fullmatch(between)) or (last == ["and"] and not between.strip())
