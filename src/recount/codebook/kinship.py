"""How two names of actors stand to one another: one actor, related, or two different ones.

Related are a group and its branch or splinter, and the forces of one state. A description ("gunmen") fits any actor.
"""

from functools import cache
from typing import Literal

from recount.codebook.spelling import naming, telling

Kinship = Literal["same", "related", "described", "different"]


@cache
def kinship(one: str, other: str) -> Kinship:
    """How two actors stand to one another; the order of the two does not matter."""
    left, right = telling(one).split(), telling(other).split()
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
    forces, both = set(naming()["forces"]), set(left) & set(right)
    return bool(both - forces) and bool(forces & set(left)) and bool(forces & set(right))
