"""Figures over many incidents: totals, shares, changes, the strength of a group, with period, area and speaker.

"262 attacks", "595 people were killed in 2018", "a decline of 29 percent", and a day's toll over several places. One
incident's own toll is left to the counts of people (`casualties.py`).
"""

from collections.abc import Sequence

from recount.records import Attribution, Document, Mention, Published, Sentence, Span, Statistic


def find_statistics(
    document: Document,
    sentences: Sequence[Sentence],
    attributions: Sequence[Attribution],
    mentions: Sequence[Mention],
    published: Published,
) -> tuple[Statistic, ...]:
    """Every published figure over many incidents, in the order of the text.

    `mentions` are those of any reader; of them only dates, places and counts of people are looked at.
    """
    return ()


def covered(statistics: Sequence[Statistic], mentions: Sequence[Mention]) -> tuple[Span, ...]:
    """Stretches that tell of many incidents: a trigger or a count of people in them makes no incident."""
    return ()
