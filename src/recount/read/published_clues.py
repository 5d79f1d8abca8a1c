"""What the text of an article tells of the day it was published, where it does not print that day.

Clues come in the order of their strength: what cannot be otherwise (a fact named, a year told as past) before what only
the habits of news make likely (days told without a year).
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from recount.read.calendar import Interval, day_of, moved, years_with
from recount.read.date_meanings import Calendar, DateExpression, Meaning, Period, Shifted, Weekday
from recount.read.date_placing import place
from recount.read.published_evidence import Clue, Evidence, calendar_parts, is_bare

# "Monday (August 30)" names a day of the week just past; "Monday, August 30" in a lead one of the last two weeks.
NEAR = 6
LATELY = 13
# A day and month without a year are at most a year old.
YEAR = 364
# Several such days within CLOSE days of one another are spoken of within about three months.
SEASON = 92
CLOSE = 120
LEAD = 3
MOST_YEARS = 60
# From a fact to the date of its launch: "Operation ..., launched in February".
LAUNCH_REACH = 70
SPEAKS = re.compile(r"\b(?:said|says|told|tells|announced|warned|vowed|condemned|ordered|met|visited|arrived)\b")
FORMER = re.compile(
    r"\b(?:former|formerly|ex|then|late|ousted|deposed|toppled|slain|assassinated|predecessor|under|since|when)\b"
    r"[^.\n]{0,20}$",
    re.IGNORECASE,
)
LAUNCHED = re.compile(
    r"\b(?:launched|began|begun|started|announced|unveiled|formed|founded|created|established|introduced|signed|adopted)\b"
)


def clues(evidence: Evidence, *, floor: date, ceiling: date | None) -> Iterator[Clue]:
    """All clues, the strongest first; `floor` and `ceiling` bound the years looked at."""
    yield from _facts_named(evidence)
    yield from _years_told(evidence)
    yield from _facts_dated(evidence)
    if ceiling is not None:
        yield from _days_away(evidence, ceiling)
        yield from _weekdays_with_dates(evidence, ceiling)
    yield from _in_office(evidence)
    if ceiling is not None:
        yield from _days_close_together(evidence, floor, ceiling)


def _facts_named(evidence: Evidence) -> Iterator[Clue]:
    """An article that names a thing was published after it existed."""
    facts = {sighting.fact for sighting in evidence.sightings}
    if facts:
        newest = max(facts, key=lambda fact: (fact.first, fact.name))
        yield Clue(spans=((newest.first, None),), reason=f"it names {newest.name}, known since {newest.first}")


def _years_told(evidence: Evidence) -> Iterator[Clue]:
    """An article that tells of January 2015 as past was published after it began."""
    told = [
        (interval[0], " ".join(expression.span.quote.split()))
        for expression in evidence.dates
        for meaning in calendar_parts(expression.meaning)
        if meaning.year is not None
        if evidence.is_past_year(expression, bare=meaning.month is None)
        if (interval := place(meaning, None)) is not None
    ]
    if told:
        first, words = max(told)
        yield Clue(spans=((first, None),), reason=f"it tells of {words!r}")


def _facts_dated(evidence: Evidence) -> Iterator[Clue]:
    """A known launch told of without its year ("launched in February") leaves the year after it."""
    for sighting in evidence.sightings:
        for expression in evidence.dates_in(sighting.end, sighting.end + LAUNCH_REACH):
            between = evidence.text[sighting.end : expression.span.start]
            if "." in between or not LAUNCHED.search(between):
                continue
            spans = _days_that_fit(expression.meaning, sighting.fact.first)
            if spans:
                words = f"{sighting.fact.name} began on {sighting.fact.first}, told of as {expression.span.quote!r}"
                yield Clue(spans=spans, reason=words)


def _days_that_fit(meaning: Meaning, day: date) -> tuple[Interval, ...]:
    """The days of publication from which an expression without a year means that day."""
    if not isinstance(meaning, Calendar | Period | Shifted) or (isinstance(meaning, Calendar) and not is_bare(meaning)):
        return ()
    spans: list[Interval] = []
    for today in (moved(day, at) for at in range(2 * YEAR)):
        interval = place(meaning, today)
        if interval is None or not interval[0] <= day <= interval[1]:
            continue
        joins = spans and moved(spans[-1][1], 1) == today
        spans[-1:] = [(spans[-1][0], today)] if joins else [*spans[-1:], (today, today)]
    return tuple(spans)


def _days_away(evidence: Evidence, ceiling: date) -> Iterator[Clue]:
    """A date that is also told from publication, "yesterday (July 27)", leaves one day in each year."""
    for expression in evidence.dates:
        meaning = expression.meaning
        if not isinstance(meaning, Calendar) or meaning.away is None or meaning.month is None or meaning.day is None:
            continue
        first, last = (meaning.year, meaning.year) if meaning.year else (ceiling.year - MOST_YEARS, ceiling.year)
        told = (day_of(year, meaning.month, meaning.day) for year in range(first, last + 1))
        days = [moved(day, -meaning.away) for day in told if day]
        yield Clue(spans=tuple((day, day) for day in days), reason=f"it tells of {expression.span.quote!r}")


def _weekdays_with_dates(evidence: Evidence, ceiling: date) -> Iterator[Clue]:
    """A weekday with its date, "Monday (August 30)", leaves the years in which 30 August is a Monday."""
    seen: set[Meaning] = set()
    for expression in evidence.dates:
        meaning = expression.meaning
        if not isinstance(meaning, Calendar) or meaning.weekday is None or meaning in seen:
            continue
        seen.add(meaning)
        spans = _same_weekday(meaning, ceiling.year, _reach(evidence, expression))
        if spans and evidence.is_past_day(expression):
            quote = " ".join(expression.span.quote.split())
            yield Clue(spans=spans, reason=f"{quote!r} is so in {{years}}")


def _same_weekday(meaning: Calendar, latest: int, reach: int) -> tuple[Interval, ...]:
    """From each such day on, as long as an article may still speak of it so."""
    if meaning.weekday is None or meaning.month is None or meaning.day is None:
        return ()
    first, last = (meaning.year, meaning.year) if meaning.year else (latest - MOST_YEARS, latest)
    years = years_with(meaning.month, meaning.day, meaning.weekday, first, last)
    return tuple((day, moved(day, reach)) for year in years if (day := day_of(year, meaning.month, meaning.day)))


def _reach(evidence: Evidence, expression: DateExpression) -> int:
    """How many days after a weekday with its date an article can have been published."""
    number, _, _ = evidence.around(expression.span.start)
    if "(" in expression.span.quote:
        return NEAR
    return LATELY if number < LEAD else YEAR


def _in_office(evidence: Evidence) -> Iterator[Clue]:
    """Who speaks "on Sunday" as president was president then."""
    for sighting in evidence.sightings:
        _, start, end = evidence.around(sighting.start)
        if sighting.fact.last is None or FORMER.search(evidence.text[start : sighting.start]):
            continue
        told = [it.meaning for it in evidence.dates_in(start, end)]
        now = any(isinstance(it, Weekday) or it == Shifted(unit="day", number=0) for it in told)
        other = any(isinstance(it, Calendar) and it.year for it in told)
        if now and not other and SPEAKS.search(evidence.text[start:end]):
            words = f"it speaks of {sighting.fact.name} as present, over after {sighting.fact.last}"
            yield Clue(spans=((None, moved(sighting.fact.last, NEAR)),), reason=words)


def _days_close_together(evidence: Evidence, floor: date, ceiling: date) -> Iterator[Clue]:
    """Three or more days told without a year, close together: published within about three months of the last."""
    days = {
        (meaning.month, meaning.day)
        for expression in evidence.dates
        for meaning in calendar_parts(expression.meaning)
        if meaning.month and meaning.day and is_bare(meaning) and evidence.is_past_day(expression)
    }
    newest = _newest(sorted(days)) if len(days) > 2 else None
    if newest is None:
        return
    years = range(max(floor.year - 1, ceiling.year - MOST_YEARS), ceiling.year + 1)
    spans = tuple((day, moved(day, SEASON)) for year in years if (day := day_of(year, *newest)))
    words = f"the days it tells of without a year end with {newest[1]} {date(2000, *newest):%B}, spoken of soon after"
    yield Clue(spans=spans, reason=words)


def _newest(days: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """The last of the days on the shortest way round the year that meets them all; None where that is long."""
    numbers = [date(2000, month, day).timetuple().tm_yday for month, day in days]
    gaps = [(numbers[(at + 1) % len(numbers)] - number) % 366 for at, number in enumerate(numbers)]
    widest = max(range(len(gaps)), key=gaps.__getitem__)
    return days[widest] if 366 - gaps[widest] <= CLOSE else None
