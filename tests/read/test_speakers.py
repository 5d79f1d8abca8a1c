"""Who says it, in small phrases of the kind that news is made of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.read.sentences import split_sentences
from recount.read.speakers import find_attributions


def sources(text: str, words: str) -> list[str]:
    """The sources of all stretches that hold `words`."""
    at = text.index(words)
    found = find_attributions(text, split_sentences(text))
    return [
        item.source.quote
        for item in found
        if item.source and item.content.start <= at and at + len(words) <= item.content.end
    ]


@pytest.mark.parametrize(
    ("text", "words", "source"),
    [
        ("Police said a bomb killed four people.", "four people", "Police"),
        ("A bomb killed four people, police said.", "four people", "police"),
        ("A bomb killed four people, said police chief Omar Karim.", "four people", "police chief Omar Karim"),
        ("According to hospital officials, nine people died.", "nine people", "hospital officials"),
        (
            "Nine people died, according to a hospital spokesman in Kirkuk.",
            "Nine people",
            "a hospital spokesman in Kirkuk",
        ),
        ("Omar Karim, a provincial police chief, said three men were held.", "three men", "Omar Karim"),
        ('"We found 12 bodies," the mayor told reporters on Friday.', "12 bodies", "the mayor"),
        ("A military statement Sunday said the raid injured five soldiers.", "five soldiers", "A military statement"),
        ("The blast killed six, the state news agency reported citing a medical source.", "six", "a medical source"),
        ("The army denied that its jets hit the market.", "the market", "The army"),
        ("Residents and police believe that a local gang shot the trader.", "the trader", "Residents and police"),
        ("Twenty rebels were killed in the raid a military source said.", "Twenty rebels", "a military source"),
    ],
)
def test_the_speaker_of_a_sentence_is_found(text: str, words: str, source: str) -> None:
    assert sources(text, words)[-1:] == [source]


@pytest.mark.parametrize(
    "text",
    [
        "The bombing claimed 30 lives in the old town.",
        "Two suspected insurgents were detained near the border.",
        "Gunmen stormed a hotel and killed seven guests.",
        "Ten people were reported killed in the storm.",
        "The report on roads was put on a shelf.",
        "Protesters marched after alleged fraud in the vote.",
    ],
)
def test_a_sentence_in_the_outlets_own_voice_has_no_speaker(text: str) -> None:
    assert find_attributions(text, split_sentences(text)) == ()


def test_a_pronoun_leads_back_to_the_last_full_mention() -> None:
    text = "Governor Amina Yusuf said two bridges were mined. Four guards were hurt, she added."
    assert sources(text, "Four guards")[-1:] == ["Governor Amina Yusuf"]


def test_a_statement_leads_back_to_who_issued_it() -> None:
    text = 'The coalition issued a report, the U.S. military said.\n\n"Nine fighters were killed," the statement said.'
    assert sources(text, "Nine fighters")[-1:] == ["the U.S. military"]


def test_a_quotation_without_a_cue_belongs_to_the_speaker_of_its_paragraph() -> None:
    text = '"They came at dawn," said farmer Ali Noor. "They shot eleven of us."'
    assert sources(text, "eleven of us")[-1:] == ["farmer Ali Noor"]


def test_two_speakers_in_one_sentence_keep_their_own_words() -> None:
    text = "Police said four people died, while hospital officials said six people died."
    assert sources(text, "four people")[-1:] == ["Police"]
    assert sources(text, "six people")[-1:] == ["hospital officials"]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The group claimed responsibility for the attack.", "claims"),
        ("The group claimed a bomb attack on the station.", "claims"),
        ("The group claimed that the army fired first.", "asserts"),
        ("The ministry denied the report.", "denies"),
        ("The governor blamed separatists for the blast.", "accuses"),
        ("Analysts doubt the claim.", "doubts"),
        ("Officials suspect that smugglers shot the guards.", "suspects"),
    ],
)
def test_the_verb_gives_the_stance(text: str, stance: str) -> None:
    assert [item.stance for item in find_attributions(text, split_sentences(text))] == [stance]


def test_a_claim_of_responsibility_does_not_speak_for_the_rest_of_the_sentence() -> None:
    text = "The group claimed responsibility for an attack that killed 17 people."
    assert sources(text, "17 people") == []


@given(st.text(alphabet=st.sampled_from(list('ab said told "“” ,.\nThe Police according to citing')), max_size=300))
def test_every_span_slices_to_its_words_on_any_text(text: str) -> None:
    for item in find_attributions(text, split_sentences(text)):
        for span in (item.source, item.content, item.cue):
            assert span is None or text[span.start : span.end] == span.quote
