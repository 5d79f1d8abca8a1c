import pytest

from recount.codebook.triggers import load_triggers, plural, regular
from recount.read.candidates import find_candidates
from recount.read.exclusions import find_possible
from recount.read.sentences import split_sentences
from recount.read.triggers import find_triggers
from recount.read.words import find_words


def words_of(text):
    return find_words(text, split_sentences(text))


def possible(text):
    return [candidate.span.quote for candidate in find_possible(words_of(text))]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Three suicide car bombings shook the town.", "suicide car bombings"),
        ("A drive-by shooting left two dead.", "drive-by shooting"),
        ("He blew himself up at the gate.", "blew himself up"),
        ("The rebels blew the old bridge up.", "blew the old bridge up"),
        ("Troops retook the airfield.", "retook"),
        ("Mortar rounds landed near the school.", "Mortar rounds landed"),
        ("GUNMEN OPENED FIRE.", "OPENED FIRE"),
    ],
)
def test_the_longest_words_of_the_lexicon_name_the_event(text, named):
    assert named in [candidate.span.quote for candidate in find_candidates(words_of(text))]


@pytest.mark.parametrize(
    "text",
    [
        "The minister died of a heart attack.",
        "The opposition renewed its attack on the bill.",
        "Militants could attack polling stations, officials warned.",
        "The army would shell the town if talks failed.",
        "No bomb exploded in the capital.",
        "The militia never attacked the village.",
        "Police denied reports of a blast.",
        "Soldiers held a drill in which a mock bomb exploded.",
        "The film tells of a shooting at a bank.",
        "Teachers vowed strike action over pay.",
        "Her shot beat the goalkeeper and the striker hit the crossbar.",
        "Two people died of cholera.",
    ],
)
def test_words_of_violence_that_tell_of_none_are_left_out(text):
    assert possible(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "A gunman attacked the audience of a movie theater.",
        "Gunmen fired on the bus of the cricket team, killing two players and the coach.",
        "The bomb exploded during the May riot.",
        "Fans of both teams clashed after the match; police used tear gas on the players.",
        "The film crew was attacked and two cameramen were wounded.",
    ],
)
def test_real_violence_near_sport_and_film_stays(text):
    assert possible(text)


def sureness(text, word):
    return max(trigger.confidence for trigger in find_triggers(words_of(text)) if word in trigger.span.quote)


def test_a_told_attack_is_surer_than_a_generality():
    told = "Gunmen attacked a convoy near Kirkuk on Tuesday, killing four soldiers, police said."
    general = "The group often attacks convoys, and such attacks have increased in recent years."
    assert sureness(told, "attacked") > 0.6 > sureness(general, "attacks")


def test_background_war_is_no_incident():
    told = "Fighting between the army and the rebels since 1984 has killed more than 60,000 people in the country."
    assert max(trigger.confidence for trigger in find_triggers(words_of(told))) < 0.5


@pytest.mark.parametrize(("noun", "many"), [("clash", "clashes"), ("robbery", "robberies"), ("raid", "raids")])
def test_plurals_are_spelt_out(noun, many):
    assert plural(noun) == many


def test_verbs_are_spelt_out():
    assert regular("storm") == ["storms", "stormed", "stormed", "storming"]
    assert regular("assassinate") == ["assassinates", "assassinated", "assassinated", "assassinating"]
    assert regular("destroy")[1] == "destroyed"


def test_every_form_of_the_lexicon_has_a_type_and_a_lemma():
    for entries in load_triggers().values():
        assert all(entry.lemma and entry.type for entry in entries)
