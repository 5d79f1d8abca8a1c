"""Where an event falls in the calendar, and which period comes before which."""

from datetime import date
from fractions import Fraction

import pytest

from recount.tally.periods import in_time, parse_period, placed, spread


def days(text):
    first, _, last = text.partition("/")
    return (date.fromisoformat(first), date.fromisoformat(last or first)) if first else (None, None)


@pytest.mark.parametrize(
    ("when", "length", "key"),
    [
        ("2019-01-12", "month", "2019-01"),
        ("2019-01-12", "week", "2019-W02"),
        ("2019-12-30", "week", "2020-W01"),
        ("", "month", "month not known"),
        ("2006-01-01/2006-12-31", "month", "2006, month not known"),
        ("2006-12-30/2007-01-02", "month", "month not known"),
        ("2019-01-14/2019-01-20", "week", "2019-W03"),
        ("2019-01-14/2019-01-21", "week", "2019-01, week not known"),
        ("2019-01-30/2019-02-02", "day", "2019, day not known"),
        ("2019-01-01/2019-01-31", "day", "2019-01, day not known"),
        ("2019-01-01/2019-01-31", "year", "2019"),
    ],
)
def test_an_event_stands_in_the_smallest_period_that_holds_all_its_possible_days(when, length, key):
    assert placed(*days(when), length, lasted=False) == key


def test_an_event_that_lasted_stands_at_its_first_day():
    assert placed(*days("2017-05-31/2017-06-02"), "month", lasted=True) == "2017-05"


def test_uncertain_days_are_shared_out_by_how_many_lie_where():
    shares = spread(*days("2019-01-30/2019-02-02"), ("month",), lasted=False)
    assert shares == ((("2019-01",), Fraction(1, 2)), (("2019-02",), Fraction(1, 2)))


def test_more_than_a_year_of_possible_days_is_not_shared_out():
    assert spread(*days("2018-01-01/2019-12-31"), ("month",), lasted=False) == ((("month not known",), 1),)


def test_what_is_not_known_comes_after_the_periods_it_may_lie_in():
    keys = ["month not known", "2019, month not known", "2020-01", "2019-12", "2019-01"]
    assert sorted(keys, key=in_time) == ["2019-01", "2019-12", "2019, month not known", "2020-01", "month not known"]


@pytest.mark.parametrize(
    ("key", "before", "year_before"),
    [
        ("2019-01", "2018-12", "2018-01"),
        ("2019", "2018", "2018"),
        ("2020-W53", "2020-W52", "2019-W52"),
        ("2019-W01", "2018-W52", "2018-W01"),
        ("2020-02-29", "2020-02-28", "2019-02-28"),
    ],
)
def test_the_period_before_and_a_year_before(key, before, year_before):
    period = parse_period(key)
    assert (period.before.key, period.year_before.key) == (before, year_before)


@pytest.mark.parametrize("words", ["2019-13", "19", "2019-1", "2019-01-01-01", "Balochistan", "2019-W60", ""])
def test_what_is_no_period_is_none(words):
    assert parse_period(words) is None
