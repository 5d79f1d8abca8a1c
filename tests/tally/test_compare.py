"""Incidents beside the rows of another project's table."""

from dataclasses import replace
from datetime import date
from functools import partial

import pytest
from factory import claim, day, document, place, report

from recount.reconcile import reconcile
from recount.records import Claim, Cluster, Incident, RuleSet, Where
from recount.tally.compare import Comparison, compare
from recount.tally.differences import differences
from recount.tally.events import Event

QUETTA = place(locality="Quetta", district="Quetta", province="Balochistan", country="PK")
DAY = date(2016, 10, 24)
TOLD = Event(id="1", first=DAY, last=DAY, country="PK", province="Balochistan", place="Quetta", best=61)


def incident(
    *claims: Claim, when: str = "2016-10-24", where: Where = QUETTA, rules: RuleSet = "conservative", name: str = "dawn"
) -> Incident:
    home = document(name, None, "Dawn", "2016-10-25")
    said = report(home, claim("date", day(when)), claim("place", where), *claims, type="shooting")
    return reconcile(Cluster(id=said.id, reports=(said.id,)), {said.id: said}, {home.id: home}, (), rules)


def compared(one: Incident, *events: Event) -> Comparison:
    return compare([one], events, differ=differences)


def test_the_same_day_place_and_deaths_are_one_event_without_a_difference() -> None:
    found = compared(incident(claim("killed", 61, of="all")), TOLD)
    (pair,) = found.pairs
    assert (pair.event.id, pair.differences) == ("1", ())
    assert [reason.words for reason in pair.points.reasons][:2] == ["the same day", "both in Quetta"]
    assert (found.ours_only, found.theirs_only, found.beyond) == ((), (), ())


@pytest.mark.parametrize(
    ("change", "matched"),
    [
        ({"place": "Quetta city"}, True),
        ({"first": date(2016, 10, 25), "last": date(2016, 10, 25)}, True),
        ({"first": date(2016, 10, 1), "last": date(2016, 10, 31)}, True),
        ({"first": date(2016, 10, 28), "last": date(2016, 10, 28)}, False),
        ({"place": "Karachi", "province": "Sindh"}, False),
        ({"country": "AF"}, False),
        ({"place": None, "province": "Balochistan"}, True),
        ({"place": None, "province": None, "best": 3}, False),
    ],
)
def test_days_may_be_two_apart_and_places_told_otherwise_but_not_elsewhere(change: dict, matched: bool) -> None:
    found = compared(incident(claim("killed", 61, of="all")), replace(TOLD, **change))
    assert bool(found.pairs) == matched


@pytest.mark.parametrize(("longitude", "matched"), [(67.05, True), (75.0, False)])
def test_coordinates_settle_what_names_do_not(longitude: float, matched: bool) -> None:
    where = replace(QUETTA, district=None, latitude=30.18, longitude=67.0, radius_km=5.0)
    there = replace(TOLD, place="Hazar Ganji", latitude=30.18, longitude=longitude)
    assert bool(compared(incident(claim("killed", 61, of="all"), where=where), there).pairs) == matched


def test_a_row_goes_to_the_incident_that_fits_it_best_and_the_other_is_told_of() -> None:
    near = incident(claim("killed", 5, of="all"), name="near")
    best = incident(claim("killed", 61, of="all"), name="best")
    found = compare([near, best], [TOLD], differ=differences)
    assert [pair.incident.id for pair in found.pairs] == [best.id]
    assert found.ours_only[0][0].id == near.id
    assert "fits another incident better" in found.ours_only[0][1]


def test_an_incident_outside_the_days_and_countries_of_the_table_is_not_missing_from_it() -> None:
    found = compared(incident(when="2019-01-01"), TOLD)
    assert [one.id for one in found.beyond] == [found.beyond[0].id]
    assert (found.ours_only, len(found.theirs_only)) == ((), 1)


def test_the_reason_why_a_project_would_not_hold_an_incident_comes_first() -> None:
    far = replace(TOLD, place="Karachi", province="Sindh")
    found = compare([incident()], [far], differ=differences, why_not=lambda _: "no report tells of a death")
    assert [reason for _, reason in found.ours_only] == ["no report tells of a death"]


def why(one: Incident, theirs: int | None, **more: object) -> list[str]:
    event = replace(TOLD, best=theirs, **more)  # type: ignore[arg-type]
    return [item.reason for item in differences(one, event) if item.subject == "killed"]


ATTACKERS = (claim("killed", 61, "61", of="all"), claim("killed", 3, "3", 50, of="attacker"))


@pytest.mark.parametrize(
    ("claims", "theirs", "reason"),
    [
        (ATTACKERS, 61, "scope: their figure leaves out the attackers who died"),
        (ATTACKERS, 70, "sources that the ledger has not read, or a later toll"),
        (ATTACKERS, 20, "an earlier or partial toll"),
        ((claim("killed", 9, "9", of="all"), claim("killed", 7, "7", 50, of="civilian")), 7,
         "scope: their figure is that of one group (civilian)"),
        ((claim("killed", 9, of="all"), claim("wounded", 20, of="all")), 29,
         "scope: they count the dead and wounded together"),
        ((claim("wounded", 9, of="all"),), 2,
         "the ledger's documents tell of no deaths: sources it has not read, or a later toll"),
    ],
)  # fmt: skip
def test_a_toll_that_differs_has_its_likely_reason(claims: tuple, theirs: int, reason: str) -> None:
    assert why(incident(*claims), theirs) == [reason]


def two_tolls(rules: RuleSet) -> Incident:
    pairs = []
    for name, killed, on in (("dawn", 61, "2016-10-24"), ("geo", 65, "2016-10-25"), ("ary", 65, "2016-10-25")):
        home = document(name, None, name, on)
        said = (claim("date", day("2016-10-24")), claim("place", QUETTA), claim("killed", killed, of="all", by=name))
        pairs.append((home, report(home, *said, type="shooting")))
    reports, documents = {one.id: one for _, one in pairs}, {home.id: home for home, _ in pairs}
    keys = tuple(sorted(reports))
    return reconcile(Cluster(id=keys[0], reports=keys), reports, documents, (), rules)


def test_a_toll_that_the_rules_alone_make_is_told_so() -> None:
    by_acled, own = two_tolls("acled"), two_tolls("conservative")
    (found,) = differences(by_acled, replace(TOLD, best=65), ledger=own)
    assert (found.ours, found.theirs) == ("61 (61 to 65)", "65")
    assert found.reason == "rule set: the conservative rules give 65, the acled rules 61"


def test_a_toll_between_low_and_high_is_a_matter_of_rules() -> None:
    assert why(two_tolls("acled"), 63) == ["rule set: their figure lies between the ledger's low and high"]


def test_days_places_and_actors_that_differ_are_told() -> None:
    one = incident(claim("perpetrator", "Islamic State"), claim("killed", 61, of="all"))
    there = replace(TOLD, first=date(2016, 10, 25), last=date(2016, 10, 25), place="Pishin", actors=("Taliban",))
    found = {item.subject: item.reason for item in differences(one, there)}
    assert found == {
        "day": "date: theirs may be the day of the report",
        "place": "place: another name, or told less closely",
        "perpetrator": "another actor is named there",
    }


def test_a_day_known_more_closely_by_one_of_them_is_told() -> None:
    there = replace(TOLD, first=date(2016, 10, 1), last=date(2016, 10, 31))
    (found,) = differences(incident(claim("killed", 61, of="all")), there)
    assert (found.subject, found.theirs) == ("day", "2016-10-01 to 2016-10-31")


def test_the_order_of_rows_and_incidents_changes_nothing() -> None:
    ours = [incident(claim("killed", number, of="all"), name=f"paper {number}") for number in (3, 61, 30)]
    theirs = [replace(TOLD, id=str(number), best=number) for number in (61, 3, 29)]
    told = partial(compare, differ=differences)
    one, other = told(ours, theirs), told(ours[::-1], theirs[::-1])
    pairs = [{(pair.incident.id, pair.event.id) for pair in found.pairs} for found in (one, other)]
    assert pairs[0] == pairs[1]
    assert len(pairs[0]) == 3
