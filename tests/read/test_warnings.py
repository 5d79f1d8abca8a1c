"""Stated expectations of violence: what is one, who issues it, of whom, where."""

import pytest

from recount.codebook.places import load_gazetteer
from recount.read.places import find_places
from recount.read.sentences import split_sentences
from recount.read.speakers import find_attributions
from recount.read.warnings import find_warnings
from recount.records import Document


def warnings(text):
    sentences = split_sentences(text)
    places = find_places(text, sentences, load_gazetteer())
    return find_warnings(
        Document(id="one", name="one", text=text), sentences, find_attributions(text, sentences), places
    )


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Officials warned of more suicide attacks in Kabul.", "warned of more suicide attacks in Kabul"),
        ("Al-Shabab threatened to attack aid flights to Mogadishu.", "threatened to attack aid flights to Mogadishu"),
        ("The police chief said militants could carry out attacks during the festival.",
         "could carry out attacks during the festival"),
        ('"A wave of violence could follow," the analyst said.', "violence could follow"),
        ("The commander vowed to avenge the deaths.", "vowed to avenge the deaths"),
        ("An adviser confirmed the possibility of clashes on the border.", "possibility of clashes on the border"),
        ("Agencies said the group was emerging as a serious threat in Sindh.", "emerging as a serious threat"),
    ],
)  # fmt: skip
def test_a_stated_expectation_of_violence_is_a_warning(text, quote):
    (one,) = warnings(text)
    assert quote in one.span.quote
    assert text[one.span.start : one.span.end] == one.span.quote


@pytest.mark.parametrize(
    "text",
    [
        "The group is a major threat to the region.",
        "The attack could have killed hundreds, police said.",
        "The president said he would visit the site of the bombing.",
        "He was arrested on May 21 after an assault, police said.",
        "The union announced a warning strike for Friday.",
        "The blast may be the deadliest attack this year, officials said.",
        "The market could reopen on Sunday.",
        "A suicide bomber killed 12 people in Quetta on Monday.",
    ],
)
def test_what_was_or_only_is_is_no_warning(text):
    assert warnings(text) == ()


def test_a_warning_tells_who_warns_of_whom_and_where():
    (one,) = warnings("The interior ministry said the Taliban could launch attacks in Lahore.")
    assert (one.issuer.span.quote, one.about, one.area) == ("The interior ministry", "Taliban", "Lahore")


def test_who_threatens_speaks_of_itself():
    (one,) = warnings("Boko Haram threatened to kill more teachers in Maiduguri.")
    assert (one.issuer.span.quote, one.about, one.area) == ("Boko Haram", "Boko Haram", "Maiduguri")


def test_a_sentence_holds_one_warning():
    assert len(warnings("Officials warned that militants could attack again and may strike markets.")) == 1
