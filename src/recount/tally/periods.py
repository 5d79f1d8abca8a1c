"""Years, months, weeks and days: where an event falls, also one whose day is not known, and which period is before.

The rule: an event stands in a period when every day it may have been on lies there. One that may lie in several stands
in the smallest larger period that holds it: "2019-01, day not known", "2019, month not known", "month not known". An
event that lasted stands at its first day. Where tables are asked to spread, it counts in each period for the share of
its possible days there, and one that leaves more than a year open still stands under "not known".
"""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache
from typing import Literal, get_args

Length = Literal["year", "month", "week", "day"]
LENGTHS: tuple[Length, ...] = get_args(Length)
WHOLE = Fraction(1)
_MOST_SPREAD = 366  # possible days
_LARGER: dict[str, tuple[Length, ...]] = {
    "year": (), "month": ("year",), "week": ("month", "year"), "day": ("month", "year"),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A year, a month, a week or a day of the calendar, by its key: 2019, 2019-01, 2019-W03, 2019-01-15."""

    length: Length
    first: date
    last: date

    @property
    def key(self) -> str:
        """How the period is written; keys of one length sort by time."""
        return period_key(self.first, self.length)

    @property
    def before(self) -> "Period":
        """The period right before."""
        return period_of(self.first - timedelta(days=1), self.length)

    @property
    def year_before(self) -> "Period":
        """The same period a year before; of a week, the week of the same number (52 where that year has no 53)."""
        if self.length == "week":
            year, week, _ = self.first.isocalendar()
            return period_of(_week(year - 1, week), "week")
        try:
            return period_of(self.first.replace(year=self.first.year - 1), self.length)
        except ValueError:  # 29 February
            return period_of(self.first.replace(year=self.first.year - 1, day=28), self.length)


def _week(year: int, week: int) -> date:
    try:
        return date.fromisocalendar(year, week, 1)
    except ValueError:
        return date.fromisocalendar(year, 52, 1)


def period_of(day: date, length: Length) -> Period:
    """The period of a length that a day lies in."""
    if length == "year":
        return Period(length=length, first=date(day.year, 1, 1), last=date(day.year, 12, 31))
    if length == "month":
        following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
        return Period(length=length, first=day.replace(day=1), last=following - timedelta(days=1))
    if length == "week":
        monday = day - timedelta(days=day.weekday())
        return Period(length=length, first=monday, last=monday + timedelta(days=6))
    return Period(length=length, first=day, last=day)


@lru_cache(maxsize=65536)
def period_key(day: date, length: Length) -> str:
    """The key of the period that a day lies in."""
    if length == "week":
        year, week, _ = day.isocalendar()
        return f"{year}-W{week:02d}"
    return {"year": f"{day.year:04d}", "month": f"{day:%Y-%m}", "day": day.isoformat()}[length]


def parse_period(key: str) -> Period | None:
    """The period that a key means; None where it means none."""
    try:
        if "W" in key:
            year, _, week = key.partition("-W")
            return period_of(date.fromisocalendar(int(year), int(week), 1), "week")
        parts = [int(part) for part in key.split("-")]
        day = date(*(*parts, 1, 1)[:3])
    except (ValueError, TypeError):
        return None
    length: Length = ("year", "month", "day")[min(len(parts), 3) - 1]
    return period_of(day, length) if period_key(day, length) == key else None


@lru_cache(maxsize=65536)
def placed(first: date | None, last: date | None, length: Length, *, lasted: bool) -> str:
    """The period an event falls in, or the larger one that is known."""
    if first is None or last is None:
        return f"{length} not known"
    end = first if lasted else last
    if period_key(first, length) == period_key(end, length):
        return period_key(first, length)
    for larger in _LARGER[length]:
        if period_key(first, larger) == period_key(end, larger):
            return f"{period_key(first, larger)}, {length} not known"
    return f"{length} not known"


@lru_cache(maxsize=65536)
def spread(
    first: date | None, last: date | None, lengths: tuple[Length, ...], *, lasted: bool
) -> tuple[tuple[tuple[str, ...], Fraction], ...]:
    """The periods of these lengths an event may fall in, with the share of its possible days; the shares make one."""
    keys = tuple(placed(first, last, length, lasted=lasted) for length in lengths)
    known = all("not known" not in key for key in keys)
    if first is None or last is None or known or (last - first).days >= _MOST_SPREAD:
        return ((keys, WHOLE),)
    days: dict[tuple[str, ...], int] = {}
    for number in range((last - first).days + 1):
        inside = tuple(period_key(first + timedelta(days=number), length) for length in lengths)
        days[inside] = days.get(inside, 0) + 1
    possible = (last - first).days + 1
    return tuple((inside, Fraction(count, possible)) for inside, count in days.items())


def in_time(key: str) -> str:
    """What a key of time sorts by: what is not known comes after the periods that it may lie in."""
    return key.replace(", ", "~") if key[:1].isdigit() else f"~{key}"
