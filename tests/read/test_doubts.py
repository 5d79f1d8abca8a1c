"""Who doubts a claim of responsibility."""

import pytest

from recount.read.doubts import find_doubts
from recount.read.sentences import split_sentences
from recount.read.speakers import find_attributions
from recount.read.words import find_words
from recount.records import Mention, Span


def doubts(text: str, claimed: str, group: str) -> list[tuple[str, str, object]]:
    sentences = split_sentences(text)
    at = text.index(claimed)
    claim = Mention(
        span=Span(start=at, end=at + len(claimed), quote=claimed),
        sentence=0,
        field="perpetrator",
        value=group,
        stance="claims",
    )
    found = find_doubts(find_words(text, sentences), (claim,), find_attributions(text, sentences))
    return [(said.source.quote if said.source else "", mention.span.quote, mention.value) for mention, said, _ in found]


@pytest.mark.parametrize(
    ("text", "claimed", "speaker", "words"),
    [
        (
            'The Red Front claimed responsibility, but "the claim is more propaganda than fact", HRW said.',
            "claimed responsibility",
            "HRW",
            "more propaganda than fact",
        ),
        (
            "The Red Front claimed responsibility. Police said the claim was dubious.",
            "claimed responsibility",
            "Police",
            "dubious",
        ),
    ],
)
def test_a_doubt_has_its_speaker_and_names_the_group_whose_claim_is_doubted(
    text: str, claimed: str, speaker: str, words: str
) -> None:
    ((source, said, group),) = doubts(text, claimed, "Red Front")
    assert speaker in source
    assert (said, group) == (words, "Red Front")


@pytest.mark.parametrize(
    "text",
    [
        "The Red Front claimed responsibility for the blast, police said.",
        "The Red Front claimed responsibility. Rain is unlikely on Monday.",
    ],
)
def test_a_claim_that_nobody_questions_is_not_doubted(text: str) -> None:
    assert doubts(text, "claimed responsibility", "Red Front") == []
