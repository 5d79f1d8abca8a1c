"""Whether an incident is what a layout asks for, and in which of the layout's own cuts it stands."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from recount.codebook.layouts import Condition, Layout
from recount.ledger.countable import Countable, Figure
from recount.tally.counts import attackers, toll_of
from recount.tally.dimensions import classes, leading


def fits(one: Countable, condition: Condition, cuts: Mapping[str, str]) -> bool:
    """That an incident meets a condition; `cuts` are the labels it has in the layout's own cuts so far."""
    for cut, labels in condition.cuts.items():
        if cuts.get(cut) not in labels:
            return False
    for key, wanted in condition.lists.items():
        if key in _SINGLE:
            if getattr(one, key) not in wanted:
                return False
        elif wanted.isdisjoint(_held(one, key)):
            return False
    return condition.fatal is None or condition.fatal == is_fatal(one.figures)


def sorted_into(one: Countable, layout: Layout) -> dict[str, str]:
    """The label of an incident in each of a layout's own cuts: the first that fits, else the rest."""
    labels: dict[str, str] = {}
    for cut, named in layout.cuts.items():
        found = (item.label for item in named if fits(one, item.condition, labels))
        labels[cut] = next(found, layout.rest[cut])
    return labels


_SINGLE = frozenset({"type", "status", "grade", "country", "province", "district"})


def _held(one: Countable, key: str) -> Iterable[str]:
    """What an incident has of what it may have several of."""
    if key == "perpetrator":
        return classes(one.perpetrators, one.country) or ("unknown",)
    if key == "target":
        return classes(one.targets, one.country) or ("unknown",)
    if key == "actor":
        return leading(one.perpetrators)
    return [word for said in one.means for word in (said, *said.split())]


@lru_cache(maxsize=32768)
def is_fatal(figures: tuple[Figure, ...]) -> bool:
    """That somebody died, attackers included."""
    toll = toll_of(figures, "killed")
    return max(toll.best, toll.high, attackers(figures, "killed").best) > 0
