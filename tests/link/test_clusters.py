"""The guard rails: what contradicts never stands together, and people have the last word."""

import pytest
from factory import decision

from recount.link.clusters import Scores, group
from recount.records import Link, Reason


def scores(**points):
    """Scores by pair, `ab=5.0`; a pair that is not named scores -20."""

    def score(one, other):
        left, right = sorted((one, other))
        number = points.get(left + right, -20.0)
        verdict = "same" if number >= 0 else "not same"
        return Link(
            left=left,
            right=right,
            verdict=verdict,
            score=number,
            reasons=(Reason(what="days", words="3", points=number),),
        )

    return score


def groups(documents, decisions=(), **points):
    explain = scores(**points)
    found = {(pair[0], pair[1]): number for pair, number in points.items()}
    held = Scores(
        found=found,
        points=lambda pairs: [explain(*pair).score for pair in pairs],
        explain=explain,
        too_long=lambda one, other: None,
    )
    return group(documents, held, decisions)


THREE = {"a": "A", "b": "B", "c": "C"}


def test_links_join_and_the_smallest_report_names_the_cluster():
    clusters = groups(THREE, ab=5.0, bc=4.0, ac=3.0)
    assert [(one.id, one.reports) for one in clusters] == [("a", ("a", "b", "c"))]
    assert len(clusters[0].links) == 3


def test_a_chain_whose_ends_contradict_is_flagged_and_not_merged():
    clusters = groups(THREE, ab=5.0, bc=4.0, ac=-9.0)
    assert [one.reports for one in clusters] == [("a", "b"), ("c",)]
    refused = clusters[0].refused[0]
    assert (refused.left, refused.right, refused.verdict) == ("b", "c", "unsure")
    assert "a and c would stand together" in refused.reasons[-1].words
    assert clusters[1].refused == clusters[0].refused


def test_a_chain_whose_ends_only_fail_to_agree_is_merged():
    assert [one.reports for one in groups(THREE, ab=5.0, bc=4.0, ac=-3.0)] == [("a", "b", "c")]


def test_two_incidents_of_one_document_are_never_one():
    clusters = groups({"a": "A", "b": "B", "c": "A"}, ab=5.0, bc=4.0)
    assert [one.reports for one in clusters] == [("a", "b"), ("c",)]
    assert "one document tells them apart" in clusters[0].refused[0].reasons[-1].words


def test_a_near_miss_is_kept_with_both_clusters():
    clusters = groups({"a": "A", "b": "B"}, ab=-2.0)
    assert [one.reports for one in clusters] == [("a",), ("b",)]
    assert clusters[0].refused == clusters[1].refused
    assert clusters[0].refused[0].score == -2.0


def test_what_is_far_from_a_link_is_not_kept():
    assert groups({"a": "A", "b": "B"}, ab=-9.0)[0].refused == ()


def test_people_who_say_the_same_win_over_the_score():
    clusters = groups({"a": "A", "b": "B"}, [decision("same", "a", "b")], ab=-9.0)
    assert clusters[0].reports == ("a", "b")
    assert clusters[0].links[0].reasons[-1].what == "decision"


def test_people_who_say_the_same_win_over_one_document():
    assert groups({"a": "A", "b": "A"}, [decision("same", "a", "b")])[0].reports == ("a", "b")


def test_people_who_say_not_the_same_keep_whole_groups_apart():
    clusters = groups(THREE, [decision("not same", "a", "c")], ab=5.0, bc=4.0, ac=6.0)
    assert [one.reports for one in clusters] == [("a", "b"), ("c",)]
    assert "a coder decided 'not same': read both" in clusters[0].refused[-1].reasons[-1].words


@pytest.mark.parametrize("kind", ["unsure", "not same"])
def test_what_people_are_unsure_of_is_not_merged(kind):
    clusters = groups({"a": "A", "b": "B"}, [decision(kind, "a", "b")], ab=5.0)
    assert [one.reports for one in clusters] == [("a",), ("b",)]
    assert clusters[0].refused[0].verdict == kind


def test_the_later_decision_takes_the_place_of_the_earlier():
    earlier = decision("not same", "a", "b", at="2026-01-01T00:00:00")
    later = decision("same", "a", "b", at="2026-02-01T00:00:00")
    assert groups({"a": "A", "b": "B"}, [later, earlier], ab=-1.0)[0].reports == ("a", "b")


def test_a_decision_on_reports_that_are_gone_changes_nothing():
    assert [one.reports for one in groups({"a": "A"}, [decision("same", "a", "gone")])] == [("a",)]


def test_two_decisions_win_over_the_document_that_tells_two_incidents_apart():
    decisions = [decision("same", "a", "b"), decision("same", "a", "c")]
    assert [one.reports for one in groups({"a": "A", "b": "B", "c": "B"}, decisions)] == [("a", "b", "c")]


def test_decisions_that_contradict_one_another_are_flagged():
    decisions = [decision("same", "a", "b"), decision("same", "b", "c"), decision("not same", "a", "c")]
    clusters = groups(THREE, decisions)
    assert [one.reports for one in clusters] == [("a", "b"), ("c",)]
    assert "unsure" in {one.verdict for one in clusters[0].refused}
