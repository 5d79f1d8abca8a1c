import pytest

from recount.codebook.voices import side, voice


@pytest.mark.parametrize(
    ("speaker", "spoken_for"),
    [
        ("ISPR", "Pakistan Army"),
        ("Inter-Services Public Relations (ISPR)", "Pakistan Army"),
        ("A military statement", "Pakistan Army"),
        ("an army spokesman", "Pakistan Army"),
        ("police officials", "Pakistan police"),
        ("the Afghan army", "Afghanistan Army"),
        ("U.S. military officials", "US military"),
        ("a spokesman for LeJ al-Alami", "Lashkar-e-Jhangvi al-Alami"),
        ("Taliban spokesman Abu Musa", "Taliban"),
        ("officials in Pakistan", "officials"),
        ("Pakistani officials", "officials"),
        ("Afghan officials", "Afghanistan officials"),
        ("the Ruritanian Observatory", "Ruritanian Observatory"),
        ("Imran Abid", "Imran Abid"),
        ("the aid group Doctors Without Borders", "Doctors Without Borders"),
        ("regional governor Imran Abid", "Imran Abid"),
        ("residents of Quetta", "residents of Quetta"),
        ("a doctor", "doctor"),
        ("the", "the"),
    ],
)
def test_for_whom_a_speaker_of_a_story_in_pakistan_speaks(speaker, spoken_for):
    assert voice(speaker, "PK") == spoken_for


def test_without_a_country_the_army_is_nobodys():
    assert voice("an army spokesman") == "army spokesman"


@pytest.mark.parametrize(
    ("name", "words", "expected"),
    [
        ("Pakistan Army", "", "authorities"),
        ("Islamic State", "", "armed group"),
        ("Sher Afgun", "Frontier Corps Inspector General Sher Afgun", "authorities"),
        ("PICSS", "PICSS", None),
        ("doctor", "a doctor", None),
    ],
)
def test_which_side_a_voice_speaks_for(name, words, expected):
    assert side(name, words) == expected
