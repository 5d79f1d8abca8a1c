"""Finds the words that the second coder quotes: in the sentence it names, or in the only other place they stand."""

import re
from collections.abc import Sequence

from recount.endpoint.answer import Words
from recount.records import Document, Sentence, Span

_SAME = str.maketrans({"’": "'", "‘": "'", "`": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-", "\u00a0": " "})
"""Letters that a model writes one for the other; each is one letter, so offsets stay."""


class Quotes:
    """The sentences of a document, ready to look for quotes in them."""

    def __init__(self, document: Document, sentences: Sequence[Sentence]) -> None:
        self._text = document.text
        self._folded = document.text.translate(_SAME)
        self._sentences = {sentence.number: sentence for sentence in sentences}

    def find(self, words: Words) -> tuple[int, Span] | None:
        """Sentence number and stretch of the quote, in the document's own letters; None where it is not to be had.

        In a sentence that holds it twice the first counts. Quoted from the wrong sentence it counts only where it
        stands in one sentence alone.
        """
        wanted = _pattern(words.q)
        if wanted is None:
            return None
        named = self._sentences.get(words.s)
        here = self._in(named, wanted) if named else None
        if here is not None:
            return here
        others = [found for sentence in self._sentences.values() if (found := self._in(sentence, wanted))]
        return others[0] if len(others) == 1 else None

    def _in(self, sentence: Sentence, wanted: re.Pattern[str]) -> tuple[int, Span] | None:
        match = wanted.search(self._folded, sentence.start, sentence.end)
        if match is None:
            return None
        start, end = match.span()
        return sentence.number, Span(start=start, end=end, quote=self._text[start:end])


def _pattern(quote: str) -> re.Pattern[str] | None:
    """The quote as whole words, its white space of any kind and length."""
    parts = quote.translate(_SAME).split()
    if not any(letter.isalnum() for part in parts for letter in part):
        return None
    body = r"\s+".join(re.escape(part) for part in parts)
    return re.compile(rf"(?<!\w){body}(?!\w)" if parts[0][0].isalnum() and parts[-1][-1].isalnum() else body)
