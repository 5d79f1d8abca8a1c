"""A bare number between commas behind one person is an age, and counts nobody."""

import pytest

from recount.read.numbers import find_numbers


@pytest.mark.parametrize(
    "text",
    [
        "John Smith, 23, was shot dead on Monday.",
        "Boy, 13, charged in a fatal shooting.",
        "The victim, 14, died at the scene.",
        "A man, 19, shot and killed his daughter.",
    ],
)
def test_a_number_between_commas_behind_one_person_is_an_age(text: str) -> None:
    assert [number.kind for number in find_numbers(text)][-1] == "age"


@pytest.mark.parametrize(
    "text",
    [
        "Of the victims, 12, all civilians, were killed by shells.",
        "On Monday, 12, including women, were killed.",
        "In Kandahar, 12, and in Helmand, 9, were killed.",
        "In Mastung, 25 were killed.",
        "Nine, 12, and 15 people were killed on three days.",
    ],
)
def test_a_number_between_commas_that_counts_is_no_age(text: str) -> None:
    assert "age" not in [number.kind for number in find_numbers(text)]
