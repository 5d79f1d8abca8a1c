"""The names under which perpetrators and targets are recorded."""

import pytest

from recount.codebook.actors import load_actors
from recount.read.actors import find_actors
from recount.read.model_parties import party_names, plain
from recount.read.sentences import split_sentences
from recount.records import Field, Span


def named(text: str, words: str, country: str | None, field: Field = "perpetrator") -> tuple[str, ...]:
    """The names that these words of a text stand for."""
    at = text.index(words)
    actors = find_actors(text, split_sentences(text), load_actors(), country=country)
    return party_names(field, Span(start=at, end=at + len(words), quote=words), actors)


@pytest.mark.parametrize(
    ("text", "words", "country", "wanted"),
    [
        ("The TTP claimed the blast.", "The TTP", "PK", ("Tehrik-i-Taliban Pakistan",)),
        ("Two masked gunmen opened fire.", "masked gunmen", "PK", ("masked gunmen",)),
        ("Thirty died in Russian airstrikes on Tuesday.", "Russian airstrikes", "SY", ("Russia",)),
        ("Zealots of the valley burned it.", "Zealots of the valley", None, ("Zealots of the valley",)),
    ],
)
def test_a_party_goes_by_its_own_name_or_its_description(
    text: str, words: str, country: str | None, wanted: tuple[str, ...]
) -> None:
    assert named(text, words, country) == wanted


def test_two_parties_joined_by_and_are_two() -> None:
    text = "Afghan and NATO forces raided a compound."
    assert "NATO / ISAF" in named(text, "Afghan and NATO forces", "AF")
    assert len(named(text, "Afghan and NATO forces", "AF")) == 2


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("the\n market", "market"),
        ("an  army\tconvoy,", "army convoy"),
        ("suspected rebels", "rebels"),
        ("x" * 300, "x" * 80),
    ],
)
def test_a_description_is_plain(words: str, wanted: str) -> None:
    assert plain(words) == wanted
