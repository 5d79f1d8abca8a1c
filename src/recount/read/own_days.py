"""The day that the very words for an event give it: "the October 24 attack", "the bombing of 8 August"."""

import re
from collections.abc import Sequence

from recount.read.grammar import STOPS
from recount.records import Mention, Trigger, When

_BEFORE = re.compile(r"(?:['’]s?)?(?:[\s-](?P<words>(?:[\w-]{1,20}\s){0,3}))\Z")
_AFTER = re.compile(r"\s(?:(?:on|of|in|late|early|last)\s){1,2}(?:the\s)?\Z")
_REACH = 60


def own_days(text: str, triggers: Sequence[Trigger], mentions: Sequence[Mention]) -> list[When | None]:
    """For each trigger the date that is part of its own phrase, or none."""
    dates = [mention for mention in mentions if isinstance(mention.value, When)]
    return [_own_day(text, trigger, dates) for trigger in triggers]


def contradict(one: When | None, other: When | None) -> bool:
    """Whether two days cannot be the same."""
    if one is None or other is None:
        return False
    if one.first and one.last and other.first and other.last:
        return one.last < other.first or other.last < one.first
    left, right = _yearless(one), _yearless(other)
    return left is not None and right is not None and left != right


def apart(days: Sequence[When | None]) -> set[tuple[int, int]]:
    """The pairs of numbers, the smaller first, whose days contradict one another."""
    size = range(len(days))
    return {(left, right) for left in size for right in size if left < right and contradict(days[left], days[right])}


def _own_day(text: str, trigger: Trigger, dates: Sequence[Mention]) -> When | None:
    for date in dates:
        if date.sentence == trigger.sentence and _is_of(text, trigger, date) and isinstance(date.value, When):
            return date.value
    return None


def _is_of(text: str, trigger: Trigger, date: Mention) -> bool:
    if trigger.span.start <= date.span.start and date.span.end <= trigger.span.end:
        return True
    if 0 < trigger.span.start - date.span.end <= _REACH:
        between = _BEFORE.match(text[date.span.end : trigger.span.start])
        return between is not None and not STOPS & set(between["words"].lower().split())
    return 0 < date.span.start - trigger.span.end <= _REACH and bool(
        _AFTER.match(text[trigger.span.end : date.span.start])
    )


def _yearless(when: When) -> tuple[int, int] | None:
    """Month and day of a single day."""
    if when.first and when.first == when.last:
        return when.first.month, when.first.day
    return (when.month, when.day) if when.month and when.day else None
