"""The days a document tells of: as they are, and only to tell them apart where its own day is unknown."""

from collections.abc import Sequence
from datetime import date

from recount.read.date_resolution import resolve_all
from recount.read.dates import find_dates
from recount.records import Mention, Published, Sentence

ANY_DAY = date(2010, 6, 16)
"""A Wednesday. "Monday" and "last month" differ whenever a document was published; only that is asked of it."""


def find_days(text: str, sentences: Sequence[Sentence], published: Published) -> tuple[Mention, ...]:
    """Every date that can be placed, given when the document was published."""
    placed: list[Mention] = []
    expressions = [
        (expression, sentence.number)
        for sentence in sentences
        for expression in find_dates(text[sentence.start : sentence.end], sentence.start)
    ]
    resolved = resolve_all([expression for expression, _ in expressions], published)
    for (expression, number), when in zip(expressions, resolved, strict=True):
        if when is not None and (when.first is not None or when.month is not None):
            placed.append(Mention(span=expression.span, sentence=number, field="date", value=when))
    return tuple(placed)


def comparable_days(text: str, sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions, with their dates placed as if the document were of some one day where that is unknown."""
    placed = find_days(text, sentences, Published(first=ANY_DAY, last=ANY_DAY))
    known = {mention.span.start for mention in mentions if mention.field == "date"}
    if len(placed) <= len(known):
        return tuple(mentions)
    return (*(mention for mention in mentions if mention.field != "date"), *placed)
