import pytest

from recount.codebook.places import load_gazetteer
from recount.read.model_places import places_told, unlisted_place
from recount.read.places import find_places
from recount.read.sentences import split_sentences
from recount.records import Span


def told(text, quote):
    start = text.index(quote)
    span = Span(start=start, end=start + len(quote), quote=quote)
    mentions = find_places(text, split_sentences(text), load_gazetteer())
    found = places_told(text, span, mentions) or unlisted_place(span, mentions)
    return [(one.site, one.locality, one.district, one.province, one.country) for one in found]


@pytest.mark.parametrize(
    ("text", "quote", "places"),
    [
        (
            "Four people were wounded in Kandahar's Zhari and Panjwayi districts.",
            "Kandahar's Zhari and Panjwayi districts",
            [(None, None, "Zhari", "Kandahar", "AF"), (None, None, "Panjwayi", "Kandahar", "AF")],
        ),
        (
            "A bomb went off in Afghanistan's capital, Kabul, on Friday.",
            "Afghanistan's capital, Kabul",
            [(None, "Kabul", None, "Kabul", "AF")],
        ),
        (
            "The army took Fallujah and other parts of Anbar Province in Iraq.",
            "Fallujah and other parts of Anbar Province in Iraq",
            [(None, "Fallujah", None, "Anbar", "IQ")],
        ),
    ],
)
def test_a_stretch_gives_its_smallest_place_and_a_list_all_of_its_places(text, quote, places):
    assert told(text, quote) == places


def test_a_name_that_no_list_has_lies_where_the_place_before_it_does():
    text = "Shells hit Aleppo on Friday. Two people died when rockets fell on al-Qasr al-Jadid later."
    assert told(text, "al-Qasr al-Jadid") == [("al-Qasr al-Jadid", "Aleppo", None, "Aleppo", "SY")]


def test_a_name_known_from_elsewhere_in_the_report_is_the_same_place():
    text = "Air strikes hit the town of Zqwartal in Idlib province. Planes then left rebel-held Zqwartal burning."
    assert told(text, "rebel-held Zqwartal") == [(None, "Zqwartal", None, "Idlib", "SY")]


@pytest.mark.parametrize("quote", ["the scene", "Syrian", "Islamic State"])
def test_words_that_name_no_place_give_none(quote):
    text = f"Shells hit Aleppo on Friday. Much was said of {quote} afterwards."
    assert told(text, quote) == []
