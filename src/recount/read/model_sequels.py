"""An event told on in the next sentence: "an attack in X. At least 11 were killed when its men opened fire".

The second names neither day nor place of its own and the same perpetrator: it is the first, told in more detail.
"""

from collections.abc import Sequence

from recount.read.model_decode import Event, Told
from recount.read.model_labels import TAGS
from recount.records import Value

OWN = frozenset({"date", "place"})
"""What an event that is told on would not name anew."""


def sequels(events: Sequence[Event], kept: Sequence[tuple[Told, Value]]) -> dict[int, int]:
    """The numbers of events that only tell on another, with the number of that other."""
    told: list[dict[str, set[Value]]] = [{} for _ in events]
    for claim, value in kept:
        for at, _ in claim.incidents:
            told[at].setdefault(TAGS[claim.item.tag], set()).add(value)
    found: dict[int, int] = {}
    for late, event in enumerate(events):
        for early, before in enumerate(events):
            if early not in found and _tells_on(before, event) and _same(told[early], told[late]):
                found[late] = early
                break
    return found


def _tells_on(before: Event, event: Event) -> bool:
    """Whether the event begins in the sentence behind one that is only called an attack."""
    last = max(item.sentence for item in before.triggers)
    return before.type == "attack" and min(item.sentence for item in event.triggers) == last + 1


def _same(before: dict[str, set[Value]], event: dict[str, set[Value]]) -> bool:
    """Whether the same did it, and nothing that the event has of its own speaks against it."""
    shared = before.get("perpetrator", set()) & event.get("perpetrator", set())
    return bool(shared) and not OWN & event.keys() and bool(OWN & before.keys())
