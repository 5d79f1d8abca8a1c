import pytest

from recount.codebook.kinship import is_description, kinship, state_of
from recount.codebook.spelling import alike


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Baluchistan", "Balochistan"),
        ("Khan Shaykhun", "Khan Sheikhoun"),
        ("Deir Ezzor", "Deir ez-Zor"),
        ("Hassakeh", "Hasakeh"),
        ("Kandahar", "Qandahar"),
        ("Mastung District", "Mastung"),
        ("Quetta Civil Hospital", "Civil Hospital"),
        ("Albu Kamal", "Abu Kamal"),
        ("Mayadin", "al-Mayadeen"),
    ],
)
def test_spellings_of_one_name_are_alike(one, other):
    assert alike(one, other)
    assert alike(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("North Waziristan", "South Waziristan"),
        ("Paktia", "Paktika"),
        ("Homs", "Hama"),
        ("Kunar", "Kunduz"),
        ("Dera Ismail Khan", "Dera Ghazi Khan"),
        ("Mastung", "Kalat"),
        ("Khost", "Kohat"),
        ("", ""),
    ],
)
def test_other_names_are_not(one, other):
    assert not alike(one, other)
    assert not alike(other, one)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Islamic State", "ISIL", "same"),
        ("Islamic State", "Islamic State Khorasan Province", "related"),
        ("Lashkar-e-Jhangvi", "Lashkar-e-Jhangvi al-Alami", "related"),
        ("Islamic State", "al-Qaeda", "different"),
        ("Pakistan Army", "Pakistan security forces", "related"),
        ("Frontier Corps", "Pakistan Army", "related"),
        ("Pakistan Army", "Afghanistan Army", "different"),
        ("Kenya police", "Kenya Army", "related"),
        ("gunmen", "Boko Haram", "described"),
        ("gunmen", "gunmen", "same"),
        ("Gunmen", "Boko Haram", "described"),
        ("widow of a Kenyan soldier", "Boko Haram", "described"),
        ("an-Nasr Front", "Boko Haram", "different"),
        ("Heavily armed militants", "Boko Haram", "described"),
    ],
)
def test_how_two_actors_stand_to_one_another(one, other, expected):
    assert kinship(one, other) == expected
    assert kinship(other, one) == expected


@pytest.mark.parametrize(
    ("name", "country"),
    [("Pakistan Army", "PK"), ("Sri Lankan police", "LK"), ("Boko Haram", None), ("gunmen", None), ("Quetta", None)],
)
def test_whose_force_a_name_is(name, country):
    assert state_of(name) == country


def test_a_description_names_no_organisation():
    assert is_description("two men on a motorbike")
    assert not is_description("Boko Haram")
    assert not is_description("al-Shabab")
