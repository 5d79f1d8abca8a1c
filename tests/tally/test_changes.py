"""A period beside the one before, the same a year before, and the last that was as high."""

import pytest
from counted import figure, incident

from recount.tally.changes import compare_periods, series_of
from recount.tally.periods import parse_period
from recount.tally.tables import plain_layout, tabulate

KILLED = 1
LEDGER = (
    incident("a", "2018-01-10", figure("killed", "all", 20)),
    incident("b", "2018-03-10", figure("killed", "all", 9)),
    incident("c", "2018-12-10", figure("killed", "all", 8, 8, 11)),
    incident("d", "2019-01-10", figure("killed", "all", 10, 12, 14)),
    incident("e", "2018-06-01/2018-08-01", figure("killed", "all", 1)),
)


def compared(month, ledger=LEDGER):
    series = series_of(tabulate(ledger, plain_layout(("month",))), KILLED)
    return compare_periods(series, parse_period(month))


def test_a_month_beside_the_month_before():
    change = compared("2019-01").previous
    assert (change.against, change.difference, change.percent) == ("2018-12", 4, 50.0)


def test_a_change_is_not_certain_where_the_ranges_overlap():
    assert not compared("2019-01").previous.certain
    assert compared("2019-01").year_before.certain


def test_a_month_beside_the_same_month_a_year_before():
    change = compared("2019-01").year_before
    assert (change.against, change.difference, change.percent) == ("2018-01", -8, -40.0)


def test_a_month_without_incidents_within_the_ledger_counts_as_none():
    assert compared("2018-03").previous.before.best == 0
    assert compared("2018-03").previous.percent is None


def test_before_the_ledger_begins_nothing_is_known():
    assert compared("2018-01").previous is None
    assert compared("2018-03").year_before is None


def test_the_highest_month_since_one_that_was_higher():
    peak = compared("2019-01").peak
    assert (peak.since, peak.begins, peak.unplaced) == ("2018-01", "2018-01", 1)


def test_the_highest_month_of_the_ledger():
    assert compared("2019-01", LEDGER[1:4]).peak.since is None


@pytest.mark.parametrize("month", ["2018-01", "2018-03", "2018-05"])
def test_no_peak_without_two_lower_months_between(month):
    assert compared(month).peak is None


def test_a_series_of_one_actor_knows_the_time_of_the_whole_ledger():
    ledger = (*LEDGER, incident("f", "2018-12-01", figure("killed", "all", 2), by="Islamic State"))
    series = series_of(tabulate(ledger, plain_layout(("month", "actor"))), KILLED, ("Islamic State",))
    assert compare_periods(series, parse_period("2018-12")).previous.before.best == 0
    assert series_of(tabulate(ledger, plain_layout(("actor",))), KILLED) is None
