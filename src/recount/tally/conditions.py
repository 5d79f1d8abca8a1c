"""Whether an incident is what a layout asks for, and in which of the layout's own cuts it stands."""

from collections.abc import Mapping

from recount.codebook.layouts import Condition, Layout
from recount.ledger.counting import Countable
from recount.tally.counts import attackers, toll_of
from recount.tally.dimensions import classes, leading


def fits(one: Countable, condition: Condition, cuts: Mapping[str, str]) -> bool:
    """That an incident meets a condition; `cuts` are the labels it has in the layout's own cuts so far."""
    if any(cuts.get(cut) not in labels for cut, labels in condition.cuts.items()):
        return False
    if any(not _held(one, key).intersection(wanted) for key, wanted in condition.lists.items()):
        return False
    return condition.fatal is None or condition.fatal == _fatal(one)


def sorted_into(one: Countable, layout: Layout) -> dict[str, str]:
    """The label of an incident in each of a layout's own cuts: the first that fits, else the rest."""
    labels: dict[str, str] = {}
    for cut, named in layout.cuts.items():
        found = (item.label for item in named if fits(one, item.condition, labels))
        labels[cut] = next(found, layout.rest[cut])
    return labels


def _held(one: Countable, key: str) -> frozenset[str]:
    """What an incident has under a condition's key."""
    if key == "perpetrator":
        return frozenset(classes(one.perpetrators, one.country)) or frozenset({"unknown"})
    if key == "target":
        return frozenset(classes(one.targets, one.country)) or frozenset({"unknown"})
    if key == "actor":
        return frozenset(leading(one.perpetrators))
    if key == "means":
        return frozenset(word for said in one.means for word in (said, *said.split()))
    value = getattr(one, key)
    return frozenset({value} if value else ())


def _fatal(one: Countable) -> bool:
    toll = toll_of(one.figures, "killed")
    return max(toll.best, toll.high, attackers(one.figures, "killed").best) > 0
