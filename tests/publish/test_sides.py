"""Those who did it and those who were hit, in words."""

import pytest

from recount.publish.sides import in_neutral_words, side_words
from recount.records import Estimate, Stance


def told(*pairs: tuple[str, Stance]) -> list[Estimate]:
    return [Estimate(field="perpetrator", value=name, stance=stance) for name, stance in pairs]


@pytest.mark.parametrize(
    ("pairs", "words"),
    [
        ([("Islamic State", "claims"), ("Islamic State", "asserts")], "Islamic State (claims responsibility)"),
        ([("Islamic State", "claims"), ("Islamic State", "doubts")], "Islamic State (claims responsibility, doubted)"),
        ([("Russia", "accuses"), ("Ukraine Army", "denies")], "Russia (accused); Ukraine Army (denied)"),
        ([("gunmen", "asserts"), ("Boko Haram", "suspects")], "Boko Haram (suspected)"),
        ([("gunmen", "asserts"), ("Boko Haram", "denies")], "gunmen; Boko Haram (denied)"),
        ([("gunmen", "asserts"), ("masked men", "asserts")], "gunmen; masked men"),
        ([("Gunmen", "asserts"), ("gunmen", "suspects")], "Gunmen"),
        ([], "not known"),
    ],
)
def test_each_name_stands_once_with_the_strongest_word_for_it(pairs: list[tuple[str, Stance]], words: str) -> None:
    assert side_words(told(*pairs)) == words


def test_of_many_names_the_rest_is_counted() -> None:
    many = told(("Islamic State", "asserts"), ("Taliban", "asserts"), ("Boko Haram", "asserts"))
    assert side_words(many, most=2) == "Islamic State; Taliban; 1 more"


def test_words_that_take_a_side_are_quotations() -> None:
    assert in_neutral_words("hardcore terrorists") == "“hardcore terrorists”"
    assert in_neutral_words("militant hideout") == "militant hideout"
