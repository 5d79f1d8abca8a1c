"""Why two reports are, or are not, one incident: the pair itself, the chain that joined it, the guard that refused."""

from factory import claim, day, decision, document, place, report

from recount.link import link
from recount.link.why import why

QUETTA = place(site="Police Training College", locality="Quetta", province="Balochistan", country="PK")
WORDS = "Gunmen stormed the training college and shot sleeping cadets."


def told(name, *, when="2016-10-24", where=QUETTA, killed=61, context=WORDS, number=0, kind="shooting"):
    home = document(name)
    claims = [claim("killed", killed, of="security", document=f"{name} {number}")] if killed else []
    if when:
        claims.append(claim("date", day(when), document=f"{name} {number}"))
    if where:
        claims.append(claim("place", where, document=f"{name} {number}"))
    return report(home, *claims, type=kind, context=context, number=number)


def asked(left, right, others=(), decisions=()):
    reports = {one.id: one for one in (left, right, *others)}
    return why({left.id}, {right.id}, link(list(reports.values()), {}, decisions), reports, {})


def test_two_reports_of_one_attack_are_linked_by_what_both_tell():
    found = asked(told("a"), told("b", killed=65))
    assert found.linked
    assert found.chain == found.guards == ()
    levels = {reason.what: reason.level for reason in found.link.reasons}
    assert (levels["days"], levels["places"], levels["form"]) == ("same_day", "same_site", "same")
    assert found.incidents[0] == found.incidents[1]


def test_two_attacks_of_other_years_are_not_linked_and_no_guard_is_needed():
    found = asked(told("a"), told("b", when="2009-01-02", where=place(locality="Mosul", country="IQ")))
    assert (found.linked, found.guards) == (False, ())
    assert found.link.verdict == "not same"


def test_a_chain_names_the_report_between():
    undated, exact, between = told("a", when=None, killed=None), told("c", context=""), told("b")
    found = asked(undated, exact, [between])
    assert not asked(undated, exact).linked
    assert found.linked
    assert {frozenset({one.left, one.right}) for one in found.chain} == {
        frozenset({undated.id, between.id}),
        frozenset({between.id, exact.id}),
    }
    assert found.link.left in {found.chain[0].left, found.chain[0].right}


def test_a_decision_is_the_guard_that_keeps_two_apart():
    one, other = told("a"), told("b")
    found = asked(one, other, decisions=[decision("not same", one.id, other.id)])
    assert not found.linked
    assert [guard.reasons[-1].what for guard in found.guards] == ["decision"]


def test_a_third_that_one_of_them_contradicts_is_the_guard():
    one, again = told("a"), told("a", number=1, killed=60)
    other = told("b")
    found = asked(other, max(one, again, key=lambda told: told.id not in _with(other, one, again)), [one, again])
    assert not found.linked
    assert "one document tells them apart" in found.guards[0].reasons[-1].words


def _with(report, *others):
    clusters = link([report, *others], {})
    return next(cluster.reports for cluster in clusters if report.id in cluster.reports)


def test_two_reports_of_one_document_are_never_one():
    found = asked(told("a"), told("a", number=1))
    assert found.one_document
    assert not found.linked


def test_of_several_reports_the_pair_within_one_incident_is_explained():
    near, far, other = told("a"), told("a", number=1, when="2014-01-01", where=None, killed=2), told("b")
    reports = {one.id: one for one in (near, far, other)}
    found = why({near.id, far.id}, {other.id}, link(list(reports.values()), {}), reports, {})
    assert found.linked
    assert {found.link.left, found.link.right} == {near.id, other.id}
