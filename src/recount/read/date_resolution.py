"""Turns what a date says into days, given when the article was published and which days were told of before.

Where the publication day is only known to a range, every day of it is tried: what comes out the same is certain, what
differs is an interval, and a day and month of several years stay without a year. Nothing is guessed.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from recount.read.calendar import (
    Interval,
    moved,
    precision_of,
    span_of,
)
from recount.read.date_meanings import (
    Between,
    Calendar,
    Choice,
    DateExpression,
    Duration,
    Meaning,
    Shifted,
    Since,
    Weekday,
)
from recount.read.date_placing import place
from recount.records import DatePrecision, Published, When

# Over this many possible days of publication a relative date ("Sunday", "last week") tells nothing worth keeping.
MOST_DAYS = 62
# How many days an anchor may span for what is counted from it: days from a day, years from a year.
LENGTH = {"hour": 0, "day": 0, "week": 6, "month": 30, "year": 365, "decade": 3652}
# Days in a unit, for durations.
DAYS = {"hour": 1 / 24, "day": 1, "week": 7, "month": 30, "year": 365, "decade": 3650}


def resolve(
    expression: DateExpression,
    published: Published,
    anchors: Sequence[When] = (),
    *,
    day_first: bool | None = None,
) -> When | None:
    """The days that an expression means, or None where it tells none (a bare duration, an unknown anchor).

    `anchors` are the days told of before it, the nearest last. `day_first` says how the outlet writes 10/6/2008;
    without it both readings stay possible unless one lies after publication.
    """
    match expression.meaning:
        case Duration() as meaning:
            return _straight(meaning, published, anchors)
        case Choice() as meaning:
            return _choice(meaning, published, day_first)
        case Shifted(base="anchor", of=None) as meaning:
            return _from_anchor(meaning, anchors)
        case meaning:
            return _counted(meaning, published, anchors, ahead=expression.ahead)


def _counted(meaning: Meaning, published: Published, anchors: Sequence[When], *, ahead: bool) -> When | None:
    """What is printed with its year, or counted from the day of publication."""
    whole = place(meaning, None, ahead=ahead)
    if whole is not None:
        return _when(whole, meaning, "printed with its year")
    if (told := _month_told(meaning, anchors)) is not None:
        return _when(told, meaning, "in the month told of before")
    days = _possible_days(published)
    if days is not None:
        return _on_each(meaning, days, ahead=ahead)
    if isinstance(meaning, Calendar) and meaning.month is not None:
        return _without_year(meaning, published, anchors, ahead=ahead)
    return _unplaced(meaning, published)


def resolve_all(
    expressions: Sequence[DateExpression], published: Published, *, day_first: bool | None = None
) -> tuple[When | None, ...]:
    """Each expression in reading order, counted from the days told of before it."""
    anchors: list[When] = []
    resolved: list[When | None] = []
    for expression in expressions:
        when = resolve(expression, published, anchors[-8:], day_first=day_first)
        resolved.append(when)
        if when is not None and when.first is not None:
            anchors.append(when)
    return tuple(resolved)


def lasting(duration: DateExpression, announced: When) -> When | None:
    """The days of an event of which only its length and the day of its announcement are told.

    "A three-day operation", announced on 4 June: 1 to 4 June (announcement minus duration).
    """
    meaning = duration.meaning
    if not isinstance(meaning, Duration) or announced.first is None or announced.last is None:
        return None
    days = -(-meaning.number * DAYS[meaning.unit] // 1)
    back = int(days) - (1 if meaning.straight else 0)
    first = moved(announced.first, -back)
    reason = f"{duration.span.quote!r} before the announcement on {announced.last.isoformat()}"
    return When(
        first=first, last=announced.last, precision=precision_of(first, announced.last), lasted=True, reason=reason
    )


def _when(interval: Interval, meaning: Meaning, reason: str) -> When:
    first, last = interval
    calendar = meaning if isinstance(meaning, Calendar) else None
    lasted = isinstance(meaning, Since) or (isinstance(meaning, Between) and meaning.lasted)
    weekday = calendar.weekday if calendar else None
    if weekday is not None and first == last and first.weekday() != weekday:
        reason += f"; the weekday printed beside it does not fit {first.isoformat()}"
    return When(
        first=first,
        last=last,
        precision=precision_of(first, last),
        lasted=lasted,
        month=calendar.month if calendar else None,
        day=calendar.day if calendar else None,
        weekday=weekday,
        reason=reason,
    )


def _possible_days(published: Published) -> tuple[date, ...] | None:
    """Every possible day of publication, or None where they are unknown or too many."""
    if published.first is None or published.last is None:
        return None
    spans = published.candidates or ((published.first, published.last),)
    if sum((last - first).days + 1 for first, last in spans) > MOST_DAYS:
        return None
    return tuple(first + timedelta(days=at) for first, last in spans for at in range((last - first).days + 1))


def _on_each(meaning: Meaning, days: Sequence[date], *, ahead: bool) -> When | None:
    """What an expression means on each possible day of publication, taken together."""
    placed = {place(meaning, day, ahead=ahead) for day in days}
    intervals = sorted(it for it in placed if it is not None)
    if not intervals:
        return None
    known = f"published {days[0].isoformat()}" if len(days) == 1 else f"published {days[0]} to {days[-1]}"
    if len(intervals) == 1:
        return _when(intervals[0], meaning, f"counted from an article {known}")
    if isinstance(meaning, Calendar) and meaning.month is not None:
        return _open(meaning, intervals, f"several years are possible for an article {known}")
    return _when(span_of(intervals), meaning, f"every day that is possible for an article {known}")


def _without_year(meaning: Calendar, published: Published, anchors: Sequence[When], *, ahead: bool) -> When:
    """A day and month without a year: the one year that publication leaves, or that of the month told before."""
    intervals = _in_years(meaning, published, ahead=ahead)
    if len(intervals) == 1:
        return _when(intervals[0], meaning, "the only year that the possible days of publication leave")
    told = _year_told(meaning, anchors)
    if told is not None:
        return _when(told, meaning, "in the month told of before")
    return _open(meaning, intervals, "printed without a year, and several are possible")


def _in_years(meaning: Calendar, published: Published, *, ahead: bool) -> list[Interval]:
    """The most recent such days for some possible day of publication."""
    if published.first is None or published.last is None:
        return []
    found: set[Interval] = set()
    for first, last in published.candidates or ((published.first, published.last),):
        edges = {first, last}
        for year in range(first.year - 1, last.year + 1):
            edges |= {day for day in (date(year, 12, 31), date(year + 1, 1, 1)) if first <= day <= last}
            interval = _in_year(meaning, year)
            if interval is not None:
                edges |= {day for day in (moved(interval[0], -1), interval[0]) if first <= day <= last}
        found |= {it for day in edges if (it := place(meaning, day, ahead=ahead)) is not None}
    fitting = {it for it in found if meaning.day is not None and it[0].weekday() == meaning.weekday}
    return sorted(fitting or found)


def _in_year(meaning: Calendar, year: int) -> Interval | None:
    if year < 1:
        return None
    return place(Calendar(year=year, month=meaning.month, day=meaning.day, part=meaning.part), None)


def _month_told(meaning: Meaning, anchors: Sequence[When]) -> Interval | None:
    """Such as "in May 2006 ... on 10 May": a day of the very month that was told just before with its year."""
    if not isinstance(meaning, Calendar) or meaning.day is None or meaning.lean != "plain" or not anchors:
        return None
    nearest = anchors[-1]
    whole = nearest.precision == "month" and nearest.month == meaning.month and meaning.year_shift is None
    return _in_year(meaning, nearest.first.year) if whole and nearest.first is not None else None


def _year_told(meaning: Calendar, anchors: Sequence[When]) -> Interval | None:
    """The same month in the year of the nearest date before it, where that is the month told of."""
    for anchor in reversed(anchors):
        if anchor.first is not None and anchor.last is not None:
            same = anchor.first.month == meaning.month and (anchor.last - anchor.first).days <= 31
            return _in_year(meaning, anchor.first.year) if same and meaning.day is not None else None
    return None


def _open(meaning: Calendar, intervals: Sequence[Interval], reason: str) -> When:
    years = ", ".join(str(first.year) for first, _ in intervals[:12])
    words = f"{reason} ({years})" if years else reason
    precision: DatePrecision = "day" if meaning.day is not None else "month"
    return When(month=meaning.month, day=meaning.day, weekday=meaning.weekday, precision=precision, reason=words)


def _unplaced(meaning: Meaning, published: Published) -> When | None:
    """Of a relative date in an article of an unknown day only a weekday is left."""
    if not isinstance(meaning, Weekday):
        return None
    why = "is unknown" if published.first is None else f"is only known to lie in {published.first} to {published.last}"
    return When(weekday=meaning.weekday, reason=f"counted from the day of publication, which {why}")


def _choice(meaning: Choice, published: Published, day_first: bool | None) -> When | None:
    """A date in numbers that can be read with the day or with the month first."""
    if day_first is not None:
        chosen = meaning.day_first if day_first else meaning.month_first
        return _placed(chosen, "the order that the outlet uses")
    days = [place(it, None) for it in (meaning.day_first, meaning.month_first)]
    past = sorted(it for it in days if it and (published.last is None or it[0] <= published.last))
    if len(past) == 1:
        return _when(past[0], meaning, "the other order of day and month lies after publication")
    both = sorted(it for it in days if it)
    return _when(span_of(both), meaning, "day and month can be read in either order") if both else None


def _placed(meaning: Calendar, reason: str) -> When | None:
    interval = place(meaning, None)
    return _when(interval, meaning, reason) if interval else None


def _from_anchor(meaning: Shifted, anchors: Sequence[When]) -> When | None:
    """Such as "the same day", "two days later": counted from the nearest day told before, a year from a year."""
    for anchor in reversed(anchors):
        if anchor.first is None or anchor.last is None or (anchor.last - anchor.first).days > LENGTH[meaning.unit]:
            continue
        shift = Shifted(unit=meaning.unit, number=meaning.number)
        ends = [it for day in (anchor.first, anchor.last) if (it := place(shift, day)) is not None]
        told = anchor.first.isoformat() if anchor.first == anchor.last else f"{anchor.first} to {anchor.last}"
        return _when(span_of(ends), meaning, f"counted from {told}, told before") if ends else None
    return None


def _straight(meaning: Duration, published: Published, anchors: Sequence[When]) -> When | None:
    """Such as "for a second straight day", which ends on the day told of; a bare duration tells no day at all."""
    ends: Iterable[When] = reversed(anchors)
    end = next((it.first for it in ends if it.first is not None and it.first == it.last), None)
    end = end or published.day
    if not meaning.straight or end is None:
        return None
    first = moved(end, 1 - meaning.number)
    return When(
        first=first,
        last=end,
        precision=precision_of(first, end),
        lasted=True,
        reason=f"the days up to {end.isoformat()}",
    )
