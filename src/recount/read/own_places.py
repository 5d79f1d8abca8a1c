"""The place that the very words for an event give it: "the Mastung operation", "a bombing near Quetta"."""

import re
from collections.abc import Sequence

from recount.codebook.places import kilometres
from recount.records import Mention, Trigger, Where

_BEFORE = frozenset((" ", "’s ", "'s "))
_AFTER = re.compile(r"\s(?:on|in|at|near|outside|inside)\s(?:the\s)?\Z")
_REACH = 30
_FAR_KM = 10.0


def own_places(text: str, triggers: Sequence[Trigger], mentions: Sequence[Mention]) -> list[Where | None]:
    """For each trigger the place that is part of its own phrase, or none."""
    places = [mention for mention in mentions if isinstance(mention.value, Where)]
    return [_own_place(text, trigger, places) for trigger in triggers]


def elsewhere(one: Where | None, other: Where | None) -> bool:
    """Whether neither place can hold the other: two countries, two provinces, two towns or districts.

    A town and a district of one name are one place as far as the words go.
    """
    if one is None or other is None or not one.country or not other.country:
        return False
    if one.country != other.country or _differ(one.province, other.province):
        return True
    if shares_name(one, other):
        return False
    return _differ(one.district, other.district) or _differ(one.locality, other.locality) or _far(one, other)


def shares_name(one: Where, other: Where) -> bool:
    """Whether a town or district of the one is named like one of the other."""
    return bool({one.district, one.locality} & {other.district, other.locality} - {None})


def _differ(left: str | None, right: str | None) -> bool:
    return left is not None and right is not None and left != right


def _far(one: Where, other: Where) -> bool:
    """Whether a town lies outside a district of which the text names no town."""
    if not all((place.district or place.locality) and place.latitude is not None for place in (one, other)):
        return False
    return kilometres(one, other) > _FAR_KM + (one.radius_km or 0) + (other.radius_km or 0)


def apart_by_place(places: Sequence[Where | None]) -> set[tuple[int, int]]:
    """The pairs of numbers, the smaller first, of which each lies elsewhere than the other."""
    size = range(len(places))
    return {(left, right) for left in size for right in size if left < right and elsewhere(places[left], places[right])}


def _own_place(text: str, trigger: Trigger, places: Sequence[Mention]) -> Where | None:
    for place in places:
        if place.sentence == trigger.sentence and _is_of(text, trigger, place) and isinstance(place.value, Where):
            return place.value
    return None


def _is_of(text: str, trigger: Trigger, place: Mention) -> bool:
    start, end = place.span.start, place.span.end
    if trigger.span.start <= start and end <= trigger.span.end:
        return True
    if text[end : trigger.span.start] in _BEFORE:
        return isinstance(place.value, Where) and _is_within_country(place.value)
    return 0 < start - trigger.span.end <= _REACH and bool(_AFTER.match(text[trigger.span.end : start]))


def _is_within_country(where: Where) -> bool:
    """Whether it is more exact than a country; "the US strike" tells who struck."""
    return bool(where.locality or where.district or where.province)
