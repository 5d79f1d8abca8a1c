"""Who is with whom and against whom, out of statements and incidents."""

from datetime import date

import pytest
from factory import span

from recount.records import Account, Estimate, Incident, Published, Relation, Report, Speaker, When
from recount.tally.network import around, draw_network
from recount.tally.sayings import Saying


def said(a, kind, b, by="an analyst", on="2019-03-01", document="d"):
    key = f"{a} {kind} {b} {by} {on} {document}"
    item = Relation(id=key, a=a, kind=kind, b=b, span=span(f"{a} and {b}"), speaker=Speaker(span=span(by), voice=by))
    return Saying(item=item, document=document, day=date.fromisoformat(on) if on else None)


def attack(key, who, whom, on="2019-01-08", stance="claims"):
    day = date.fromisoformat(on)
    return Incident(
        id=key,
        type="bombing",
        status="happened",
        reports=(key,),
        when=Estimate(field="date", value=When(first=day, last=day, precision="day")),
        where=None,
        perpetrators=(Estimate(field="perpetrator", value=who, stance=stance),),
        targets=(Estimate(field="target", value=whom),),
    )


def account(*incidents):
    reports = tuple(
        Report(
            id=one.id, document="d", type="bombing", status="happened", focus=True, triggers=(span("blast"),), claims=()
        )
        for one in incidents
    )
    return {"d": Account(document="d", published=Published(), reports=reports)}


def drawn(*sayings, incidents=(), days=None):
    return draw_network(sayings, incidents, account(*incidents), outlets={"d": "Reuters"}, days=days)


def the_only(network):
    (edge,) = network.edges
    return edge


def test_one_edge_holds_all_statements_under_all_names() -> None:
    edge = the_only(
        drawn(
            said("ISIS", "allied_with", "Lashkar-e-Jhangvi"),
            said("Lashkar-i-Jhangvi", "allied_with", "Islamic State", by="police", on="2019-05-01"),
            said("Islamic State", "allied_with", "Lashkar-e-Jhangvi", by="police", on="2019-06-01"),
        )
    )
    assert edge.words == "Islamic State is allied with Lashkar-e-Jhangvi"
    assert (len(edge.evidence), edge.voices, edge.first, edge.last) == (3, 2, date(2019, 3, 1), date(2019, 6, 1))


def test_a_split_goes_one_way() -> None:
    edge = the_only(drawn(said("Jamaat-ul-Ahrar", "splinter_of", "Tehrik-i-Taliban Pakistan")))
    assert edge.words == "Jamaat-ul-Ahrar split from Tehrik-i-Taliban Pakistan"
    assert edge.known == "known to the codebook, 2014-08 to 2015-03"


def test_named_sides_of_incidents_fight_and_victims_do_not() -> None:
    incidents = (attack("a", "Islamic State", "Pakistan Army"), attack("b", "Islamic State", "Hazara workers"))
    network = drawn(incidents=incidents)
    edge = the_only(network)
    assert edge.words == "Islamic State fights Pakistan Army"
    assert [(one.incident, one.voice, one.day) for one in edge.evidence] == [("a", "Thomson Reuters", date(2019, 1, 8))]
    assert {(one.name, one.did, one.suffered) for one in network.nodes} == {
        ("Islamic State", 2, 0),
        ("Pakistan Army", 0, 1),
    }


def test_one_who_is_only_denied_to_have_done_it_fights_nobody() -> None:
    assert drawn(incidents=(attack("a", "Islamic State", "Pakistan Army", stance="denies"),)).edges == ()


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        (
            ("Islamic State", "allied_with", "Taliban"),
            ("Taliban", "fights", "Islamic State"),
            "Islamic State fights Taliban",
        ),
        (
            ("A Group", "part_of", "B Group"),
            ("B Group", "part_of", "A Group"),
            "B Group is part of A Group, the other way round",
        ),
        (
            ("A Group", "pledged_to", "Islamic State"),
            ("A Group", "pledged_to", "al-Qaeda"),
            "A Group pledged allegiance to al-Qaeda",
        ),
    ],
)
def test_what_contradicts_a_statement_stands_beside_it(one, other, words) -> None:
    network = drawn(said(*one), said(*other, by="another"))
    edge = next(edge for edge in network.edges if (edge.kind, edge.b) == (one[1], one[2]) or edge.kind != other[1])
    assert [found for found, _ in edge.against] == [words]
    assert edge.against[0][1].voice == "another"


def test_friends_of_one_year_may_fight_in_another() -> None:
    network = drawn(
        said("Islamic State", "allied_with", "Taliban", on="2014-03-01"),
        said("Islamic State", "fights", "Taliban", on="2019-03-01"),
    )
    assert [edge.against for edge in network.edges] == [(), ()]


def test_allegiance_to_a_group_and_to_its_branch_are_no_contradiction() -> None:
    network = drawn(
        said("A Group", "pledged_to", "Islamic State"), said("A Group", "pledged_to", "Islamic State Khorasan Province")
    )
    assert [edge.against for edge in network.edges] == [(), ()]


def test_only_what_was_told_on_the_days_asked_for_is_drawn() -> None:
    days = (date(2019, 1, 1), date(2019, 12, 31))
    sayings = (said("A Group", "supports", "B Group", on="2018-12-31"), said("A Group", "supports", "C Group"))
    network = drawn(*sayings, said("A Group", "supports", "D Group", on=None), days=days)
    assert [edge.b for edge in network.edges] == ["C Group"]


def test_the_network_around_an_actor_has_its_edges_alone() -> None:
    whole = drawn(said("ISIS", "allied_with", "A Group"), said("B Group", "fights", "C Group"))
    part = around(whole, "Daesh")
    assert [one.name for one in part.nodes] == ["A Group", "Islamic State"]
    assert len(part.edges) == 1


def test_a_group_has_no_relation_with_itself() -> None:
    assert drawn(said("ISIS", "part_of", "Islamic State")).edges == ()
