import pytest

from recount.codebook.load import load_toml
from recount.codebook.places import load_gazetteer
from recount.read.places import find_places
from recount.read.sentences import split_sentences


def places(text):
    return find_places(text, split_sentences(text), load_gazetteer())


def first(text, words):
    found = next(mention.value for mention in places(text) if words in mention.value.words)
    return found.candidates[0]


@pytest.mark.parametrize(
    ("text", "words", "province", "country"),
    [
        ("Two men were shot in Paris. Deputies from Henry County and Puryear came.", "Paris", "Tennessee", "US"),
        ("A man was stabbed in Athens. Police in Corsicana and Henderson County were told.", "Athens", "Texas", "US"),
        ("Two men were shot in Springfield. Holyoke and Chicopee were quiet.", "Springfield", "Massachusetts", "US"),
        ("A bomb exploded in Hyderabad. Police in Karachi and Sukkur are on alert.", "Hyderabad", "Sindh", "PK"),
        ("A bomb exploded in Hyderabad. Police in Secunderabad and Warangal came.", "Hyderabad", "Telangana", "IN"),
        ("Gunmen attacked Tripoli. Fighters came from Misrata and Zuwara.", "Tripoli", "Tripoli", "LY"),
    ],
)  # fmt: skip
def test_the_other_names_of_a_report_tell_which_town_is_meant(text, words, province, country):
    chosen = first(text, words)
    assert (chosen.province, chosen.country) == (province, country)


@pytest.mark.parametrize(
    ("text", "words", "level", "country"),
    [
        ("Troops entered Georgia on Friday, Russia said. Tbilisi and Gori were bombed.", "Georgia", "country", "GE"),
        ("A man was shot in Georgia. Deputies in Macon, Valdosta and Atlanta were told.", "Georgia", "province", "US"),
        ("Shells fell in Lebanon. Beirut and Sidon were quiet, and Israel was silent.", "Lebanon", "country", "LB"),
    ],
)
def test_a_state_and_a_country_of_one_name_are_told_apart(text, words, level, country):
    chosen = first(text, words)
    assert (chosen.level, chosen.country) == (level, country)


def test_a_town_told_with_its_state_is_the_same_one_afterwards():
    text = "A man was killed in Athens, Ohio, on Friday. Athens police arrested a man in Athens."
    assert {one.value.candidates[0].province for one in places(text) if one.value.locality == "Athens"} == {"Ohio"}


def test_counties_that_share_one_noun_lie_in_one_state():
    text = "Officers in Sarpy, Douglas and Lancaster counties searched for the man from Omaha."
    states = {one.value.candidates[0].province for one in places(text) if one.value.candidates}
    assert states == {"Nebraska"}


def test_without_another_name_the_largest_town_is_meant():
    assert first("A bomb exploded in Paris on Friday.", "Paris").country == "FR"


def test_every_weight_is_a_number_and_larger_towns_gain():
    weights = load_toml("place_ranking")
    assert all(isinstance(value, float) for value in weights.values())
    assert weights["size"] > 0
    assert weights["sharpness"] > 0


def test_a_street_of_a_town_does_not_tell_which_town_it_is():
    text = "A fire broke out in Church Street, Edmonton. Crews from Tottenham, Hornsey and Walthamstow came."
    assert {one.value.country for one in places(text) if one.value.locality == "Edmonton"} == {"GB"}
