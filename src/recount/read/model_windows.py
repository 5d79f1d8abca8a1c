"""A text as windows of word pieces, cut where sentences end as far as that is possible, and put together again."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

SIZE, OVERLAP = 384, 64
FIRST_PIECE, LAST_PIECE = 101, 102  # [CLS] and [SEP] of the encoder's vocabulary


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces `start` to `stop` of a text, as numbers with the two special pieces around them."""

    start: int
    stop: int
    pieces: tuple[int, ...]


def cut_windows(
    text: str,
    pieces: Sequence[int],
    offsets: Sequence[tuple[int, int]],
    *,
    size: int = SIZE,
    overlap: int = OVERLAP,
) -> tuple[Window, ...]:
    """Windows of at most `size` pieces that together cover the text; neighbours share up to `overlap` pieces."""
    cut: list[Window] = []
    start, room = 0, size - 2
    while not cut or cut[-1].stop < len(pieces):
        stop = min(start + room, len(pieces))
        if stop < len(pieces):
            stop = _last_sentence_end(text, offsets, start, stop)
        cut.append(Window(start, stop, (FIRST_PIECE, *pieces[start:stop], LAST_PIECE)))
        start = _next_start(text, offsets, stop, max(stop - overlap, start + 1))
    return tuple(cut)


def _last_sentence_end(text: str, offsets: Sequence[tuple[int, int]], start: int, stop: int) -> int:
    backwards = range(stop, start + (stop - start) // 2, -1)
    return next((at for at in backwards if _begins(text, offsets, at)), stop)


def _next_start(text: str, offsets: Sequence[tuple[int, int]], stop: int, earliest: int) -> int:
    if stop >= len(offsets):
        return stop
    return next((at for at in range(earliest, stop) if _begins(text, offsets, at)), stop)


def _begins(text: str, offsets: Sequence[tuple[int, int]], at: int) -> bool:
    """Whether a sentence begins at this piece, near enough: it follows a stop or a new line."""
    between = text[offsets[at - 1][1] : offsets[at][0]]
    return "\n" in between or (bool(between) and text[offsets[at - 1][0]] in ".!?")


def owners(windows: Sequence[Window], length: int) -> NDArray[np.int64]:
    """For each piece the row to read when the windows' inner rows are laid end to end.

    Where two windows share pieces, each takes the half nearer to its own middle.
    """
    rows = np.zeros(length, dtype=np.int64)
    laid = 0
    for number, window in enumerate(windows):
        shared = windows[number - 1].stop - window.start if number else 0
        begin = window.start + shared // 2
        rows[begin : window.stop] = laid + np.arange(begin, window.stop) - window.start
        laid += window.stop - window.start
    return rows
