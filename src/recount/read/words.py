"""The words of a document with their sentences, so that the parts of the reader look at the same ones."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from recount.records import Sentence, Span

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of a text: lower-case forms, their offsets, and for each sentence its first and last word + 1."""

    text: str
    sentences: tuple[Sentence, ...]
    forms: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    sentence_of: tuple[int, ...]
    bounds: tuple[tuple[int, int], ...] = field(repr=False)

    def inside(self, start: int, end: int) -> range:
        """The numbers of the words that begin within start..end."""
        return range(bisect_left(self.starts, start), bisect_left(self.starts, end))

    def sentence_at(self, offset: int) -> int:
        """The number of the sentence that holds this offset, or of the last one before it."""
        return max(0, bisect_right(self.sentences, offset, key=lambda s: s.start) - 1)

    def span(self, first: int, last: int) -> Span:
        """The stretch from word `first` to word `last`, both included."""
        start, end = self.starts[first], self.ends[last]
        return Span(start=start, end=end, quote=self.text[start:end])


def find_words(text: str, sentences: Sequence[Sentence]) -> Words:
    """All words of the sentences; letters and digits only, so that "U.S." is two and "drive-by" is two."""
    forms: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    owners: list[int] = []
    bounds: list[tuple[int, int]] = []
    for sentence in sentences:
        first = len(forms)
        for match in _WORD.finditer(text, sentence.start, sentence.end):
            forms.append(match.group().lower())
            starts.append(match.start())
            ends.append(match.end())
            owners.append(sentence.number)
        bounds.append((first, len(forms)))
    return Words(
        text=text,
        sentences=tuple(sentences),
        forms=tuple(forms),
        starts=tuple(starts),
        ends=tuple(ends),
        sentence_of=tuple(owners),
        bounds=tuple(bounds),
    )
