"""An actor or a place in order, with what is told for the first time."""

from dataclasses import replace
from datetime import date

import pytest
from factory import claim, day, document, place, report, span, statistic

from recount.reconcile import reconcile
from recount.records import Account, Cluster, Estimate, Relation, Speaker, Warning
from recount.tally.chronology import Subject, chronicle
from recount.tally.sayings import Presence, Saying

IS = "Islamic State"


def saying(item, on="2019-03-15", **more):
    return Saying(item=item, document="d", outlet="Reuters", day=date.fromisoformat(on), **more)


def warning(about=IS, area="Pakistan", **more):
    issuer = Speaker(span=span("the agency"), voice="Intelligence Bureau")
    return saying(Warning(id="w", span=span("may attack"), issuer=issuer, about=about, area=area), **more)


def incident(name, on, *, by=None, target=None, stance=None, province="Balochistan"):
    home = document(name, on="2019-02-01")
    told = report(
        home,
        claim("date", day(on), document=name),
        claim("place", place(province=province, country="PK"), document=name),
    )
    made = reconcile(Cluster(id=told.id, reports=(told.id,)), {told.id: told}, {home.id: home})
    sides = {
        "perpetrators": (Estimate(field="perpetrator", value=by, stance=stance),) if by else (),
        "targets": (Estimate(field="target", value=target),) if target else (),
    }
    return replace(made, **sides), Account(document=home.id, published=home.published, reports=(told,))


def told(subject, *sayings, incidents=()):
    accounts = {account.document: account for _, account in incidents}
    return chronicle(subject, sayings, [one for one, _ in incidents], accounts, outlets={})


def lines(entries):
    return [(str(one.first), one.kind) for one in entries]


def test_everything_told_of_an_actor_stands_in_order() -> None:
    presence = Presence(actor=IS, areas=(("PK", None),), span=span("presence"))
    entries = told(
        Subject(actor="ISIS"),
        warning(on="2016-02-10"),
        saying(presence, on="2019-03-15", about=(date(2014, 11, 1), date(2014, 11, 30))),
        saying(Relation(id="r", a=IS, kind="allied_with", b="Lashkar-e-Jhangvi", span=span("ties")), on="2019-03-16"),
        saying(statistic("incidents", 5, actor=IS, period=("2018-01-01", "2018-12-31"))),
        incidents=(
            incident("one", "2016-10-24", by=IS, stance="claims"),
            incident("two", "2017-06-01", by="Pakistan Army", target=IS),
        ),
    )
    assert lines(entries) == [
        ("2014-11-01", "presence"),
        ("2016-02-10", "warning"),
        ("2016-10-24", "attack"),
        ("2017-06-01", "operation"),
        ("2018-01-01", "figure"),
        ("2019-03-16", "statement"),
    ]
    assert entries[0].new == "first told of; first told of in Pakistan; first presence"
    assert entries[2].notes[0] == "claimed by it"
    assert entries[5].words == "Islamic State is allied with Lashkar-e-Jhangvi"


@pytest.mark.parametrize(
    ("subject", "kept"),
    [
        (Subject(actor=IS, area="Balochistan"), ["attack"]),
        (Subject(actor=IS, area="Sindh"), []),
        (Subject(area="Pakistan"), ["attack", "attack", "warning"]),
        (Subject(actor="Lashkar-e-Jhangvi"), []),
    ],
)
def test_an_actor_and_a_place_keep_only_what_is_of_both(subject, kept) -> None:
    incidents = (incident("one", "2016-10-24", by=IS), incident("two", "2016-11-24", by="gunmen", province="Sindh"))
    assert [one.kind for one in told(subject, warning(), incidents=incidents)] == kept


def test_an_attack_that_is_denied_is_no_attack_of_the_actors_and_is_told() -> None:
    (entry,) = told(Subject(actor=IS), incidents=(incident("one", "2016-10-24", by=IS, stance="denies"),))
    assert (entry.kind, entry.notes[0]) == ("incident", "denied")


def test_an_incident_rests_on_the_first_report_of_it() -> None:
    one = incident("one", "2016-10-24", by=IS)
    (entry,) = told(Subject(actor=IS), incidents=(one,))
    assert entry.evidence.document == one[1].document
    assert (entry.incident, entry.place) == (one[0].id, "Balochistan, Pakistan")


def test_what_has_no_day_comes_last() -> None:
    undated = replace(warning(), day=None)
    entries = told(Subject(actor=IS), undated, warning(on="2019-01-01"))
    assert [one.first for one in entries] == [date(2019, 1, 1), None]


def test_nothing_told_is_no_line() -> None:
    assert told(Subject(actor=IS)) == ()
