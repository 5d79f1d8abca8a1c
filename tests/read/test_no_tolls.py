"""Numbers that are no tolls."""

import pytest

from recount.read.no_tolls import is_no_toll


def asked(field: str, text: str, words: str, count: int) -> bool:
    start = text.index(words)
    return is_no_toll(field, text, start, start + len(words), count)


@pytest.mark.parametrize(
    ("field", "text", "words", "count"),
    [
        ("wounded", "The men, ages 20 and 22, were hurt.", "22", 22),
        ("killed", "Carlos, 11, was shot and killed.", "11", 11),
        ("wounded", "He shot his 11 year-old son.", "11", 11),
        ("killed", "They found the 911 caller's father dead.", "the 911 caller's father dead", 911),
        ("killed", "Five people were shot, two fatally.", "Five people", 5),
        ("killed", "Police say 4 victims were shot in a car.", "4 victims", 4),
    ],
)
def test_ages_and_all_who_were_shot_are_no_tolls(field: str, text: str, words: str, count: int) -> None:
    assert asked(field, text, words, count)


@pytest.mark.parametrize(
    ("field", "text", "words", "count"),
    [
        ("killed", "Five people were shot dead.", "Five people", 5),
        ("killed", "Five people were shot and killed.", "Five people", 5),
        ("wounded", "Five people were shot, two fatally.", "Five people", 5),
        ("killed", "In Lyon, 24 people were killed.", "24 people", 24),
        ("killed", "A 15-year-old boy was killed.", "A 15-year-old boy", 1),
        ("killed", "The 911 dead of that war are remembered.", "911 dead", 911),
    ],
)
def test_true_tolls_stay(field: str, text: str, words: str, count: int) -> None:
    assert not asked(field, text, words, count)
