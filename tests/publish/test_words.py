"""Values in words."""

from datetime import date

import pytest

from recount.publish import words
from recount.records import Count, Estimate, When, Where


@pytest.mark.parametrize(
    ("low", "best", "high", "said"),
    [
        (12, 12, 12, "12"),
        (11, 11, None, "at least 11"),
        (None, 30, 30, "nearly 30"),
        (None, None, 30, "up to 30"),
        (None, 60, None, "about 60"),
        (10, None, 15, "10 to 15"),
        (0, 0, 0, "0"),
    ],
)
def test_a_count_is_said_as_it_was_hedged(low: int | None, best: int | None, high: int | None, said: str) -> None:
    assert words.count_words(Count(low=low, best=best, high=high)) == said


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2016, 10, 24), date(2016, 10, 24), "24 October 2016"),
        (date(2021, 8, 1), date(2021, 8, 31), "August 2021"),
        (date(2021, 12, 1), date(2021, 12, 31), "December 2021"),
        (date(2018, 1, 1), date(2018, 12, 31), "2018"),
        (date(2017, 6, 1), date(2017, 6, 4), "1 to 4 June 2017"),
        (date(2017, 6, 30), date(2017, 7, 2), "30 June to 2 July 2017"),
        (date(2016, 12, 30), date(2017, 1, 2), "30 December 2016 to 2 January 2017"),
    ],
)
def test_an_interval_is_said_as_shortly_as_it_is_known(first: date, last: date, said: str) -> None:
    assert words.when_words(When(first=first, last=last, precision="days")) == said


def test_a_day_without_a_year_says_so() -> None:
    assert words.when_words(When(month=6, day=4)) == "4 June, year not known"


def test_an_unknown_date_is_not_made_up() -> None:
    assert words.when_words(When()) == "not known"
    assert words.when_words(None) == "not known"


def test_a_place_goes_from_small_to_large_and_repeats_nothing() -> None:
    where = Where(locality="Quetta", district="Quetta", province="Balochistan", country="PK")
    assert words.where_words(where, {"PK": "Pakistan"}) == "Quetta, Balochistan, Pakistan"


@pytest.mark.parametrize(
    ("low", "best", "high", "said"),
    [
        (12, 12, 12, "12"),
        (61, 61, 65, "61–65"),
        (61, 63, 65, "61–63–65"),
        (121, 166, None, "121–166 or more"),
        (70, 70, None, "70 or more"),
        (None, 30, 30, "?–30"),
        (None, None, None, "–"),
    ],
)
def test_an_estimate_shows_its_low_best_and_high(
    low: int | None, best: int | None, high: int | None, said: str
) -> None:
    assert words.range_words(Estimate(field="killed", low=low, best=best, high=high)) == said
