"""The names under which perpetrators and targets are recorded."""

import pytest

from recount.read.everyone import find_all_parties
from recount.read.model_parties import party_names, plain
from recount.read.sentences import split_sentences
from recount.read.words import find_words
from recount.records import Field, Span


def named(
    text: str, words: str, country: str | None, field: Field = "perpetrator", speaker: str | None = None
) -> tuple[str, ...]:
    """The names that these words of a text stand for."""
    parties = find_all_parties(find_words(text, split_sentences(text)), country)
    return party_names(field, span(text, words), parties, span(text, speaker) if speaker else None, country)


def span(text: str, words: str) -> Span:
    at = text.index(words)
    return Span(start=at, end=at + len(words), quote=words)


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


@pytest.mark.parametrize(
    ("text", "words", "speaker", "wanted"),
    [
        (
            "The TTP has claimed responsibility for the blast.",
            "claimed responsibility",
            "The TTP",
            "Tehrik-i-Taliban Pakistan",
        ),
        ("Russia said it had no part in the raid.", "it had no part in the raid", "Russia", "Russia"),
        ("Al-Shabab fired first. Later it took the town.", "it took the town", None, "al-Shabab"),
    ],
)
def test_words_that_name_nobody_mean_whoever_says_them(text: str, words: str, speaker: str | None, wanted: str) -> None:
    assert named(text, words, None, speaker=speaker) == (wanted,)


@pytest.mark.parametrize(
    ("text", "words", "field", "wanted"),
    [
        ("Police arrested a Taliban network leader.", "a Taliban network leader", "target", "Taliban"),
        ("A jet hit a hospital treating victims.", "a hospital treating victims", "target", "hospital"),
        ("Gunmen stormed it.", "Gunmen", "perpetrator", "gunmen"),
        ("At least 12 gunmen stormed it.", "At least 12 gunmen", "perpetrator", "gunmen"),
        ("It was hit by gunmen wearing army uniforms.", "gunmen wearing army uniforms", "perpetrator", "gunmen"),
        ("Coalition forces raided a house.", "Coalition forces", "perpetrator", "NATO / ISAF"),
        ("A group of herders fired on them.", "A group of herders", "perpetrator", "group of herders"),
    ],
)
def test_a_party_is_named_without_what_only_says_more_of_it(text: str, words: str, field: Field, wanted: str) -> None:
    assert named(text, words, "AF", field) == (wanted,)


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


@pytest.mark.parametrize("words", ["later", "had", "the"])
def test_fragments_of_a_sentence_are_nobody(words: str) -> None:
    assert named("The group's men later had the village.", words, None) == ()
