"""How the days of two reports compare: the same, next to each other, apart, or not to be compared.

Unknown days are neutral and not different. A day without a year agrees with that day in any year. What is printed
cannot happen later, and the news of a day is printed soon after it.
"""

from datetime import date, timedelta
from itertools import product

from recount.link.traits import Traits
from recount.records import When

Verdict = tuple[str, str] | None

_BEST_FIRST = (
    "same_day", "overlap_days", "yearless_same", "next_day", "overlap_week", "yearless_next", "overlap_month",
    "overlap_long", "few_days_apart", "days_apart", "yearless_apart", "far_apart",
)  # fmt: skip
_FRESH, _STALE, _TOGETHER, _NARROW = 4, 14, 3, 10  # days
FAR_APART = 40
"""Days: reports that lie further apart compare alike, however far it is."""


def compare_days(one: Traits, other: Traits) -> Verdict:
    """The level at which the days agree or differ, and the days in words; None where nothing can be compared."""
    if _printed_before(one, other) or _printed_before(other, one):
        return "after_publication", "the one was printed before the other happened"
    if one.days and other.days:
        verdicts = [verdict for pair in product(one.days, other.days) if (verdict := _compare(*pair))]
        return min(verdicts, key=lambda verdict: _BEST_FIRST.index(verdict[0]), default=None)
    if one.days or other.days:
        return _news_of(one, other) if other.days else _news_of(other, one)
    return _printed_together(one, other)


def _printed_before(one: Traits, other: Traits) -> bool:
    latest = one.published.last
    firsts = [when.first for when in other.days]
    return (
        latest is not None
        and one.status != "planned"
        and bool(firsts)
        and all(first is not None and first > latest + timedelta(days=1) for first in firsts)
    )


def _compare(one: When, other: When) -> Verdict:
    if one.first and one.last and other.first and other.last:
        return _ranges(one.first, one.last, other.first, other.last)
    yearless, dated = (one, other) if one.first is None else (other, one)
    if dated.first and dated.last:
        return _yearless_in(yearless, dated.first, dated.last)
    return _yearless(one, other)


def _ranges(first: date, last: date, others_first: date, others_last: date) -> Verdict:
    gap = (max(first, others_first) - min(last, others_last)).days
    words = f"{_range(first, last)} and {_range(others_first, others_last)}"
    longest = max((last - first).days, (others_last - others_first).days)
    return (_overlap(longest) if gap <= 0 else _gap(gap)), words


def _overlap(longest: int) -> str:
    for limit, level in ((0, "same_day"), (4, "overlap_days"), (10, "overlap_week"), (45, "overlap_month")):
        if longest <= limit:
            return level
    return "overlap_long"


def _gap(days: int) -> str:
    for limit, level in ((1, "next_day"), (3, "few_days_apart"), (30, "days_apart")):
        if days <= limit:
            return level
    return "far_apart"


def _range(first: date, last: date) -> str:
    return first.isoformat() if first == last else f"{first.isoformat()} to {last.isoformat()}"


def _yearless_in(yearless: When, first: date, last: date) -> Verdict:
    words = f"{_day_of_year(yearless)} without a year and {_range(first, last)}"
    days = [first + timedelta(days=number) for number in range(-1, (last - first).days + 2)]
    if any(_is(day, yearless) for day in days[1:-1]):
        return ("yearless_same" if yearless.day and len(days) <= _NARROW else "overlap_month"), words
    return ("yearless_next" if yearless.day and any(_is(day, yearless) for day in days) else "yearless_apart"), words


def _is(day: date, yearless: When) -> bool:
    return day.month == yearless.month and yearless.day in {None, day.day}


def _yearless(one: When, other: When) -> Verdict:
    words = f"{_day_of_year(one)} and {_day_of_year(other)}, both without a year"
    if None in {one.day, other.day}:
        return ("overlap_month" if one.month == other.month else "yearless_apart"), words
    if (one.month, one.day) == (other.month, other.day):
        same_weekday = None in {one.weekday, other.weekday} or one.weekday == other.weekday
        return ("yearless_same" if same_weekday else "yearless_apart"), words
    return ("yearless_next" if _next_to(one, other) else "yearless_apart"), words


def _next_to(one: When, other: When) -> bool:
    days = [date(2000, when.month or 1, when.day or 1) for when in (one, other)]
    return abs((days[0] - days[1]).days) in {1, 365}


def _day_of_year(when: When) -> str:
    return f"{when.month:02d}-{when.day:02d}" if when.day else f"month {when.month}"


def _news_of(undated: Traits, dated: Traits) -> Verdict:
    """A report that tells no day is, when it is the news itself, of the days before it was printed."""
    first, last = undated.published.first, undated.published.last
    firsts = [when.first for when in dated.days if when.first]
    if not (undated.focus and first and last and firsts) or (last - first).days > _NARROW:
        return None
    lag = min((first - day).days for day in firsts)
    later = f"{lag} {'day' if lag == 1 else 'days'} after" if lag > 0 else "on or before"
    words = f"no day told, printed {_range(first, last)}, {later} the other's day"
    if lag <= _FRESH:
        return "fresh_news", words
    return ("old_news" if lag > _STALE else "late_news"), words


def _printed_together(one: Traits, other: Traits) -> Verdict:
    printed, others = one.published.day, other.published.day
    if not (one.focus and other.focus and printed and others):
        return None
    words = f"no day told by either, printed {printed} and {others}"
    apart = abs((printed - others).days)
    if apart <= _TOGETHER:
        return "printed_together", words
    return ("printed_apart" if apart > _STALE else "printed_near"), words
