"""What is asked of a person, why, and in which order."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from factory import claim, day, decision, document, place, report, span

from recount.ledger.former import Former
from recount.reconcile import reconcile
from recount.records import Account, Claim, Cluster, Decision, Document, Link, Reason, Report
from recount.review.change import Change
from recount.review.decide import standing
from recount.review.questions import chance_same, review_queue
from recount.review.queue import FIRST, Held, Item, ordered, with_changes

A, B, C = (document(name, on="2016-10-25", outlet=name) for name in ("alpha", "beta", "gamma"))


def told(home: Document, killed: int, *, confidence: float = 1.0, number: int = 0, status: str = "happened") -> Report:
    claims: list[Claim] = [
        claim("date", day("2016-10-24"), document=home.name),
        claim("place", place(locality="Quetta", country="PK"), document=home.name),
        claim("killed", killed, document=home.name, by=home.name, of="all", confidence=confidence),
    ]
    return report(home, *claims, number=number, status=status)


def held(
    *groups: Sequence[tuple[Document, Report]],
    decisions: Sequence[Decision] = (),
    links: Sequence[Link] = (),
    refused: Sequence[Link] = (),
    former: Sequence[Former] = (),
) -> Held:
    incidents, clusters, reports = {}, {}, [pair for group in groups for pair in group]
    for group in groups:
        ids = tuple(sorted(one.id for _, one in group))
        mine = [link for link in links if {link.left, link.right} <= set(ids)]
        near = [link for link in refused if {link.left, link.right} & set(ids)]
        cluster = Cluster(id=ids[0], reports=ids, links=tuple(mine), refused=tuple(near))
        by_id = {one.id: one for _, one in group}
        clusters[cluster.id] = cluster
        incidents[cluster.id] = reconcile(cluster, by_id, {home.id: home for home, _ in group}, standing(decisions))
    accounts = {
        home.id: Account(
            document=home.id, published=home.published, reports=tuple(one for where, one in reports if where is home)
        )
        for home in (A, B, C)
    }
    return Held(
        incidents=incidents,
        clusters=clusters,
        accounts=accounts,
        decisions=decisions,
        former={one.id: one for one in former},
    )


def linked(one: Report, other: Report, score: float, **more: str) -> Link:
    left, right = sorted((one.id, other.id))
    reasons = (Reason(what="days", words="the same day", points=score), *(
        Reason(what=what, words=words, points=0.0) for what, words in more.items()
    ))  # fmt: skip
    return Link(left=left, right=right, verdict="same" if score >= 0 else "not same", score=score, reasons=reasons)


def kinds(found: Sequence[Item]) -> list[str]:
    return [item.kind for item in found]


def test_what_is_sure_and_agreed_asks_nothing() -> None:
    assert review_queue(held([(A, told(A, 61))])) == ()


def test_a_doubtful_claim_is_asked_about_with_what_it_says_and_how_sure_the_reader_is() -> None:
    (item,) = review_queue(held([(A, told(A, 61, confidence=0.5))]))
    assert item.question == "Do these words say: 61 killed?"
    assert item.why == "the program is 50% sure of it, and it is the only claim that killed rests on"
    assert [answer.key for answer in item.answers] == ["accept", "reject"]
    assert item.weight == 30.5


def test_the_deadlier_incident_is_asked_about_first() -> None:
    few, many = told(A, 3, confidence=0.4), told(B, 90, confidence=0.6)
    first, second = review_queue(held([(A, few)], [(B, many)]))
    assert (first.subjects, second.subjects) == ((many.claims[2].id,), (few.claims[2].id,))


@pytest.mark.parametrize("kind", ["accept", "reject"])
def test_a_claim_that_was_decided_on_is_asked_about_no_more(kind: str) -> None:
    doubtful = told(A, 61, confidence=0.5)
    decided = [decision(kind, doubtful.claims[2].id)]
    assert review_queue(held([(A, doubtful)], decisions=decided)) == ()
    back = decision("withdraw", decided[0].id, at="2026-02-02T00:00:00")
    (item,) = review_queue(held([(A, doubtful)], decisions=[*decided, back]))
    assert set(item.seen) == {decided[0].id, back.id}


def test_a_disagreement_offers_each_side_and_all_of_them() -> None:
    one, other = told(A, 61), told(B, 65)
    (item,) = review_queue(held([(A, one), (B, other)]))
    assert item.kind == "disagreement"
    assert item.disputed
    labels = [answer.label for answer in item.answers]
    assert labels == ["only 61 stands", "only 65 stands", "all sides stand, as told"]
    first = item.answers[0]
    assert [(it.kind, it.subjects) for it in first.records] == [("reject", (other.claims[2].id,))]
    assert {it.kind for it in item.answers[2].records} == {"accept"}


def test_a_disagreement_that_people_left_standing_is_asked_about_no_more() -> None:
    one, other = told(A, 61), told(B, 65)
    (item,) = review_queue(held([(A, one), (B, other)]))
    accepted = [decision("accept", key, at=f"2026-01-0{n}") for n, key in enumerate(item.subjects, 1)]
    assert review_queue(held([(A, one), (B, other)], decisions=accepted)) == ()


def test_a_weak_link_and_a_near_refusal_are_asked_about_and_a_clear_one_is_not() -> None:
    one, other = told(A, 61), told(B, 61)
    weak = held([(A, one), (B, other)], links=[linked(one, other, 0.5)])
    clear = held([(A, one), (B, other)], links=[linked(one, other, 6.0)])
    near = held([(A, one)], [(B, other)], refused=[linked(one, other, -1.0)])
    assert kinds(review_queue(weak)) == ["pair"]
    assert review_queue(clear) == ()
    (item,) = review_queue(near)
    assert "kept apart, though near (-1.0 points)" in item.why
    assert len(item.incidents) == 2


def test_what_was_called_unsure_comes_back_for_another_with_less_weight() -> None:
    one, other = told(A, 61), told(B, 61)
    link = linked(one, other, 0.5)
    (fresh,) = review_queue(held([(A, one), (B, other)], links=[link]))
    unsure = decision("unsure", one.id, other.id, reason="both tell little")
    (again,) = review_queue(held([(A, one), (B, other)], links=[link], decisions=[unsure]))
    assert again.weight < fresh.weight
    assert again.why == "a coder was unsure: both tell little"
    same = decision("same", one.id, other.id)
    assert review_queue(held([(A, one), (B, other)], links=[link], decisions=[same])) == ()


def test_a_chain_that_was_not_merged_for_a_contradiction_says_which() -> None:
    one, other = told(A, 61), told(B, 61)
    flagged = linked(one, other, 1.0, contradiction="not merged: they would stand together, but the towns differ")
    (item,) = review_queue(held([(A, one)], [(B, other)], refused=[flagged]))
    assert item.why.startswith("not merged")
    assert item.disputed


def test_a_report_of_what_is_alleged_is_asked_about_until_it_is_decided() -> None:
    alleged = told(A, 7, status="alleged")
    (item,) = review_queue(held([(A, alleged)]))
    assert (item.kind, [answer.key for answer in item.answers]) == ("inclusion", ["accept", "exclude"])
    for kind in ("accept", "exclude"):
        assert review_queue(held([(A, alleged)], decisions=[decision(kind, alleged.id)])) == ()


def test_a_request_to_redact_stands_before_every_figure_until_it_is_answered() -> None:
    ask = decision("ask redaction", A.id, value="[0, 4]", reason="a child's name")
    groups = [(A, told(A, 5000, confidence=0.1))]
    first, *_ = review_queue(held(groups, decisions=[ask]))
    assert (first.kind, first.weight, first.why) == ("redaction", FIRST, "a coder asked for it: a child's name")
    done = decision("redact", A.id, value="[0, 4]", at="2026-03-01T00:00:00")
    assert "redaction" not in kinds(review_queue(held(groups, decisions=[ask, done])))
    declined = decision("withdraw", ask.id, at="2026-03-01T00:00:00")
    assert "redaction" not in kinds(review_queue(held(groups, decisions=[ask, declined])))


def test_a_decision_whose_claim_has_vanished_comes_back_with_its_heir() -> None:
    now = told(A, 61)
    lost = Former(id="lost", document=A.id, field="killed", value="[60,60,60]", span=span("killed"))
    rejected = decision("reject", "lost", reason="of another day")
    (item,) = review_queue(held([(A, now)], decisions=[rejected], former=[lost]))
    assert item.kind == "vanished"
    assert "killed [60,60,60]" in item.why
    assert "of another day" in item.why
    carry, withdraw = item.answers
    assert [(it.kind, it.subjects) for it in carry.records] == [
        ("reject", (now.claims[2].id,)),
        ("withdraw", (rejected.id,)),
    ]
    assert [(it.kind, it.subjects) for it in withdraw.records] == [("withdraw", (rejected.id,))]
    back = decision("withdraw", rejected.id, at="2026-03-01T00:00:00")
    assert review_queue(held([(A, now)], decisions=[rejected, back], former=[lost])) == ()


def test_a_vanished_pair_can_only_be_taken_back() -> None:
    (item,) = review_queue(held([(A, told(A, 61))], decisions=[decision("same", "gone", "away")]))
    assert [answer.key for answer in item.answers] == ["withdraw"]


def test_the_same_question_has_the_same_id_whoever_asks() -> None:
    one, other = (review_queue(held([(A, told(A, 61, confidence=0.5))])) for _ in range(2))
    assert one == other


def test_foreseen_changes_weigh_by_how_likely_they_are() -> None:
    (item,) = review_queue(held([(A, told(A, 61, confidence=0.5))]))
    known = with_changes(item, {"reject": Change(words="killed 61 → 0", size=100.0)})
    assert known.weight == 50.0
    assert known.answers[1].effect == "killed 61 → 0"
    nothing = replace(item, id="z", weight=0.0)
    assert ordered([nothing, known]) == (known, nothing)


def test_the_odds_of_two_reports_double_with_each_point() -> None:
    assert chance_same(0) == 0.5
    assert chance_same(1) == pytest.approx(2 / 3)
    assert chance_same(-9999) == pytest.approx(0, abs=1e-9)
