"""Turns stretches of pieces into items that know their sentence, and scores of pieces into stretches."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from recount.read.model_features import Item, mean_of
from recount.records import Sentence

EDGE = 0.3
"""How likely in a piece at the edge of a stretch must be; chosen on the development articles."""

ANEW = 0.5
"""A stretch begins anew where "inside" is less than this share of "begin"."""

_WORD = re.compile(r"[^\W_]{2,40}")
_BREAK = re.compile(r"\s(?:--|—|–)\s+(?=\S)|\s*\n\s*\n\s*(?=\S)")
_LOOSE_END = re.compile(r"(?:[\s,;:(‘“]+(?:in|at|of|on|near|the|an?|and|for|to|by|from)?)+\Z")
Stretch = tuple[int, int, int, int]
"""First and last piece, first character and the one behind the last."""

_PLAIN = frozenset("the an of in on at and that this by to for with was were from".split())


def words_of(text: str) -> frozenset[str]:
    """The words of a stretch that can tell it from another, in lower case."""
    return frozenset(_WORD.findall(text.lower())) - _PLAIN


@dataclass(slots=True)
class Places:
    """Where pieces and sentences of one text stand."""

    text: str
    offsets: Sequence[tuple[int, int]]
    sentences: Sequence[Sentence]
    _starts: list[int] = field(default_factory=list)
    _ends: list[int] = field(default_factory=list)
    _lines: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._starts = [start for start, _ in self.offsets]
        self._ends = [end for _, end in self.offsets]
        self._lines = [sentence.start for sentence in self.sentences]

    def item(self, tag: int, start: int, end: int, score: float = 1.0) -> Item | None:
        """The characters start..end as an item, or None where no piece stands there."""
        stretch = self.within(start, end)
        return self.at(tag, stretch, score) if stretch else None

    def within(self, start: int, end: int) -> Stretch | None:
        """The characters start..end with the first and last piece that stand there, or None where none does."""
        first = bisect_right(self._ends, start)
        last = bisect_right(self._starts, end - 1) - 1
        return (first, last, start, end) if first <= last else None

    def to_words(self, first: int, last: int) -> Stretch:
        """The pieces first..last, ending where words end."""
        start, end = self._starts[first], self._ends[last]
        while start > 0 and self.text[start].isalnum() and self.text[start - 1].isalnum():
            start -= 1
        while 0 < end < len(self.text) and self.text[end].isalnum() and self.text[end - 1].isalnum():
            end += 1
        start, end = self._within_line(start, end)
        return bisect_right(self._ends, start), bisect_right(self._starts, end - 1) - 1, start, end

    def _within_line(self, start: int, end: int) -> tuple[int, int]:
        """What stands behind a dateline's dash or the end of a paragraph, without a dangling "in" or comma."""
        for broken in _BREAK.finditer(self.text, start, end):
            start = broken.end()
        loose = _LOOSE_END.search(self.text[start:end])
        return start, start + loose.start() if loose and loose.start() else end

    def at(self, tag: int, stretch: Stretch, score: float) -> Item:
        """A stretch as an item."""
        first, last, start, end = stretch
        number = max(0, bisect_right(self._lines, start) - 1)
        sentence = self.sentences[number] if self.sentences else None
        return Item(
            tag=tag, first=first, last=last, start=start, end=end,
            sentence=sentence.number if sentence else 0, paragraph=sentence.paragraph if sentence else 0,
            words=words_of(self.text[start:end]), score=score,
        )  # fmt: skip


def spans(chances: NDArray[np.float32], bar: float = 0.5) -> list[tuple[int, int, float]]:
    """First piece, last piece and score of each stretch of one tag.

    `chances` are outside / begin / inside for each piece. A stretch holds a piece that is likelier in than `bar` and
    reaches as far as pieces are likelier in than `EDGE`: edges are less sure than cores. It is cut where "begin" is
    more than twice as likely as "inside".
    """
    inside = 1.0 - chances[:, 0]
    cores = np.flatnonzero(inside > bar).tolist()
    if not cores:
        return []
    goes_on: list[bool] = (chances[:, 2] >= ANEW * chances[:, 1]).tolist()
    edge: list[bool] = (inside > EDGE).tolist()
    found: list[tuple[int, int, float]] = []
    for at in cores:
        if found and at <= found[-1][1]:
            continue
        floor = found[-1][1] + 1 if found else 0
        first = last = at
        while first > floor and edge[first - 1] and goes_on[first]:
            first -= 1
        while last + 1 < len(inside) and edge[last + 1] and goes_on[last + 1]:
            last += 1
        found.append((first, last, float(mean_of(inside[first : last + 1]))))
    return found
