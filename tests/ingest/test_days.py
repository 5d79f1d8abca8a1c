"""Days of publication as sources give them."""

from datetime import date

import pytest

from recount.ingest.days import day_in, published_by, published_by_address

MARCH_15 = date(2019, 3, 15)


@pytest.mark.parametrize(
    "words",
    [
        "2019-03-15", "2019-03-15T23:59:00-08:00", "2019-03-15 08:00", "20190315T080000Z", "20190315", "2019/03/15",
        "Fri, 15 Mar 2019 23:10:00 -0500", "15 March 2019", "15th March, 2019", "March 15, 2019",
        "Friday, March 15th, 2019",
        "Mar. 15, 2019 10:00", "15.03.2019", "15/03/2019", "03/15/2019", "  march\n15,  2019 ",
    ],
)  # fmt: skip
def test_a_day_is_read_as_printed(words: str) -> None:
    assert day_in(words) == MARCH_15


@pytest.mark.parametrize(
    "words",
    [
        "", "03/04/2019", "2019", "March 2019", "yesterday", "1552608000", "2019-13-40", "31 February 2019",
        "15 Foo 2019", "0000-00-00", "2019-03-155", "９９",
    ],
)  # fmt: skip
def test_a_doubtful_day_is_none(words: str) -> None:
    assert day_in(words) is None


def test_the_first_day_that_can_be_right_counts_and_says_where_it_stands() -> None:
    published = published_by(
        [("A", "soon"), ("B", "2031-01-01"), ("C", "2019-03-15"), ("D", "2018-01-01")], date(2020, 1, 1)
    )
    assert (published.day, published.basis, published.reason) == (MARCH_15, "metadata", "C says 2019-03-15")


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("soon", "'soon', which is no day"),
        ("2020-01-03", "lies after the day it was captured"),
        ("1970-01-01", "what software writes"),
        ("0001-01-01", "too early"),
    ],
)
def test_a_wrong_day_is_unknown_and_the_reason_stays(value: str, why: str) -> None:
    published = published_by([("its meta tag date", value)], date(2020, 1, 1))
    assert (published.first, published.last, published.basis) == (None, None, "unknown")
    assert why in published.reason


def test_a_day_of_tomorrow_may_come_from_another_time_zone() -> None:
    assert published_by([("A", "2020-01-02")], date(2020, 1, 1)).day == date(2020, 1, 2)


@pytest.mark.parametrize(
    ("url", "first", "last"),
    [
        ("https://example.org/2019/03/15/raid", MARCH_15, MARCH_15),
        ("https://example.org/news/2019-03-15/", MARCH_15, MARCH_15),
        ("https://example.org/2019/3/15", MARCH_15, MARCH_15),
        ("https://example.org/2019/02/raid", date(2019, 2, 1), date(2019, 2, 28)),
        ("https://example.org/2020/01/raid", date(2020, 1, 1), date(2020, 1, 11)),
        ("https://example.org/2019/raid", None, None),
        ("https://example.org/raid?day=/2019/03/15/", None, None),
        ("https://example.org/id/20190315", None, None),
        ("https://2019/03/15", None, None),
        ("https://example.org/2024/03/15/raid", None, None),
        (None, None, None),
    ],
)
def test_an_address_gives_a_day_or_a_month_as_a_range(url: str | None, first: date | None, last: date | None) -> None:
    published = published_by_address(url, date(2020, 1, 10))
    assert (published.first, published.last) == (first, last)
