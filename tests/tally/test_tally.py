"""Tables of incidents, with what is not known kept as such."""

from dataclasses import replace

import pytest
from factory import at_least, claim, day, document, lasting, place, report

from recount.reconcile import reconcile
from recount.records import Cluster
from recount.tally import tally, victims
from recount.tally.counts import Toll


def incident(name, *claims, **more):
    home = document(name)
    told = report(home, *(replace(one, id=one.id + name) for one in claims), **more)
    return reconcile(Cluster(id=told.id, reports=(told.id,)), {told.id: told}, {home.id: home})


def killed(number, of="all"):
    return claim("killed", number, of=of)


JUNE, AUGUST = claim("date", day("2017-06-04")), claim("date", day("2017-08-30"))
QUETTA = claim("place", place(locality="Quetta", province="Balochistan", country="PK"))


def test_incidents_and_victims_by_month():
    rows = tally([incident("a", JUNE, killed(12)), incident("b", JUNE, killed(at_least(3))), incident("c", AUGUST)])
    assert [(row.of, row.incidents) for row in rows] == [(("2017-06",), 2), (("2017-08",), 1)]
    assert rows[0].killed == Toll(low=15, best=15, high=15, open=1)
    assert rows[1].killed == Toll()


@pytest.mark.parametrize(
    ("when", "month"),
    [
        (None, "month not known"),
        ("2006-01-01/2006-12-31", "2006, month not known"),
        ("2006-12-30/2007-01-02", "month not known"),
        ("--06-04", "month not known"),
        ("2017-06-01/2017-06-30", "2017-06"),
    ],
)
def test_a_month_that_is_not_known_stays_so(when, month):
    claims = [claim("date", day(when))] if when else []
    assert tally([incident("a", *claims)])[0].of == (month,)


def test_an_event_that_lasted_into_the_next_month_is_of_its_first():
    assert tally([incident("a", claim("date", lasting("2017-05-31", "2017-06-02")))])[0].of == ("2017-05",)


def test_tables_are_cut_by_several_things_at_once():
    rows = tally([incident("a", QUETTA, JUNE, type="raid"), incident("b")], by=("year", "country", "province", "type"))
    assert [row.of for row in rows] == [
        ("2017", "PK", "Balochistan", "raid"),
        ("year not known", "country not known", "province not known", "bombing"),
    ]


def test_only_what_happened_is_counted_unless_asked():
    both = [incident("a", JUNE), incident("b", JUNE, status="foiled")]
    assert tally(both)[0].incidents == 1
    assert tally(both, statuses=("happened", "foiled"))[0].incidents == 2


def test_victims_are_counted_without_attackers_and_the_total_is_not_added_to_its_parts():
    told = incident("a", killed(12), killed(3, "security"), killed(2, "attacker"))
    assert victims(told, "killed") == Toll(low=12, best=12, high=12)
    categories = incident("b", killed(3, "security"), claim("killed", 4, "four residents", of="civilian", start=900))
    assert victims(categories, "killed").best == 7
