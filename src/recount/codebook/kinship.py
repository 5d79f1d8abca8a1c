"""How two names of actors stand to one another: one actor, related, or two different ones.

Related are a group and its branch or splinter, and the forces of one state; "gunmen" is a description that any actor fits.
"""

from functools import cache
from typing import Literal

from recount.codebook.spelling import fold

Kinship = Literal["same", "related", "described", "different"]

FORCE_WORDS = frozenset(
    "army police forces force military troops government regime soldiers navy corps guard guards security border "
    "department ministry agency authorities intelligence command administration militia defense defence".split()
)


@cache
def kinship(one: str, other: str) -> Kinship:
    """How two actors stand to one another; the order of the two does not matter."""
    left, right = fold(one).split(), fold(other).split()
    if left == right:
        return "same"
    if is_description(one) or is_description(other):
        return "described"
    if set(left) <= set(right) or set(right) <= set(left):
        return "related"
    return "related" if _one_state(left, right) else "different"


def is_description(name: str) -> bool:
    """That a name only describes ("gunmen", "two men on a motorbike") and names no organisation."""
    return not any(word[:1].isupper() for word in name.split())


def _one_state(left: list[str], right: list[str]) -> bool:
    both = set(left) & set(right)
    return bool(both - FORCE_WORDS) and bool(FORCE_WORDS & set(left)) and bool(FORCE_WORDS & set(right))
