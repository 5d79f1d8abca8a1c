"""One text captured several times makes one document, whichever came first."""

from dataclasses import replace
from datetime import date

from factory import document
from hypothesis import given
from hypothesis import strategies as st

from recount.ledger.captures import basis, capture_id, merged
from recount.records import Published

TEXT = "Gunmen attacked a police college."
BARE = document("copy.txt", TEXT)
DATED = document("wire.jsonl#1", TEXT, outlet="A wire", on="2016-10-25")
GUESSED = replace(BARE, name="guess.txt", published=Published(first=date(2016, 10, 1), basis="reasoned"))
CAPTURES = (
    BARE,
    DATED,
    GUESSED,
    replace(DATED, name="b.html", url="https://example.org/b", captured=date(2020, 1, 1)),
    replace(BARE, captured=date(2019, 1, 1), title="A title"),
    document("late.txt", TEXT, outlet="B daily", on="2016-10-27"),
)


@given(st.permutations(CAPTURES))
def test_the_order_of_arrival_does_not_matter(captures: list[object]) -> None:
    assert merged(captures) == merged(CAPTURES)  # type: ignore[arg-type]


@given(st.permutations(CAPTURES))
def test_captures_can_be_added_one_by_one(captures: list[object]) -> None:
    together = captures[0]
    for number in range(1, len(captures) + 1):
        together = merged(captures[:number])  # type: ignore[arg-type]
    assert together == merged(CAPTURES)


def test_the_best_founded_and_earliest_day_of_publication_stands() -> None:
    assert merged(CAPTURES).published.first == date(2016, 10, 25)
    assert merged([BARE, GUESSED]).published.basis == "reasoned"


def test_gaps_are_filled_from_the_other_captures() -> None:
    together = merged(CAPTURES)
    assert (together.outlet, together.title, together.url) == ("A wire", "A title", "https://example.org/b")
    assert together.captured == date(2019, 1, 1)


def test_a_new_day_of_capture_makes_no_new_capture_but_another_name_does() -> None:
    assert capture_id(BARE) == capture_id(replace(BARE, captured=date(2026, 1, 1)))
    assert capture_id(BARE) != capture_id(replace(BARE, name="other.txt"))


def test_a_reader_does_not_see_the_name() -> None:
    assert basis(BARE) == basis(replace(BARE, name="other.txt"))
    assert basis(BARE) != basis(DATED)
