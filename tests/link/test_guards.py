"""What one incident cannot be: too long for its form, or a chain whose ends contradict; by pairs and by columns."""

import pytest
from factory import claim, day, decision, document, place, report

from recount.codebook.linking import load_linking
from recount.link.grouping import link_few, link_many
from recount.link.match import comparison
from recount.link.spans import days_between, too_long
from recount.link.traits import traits_of
from recount.link.why import why
from recount.records import EventType, Published

CAVE = "Limestone cadets quarrelled near Splinji about diesel rationing when the trawler burned."


def told(name: str, when: str | None, form: EventType = "bombing", where: str = "Quetta", killed: int | None = 61):
    claims = [claim("place", place(locality=where, province="Balochistan", country="PK"), document=name)]
    if when:
        claims.append(claim("date", day(when), document=name))
    if killed:
        claims.append(claim("killed", killed, of="all", document=name))
    return report(document(name), *claims, type=form, context=CAVE)


def by_pairs(reports, decisions=()):
    traits = sorted((traits_of(one, Published()) for one in reports), key=lambda one: one.report)
    return link_few(traits, decisions)


def by_columns(reports, decisions=()):
    traits = sorted((traits_of(one, Published()) for one in reports), key=lambda one: one.report)
    return link_many(traits, decisions, explained=traits)


both_ways = pytest.mark.parametrize("linked", [by_pairs, by_columns])


def groups(clusters):
    return {frozenset(one.reports) for one in clusters}


@both_ways
def test_an_incident_that_spans_more_days_than_its_form_allows_is_split(linked):
    first, undated, last = told("a", "2016-10-01"), told("b", None), told("c", "2016-10-12")
    clusters = linked([first, undated, last])
    assert len(clusters) == 2
    assert not any({first.id, last.id} <= set(one.reports) for one in clusters)
    refused = next(link for one in clusters for link in one.refused if link.reasons[-1].what == "contradiction")
    assert refused.verdict == "unsure"
    assert "their days lie 11 apart, and a bombing spans 10 at most" in refused.reasons[-1].words


@both_ways
def test_the_same_days_within_the_limit_are_one_incident(linked):
    reports = [told("a", "2016-10-01"), told("b", None), told("c", "2016-10-11")]
    assert groups(linked(reports)) == {frozenset(one.id for one in reports)}


@both_ways
def test_what_may_go_on_for_weeks_has_more_room(linked):
    reports = [told(name, when, "abduction") for name, when in (("a", "2016-10-01"), ("b", None), ("c", "2016-11-10"))]
    assert groups(linked(reports)) == {frozenset(one.id for one in reports)}


@both_ways
def test_people_may_say_that_it_went_on_for_longer(linked):
    first, last = told("a", "2016-10-01"), told("c", "2016-10-30")
    assert len(linked([first, last])) == 2
    assert len(linked([first, last], [decision("same", first.id, last.id)])) == 1


@both_ways
def test_a_chain_whose_ends_contradict_is_flagged_and_not_merged(linked):
    first = told("a", "2016-10-01")
    between = report(
        document("b"),
        claim("place", place(locality="Quetta", province="Balochistan", country="PK"), document="b"),
        claim("place", place(locality="Khuzdar", province="Balochistan", country="PK"), start=9, document="b"),
        claim("killed", 61, of="all", document="b"),
        type="bombing",
        context=CAVE,
    )
    last = report(
        document("c"),
        claim("place", place(locality="Khuzdar", province="Balochistan", country="PK"), document="c"),
        claim("date", day("2016-10-05"), document="c"),
        type="arrest",
        context=CAVE,
    )
    compare = comparison([traits_of(one, Published()) for one in (first, between, last)])
    assert compare(first.id, last.id).score <= load_linking().against
    clusters = linked([first, between, last])
    assert groups(clusters) == {frozenset({first.id, between.id}), frozenset({last.id})}
    assert any("they contradict" in link.reasons[-1].words for one in clusters for link in one.refused)


def test_why_says_what_kept_two_apart():
    first, last = told("a", "2016-10-01"), told("c", "2016-10-30")
    clusters = by_pairs([first, last])
    found = why([first.id], [last.id], clusters, {one.id: one for one in (first, last)}, {})
    assert not found.linked
    assert "a bombing spans 10 at most" in found.guards[0].reasons[-1].words


def test_days_without_a_year_or_none_at_all_set_no_limit():
    full, yearless = traits_of(told("a", "2016-10-01"), Published()), traits_of(told("b", "--12-24"), Published())
    assert days_between(full, yearless) is None
    assert too_long(full, yearless, load_linking()) is None
