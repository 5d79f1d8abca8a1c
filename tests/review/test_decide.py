"""What people decide: checked before, the last word standing after."""

from dataclasses import replace

import pytest
from factory import decision

from recount.errors import DecisionError
from recount.records import Decision
from recount.review.decide import check_decision, make_decision, standing


def held(key: str) -> bool:
    return key in {"a", "b", "c"}


def field_of(key: str) -> str | None:
    return "killed" if key == "c" else None


@pytest.mark.parametrize(
    "made", [decision("same", "a", "b"), decision("reject", "c"), decision("correct", "c", value="[12, 12, null]")]
)
def test_a_sound_decision_passes_as_it_is(made: Decision) -> None:
    assert check_decision(made, held, field_of) is made


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (replace(decision("same", "a", "b"), reason="  "), "needs a reason"),
        (replace(decision("same", "a", "b"), who=""), "needs the name"),
        (decision("same", "a", "a"), "two reports, not 1"),
        (decision("not same", "a", "b", "c"), "two reports, not 3"),
        (decision("reject"), "about nothing"),
        (decision("correct", "c"), "needs one"),
        (decision("correct", "c", value="twelve"), "'twelve' is no value of killed"),
        (decision("correct", "c", value="[1, 2]"), "is no value of killed"),
        (decision("correct", "c", value='["a", "b", "c"]'), "is no value of killed"),
        (decision("correct", "c", value='{"low": 1, "best": 1, "high": 1}'), "is no value of killed"),
        (decision("correct", "a", value="[1, 1, 1]"), "Only a claim can be corrected"),
        (decision("reject", "c", value="12"), "Only 'correct' has a value"),
        (decision("maybe", "a", "b"), "'maybe' is no kind of decision"),
        (decision("same", "a", "x"), "nothing under 'x'"),
    ],
)
def test_an_unsound_decision_is_refused_with_the_reason(made: Decision, words: str) -> None:
    with pytest.raises(DecisionError, match=words):
        check_decision(made, held, field_of)


def test_the_last_decision_on_a_question_stands_whichever_way_round_it_names_the_two() -> None:
    first = decision("same", "a", "b", at="2026-01-01")
    other = decision("same", "b", "c", at="2026-01-02")
    last = decision("not same", "b", "a", at="2026-01-03")
    assert standing([last, first, other]) == (other, last)


def test_a_rejected_claim_can_be_accepted_again() -> None:
    rejected, accepted = decision("reject", "c", at="2026-01-01"), decision("accept", "c", at="2026-01-02")
    assert standing([accepted, rejected]) == (accepted,)


def test_other_questions_about_the_same_thing_stand_beside_each_other() -> None:
    made = (decision("reject", "c", at="2026-01-01"), decision("redact", "c", at="2026-01-02"))
    assert standing(made) == made


def test_the_same_decision_made_again_later_is_another_one() -> None:
    one, other = (make_decision("same", ["a", "b"], reason="r", who="w", at=at) for at in ("2026-01-01", "2026-01-02"))
    assert one.id != other.id
    assert one == make_decision("same", ["a", "b"], reason="r", who="w", at="2026-01-01")
