"""A document's day of publication, narrowed by the dated reports of the incident it tells of."""

from dataclasses import replace
from datetime import date

from factory import claim, day, document, published, report
from told import cluster_of

from recount.reconcile import narrow_published
from recount.records import Published

DATED, UNDATED = document("dated"), document("undated")
TOLD = report(DATED, claim("date", day("2017-06-04")))


def narrowed(known, *, focus=True, dated=TOLD):
    other = report(UNDATED, claim("date", day("--06-04")), focus=focus)
    reports = {one.id: one for one in (dated, other)}
    return narrow_published(cluster_of(*reports.values()), reports, {UNDATED.id: known}).get(UNDATED.id)


def test_news_of_an_event_was_printed_within_two_weeks_of_it():
    better = narrowed(published("2016-01-01", "2018-12-31"))
    assert (better.first, better.last, better.basis) == (date(2017, 6, 4), date(2017, 6, 18), "reasoned")
    assert better.reason == "tells of the event of 2017-06-04 as its news, dated by another report"


def test_a_document_of_no_known_day_gains_a_range():
    assert narrowed(Published()).first == date(2017, 6, 4)


def test_background_is_only_known_to_be_no_older_than_the_event():
    better = narrowed(published("2016-01-01", "2018-12-31"), focus=False)
    assert (better.first, better.last) == (date(2017, 6, 4), date(2018, 12, 31))
    assert narrowed(Published(), focus=False) is None


def test_a_known_day_stays_and_a_range_that_cannot_hold_stays():
    assert narrowed(published("2017-06-05")) is None
    assert narrowed(published("2011-01-01", "2011-12-31")) is None


def test_of_several_candidate_ranges_those_outside_go():
    known = replace(
        published("2006-06-04", "2017-06-10"),
        candidates=((date(2006, 6, 4), date(2006, 6, 10)), (date(2017, 6, 4), date(2017, 6, 10))),
        reason="4 June is a Sunday",
    )
    better = narrowed(known)
    assert better.candidates == ((date(2017, 6, 4), date(2017, 6, 10)),)
    assert better.reason.startswith("4 June is a Sunday; tells of the event")


def test_days_that_exclude_one_another_narrow_nothing():
    both = report(DATED, claim("date", day("2017-06-04")), claim("date", day("2017-08-30")))
    assert narrowed(published("2016-01-01", "2018-12-31"), dated=both) is None


def test_a_document_is_not_dated_by_its_own_words():
    alone = report(UNDATED, claim("date", day("2017-06-04")))
    assert narrow_published(cluster_of(alone), {alone.id: alone}, {}) == {}
