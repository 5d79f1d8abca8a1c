"""Days of an event of which only its length is told: "a three-day-long raid", "the gunfight lasted for two days"."""

import re
from collections.abc import Iterator, Sequence

from recount.read.date_meanings import DateExpression, Duration
from recount.read.date_resolution import MOST_DAYS, lasting
from recount.read.dates import find_dates
from recount.read.words import Words
from recount.records import Mention, Published, Trigger, When

_BEFORE_TRIGGER = re.compile(r"(?:[\s-]long)?\s(?!of\s)(?:[\w’'-]+\s){0,2}")
_LASTED = re.compile(
    r"\b(?:lasted|lasting|lasts|raged|raging|dragged on|went on|continued)\s(?:for\s)?(?:[\w-]+\s){0,2}[\w-]+\Z"
)
_UNITS = frozenset({"day", "week", "month"})
_LONGEST = 60
"""Sieges of more days than this begin long before the article; their length is told loosely."""


def find_lengths(
    words: Words, triggers: Sequence[Trigger], published: Published, days: Sequence[When] = ()
) -> Iterator[tuple[Mention, Trigger]]:
    """The days from the announcement minus the length to the announcement, each with the trigger whose length it is.

    `days` are those that the text tells of.
    """
    announced = _announced(published, days)
    if announced is None:
        return
    for sentence in words.sentences:
        here = [trigger for trigger in triggers if trigger.sentence == sentence.number]
        if not here:
            continue
        for said in find_dates(words.text[sentence.start : sentence.end], sentence.start):
            trigger = _whose(words.text, said, here)
            when = lasting(said, announced) if trigger and _is_plain(said) else None
            if trigger and when:
                span, number = said.span, sentence.number
                yield Mention(span=span, sentence=number, field="date", value=when, confidence=0.8), trigger


def _announced(published: Published, days: Sequence[When]) -> When | None:
    """The day of the article where it is known to some weeks; the first that it can be where the text tells of it."""
    first, last = published.first, published.last
    if first is None or last is None or (last - first).days > MOST_DAYS:
        return None
    told = any(day.first == day.last == first for day in days)
    return When(first=first, last=first if told else last)


def _is_plain(said: DateExpression) -> bool:
    meaning = said.meaning
    if not isinstance(meaning, Duration) or meaning.straight or meaning.unit not in _UNITS:
        return False
    return meaning.number * {"day": 1, "week": 7, "month": 30}.get(meaning.unit, _LONGEST) <= _LONGEST


def _whose(text: str, said: DateExpression, here: Sequence[Trigger]) -> Trigger | None:
    """The event that is so long: named right behind its length, or before "lasted"."""
    start, end = said.span.start, said.span.end
    for trigger in here:
        if trigger.span.start <= start and end <= trigger.span.end:
            return trigger
        if end < trigger.span.start and _BEFORE_TRIGGER.fullmatch(text, end, trigger.span.start):
            return trigger
    before = [trigger for trigger in here if trigger.span.end <= start]
    return before[-1] if before and _LASTED.search(text[before[-1].span.end : end]) else None
