"""The weekly chart of a surge: the week stands out, and the limit it passed is drawn."""

from datetime import date, timedelta

from recount.tally.surges import Week, find_surges
from recount.tally.surges_series import Told, Watch
from recount.web.surges import draw


def told(counts: list[int]) -> Told:
    weeks = [Week(first=date(2015, 1, 5) + timedelta(weeks=n), count=count) for n, count in enumerate(counts)]
    return Told(watch=Watch(name="all"), watched=find_surges(weeks), outlets=("a",), newer=(), undated=0, incidents={})


def test_a_week_far_above_its_limit_is_marked_and_stands_above_the_line() -> None:
    chart = draw(told([2, 3, 2, 1] * 20 + [30]))
    assert [bar.week.count for bar in chart.bars if bar.surge] == [30]
    limits = [float(point.split(",")[1]) for point in chart.limit[-1].split()]
    assert chart.bars[-1].top < limits[-1]
    assert len(chart.mean) == 1


def test_weeks_that_could_not_be_tested_have_no_baseline() -> None:
    chart = draw(told([1, 2, 1]))
    assert (chart.mean, chart.limit) == ((), ())
    assert len(chart.bars) == 3
