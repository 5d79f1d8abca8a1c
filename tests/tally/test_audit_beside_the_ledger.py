"""A published total beside the incidents of a ledger, under what its issuer counts and under what others do."""

from dataclasses import replace

import pytest
from factory import claim, day, document, place, report, statistic

from recount.reconcile import reconcile
from recount.records import Cluster, Estimate
from recount.tally.audit_ledger import beside_ledger
from recount.tally.held import Held

JANUARY = ("2019-01-01", "2019-01-31")


def incident(name, *claims, on="2019-01-08", province="Sindh"):
    home = document(name)
    told = report(
        home,
        claim("date", day(on), document=name),
        claim("place", place(province=province, country="PK"), document=name),
        *(claim(field, number, of=of, document=name) for field, number, of in claims),
    )
    return reconcile(Cluster(id=told.id, reports=(told.id,)), {told.id: told}, {home.id: home})


def by(incident, who):
    return replace(incident, perpetrators=(Estimate(field="perpetrator", value=who),))


ATTACK = by(incident("one", ("killed", 10, "all"), ("killed", 2, "attacker")), "Islamic State")
RAID = by(incident("two", ("killed", 5, "all")), "Pakistan Army")
QUIET = by(incident("three", ("wounded", 3, "all")), "Islamic State")
ALL = Held([ATTACK, RAID, QUIET])


def found(measure, number, area="Pakistan", issuer=None, **more):
    return beside_ledger(statistic(measure, number, area=area, period=JANUARY, by=issuer, **more), ALL)


@pytest.mark.parametrize(
    ("issuer", "measure", "number", "verdict", "words"),
    [
        (None, "killed", 15, "reproduced", "the ledger holds 15 in 3 incidents"),
        (None, "killed", 17, "differs by scope", "and 17 with the attackers themselves"),
        (None, "killed", 10, "differs by scope", "and 10 attacks by armed groups alone"),
        ("PICSS", "killed", 12, "reproduced", "the ledger holds 12 in 2 incidents"),
        ("SATP", "incidents", 2, "reproduced", "the ledger holds 2 in 2 incidents"),
        ("PICSS", "killed", 17, "differs by scope", "and 17 acts of every side"),
        (None, "incidents", 26, "not enough data", "the ledger holds 3 in 3 incidents: 12% of it"),
        (None, "killed", 4, "arithmetic fails", "more than published, under every scope (at least 10)"),
        (None, "killed", 13, "not comparable", "more than published, and fewer under a narrower scope (10)"),
    ],
)
def test_a_total_is_judged_under_what_its_issuer_counts(issuer, measure, number, verdict, words) -> None:
    finding = found(measure, number, issuer=issuer)
    assert finding.verdict == verdict
    assert words in finding.words


def test_a_group_of_the_dead_is_set_beside_that_group_alone() -> None:
    held = Held([incident("four", ("killed", 9, "security"), ("killed", 14, "civilian"))])
    nine = statistic("killed", 9, of="security", area="Pakistan", period=JANUARY)
    assert beside_ledger(nine, held).verdict == "reproduced"


def test_an_actors_attacks_are_set_beside_those_it_did() -> None:
    assert found("incidents", 2, actor="ISIS").verdict == "reproduced"
    assert found("incidents", 2, actor="Lashkar-e-Jhangvi") is None


@pytest.mark.parametrize(
    "more", [{"period": None}, {"area": None}, {"area": "India"}, {"period": ("2019-02-01", "2019-02-28")}]
)
def test_what_the_ledger_has_nothing_of_is_not_judged(more) -> None:
    assert beside_ledger(statistic("killed", 15, **{"area": "Pakistan", "period": JANUARY} | more), ALL) is None


def test_two_areas_in_one_name_are_either_of_them() -> None:
    assert found("killed", 15, area="Balochistan and Sindh").verdict == "reproduced"
