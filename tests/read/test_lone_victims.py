"""One victim told of without a number."""

import pytest

from recount.read.lone_victims import find_killed, find_wounded
from recount.read.sentences import split_sentences


def killed(text: str) -> list[tuple[str, int]]:
    return [(one.span.quote, one.number) for one in find_killed(text, split_sentences(text))]


def wounded(text: str) -> list[str]:
    return [one.span.quote for one in find_wounded(text, split_sentences(text))]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A man is charged in the shooting death of a teen.", "a teen"),
        ("Police search for a suspect in Rock Falls teen's shooting death.", "Rock Falls teen's shooting death"),
        ("The shooting killed 24-year-old Alex Dee of Dorchester.", "24-year-old"),
        ("Julian Bryant, 22, died Wednesday night, police said.", "Julian Bryant, 22, died"),
        ("Two were indicted for the fatal shooting of 1-year-old Ann Lee.", "1-year-old"),
        ("The gunfire claimed the life of 47-year-old Michael Dee.", "47-year-old"),
        ("2 year old dies after accidentally shooting himself", "2 year old dies"),
        ("6-year-old girl shot in the head, killed", "6-year-old girl shot"),
        ("When police arrived, they found 16-year-old Rolando Dee dead.", "Rolando Dee dead"),
    ],
)
def test_one_person_whose_death_is_told_counts_as_one(text: str, words: str) -> None:
    assert (words, 1) in killed(text)


def test_a_double_murder_is_of_two() -> None:
    assert ("double murder", 2) in killed("Two men were indicted on charges in a double murder.")


@pytest.mark.parametrize(
    "text",
    [
        "The shooting could have killed a child.",
        "He was charged with the attempted murder of a neighbor.",
        "Police officers killed militants in the province.",
        "Nobody was killed.",
        "The killing of gunmen goes on.",
        "He lives near Deadman Lane.",
    ],
)
def test_where_nobody_certain_died_nobody_is_counted(text: str) -> None:
    assert killed(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Boy, 3, shot in the leg", "Boy, 3, shot"),
        ("A teen was accidentally shot in the face.", "A teen was accidentally shot"),
        ("A 4-year-old boy accidentally shot his uncle in the stomach.", "shot his uncle"),
        ("4-year-old boy hit by stray bullet in parking lot", "4-year-old boy hit"),
        ("Toddler in critical condition after the gun went off.", "Toddler in critical"),
        ("The toddler shot himself in the face.", "shot himself"),
    ],
)
def test_one_person_who_was_hit_counts_as_one(text: str, words: str) -> None:
    assert any(words in found or found in words for found in wounded(text)), wounded(text)


@pytest.mark.parametrize(
    "text",
    [
        "Boy, 3, shot in the leg. He died at the hospital.",
        "The mother is critical of the police.",
        "The ball hit a spectator.",
        "5 shot at teen concert",
        "The film was shot in the desert.",
    ],
)
def test_where_somebody_died_or_nobody_was_hit_no_wound_is_counted(text: str) -> None:
    assert wounded(text) == []


def test_a_long_text_without_spaces_is_read_in_no_time() -> None:
    assert killed("a" * 100_000) == []
    assert wounded("shot, " * 20_000) == []
