"""Taking back: a decision about a decision, never an erasure."""

import pytest
from factory import decision

from recount.errors import DecisionError
from recount.review.decide import check_decision, standing, withdrawals

REJECTED = decision("reject", "c", at="2026-01-01")
BACK = decision("withdraw", REJECTED.id, at="2026-01-02")
AGAIN = decision("withdraw", BACK.id, at="2026-01-03")


def test_what_was_taken_back_no_longer_stands() -> None:
    assert standing([REJECTED, BACK]) == ()
    assert withdrawals([REJECTED, BACK]) == {REJECTED.id: BACK}


def test_the_decision_before_stands_again() -> None:
    corrected = decision("correct", "c", at="2025-12-31", value="[1, 1, 1]")
    assert standing([corrected, REJECTED]) == (REJECTED,)
    assert standing([corrected, REJECTED, BACK]) == (corrected,)


def test_taking_back_can_itself_be_taken_back() -> None:
    assert standing([REJECTED, BACK, AGAIN]) == (REJECTED,)


def test_the_order_in_which_decisions_come_in_does_not_matter() -> None:
    assert standing([AGAIN, BACK, REJECTED]) == standing([REJECTED, BACK, AGAIN])


def test_a_decision_made_anew_after_taking_back_stands() -> None:
    anew = decision("reject", "c", at="2026-01-04")
    assert standing([REJECTED, BACK, anew]) == (anew,)


def test_redactions_of_two_stretches_stand_beside_each_other() -> None:
    two = [decision("redact", "d", at=f"2026-01-0{n}", value=f"[{n}, 9]") for n in (1, 2)]
    assert standing(two) == tuple(two)


@pytest.mark.parametrize("value", ["", "[3, 3]", "[-1, 4]", "[4]", '["a", "b"]', "12", None])
def test_a_redaction_without_a_stretch_is_refused(value: str | None) -> None:
    with pytest.raises(DecisionError):
        check_decision(decision("redact", "d", value=value), lambda _: True, lambda _: None)


def test_a_redaction_of_a_stretch_passes() -> None:
    made = decision("redact", "d", value="[3, 9]")
    assert check_decision(made, lambda _: True, lambda _: None) is made
