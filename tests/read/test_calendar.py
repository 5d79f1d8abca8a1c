"""The calendar as news uses it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.read import calendar

DAYS = st.dates(min_value=date(1600, 1, 1), max_value=date(4000, 1, 1))
UNITS = st.sampled_from(["hour", "day", "week", "month", "year", "decade"])


def test_a_week_runs_from_monday_to_sunday() -> None:
    assert calendar.week_of(date(2021, 9, 3)) == (date(2021, 8, 30), date(2021, 9, 5))


@pytest.mark.parametrize(
    ("weekday", "same", "day"),
    [(4, True, "2021-09-03"), (4, False, "2021-08-27"), (5, True, "2021-08-28"), (0, False, "2021-08-30")],
)
def test_the_last_such_weekday_may_be_the_day_itself(weekday: int, same: bool, day: str) -> None:
    assert str(calendar.weekday_before(date(2021, 9, 3), weekday, same=same)) == day


@pytest.mark.parametrize(
    ("weekday", "same", "day"), [(4, True, "2021-09-03"), (4, False, "2021-09-10"), (6, True, "2021-09-05")]
)
def test_the_next_such_weekday_may_be_the_day_itself(weekday: int, same: bool, day: str) -> None:
    assert str(calendar.weekday_after(date(2021, 9, 3), weekday, same=same)) == day


@pytest.mark.parametrize(
    ("day", "same", "saturday"),
    [
        ("2021-09-03", True, "2021-08-28"),
        ("2021-09-05", True, "2021-09-04"),
        ("2021-09-05", False, "2021-08-28"),
        ("2021-09-04", True, "2021-08-28"),
    ],
)
def test_a_weekend_is_saturday_and_sunday(day: str, same: bool, saturday: str) -> None:
    first, last = calendar.weekend_before(date.fromisoformat(day), same=same)
    assert (str(first), (last - first).days) == (saturday, 1)


@pytest.mark.parametrize(
    ("year", "month", "days"), [(2020, 2, 29), (2021, 2, 28), (1900, 2, 28), (2000, 2, 29), (2021, 4, 30)]
)
def test_february_knows_its_leap_years(year: int, month: int, days: int) -> None:
    assert calendar.days_in(year, month) == days


@pytest.mark.parametrize(
    ("part", "first", "last"),
    [
        ("early", "2014-01-01", "2014-04-30"),
        ("mid", "2014-05-01", "2014-08-31"),
        ("late", "2014-10-01", "2014-12-31"),
        ("winter", "2014-12-01", "2015-02-28"),
        ("quarter 2", "2014-04-01", "2014-06-30"),
    ],
)
def test_parts_of_a_year_follow_the_guide(part: calendar.Part, first: str, last: str) -> None:
    assert tuple(map(str, calendar.part_of_year(2014, part))) == (first, last)


@pytest.mark.parametrize(
    ("part", "first", "last"),
    [("early", 1, 10), ("mid", 11, 20), ("late", 21, 28), ("last week", 22, 28), ("second half", 16, 28)],
)
def test_parts_of_a_month_stay_inside_it(part: calendar.Part, first: int, last: int) -> None:
    assert calendar.part_of_month(2021, 2, part) == (date(2021, 2, first), date(2021, 2, last))


@pytest.mark.parametrize(
    ("unit", "number", "day"),
    [
        ("hour", -36, "2024-02-27"),
        ("hour", 12, "2024-03-01"),
        ("day", -1, "2024-02-28"),
        ("week", 2, "2024-03-14"),
        ("month", -12, "2023-02-28"),
        ("year", -1, "2023-02-28"),
        ("decade", 1, "2034-02-28"),
    ],
)
def test_units_are_counted_on_the_calendar(unit: calendar.Unit, number: int, day: str) -> None:
    assert str(calendar.moved_units(date(2024, 2, 29), unit, number)) == day


@pytest.mark.parametrize(
    ("year", "day"), [(1916, "1916-04-23"), (2008, "2008-03-23"), (2019, "2019-04-21"), (2038, "2038-04-25")]
)
def test_easter_moves(year: int, day: str) -> None:
    assert str(calendar.easter(year)) == day


def test_a_weekday_and_date_leave_few_years() -> None:
    assert calendar.years_with(8, 30, 0, 1995, 2030) == (1999, 2004, 2010, 2021, 2027)
    assert calendar.years_with(2, 29, 0, 2000, 2030) == (2016,)
    assert calendar.years_with(2, 30, 0, 2000, 2030) == ()


@pytest.mark.parametrize(
    ("days", "precision"),
    [(0, "day"), (1, "days"), (6, "week"), (7, "week"), (30, "month"), (60, "season"), (364, "year"), (3000, "years")],
)
def test_precision_follows_length(days: int, precision: str) -> None:
    first = date(2020, 1, 1)
    assert calendar.precision_of(first, calendar.moved(first, days)) == precision


@pytest.mark.parametrize("unit", ["hour", "day", "week", "month", "year", "decade"])
@pytest.mark.parametrize("number", [-(10**6), 10**6])
def test_counting_stops_at_the_ends_of_the_calendar(unit: calendar.Unit, number: int) -> None:
    day = calendar.moved_units(date(2021, 9, 3), unit, number)
    first, last = calendar.unit_of(day, unit)
    assert date.min <= first <= last <= date.max


@given(day=DAYS, unit=UNITS)
def test_a_unit_holds_its_day(day: date, unit: calendar.Unit) -> None:
    first, last = calendar.unit_of(day, unit)
    assert first <= day <= last


@given(day=DAYS, unit=st.sampled_from(["day", "week"]), number=st.integers(-500, 500))
def test_counting_there_and_back_ends_where_it_began(day: date, unit: calendar.Unit, number: int) -> None:
    assert calendar.moved_units(calendar.moved_units(day, unit, number), unit, -number) == day


@given(day=DAYS, weekday=st.integers(0, 6), same=st.booleans())
def test_the_weekdays_around_a_day_are_at_most_a_week_away(day: date, weekday: int, same: bool) -> None:
    before = calendar.weekday_before(day, weekday, same=same)
    after = calendar.weekday_after(day, weekday, same=same)
    assert before.weekday() == after.weekday() == weekday
    assert 0 <= (day - before).days <= 7
    assert 0 <= (after - day).days <= 7
