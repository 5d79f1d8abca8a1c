"""The calendar as news uses it: weeks from Monday, parts of a year, the last Sunday before a day.

Everything here is arithmetic on days; no words are read and no clock is asked.
"""

from collections.abc import Iterable
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import Literal

from recount.records import DatePrecision

Interval = tuple[date, date]
Unit = Literal["hour", "day", "week", "month", "year", "decade"]
Part = Literal[
    "early", "mid", "late", "first half", "second half", "quarter 1", "quarter 2", "quarter 3", "quarter 4",
    "spring", "summer", "autumn", "winter", "week 1", "week 2", "week 3", "week 4", "last week",
]  # fmt: skip

# Parts as the annotation guide reads them: "mid-2014" is May to August, "late 2014" October to December.
YEAR_PARTS: dict[str, tuple[int, int]] = {
    "early": (1, 4), "mid": (5, 8), "late": (10, 12), "first half": (1, 6), "second half": (7, 12),
    "quarter 1": (1, 3), "quarter 2": (4, 6), "quarter 3": (7, 9), "quarter 4": (10, 12),
    "spring": (3, 5), "summer": (6, 8), "autumn": (9, 11),
}  # fmt: skip
MONTH_PARTS: dict[str, tuple[int, int]] = {
    "early": (1, 10), "mid": (11, 20), "late": (21, 31), "first half": (1, 15), "second half": (16, 31),
    "week 1": (1, 7), "week 2": (8, 14), "week 3": (15, 21), "week 4": (22, 28),
}  # fmt: skip


def moved(day: date, days: int) -> date:
    """The day so many days later, or earlier; stops at the ends of the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min


def moved_months(day: date, months: int) -> date:
    """The same day so many months later; the last of the month where there is no such day."""
    number = min(max(day.year * 12 + day.month - 1 + months, MINYEAR * 12), MAXYEAR * 12 + 11)
    year, month = divmod(number, 12)
    return date(year, month + 1, min(day.day, days_in(year, month + 1)))


def days_in(year: int, month: int) -> int:
    """How many days a month has."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def day_of(year: int, month: int, day: int) -> date | None:
    """That day, or None where the calendar has none such (30 February)."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def year_of(year: int) -> Interval:
    """The whole year."""
    return date(year, 1, 1), date(year, 12, 31)


def month_of(year: int, month: int) -> Interval:
    """The whole month."""
    return date(year, month, 1), date(year, month, days_in(year, month))


def week_of(day: date) -> Interval:
    """The week of a day, Monday to Sunday."""
    monday = moved(day, -day.weekday())
    return monday, moved(monday, 6)


def decade_of(year: int) -> Interval:
    """The ten years that begin with a year of the same tens."""
    first = year - year % 10
    return date(max(first, MINYEAR), 1, 1), date(min(first + 9, MAXYEAR), 12, 31)


def unit_of(day: date, unit: Unit) -> Interval:
    """The day, week, month, year or decade that holds a day."""
    match unit:
        case "hour" | "day":
            return day, day
        case "week":
            return week_of(day)
        case "month":
            return month_of(day.year, day.month)
        case "year":
            return year_of(day.year)
        case "decade":
            return decade_of(day.year)


def moved_units(day: date, unit: Unit, number: int) -> date:
    """The day so many units later, or earlier where the number is negative; hours count as days begun."""
    match unit:
        case "hour":
            return moved(day, number // 24 if number < 0 else -(-number // 24))
        case "day":
            return moved(day, number)
        case "week":
            return moved(day, 7 * number)
        case "month":
            return moved_months(day, number)
        case "year":
            return moved_months(day, 12 * number)
        case "decade":
            return moved_months(day, 120 * number)


def part_of_year(year: int, part: Part) -> Interval:
    """A part of a year; winter begins in December and ends with the next February (seasons of the northern half)."""
    if part == "winter":
        return date(year, 12, 1), month_of(min(year + 1, MAXYEAR), 2)[1]
    first, last = YEAR_PARTS.get(part, (1, 12))
    return date(year, first, 1), month_of(year, last)[1]


def part_of_month(year: int, month: int, part: Part) -> Interval:
    """A part of a month, in thirds of ten days, halves or weeks counted from the first."""
    end = days_in(year, month)
    first, last = (end - 6, end) if part == "last week" else MONTH_PARTS.get(part, (1, end))
    return date(year, month, first), date(year, month, min(last, end))


def weekday_before(day: date, weekday: int, *, same: bool = True) -> date:
    """The last such weekday up to a day; `same` counts the day itself."""
    back = (day.weekday() - weekday) % 7
    return moved(day, -(back or (0 if same else 7)))


def weekday_after(day: date, weekday: int, *, same: bool = True) -> date:
    """The next such weekday from a day on; `same` counts the day itself."""
    ahead = (weekday - day.weekday()) % 7
    return moved(day, ahead or (0 if same else 7))


def weekend_before(day: date, *, same: bool = True) -> Interval:
    """The last Saturday and Sunday; a Sunday belongs to its own weekend where `same`."""
    sunday = weekday_before(day, 6, same=same)
    return moved(sunday, -1), sunday


def easter(year: int) -> date:
    """Easter Sunday of the western churches (Gauss's rule in the anonymous Gregorian form)."""
    century, rest = divmod(year, 100)
    golden = year % 19
    corrected = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - century // 4 - corrected + 15) % 30
    offset = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    full = epact + offset - 7 * ((golden + 11 * epact + 22 * offset) // 451) + 114
    return date(year, full // 31, full % 31 + 1)


def years_with(month: int, day: int, weekday: int, first: int, last: int) -> tuple[int, ...]:
    """The years in which that day of that month falls on that weekday."""
    found = ((year, day_of(year, month, day)) for year in range(max(first, MINYEAR), min(last, MAXYEAR) + 1))
    return tuple(year for year, it in found if it is not None and it.weekday() == weekday)


def span_of(intervals: Iterable[Interval]) -> Interval:
    """From the earliest first day to the latest last day."""
    held = list(intervals)
    return min(first for first, _ in held), max(last for _, last in held)


def precision_of(first: date, last: date) -> DatePrecision:
    """How finely an interval places an event, by its length in days."""
    days = (last - first).days + 1
    steps: tuple[tuple[int, DatePrecision], ...] = (
        (1, "day"), (6, "days"), (8, "week"), (31, "month"), (124, "season"), (366, "year"),
    )  # fmt: skip
    return next((name for limit, name in steps if days <= limit), "years")
