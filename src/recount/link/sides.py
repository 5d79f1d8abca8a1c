"""How those who did it and those who were hit compare, with branches, parents and plain descriptions allowed for."""

from itertools import product

from recount.codebook.kinship import kinship
from recount.codebook.spelling import alike
from recount.link.traits import Traits

Verdict = tuple[str, str] | None

_BEST_FIRST = ("same", "related", "described", "different")


def compare_perpetrators(one: Traits, other: Traits) -> Verdict:
    """How close the closest two perpetrators are; a clash told from the other side counts as crossed."""
    best = _closest(one.perpetrators, other.perpetrators)
    if best is None or best[0] == "different":
        crossed = _closest(one.perpetrators, other.targets)
        if crossed and crossed[0] in {"same", "related"} and one.targets and other.perpetrators:
            return "crossed", f"{crossed[1]} on either side"
    if best is None:
        return None
    return ("other" if best[0] == "different" else best[0]), best[1]


def compare_targets(one: Traits, other: Traits) -> Verdict:
    """How close the closest two targets are; descriptions are compared by their words."""
    if not one.targets or not other.targets:
        return None
    level, names = _closest(one.targets, other.targets) or ("different", "")
    if level in {"same", "related"} or any(alike(*pair) for pair in product(one.targets, other.targets)):
        return ("related" if level == "related" else "same"), names
    return "other", names


def _closest(left: tuple[str, ...], right: tuple[str, ...]) -> tuple[str, str] | None:
    found = [(kinship(*pair), pair) for pair in product(left, right)]
    if not found:
        return None
    level, (one, other) = min(found, key=lambda pair: (_BEST_FIRST.index(pair[0]), pair[1]))
    return level, one if one == other else f"{one} and {other}"
