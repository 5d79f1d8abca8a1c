"""Reports in, clusters out, whatever the order; every link with its reasons in words."""

from factory import at_least, claim, day, decision, document, place, published, report
from hypothesis import given, settings
from hypothesis import strategies as st

from recount.link import explain, link

QUETTA = place(site="Police Training College", locality="Quetta", province="Balochistan", country="PK")
MASTUNG = place(district="Mastung", province="Balochistan", country="PK")


def college(name, killed, number=0, when="2016-10-24"):
    home = document(name)
    return report(
        home,
        claim("date", day(when), document=name),
        claim("place", QUETTA, document=name),
        claim("killed", killed, of="security", document=name),
        context="Gunmen stormed the training college and shot sleeping cadets.",
        type="shooting",
        number=number,
    )


def raid(name, killed, when=None, words=""):
    days = [claim("date", day(when), document=name)] if when else []
    return report(
        document(name),
        *days,
        claim("place", MASTUNG, document=name),
        claim("perpetrator", "Pakistan security forces", document=name),
        claim("target", "Islamic State", document=name),
        claim("killed", killed, of="militant", document=name),
        type="raid",
        context=f"Security forces raided a hideout in Mastung. {words}",
    )


CAVE = "Hardcore commanders were hiding inside a cave for planning and coordination, the statement said."
CAMP = "The camp of an arrested ringleader served as a launchpad; explosive jackets were recovered."


def test_two_reports_of_one_attack_are_one_cluster():
    one, other = college("a", 61), college("b", 65)
    clusters = link([one, other], {})
    assert [set(cluster.reports) for cluster in clusters] == [{one.id, other.id}]
    assert clusters[0].id == min(one.id, other.id)


def test_the_reasons_add_up_to_the_score_and_are_in_words():
    found = explain(college("a", 61), college("b", 65), {})
    assert found.verdict == "same"
    assert found.score == round(sum(reason.points for reason in found.reasons), 3)
    assert {"days", "places", "killed", "words"} <= {reason.what for reason in found.reasons}
    assert all(reason.words for reason in found.reasons)


def test_a_report_that_nobody_else_tells_is_a_cluster_of_its_own():
    one, other = college("a", 61), raid("b", 12, "2017-06-04")
    assert [cluster.reports for cluster in link([one, other], {})] == sorted([(one.id,), (other.id,)])


def test_a_day_without_a_year_links_to_the_dated_report():
    assert len(link([college("a", 61, when="--10-24"), college("b", 65)], {})) == 1


def test_the_next_attack_on_the_same_college_is_another():
    assert len(link([college("a", 61), college("b", 61, when="2008-10-24")], {})) == 2


def test_two_raids_on_one_group_in_one_district_stay_apart_with_and_without_days():
    statement, echo = raid("a", 12, words=CAVE), raid("b", 12, words=CAVE)
    for when in ("2021-08-30", "--08-30"):
        later = raid("c", at_least(11), when, words=CAMP)
        clusters = link([statement, echo, later], {})
        assert sorted(len(cluster.reports) for cluster in clusters) == [1, 2]
        assert (later.id,) in {cluster.reports for cluster in clusters}


def test_an_alleged_account_of_the_same_days_stays_apart():
    happened = raid("a", 12, "2017-06-04", words=CAVE)
    alleged = report(
        document("b"),
        claim("date", day("2017-05-28/2017-06-04"), document="b"),
        claim("place", MASTUNG, document="b"),
        claim("perpetrator", "Pakistan Army", document="b"),
        claim("target", "civilians", document="b"),
        type="airstrike",
        status="alleged",
        context="The army is attacking civilians with gunship helicopters, he alleged.",
    )
    assert len(link([happened, alleged], {})) == 2


def test_a_background_mention_without_day_and_place_links_only_on_strong_evidence():
    told = raid("a", 12, "2017-06-04", words=CAVE)
    vague = report(
        document("b"),
        claim("target", "Islamic State", document="b"),
        type="raid",
        focus=False,
        context="a raid last year",
    )
    assert len(link([told, vague], {})) == 2


def test_the_same_report_given_twice_counts_once():
    assert len(link([college("a", 61), college("a", 61)], {})[0].reports) == 1


def test_no_reports_give_no_clusters():
    assert link([], {}) == ()


def test_decisions_join_and_part():
    one, other, third = college("a", 61), college("b", 65), raid("c", 12, "2017-06-04")
    decisions = [decision("not same", one.id, other.id), decision("same", one.id, third.id)]
    clusters = {frozenset(cluster.reports) for cluster in link([one, other, third], {}, decisions)}
    assert clusters == {frozenset({one.id, third.id}), frozenset({other.id})}


DAYS = st.sampled_from(["2016-10-24", "2016-10-25", "--10-24", "2016-08-08", "2016-10-01/2016-10-31"])
PLACES = st.sampled_from([QUETTA, MASTUNG, place(locality="Quetta", country="PK"), place(country="PK")])


@st.composite
def many_reports(draw):
    reports = []
    for number in range(draw(st.integers(2, 8))):
        name = f"doc {number // 2}"
        told = [claim("killed", draw(st.sampled_from([1, 12, 61, 65])), of="all", document=f"{name} {number}")]
        if draw(st.booleans()):
            told.append(claim("date", day(draw(DAYS)), document=f"{name} {number}"))
        if draw(st.booleans()):
            told.append(claim("place", draw(PLACES), document=f"{name} {number}"))
        kind = draw(st.sampled_from(["bombing", "shooting", "raid"]))
        reports.append(report(document(name), *told, type=kind, number=number, context="cadets slept in the college"))
    return reports


@settings(deadline=None, max_examples=60)
@given(reports=many_reports(), random=st.randoms(use_true_random=False))
def test_the_order_of_arrival_changes_nothing(reports, random):
    days = {one.document: published("2016-10-26") for one in reports}
    shuffled = list(reports)
    random.shuffle(shuffled)
    assert link(shuffled, days) == link(reports, days)


@settings(deadline=None, max_examples=60)
@given(reports=many_reports())
def test_every_report_is_in_one_cluster_and_no_document_twice(reports):
    homes = {one.id: one.document for one in reports}
    clusters = link(reports, {})
    assert sorted(key for cluster in clusters for key in cluster.reports) == sorted(homes)
    assert all(len({homes[key] for key in one.reports}) == len(one.reports) for one in clusters)
    assert all(cluster.id == cluster.reports[0] == min(cluster.reports) for cluster in clusters)
