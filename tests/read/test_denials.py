"""Who denies having done it; and what is no denial, and no claim."""

import pytest
from read.told import parties_of, words_of

from recount.read.authors import WORDS_OF_CLAIM
from recount.read.denials import WORDS_OF_DENIAL, find_denials
from recount.records import Mention, Span


def denials(text: str, accused: str, name: str) -> list[tuple[str, str | None, str]]:
    words = words_of(text)
    at = text.index(accused)
    span = Span(start=at, end=at + len(accused), quote=accused)
    told = Mention(span=span, sentence=words.sentence_at(at), field="perpetrator", value=name)
    found = find_denials(words, parties_of(words), [told])
    return [
        (str(mention.value), mention.stance, said.source.quote if said.source else "") for mention, said, _ in found
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Officials blamed Turkey for the shelling. Turkey denied any involvement.",
        "Officials blamed Turkey for the shelling, but Turkey has rejected the allegations.",
        "Officials blamed Turkey for the shelling. Turkey stated that it had no role in the attack.",
        "Officials blamed Turkey for the shelling, though Turkey denied carrying out the strike.",
        "Turkey says it was not responsible for the shelling, which officials blamed on Turkey.",
    ],
)
def test_an_actor_that_is_accused_and_says_no_denies(text: str) -> None:
    found = denials(text, "blamed Turkey" if "blamed Turkey" in text else "on Turkey", "Turkey")
    assert found == [("Turkey", "denies", "Turkey")]


def test_it_is_the_actor_named_last() -> None:
    ((value, stance, _),) = denials(
        "Officials blamed Turkey for the shelling. It denied responsibility.", "Turkey", "Turkey"
    )
    assert (value, stance) == ("Turkey", "denies")


def test_what_is_denied_may_be_the_deed_of_a_part_of_the_actor() -> None:
    found = denials(
        "He said Pakistan intelligence agency did it. Pakistan denied the charge.", "Pakistan", "Pakistan Army"
    )
    assert found == [("Pakistan Army", "denies", "Pakistan")]


@pytest.mark.parametrize(
    "text",
    [
        "Officials blamed the Taliban. Turkey denied the reports.",
        "Officials blamed Turkey. Turkey denied him a visa.",
        "Officials blamed Turkey. The mayor rejected the plan of Turkey.",
    ],
)
def test_who_is_not_accused_or_refuses_other_things_denies_nothing(text: str) -> None:
    name = "Taliban" if "Taliban" in text else "Turkey"
    assert denials(text, name, name) == []


@pytest.mark.parametrize(
    ("sentence", "claims", "denies"),
    [
        ("The army said it did not fire.", True, True),
        ("Hamas blamed members of Fatah for planting the device.", False, True),
        ("The monitor believes it may have been the army.", False, False),
        ("The group took responsibility.", True, False),
    ],
)
def test_words_without_which_nobody_claims_or_denies(sentence: str, claims: bool, denies: bool) -> None:
    assert (WORDS_OF_CLAIM.search(sentence) is not None) is claims
    assert (WORDS_OF_DENIAL.search(sentence) is not None) is denies
