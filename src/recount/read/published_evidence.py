"""An article as evidence for the day it was published: its sentences, its dates, the dated facts that it names."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from recount.codebook.chronology import Sighting
from recount.read.date_meanings import Between, Calendar, DateExpression, Meaning, Since
from recount.records import Sentence

# How far a sentence is read on either side of a date; none in a newspaper is longer.
NEARBY = 400
PAST = re.compile(r"\b(?:said|says|killed|died|was|were|had|[a-z]{3,20}ed)\b")
# Words before or after a year that make it one to come.
FORWARD = re.compile(
    r"\b(?:will|would|by|until|through|before|next|plans?|planned|schedul\w{1,6}|expected|due|set to|season|budget"
    r"|target|cup|games|olympics?|elections?|polls?|deadline|fiscal|could|may|aims?|towards?|for|to be"
    r"|hop(?:e|es|ed|ing)|prepar(?:e|es|ing)|expires?|ends)\b",
    re.IGNORECASE,
)
AFTERWARDS = re.compile(r"\b(?:will|would|until|season|elections?|cup|olympics?)\b", re.IGNORECASE)
# A sentence, or a word right before a day, that makes it one to come.
TO_COME = re.compile(
    r"\b(?:will|scheduled|plans?|planned|planning|expected|slated|upcoming|set (?:to|for)|tickets?|register|invited"
    r"|celebrations?|closed|open)\b",
    re.IGNORECASE,
)
BEFORE_IT = re.compile(r"\b(?:for|through|until|till|from|by|before|ahead of|since)\s{1,2}$", re.IGNORECASE)
# The credit at the end of a caption, which tells of what a picture shows in the present tense.
CREDIT = re.compile(r"[\[(][^\[\]()\n]{2,60}[\])]\s{0,3}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clue:
    """Possible days of publication as separate intervals, and why; `None` ends are open.

    `{years}` in the reason stands for the years that are left when the clue has been followed.
    """

    spans: tuple[tuple[date | None, date | None], ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A text with all that is read in it. Sentences, dates and sightings are in the order of the text."""

    text: str
    sentences: Sequence[Sentence]
    dates: Sequence[DateExpression]
    sightings: Sequence[Sighting]

    def around(self, start: int) -> tuple[int, int, int]:
        """Number, start and end of the sentence that holds a place in the text, cut to what stands near it."""
        number = bisect_right(self.sentences, start, key=lambda sentence: sentence.end)
        first, last = max(0, start - NEARBY), min(len(self.text), start + NEARBY)
        if number == len(self.sentences):
            return number, first, last
        sentence = self.sentences[number]
        return number, min(max(sentence.start, first), start), min(sentence.end, last)

    def dates_in(self, start: int, end: int) -> Sequence[DateExpression]:
        """The dates that begin in a stretch of the text."""
        first = bisect_left(self.dates, start, key=lambda it: it.span.start)
        return self.dates[first : bisect_left(self.dates, end, key=lambda it: it.span.start)]

    def is_past_year(self, expression: DateExpression, *, bare: bool) -> bool:
        """Whether a printed year is told as past: nothing near it looks ahead, for a bare one nothing at all."""
        _, start, end = self.around(expression.span.start)
        near = NEARBY if bare else 60
        before = self.text[max(start, expression.span.start - near) : expression.span.start]
        after = self.text[expression.span.end : min(end, expression.span.end + near)]
        return not expression.ahead and not FORWARD.search(before) and not AFTERWARDS.search(after)

    def is_past_day(self, expression: DateExpression) -> bool:
        """Whether a day without its year is told as past: a verb says so, and nothing says that it is to come."""
        _, start, end = self.around(expression.span.start)
        sentence, before = self.text[start:end], self.text[start : expression.span.start]
        if expression.ahead or TO_COME.search(sentence) or BEFORE_IT.search(before[-12:]):
            return False
        return PAST.search(sentence) is not None or self._is_caption(start)

    def _is_caption(self, start: int) -> bool:
        """Whether a line ends with the name of who took a picture."""
        end = self.text.find("\n", start, start + 2 * NEARBY)
        return end > 0 and CREDIT.search(self.text, max(start, end - 70), end) is not None


def calendar_parts(meaning: Meaning) -> Iterator[Calendar]:
    """The calendar date in a meaning; of a stretch of time its beginning, since its end may be to come."""
    match meaning:
        case Calendar():
            yield meaning
        case Between(first=inner) | Since(start=inner):
            yield from calendar_parts(inner)
        case _:
            return


def is_bare(meaning: Calendar) -> bool:
    """Whether a day is printed without anything that tells its year."""
    return meaning.year is None and meaning.year_shift is None and meaning.lean == "plain"
