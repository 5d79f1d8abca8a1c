"""Places a meaning in the calendar, for an article published on one given day.

News looks back: "Sunday" is the last Sunday (today where today is one), "in July" the last July, unless the sentence
looks ahead ("will vote on Sunday"). Without a day of publication only what carries its year can be placed.
"""

from datetime import MAXYEAR, MINYEAR, date

from recount.read.calendar import (
    Interval,
    day_of,
    decade_of,
    easter,
    month_of,
    moved,
    moved_units,
    part_of_month,
    part_of_year,
    span_of,
    unit_of,
    weekday_after,
    weekday_before,
    weekend_before,
    year_of,
)
from recount.read.date_meanings import (
    Between,
    Calendar,
    Feast,
    Lean,
    Meaning,
    Night,
    Period,
    Recent,
    Shifted,
    Since,
    Weekday,
    Weekend,
)

# How many days ahead an article announces an event by weekday and date.
SOON = 31


def place(meaning: Meaning, today: date | None, *, ahead: bool = False) -> Interval | None:
    """First and last day of a meaning in an article of `today`; None where it cannot be told."""
    match meaning:
        case Calendar():
            return _calendar(meaning, today, ahead=ahead)
        case Feast():
            return _feast(meaning, today, ahead=ahead)
        case Between():
            return _between(meaning, today, ahead=ahead)
        case Shifted(of=Calendar() | Weekday() | Feast() | Period() as of):
            return _away(meaning, place(of, today))
        case Shifted(of=Shifted() as of):
            return _same_day(meaning, place(of, today))
        case _:
            return _relative(meaning, today, ahead=ahead) if today else None


def _relative(meaning: Meaning, today: date, *, ahead: bool) -> Interval | None:
    match meaning:
        case Weekday():
            return _weekday(meaning, today, ahead=ahead)
        case Weekend(lean=lean):
            return _weekend(lean, today, ahead=ahead)
        case Period():
            return _period(meaning, today)
        case Shifted():
            return _shifted(meaning, today)
        case _:
            return _up_to(meaning, today)


def _up_to(meaning: Meaning, today: date) -> Interval | None:
    """What ends with the day of publication: the past two weeks, overnight, since 2015."""
    match meaning:
        case Recent(unit=unit, number=int() as number):
            return moved_units(today, unit, -number), today
        case Night():
            return moved(today, -1), today
        case Since():
            return _since(meaning, today)
        case _:
            return None


def _calendar(meaning: Calendar, today: date | None, *, ahead: bool) -> Interval | None:
    if meaning.year is not None:
        return _in_year(meaning, meaning.year)
    if today is None:
        return None
    if meaning.year_shift is not None:
        return _in_year(meaning, today.year + meaning.year_shift)
    if meaning.month is None and meaning.part is None:
        return _day_alone(meaning.day or 1, today)
    years = range(max(today.year - 9, MINYEAR), min(today.year + 9, MAXYEAR))
    intervals = [it for year in years if (it := _in_year(meaning, year)) is not None]
    if meaning.lean == "plain" and meaning.day is not None and not ahead:
        return _recent(intervals, today, meaning.weekday)
    return _chosen(intervals, today, "next" if ahead and meaning.lean == "plain" else meaning.lean)


def _recent(intervals: list[Interval], today: date, weekday: int | None) -> Interval | None:
    """A day of the month without a year: the last one past, unless its weekday fits only the one to come.

    A day after publication counts as past: the article was written east of the clock that dated it.
    """
    before = _chosen(intervals, moved(today, 1), "plain")
    after = _chosen(intervals, today, "next")
    fits = weekday is None or before is None or before[0].weekday() == weekday
    if not fits and after is not None and after[0].weekday() == weekday and (after[0] - today).days <= SOON:
        return after
    return before


def _chosen(intervals: list[Interval], today: date, lean: Lean) -> Interval | None:
    """Of the same day in several years: the last one past, this year's, or the next to come."""
    before = [it for it in intervals if it[0] <= today]
    if lean == "last":
        before = [it for it in before if it[1] < today]
    if lean == "this":
        return next((it for it in intervals if it[0].year == today.year), None)
    if lean == "next":
        return next((it for it in intervals if it[1] >= today), None)
    return before[-1] if before else None


def _in_year(meaning: Calendar, year: int) -> Interval | None:
    if not MINYEAR <= year <= MAXYEAR:
        return None
    if meaning.decade:
        return decade_of(year)
    if meaning.month is None:
        return part_of_year(year, meaning.part) if meaning.part else year_of(year)
    if meaning.day is None:
        return part_of_month(year, meaning.month, meaning.part) if meaning.part else month_of(year, meaning.month)
    day = day_of(year, meaning.month, meaning.day)
    return (day, day) if day else None


def _day_alone(number: int, today: date) -> Interval | None:
    """The 14th of this month, or of the last month that has one."""
    for back in range(4):
        month = moved_units(today, "month", -back)
        day = day_of(month.year, month.month, number)
        if day is not None and day <= today:
            return day, day
    return None


def _feast(meaning: Feast, today: date | None, *, ahead: bool) -> Interval | None:
    if meaning.year is not None:
        day = moved(easter(meaning.year), meaning.from_easter)
        return day, day
    if today is None:
        return None
    years = range(max(today.year - 1, MINYEAR), min(today.year + 1, MAXYEAR) + 1)
    days = [moved(easter(year), meaning.from_easter) for year in years]
    return _chosen([(day, day) for day in days], today, "next" if ahead else meaning.lean)


def _between(meaning: Between, today: date | None, *, ahead: bool) -> Interval | None:
    """From one to the other: the end is placed first, and the beginning as the last one before it."""
    end, start = meaning.last, meaning.first
    if _has_year(start) and not _has_year(end):
        first = place(start, None)
        last = place(end, first[0], ahead=True) if first else None
    else:
        last = place(end, today, ahead=ahead)
        counted = isinstance(start, Shifted)
        first = place(start, today if counted else last[1]) if last else None
    return span_of((first, last)) if first and last else None


def _has_year(meaning: Meaning) -> bool:
    return isinstance(meaning, Calendar) and meaning.year is not None


def _weekday(meaning: Weekday, today: date, *, ahead: bool) -> Interval:
    if meaning.lean == "next" or (ahead and meaning.lean == "plain"):
        day = weekday_after(today, meaning.weekday, same=meaning.lean == "plain")
    elif meaning.lean == "this":
        day = weekday_before(today, meaning.weekday)
    else:
        day = weekday_before(today, meaning.weekday, same=meaning.lean == "plain")
    return (day, min(moved(day, 1), max(today, day))) if meaning.overnight else (day, day)


def _weekend(lean: Lean, today: date, *, ahead: bool) -> Interval:
    if lean == "next" or (ahead and lean != "last"):
        saturday = weekday_after(today, 5, same=lean != "next")
        return saturday, moved(saturday, 1)
    if lean == "this" and today.weekday() == 5:
        return today, moved(today, 1)
    return weekend_before(today, same=lean != "last")


def _period(meaning: Period, today: date) -> Interval:
    first, last = unit_of(moved_units(today, meaning.unit, meaning.shift), meaning.unit)
    if meaning.part and meaning.unit == "year":
        return part_of_year(first.year, meaning.part)
    if meaning.part and meaning.unit == "month":
        return part_of_month(first.year, first.month, meaning.part)
    if meaning.until_now:
        return first, today
    return (today, last) if meaning.shift == 0 else (first, last)


def _shifted(meaning: Shifted, today: date) -> Interval:
    """Two days ago is a day, three months ago a month, ten years ago a year."""
    return unit_of(moved_units(today, meaning.unit, meaning.number), meaning.unit)


def _same_day(meaning: Shifted, of: Interval | None) -> Interval | None:
    """The day itself in another year, month or week: "ten years ago today"."""
    if of is None:
        return None
    first, last = (moved_units(day, meaning.unit, meaning.number) for day in of)
    return first, last


def _away(meaning: Shifted, of: Interval | None) -> Interval | None:
    if of is None:
        return None
    ends = (unit_of(moved_units(day, meaning.unit, meaning.number), meaning.unit) for day in of)
    return span_of(ends)


def _since(meaning: Since, today: date) -> Interval | None:
    start = place(meaning.start, today)
    if start is None or start[0] > today:
        return None
    return start[0], min(today, start[1]) if meaning.within else today
