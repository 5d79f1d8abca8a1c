"""What the text of an article tells of the day it was published, where it does not print that day.

A clue is a set of possible days with its reason in words. Clues come in the order of their strength: what cannot be
otherwise (a year told as past, a fact named) before what only the habits of news make likely (days told without year).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from recount.codebook.chronology import Sighting
from recount.read.calendar import Interval, day_of, moved, years_with
from recount.read.date_meanings import Between, Calendar, DateExpression, Meaning, Period, Shifted, Since, Weekday
from recount.read.date_placing import place
from recount.records import Sentence

# "Monday (August 30)" names a day of the week just past; "Monday, August 30" in a lead one of the last two weeks.
NEAR = 6
LATELY = 13
# A day and month without a year are at most a year old.
YEAR = 364
# Several such days close together are spoken of within about three months.
SEASON = 92
CLOSE = 120
LEAD = 3
MOST_YEARS = 60
PAST = re.compile(r"\b(?:said|says|killed|died|was|were|had|[a-z]{3,20}ed)\b")
FORWARD = re.compile(
    r"\b(?:will|would|by|until|through|before|next|plans?|planned|schedul\w{1,6}|expected|due|set to|season|budget"
    r"|target|cup|games|olympics?|elections?|polls?|deadline|fiscal|could|may|aims?|towards?|for|to be"
    r"|hop(?:e|es|ed|ing)|prepar(?:e|es|ing)|expires?|ends)\b",
    re.IGNORECASE,
)
AFTERWARDS = re.compile(r"\b(?:will|would|until|season|elections?|cup|olympics?)\b", re.IGNORECASE)
# A sentence or a word before a day that makes it one to come.
TO_COME = re.compile(
    r"\b(?:will|scheduled|plans?|planned|planning|expected|slated|upcoming|set (?:to|for)|tickets?|register|invited"
    r"|celebrations?|closed|open)\b",
    re.IGNORECASE,
)
BEFORE_IT = re.compile(r"\b(?:for|through|until|till|from|by|before|ahead of|since)\s{1,2}$", re.IGNORECASE)
# The credit at the end of a caption, which tells of what a picture shows in the present tense.
CREDIT = re.compile(r"[\[(][^\[\]()\n]{2,60}[\])]\s{0,3}$")
SPEAKS = re.compile(r"\b(?:said|says|told|tells|announced|warned|vowed|condemned|ordered|met|visited|arrived)\b")
FORMER = re.compile(
    r"\b(?:former|formerly|ex|then|late|ousted|deposed|toppled|slain|assassinated|predecessor|under|since|when)\b[^.\n]{0,20}$"
)
LAUNCHED = re.compile(
    r"\b(?:launched|began|begun|started|announced|unveiled|formed|founded|created|established|introduced|signed|adopted)\b"
)
TELLS = Calendar | Period | Shifted


@dataclass(frozen=True, slots=True, kw_only=True)
class Clue:
    """Possible days of publication as separate intervals, and why; `None` ends are open.

    `{years}` in the reason stands for the years that are left when the clue has been followed.
    """

    spans: tuple[tuple[date | None, date | None], ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A text with all that is read in it: its sentences, dates and the dated facts that it names."""

    text: str
    sentences: Sequence[Sentence]
    dates: Sequence[DateExpression]
    sightings: Sequence[Sighting]

    def around(self, start: int) -> tuple[int, int, int]:
        """Number, start and end of the sentence that holds a place in the text."""
        low, high = 0, len(self.sentences)
        while low < high:
            middle = (low + high) // 2
            if self.sentences[middle].end <= start:
                low = middle + 1
            else:
                high = middle
        if low < len(self.sentences):
            sentence = self.sentences[low]
            return low, min(sentence.start, start), sentence.end
        return low, start, len(self.text)


def clues(evidence: Evidence, *, floor: date | None, ceiling: date | None) -> Iterator[Clue]:
    """All clues, the strongest first; `floor` and `ceiling` bound the years looked at."""
    yield from _facts_named(evidence)
    yield from _years_told(evidence)
    yield from _facts_dated(evidence)
    yield from _weekdays_with_dates(evidence, ceiling=ceiling)
    yield from _in_office(evidence)
    yield from _days_close_together(evidence, floor=floor, ceiling=ceiling)


def _facts_named(evidence: Evidence) -> Iterator[Clue]:
    """An article that names a thing was published after it existed."""
    facts = {sighting.fact for sighting in evidence.sightings}
    if facts:
        newest = max(facts, key=lambda fact: (fact.first, fact.name))
        yield Clue(spans=((newest.first, None),), reason=f"it names {newest.name}, known since {newest.first}")


def _years_told(evidence: Evidence) -> Iterator[Clue]:
    """An article that tells of January 2015 as past was published after it."""
    told = [
        (interval[0], expression.span.quote)
        for expression in evidence.dates
        if not expression.ahead
        for meaning in _parts(expression.meaning)
        if meaning.year is not None
        if _is_past(evidence, expression, meaning)
        if (interval := place(meaning, None)) is not None
    ]
    if told:
        first, words = max(told)
        yield Clue(spans=((first, None),), reason=f"it tells of {words!r}")


def _parts(meaning: Meaning) -> Iterator[Calendar]:
    match meaning:
        case Calendar():
            yield meaning
        case Between(first=first) | Since(start=first):
            yield from _parts(first)
        case _:
            return


def _is_past(evidence: Evidence, expression: DateExpression, meaning: Calendar) -> bool:
    """Whether a printed year is told as past: nothing near it looks ahead, for a bare year nothing in the sentence."""
    _, start, end = evidence.around(expression.span.start)
    near = 60 if meaning.month is not None else 400
    before = evidence.text[max(start, expression.span.start - near) : expression.span.start]
    after = evidence.text[expression.span.end : min(end, expression.span.end + near)]
    return not FORWARD.search(before) and not re.search(
        r"\b(?:will|would|season|elections?|cup)\b", after, re.IGNORECASE
    )


def _facts_dated(evidence: Evidence) -> Iterator[Clue]:
    """A known launch told of without its year ("launched in February") leaves the year after it."""
    for sighting in evidence.sightings:
        for expression in evidence.dates:
            between = evidence.text[sighting.end : expression.span.start]
            if not 0 < expression.span.start - sighting.end <= 70 or "." in between or not LAUNCHED.search(between):
                continue
            spans = _days_that_fit(expression.meaning, sighting.fact.first)
            if spans:
                words = f"{sighting.fact.name} began on {sighting.fact.first}, told of as {expression.span.quote!r}"
                yield Clue(spans=spans, reason=words)


def _days_that_fit(meaning: Meaning, day: date) -> tuple[Interval, ...]:
    """The days of publication from which an expression without a year means that day."""
    if not isinstance(meaning, TELLS) or (isinstance(meaning, Calendar) and meaning.year is not None):
        return ()
    fitting = [today for at in range(2 * YEAR) if _means(meaning, today := moved(day, at), day)]
    return _runs(fitting)


def _means(meaning: Meaning, today: date, day: date) -> bool:
    interval = place(meaning, today)
    return interval is not None and interval[0] <= day <= interval[1] and (interval[1] - interval[0]).days <= YEAR + 1


def _runs(days: Sequence[date]) -> tuple[Interval, ...]:
    """Days as intervals without gaps."""
    spans: list[Interval] = []
    for day in days:
        if spans and moved(spans[-1][1], 1) == day:
            spans[-1] = (spans[-1][0], day)
        else:
            spans.append((day, day))
    return tuple(spans)


def _weekdays_with_dates(evidence: Evidence, *, ceiling: date | None) -> Iterator[Clue]:
    """Such as "Monday (August 30)": leaves the years in which 30 August is a Monday."""
    for expression in evidence.dates:
        meaning = expression.meaning
        if ceiling is None or not isinstance(meaning, Calendar):
            continue
        if (
            meaning.weekday is None
            or meaning.month is None
            or meaning.day is None
            or not _has_been(evidence, expression)
        ):
            continue
        earliest, latest = (meaning.year or ceiling.year - MOST_YEARS), (meaning.year or ceiling.year)
        years = years_with(meaning.month, meaning.day, meaning.weekday, earliest, latest)
        reach = _reach(evidence, expression)
        spans = tuple((day, moved(day, reach)) for year in years if (day := day_of(year, meaning.month, meaning.day)))
        quote = " ".join(expression.span.quote.split())
        if spans:
            yield Clue(spans=spans, reason=f"{quote!r} is so in {{years}}")


def _reach(evidence: Evidence, expression: DateExpression) -> int:
    """How many days after a weekday with its date an article can have been published."""
    number, _, _ = evidence.around(expression.span.start)
    if "(" in expression.span.quote:
        return NEAR
    return LATELY if number < LEAD else YEAR


def _has_been(evidence: Evidence, expression: DateExpression) -> bool:
    """Whether a day is told of as past: a verb says so, and nothing says that it is to come."""
    _, start, end = evidence.around(expression.span.start)
    sentence, before = evidence.text[start:end], evidence.text[start : expression.span.start]
    return bool(
        not expression.ahead
        and (PAST.search(sentence) or _is_caption(evidence.text, start))
        and not TO_COME.search(sentence)
        and not BEFORE_IT.search(before[-12:])
    )


def _in_office(evidence: Evidence) -> Iterator[Clue]:
    """Who speaks "on Sunday" as president was president then."""
    for sighting in evidence.sightings:
        if sighting.fact.last is None:
            continue
        _, start, end = evidence.around(sighting.start)
        sentence = evidence.text[start:end]
        if FORMER.search(evidence.text[start : sighting.start]) or not SPEAKS.search(sentence):
            continue
        told = [it.meaning for it in evidence.dates if start <= it.span.start < end]
        now = any(isinstance(it, Weekday) or it == Shifted(unit="day", number=0) for it in told)
        if now and not any(isinstance(it, Calendar) and it.year for it in told):
            words = f"it speaks of {sighting.fact.name} as present, over after {sighting.fact.last}"
            yield Clue(spans=((None, moved(sighting.fact.last, NEAR)),), reason=words)


def _days_close_together(evidence: Evidence, *, floor: date | None, ceiling: date | None) -> Iterator[Clue]:
    """Three or more days told without a year, close together: published within about three months of the last."""
    days = {
        (meaning.month, meaning.day)
        for expression in evidence.dates
        for meaning in _parts(expression.meaning)
        if meaning.month and meaning.day and _bare(meaning) and _has_been(evidence, expression)
    }
    if len(days) < 3 or floor is None or ceiling is None:
        return
    newest = _newest(sorted(days))
    if newest is None:
        return
    years = range(max(floor.year - 1, ceiling.year - MOST_YEARS), ceiling.year + 1)
    spans = tuple((day, moved(day, SEASON)) for year in years if (day := day_of(year, *newest)))
    words = f"the days it tells of without a year end with {newest[1]} {date(2000, *newest):%B}, spoken of soon after"
    yield Clue(spans=spans, reason=words)


def _is_caption(text: str, start: int) -> bool:
    """Whether a line ends with the name of who took a picture."""
    end = text.find("\n", start, start + 600)
    return CREDIT.search(text, max(start, end - 70), end) is not None if end > 0 else False


def _bare(meaning: Calendar) -> bool:
    """Whether a day is printed without anything that tells its year."""
    return meaning.year is None and meaning.year_shift is None and meaning.lean == "plain"


def _newest(days: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """The last of the days on the shortest way round the year that meets them all; None where that is long."""
    numbers = [date(2000, month, day).timetuple().tm_yday for month, day in days]
    gaps = [(numbers[(at + 1) % len(numbers)] - number) % 366 for at, number in enumerate(numbers)]
    widest = max(range(len(gaps)), key=gaps.__getitem__)
    return days[widest] if 366 - gaps[widest] <= CLOSE else None
