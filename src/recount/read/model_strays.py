"""Words for an event that name another place than their incident: "the Mastung operation", far down a text.

They go to the incident of that place, with what their sentence tells. Where no incident lies there
they stay: a place told in passing is a weaker sign.
"""

from collections.abc import Sequence

from recount.read.model_decode import Event, Told
from recount.read.model_features import Item
from recount.read.own_places import elsewhere, shares_name
from recount.records import Value, Where


def send_home(
    events: Sequence[Event], kept: Sequence[tuple[Told, Value]], own: Sequence[Sequence[Where | None]]
) -> None:
    """Move such triggers and claims; `own` holds for each trigger of each event the place of its own phrase."""
    homes = [_homes(at, kept) for at in range(len(events))]
    whole = [list(event.triggers) for event in events]
    for at, places in enumerate(own):
        strays = [
            (item, place)
            for item, place in zip(whole[at], places, strict=True)
            if place is not None and homes[at] and all(elsewhere(place, home) for home in _told_apart(homes[at], item))
        ]
        if len(strays) == len(whole[at]):
            continue
        for item, place in strays:
            home = _home_of(place, at, homes)
            if home is not None:
                _move(item, at, home, events, kept)


def _homes(at: int, kept: Sequence[tuple[Told, Value]]) -> list[tuple[Item, Where]]:
    """The places of an incident, with where they are told."""
    return [
        (told.item, value)
        for told, value in kept
        if isinstance(value, Where) and told.incidents and told.incidents[0][0] == at
    ]


def _told_apart(homes: Sequence[tuple[Item, Where]], item: Item) -> list[Where | None]:
    """The places told in other sentences than this one; none at all is no reason to move anything."""
    return [where for told, where in homes if told.sentence != item.sentence] or [None]


def _home_of(place: Where, at: int, homes: Sequence[Sequence[tuple[Item, Where]]]) -> int | None:
    """The first other incident that lies in the place or around it."""
    for number, told in enumerate(homes):
        if number != at and any(shares_name(place, where) and not elsewhere(place, where) for _, where in told):
            return number
    return None


def _move(item: Item, at: int, home: int, events: Sequence[Event], kept: Sequence[tuple[Told, Value]]) -> None:
    event = events[at]
    event.triggers.remove(item)
    events[home].triggers.append(item)
    if any(other.sentence == item.sentence for other in event.triggers):
        return
    for told, _ in kept:
        if told.item.sentence == item.sentence:
            told.incidents = [(home if number == at else number, chance) for number, chance in told.incidents]
