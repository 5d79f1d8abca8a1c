"""Days of what is planned lie ahead, also where the plan is told after the day."""

from datetime import date

import pytest

from recount.read.dates import find_dates, resolve
from recount.records import Published

ON = Published(first=date(2009, 5, 14), last=date(2009, 5, 14))


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("A June 3 hearing has been scheduled in New York.", 2009),
        ("A June 3 protest march is planned by the union.", 2009),
        ("A June 3 raid was condemned by the union.", 2008),
        ("The June 3 attack was the worst.", 2008),
    ],
)
def test_a_day_told_before_its_plan_is_to_come(text: str, year: int) -> None:
    (found,) = find_dates(text)
    when = resolve(found, ON)
    assert when is not None
    assert when.first == date(year, 6, 3)


@pytest.mark.parametrize(
    ("text", "day"),
    [("Ten years ago today a bomb went off.", date(1999, 5, 14)), ("Two weeks ago today he left.", date(2009, 4, 30))],
)
def test_years_ago_today_is_that_very_day(text: str, day: date) -> None:
    (found,) = find_dates(text)
    when = resolve(found, ON)
    assert when is not None
    assert (when.first, when.last) == (day, day)


def test_today_behind_a_full_stop_is_a_day_of_its_own() -> None:
    assert [one.span.quote for one in find_dates("It happened ten years ago. Today it is calm.")] == [
        "ten years ago",
        "Today",
    ]
