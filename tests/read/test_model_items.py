"""Stretches out of scores, and where they stand."""

import re

import numpy as np
import pytest

from recount.read.model_features import Item, pair_features
from recount.read.model_items import Places, spans
from recount.read.model_labels import TRIGGER
from recount.read.sentences import split_sentences

TEXT = "Gunmen stormed a school.\nTwo guards died. Police said the gunmen fled."
WORDS = [
    (at, at + len(word)) for word in ("Gunmen", "stormed", "school", "guards", "Police") for at in [TEXT.index(word)]
]


def places() -> Places:
    """The text with one piece for each of five words."""
    return Places(TEXT, WORDS, split_sentences(TEXT))


def word(cut: Places, first: int, last: int) -> Item:
    return cut.at(TRIGGER, cut.to_words(first, last), 1.0)


@pytest.mark.parametrize(
    ("tags", "wanted"),
    [
        ("OBIIO", [(1, 3)]),
        ("BIOBI", [(0, 1), (3, 4)]),
        ("BBIOO", [(0, 0), (1, 2)]),
        ("OIIOO", [(1, 2)]),
        ("OOOOO", []),
    ],
)
def test_a_stretch_begins_at_begin_or_after_outside(tags: str, wanted: list[tuple[int, int]]) -> None:
    chances = np.eye(3, dtype=np.float32)[["OBI".index(tag) for tag in tags]]
    assert [(first, last) for first, last, _ in spans(chances)] == wanted


def test_an_item_knows_its_sentence_and_paragraph() -> None:
    item = places().item(TRIGGER, TEXT.index("guards"), TEXT.index("guards") + 6)
    assert item is not None
    assert (item.first, item.last, item.sentence, item.paragraph, item.words) == (3, 3, 1, 1, {"guards"})


def test_characters_between_two_pieces_make_no_item() -> None:
    assert places().item(TRIGGER, TEXT.index(" a "), TEXT.index(" a ") + 2) is None


def test_a_piece_that_is_part_of_a_word_gives_the_whole_word() -> None:
    cut = Places("unexploded mines", [(2, 9), (11, 14)], split_sentences("unexploded mines"))
    assert cut.to_words(0, 0)[-1] == len("unexploded")
    assert cut.to_words(1, 1)[-1] == len("unexploded mines")


def test_the_nearest_stretch_and_the_same_sentence_are_told_to_the_heads() -> None:
    left = [word(places(), 3, 3)]
    right = [word(places(), at, at) for at in (1, 4)]
    table = pair_features(left, right)
    assert table.shape[:2] == (1, 2)
    assert list(table[0, :, 15]) == [0.0, 1.0]
    assert table[0, 0, 4 + 1] == 1.0
    assert pair_features([], right).shape[:2] == (0, 2)


@pytest.mark.parametrize(
    ("text", "first", "last", "wanted"),
    [
        ("BAMAKO, Mali -- Gunmen stormed it", "Mali", "Gunmen", "Gunmen"),
        ("in Nigeria\n\nMAIDUGURI is far", "Nigeria", "MAIDUGURI", "MAIDUGURI"),
        ("the Police College in Quetta", "Police", "in", "Police College"),
        ("the militants, who fled", "militants", ",", "militants"),
        ("one of the most-wanted men", "most", "wanted", "most-wanted"),
    ],
)
def test_a_stretch_stays_in_its_line_and_ends_in_a_word_of_its_own(
    text: str, first: str, last: str, wanted: str
) -> None:
    pieces = [(match.start(), match.end()) for match in re.finditer(r"\w+|[^\w\s]", text)]
    words = [text[start:end] for start, end in pieces]
    found = word(Places(text, pieces, split_sentences(text)), words.index(first), words.index(last))
    assert text[found.start : found.end] == wanted
    assert (pieces[found.first][0], pieces[found.last][1]) == (found.start, found.end)
