"""An event told on in the next sentence: "an attack in X. At least 11 were killed when its men opened fire".

The second names neither day nor place of its own and the same perpetrator: it is the first, told in more detail.
And a killing that no word names as an event, of as many people on the same day as an event of the text, is that event.
"""

from collections.abc import Sequence

from recount.read.model_decode import Event, Told
from recount.read.model_labels import TAGS
from recount.records import COUNT_FIELDS, Count, Value, When

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
            if early in found or early == late:
                continue
            if _tells_again(event, told[early], told[late]) or (
                _tells_on(before, event) and _same(told[early], told[late])
            ):
                found[late] = early
                break
    return found


def _tells_again(event: Event, before: dict[str, set[Value]], told: dict[str, set[Value]]) -> bool:
    """Whether a killing that only its verb names has a day and a toll of the other event."""
    return event.deed and not _days(before).isdisjoint(_days(told)) and not _tolls(before).isdisjoint(_tolls(told))


def _days(told: dict[str, set[Value]]) -> set[When]:
    """The days told of an event, however they are worded."""
    days = (value for value in told.get("date", ()) if isinstance(value, When))
    return {When(first=day.first, last=day.last, month=day.month, day=day.day) for day in days}


def _tolls(told: dict[str, set[Value]]) -> set[tuple[str, int]]:
    """What befell how many: twelve and "at least twelve" are one."""
    counts = ((name, value) for name in COUNT_FIELDS for value in told.get(name, ()) if isinstance(value, Count))
    numbers = ((name, count.low if count.best is None else count.best) for name, count in counts)
    return {(name, number) for name, number in numbers if number}


def _tells_on(before: Event, event: Event) -> bool:
    """Whether the event begins in the sentence behind one that is only called an attack."""
    last = max(item.sentence for item in before.triggers)
    return before.type == "attack" and min(item.sentence for item in event.triggers) == last + 1


def _same(before: dict[str, set[Value]], event: dict[str, set[Value]]) -> bool:
    """Whether the same did it, and nothing that the event has of its own speaks against it."""
    shared = before.get("perpetrator", set()) & event.get("perpetrator", set())
    return bool(shared) and not OWN & event.keys() and bool(OWN & before.keys())
