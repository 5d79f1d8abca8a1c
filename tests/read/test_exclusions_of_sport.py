"""A game in which nobody is hurt holds no violent event, whatever its words."""

import pytest

from recount.read.exclusions import find_possible
from recount.read.sentences import split_sentences
from recount.read.words import find_words

GAME = "The players of the cup final scored with the last shot of the second half. "


def possible(text: str) -> int:
    return len(find_possible(find_words(text, split_sentences(text))))


@pytest.mark.parametrize("ending", ["The goal killed off the match.", "Their attack had no ideas."])
def test_a_game_is_no_violence(ending: str) -> None:
    assert possible(GAME + ending) == 0


@pytest.mark.parametrize("ending", ["A bomb outside killed two fans.", "Police shot a man at the gate."])
def test_violence_at_a_game_is_still_seen(ending: str) -> None:
    assert possible(GAME + ending) > 0
