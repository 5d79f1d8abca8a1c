"""Windows of word pieces: they cover the text, are short enough, and come together again."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as some

from recount.read.model_windows import cut_windows, owners


def pieces_of(text: str) -> list[tuple[int, int]]:
    """Every word a piece, for want of a tokenizer."""
    offsets, at = [], 0
    for word in text.split(" "):
        if word:
            offsets.append((at, at + len(word)))
        at += len(word) + 1
    return offsets


@given(
    words=some.lists(
        some.sampled_from(["bomb", "killed", "ten", "people.", "He", "said.\n"]), min_size=1, max_size=400
    ),
    size=some.integers(16, 64),
    overlap=some.integers(0, 12),
)
def test_windows_cover_every_piece_and_never_exceed_the_size(words: list[str], size: int, overlap: int) -> None:
    text = " ".join(words)
    offsets = pieces_of(text)
    windows = cut_windows(text, list(range(1000, 1000 + len(offsets))), offsets, size=size, overlap=overlap)
    assert all(len(window.pieces) <= size for window in windows)
    assert windows[0].start == 0
    assert windows[-1].stop == len(offsets)
    assert all(left.start < right.start <= left.stop for left, right in pairwise(windows))
    laid = [piece for window in windows for piece in window.pieces[1:-1]]
    rows = owners(windows, len(offsets))
    assert [laid[row] for row in rows] == list(range(1000, 1000 + len(offsets)))


def test_a_window_ends_with_a_sentence_where_one_ends_in_its_second_half() -> None:
    text = "A bomb went off in the market . Five people died there and many more fled"
    offsets = pieces_of(text)
    first, *_ = cut_windows(text, list(range(len(offsets))), offsets, size=13, overlap=0)
    assert text[: offsets[first.stop - 1][1]] == "A bomb went off in the market ."


@pytest.mark.parametrize("text", ["", " "])
def test_a_text_without_words_has_one_empty_window(text: str) -> None:
    (window,) = cut_windows(text, [], [])
    assert window.start == window.stop == 0
    assert owners([window], 0).size == 0
