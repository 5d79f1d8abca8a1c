"""Provinces in short, towns named once with what they lie in, and bodies that bear a town's name."""

import pytest

from recount.codebook.places import load_gazetteer
from recount.read.places import find_places
from recount.read.sentences import split_sentences
from recount.records import Where


def told(text: str) -> list[tuple[str, str | None, str | None]]:
    """The words, town and province of each place."""
    found = find_places(text, split_sentences(text), load_gazetteer())
    wheres = [(mention.span.quote, mention.value) for mention in found if isinstance(mention.value, Where)]
    return [(quote, where.locality, where.province) for quote, where in wheres]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (
            "CHARLESTON, W.Va. (AP) -- A man was shot there.",
            ("CHARLESTON, W.Va.", "CHARLESTON", "West Virginia"),
        ),
        ("Police in Rogersville, Mo., shot a man.", ("Rogersville, Mo.", "Rogersville", "Missouri")),
        ("A man was shot in Belgrade, Minn., on Monday.", ("Belgrade, Minn.", "Belgrade", "Minnesota")),
        ("Two were hurt in Paris, Ill. Police came.", ("Paris, Ill.", "Paris", "Illinois")),
    ],
)
def test_a_province_in_short_is_read_with_its_town(text: str, place: tuple[str, str, str]) -> None:
    assert told(text)[0] == place


def test_a_short_word_that_is_no_province_stays_a_word() -> None:
    assert told("He asked Pa. to come, and Mo. came.") == []


def test_a_clipped_word_and_the_number_of_a_road_are_no_provinces() -> None:
    assert told("The mayor spoke. Mass shooting kills nine.") == []
    assert told("They held the heights over NH 1A.") == []


def test_a_town_once_named_with_its_province_is_the_same_town_alone() -> None:
    assert told("The bomb went off in Paris, Texas. People in Paris were shocked.")[1] == ("Paris", "Paris", "Texas")
    assert told("PORTLAND, Conn. - A man was shot. Portland is calm.")[1][2] == "Connecticut"


def test_a_police_department_is_no_province() -> None:
    assert told("Corsicana Police Department officers shot a man.") == []
    assert told("Rebels attacked a post in the Meta Department of Colombia.")[0][2] == "Meta"


def test_in_small_letters_places_are_known_behind_their_prepositions() -> None:
    text = "gunmen killed four people in kandahar on sunday, in turn police shot two near deir ezzor."
    assert [quote for quote, _, _ in told(text)] == ["kandahar", "deir ezzor"]


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("A convoy was hit in Urem al-Kubra, northern Syria, on Monday.", "Urem al-Kubra", "SY"),
        ("Troops searched a compound west of Seyyedan, in the Kandahar district.", "Seyyedan", "AF"),
    ],
)
def test_a_name_with_an_article_or_with_a_district_behind_it_is_a_place(text, words, country):
    places = find_places(text, split_sentences(text), load_gazetteer())
    assert [one.value.country for one in places if one.value.locality == words] == [country]


def test_a_provincial_capital_that_is_named_is_not_the_capital_of_the_country():
    text = "Gunmen stormed two buildings in the provincial capital, Zinjibar, in Abyan province in Yemen."
    places = find_places(text, split_sentences(text), load_gazetteer())
    assert {one.value.locality for one in places} == {"Zinjibar"}
