import pytest

from recount.codebook.outcomes import FORMS, Form, load_outcomes
from recount.records import COUNT_FIELDS


@pytest.mark.parametrize(
    ("words", "field", "form"),
    [
        ("killed", "killed", "past"), ("killing", "killed", "gerund"), ("gunned down", "killed", "past"),
        ("died", "killed", "undergone"), ("fatalities", "killed", "units"), ("wounds", "wounded", "third"),
        ("abducted", "abducted", "past"), ("rounded up", "arrested", "past"), ("rescued", "freed", "past"),
    ],
)  # fmt: skip
def test_a_word_tells_of_one_field_in_one_way(words: str, field: str, form: Form) -> None:
    found = [one for one in load_outcomes()[words.split(maxsplit=1)[0]] if one.words == tuple(words.split())]
    assert [(one.field, form in one.forms) for one in found] == [(field, True)]


def test_longer_phrases_come_first_so_that_shot_dead_is_no_mere_shot() -> None:
    lengths = [len(one.words) for one in load_outcomes()["shot"]]
    assert lengths == sorted(lengths, reverse=True)


def test_every_count_field_and_every_form_has_words() -> None:
    outcomes = [one for group in load_outcomes().values() for one in group]
    assert {one.field for one in outcomes} == set(COUNT_FIELDS)
    assert {form for one in outcomes for form in one.forms} == set(FORMS)
