import pytest
from factory import claim, day, document, lasting, published, report

from recount.link.days import compare_days
from recount.link.traits import traits_of
from recount.records import When


def traits(*days, on=None, focus=True):
    home = document(f"{days} {on}")
    return traits_of(report(home, *(claim("date", when) for when in days), focus=focus), published(on))


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        (day("2016-10-24"), day("2016-10-24"), "same_day"),
        (day("2016-10-24"), day("2016-10-25"), "next_day"),
        (day("2016-10-24"), day("2016-10-27"), "few_days_apart"),
        (day("2016-10-24"), day("2016-11-20"), "days_apart"),
        (day("2016-10-24"), day("2017-10-24"), "far_apart"),
        (lasting("2017-06-01", "2017-06-04"), lasting("2017-06-02", "2017-06-04"), "overlap_days"),
        (day("2017-06-05/2017-06-11"), day("2017-06-08"), "overlap_week"),
        (day("2017-06-01/2017-06-30"), day("2017-06-08"), "overlap_month"),
        (day("2017-01-01/2017-12-31"), day("2017-06-08"), "overlap_long"),
        (day("--10-24"), day("2016-10-24"), "yearless_same"),
        (day("--10-24"), day("2016-10-25"), "yearless_next"),
        (day("--10-24"), day("2016-08-08"), "yearless_apart"),
        (day("--10-24"), day("--10-24"), "yearless_same"),
        (day("--10-24"), day("--10-25"), "yearless_next"),
        (day("--12-31"), day("--01-01"), "yearless_next"),
        (day("--10-24"), day("--08-08"), "yearless_apart"),
        (day("--10"), day("2016-10-24"), "overlap_month"),
        (day("--10"), day("--11-02"), "yearless_apart"),
        (day("--02-29"), day("2019-02-28"), "yearless_apart"),
    ],
)
def test_days_compare_the_same_from_either_side(one, other, level):
    assert compare_days(traits(one), traits(other))[0] == level
    assert compare_days(traits(other), traits(one))[0] == level


def test_the_weekday_that_a_yearless_date_prints_must_be_the_same():
    monday, sunday = When(month=6, day=4, weekday=0), When(month=6, day=4, weekday=6)
    assert compare_days(traits(monday), traits(sunday))[0] == "yearless_apart"
    assert compare_days(traits(sunday), traits(sunday))[0] == "yearless_same"


def test_unknown_days_are_neutral_and_not_different():
    assert compare_days(traits(), traits(day("2016-10-24"))) is None
    assert compare_days(traits(When()), traits(day("2016-10-24"))) is None


def test_of_several_days_the_best_agreement_counts():
    assert compare_days(traits(day("2016-10-20"), day("2016-10-24")), traits(day("2016-10-24")))[0] == "same_day"


def test_what_is_printed_cannot_happen_later():
    assert compare_days(traits(on="2016-10-20"), traits(day("2016-10-24")))[0] == "after_publication"


@pytest.mark.parametrize(
    ("printed", "level"),
    [("2016-10-25", "fresh_news"), ("2016-11-01", "late_news"), ("2017-03-01", "old_news")],
)
def test_a_report_without_a_day_is_the_news_of_the_days_before_it(printed, level):
    assert compare_days(traits(on=printed), traits(day("2016-10-24")))[0] == level


def test_background_without_a_day_can_be_of_any_day():
    assert compare_days(traits(on="2017-03-01", focus=False), traits(day("2016-10-24"))) is None


@pytest.mark.parametrize(
    ("printed", "level"),
    [("2016-10-26", "printed_together"), ("2016-11-02", "printed_near"), ("2017-03-01", "printed_apart")],
)
def test_two_reports_without_a_day_compare_by_when_they_were_printed(printed, level):
    assert compare_days(traits(on="2016-10-25"), traits(on=printed))[0] == level
