"""What the words of a date say before it is known when the article was printed.

A meaning is pure grammar ("the last Sunday", "two days before that", "the 24th of October of some year"); only
`recount.read.date_resolution` turns it into days.
"""

from dataclasses import dataclass
from typing import Literal

from recount.read.calendar import Part, Unit
from recount.records import Span

Kind = Literal["calendar", "weekday", "relative", "duration", "anchor-relative"]
Lean = Literal["plain", "last", "this", "next"]
Base = Literal["published", "anchor"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """A date of the calendar, as far as it is printed: "24 October", "mid-2014", "August last year", "the 14th".

    `away`: how many days from publication the text also says it is ("yesterday (July 27)" is -1).
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    part: Part | None = None
    lean: Lean = "plain"
    year_shift: int | None = None
    decade: bool = False
    away: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Feast:
    """A feast that moves with the year ("Easter Sunday"), so many days from Easter."""

    from_easter: int
    year: int | None = None
    lean: Lean = "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Weekday:
    """A day named by its weekday; `overnight` reaches into the next morning."""

    weekday: int
    lean: Lean = "plain"
    overnight: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A week, month or year counted from publication: "last week" is -1, "this month" 0.

    `until_now`: from its first day to publication ("earlier this week").
    """

    unit: Unit
    shift: int = 0
    part: Part | None = None
    until_now: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Weekend:
    """A Saturday and Sunday: "at the weekend", "last weekend", "next weekend"."""

    lean: Lean = "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shifted:
    """So many days, weeks, months or years away from publication, from an earlier day or from a printed date (`of`)."""

    unit: Unit
    number: int
    base: Base = "published"
    of: "Meaning | None" = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recent:
    """The last so many days up to publication ("the past two weeks"); None where their number is not told."""

    unit: Unit
    number: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Night:
    """The night before publication ("overnight")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Between:
    """From one date to another; `lasted` where it went on all the time."""

    first: "Meaning"
    last: "Meaning"
    lasted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """From a date up to publication; `within`: not beyond the month or year itself ("earlier in April")."""

    start: "Meaning"
    within: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Duration:
    """How long something went on, and nothing of when; `straight` counts the day spoken of ("for a second day")."""

    unit: Unit
    number: int
    straight: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A date that can be read in two ways: 10/6/2008 with the day first, or with the month first."""

    day_first: Calendar
    month_first: Calendar


Meaning = Calendar | Feast | Weekday | Period | Weekend | Shifted | Recent | Night | Between | Since | Duration | Choice


@dataclass(frozen=True, slots=True, kw_only=True)
class DateExpression:
    """Words in a text that tell of a time, and what they mean; `ahead`: the sentence looks forward ("will meet on")."""

    span: Span
    kind: Kind
    meaning: Meaning
    ahead: bool = False
