"""Gives the stretches that the trained reader found their values: the rules' resolvers know numbers, days and names."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from recount.read.model_decode import Told
from recount.read.model_labels import TAGS, Size
from recount.read.numbers import NumberMention, find_numbers
from recount.records import COUNT_FIELDS, Count, Document, Mention, Published, Sentence, Span, Value, Where

_ARTICLE = re.compile(r"\A(?:the|a|an|its|their|his|her|some)\s+", re.IGNORECASE)
_LONGEST_NAME = 80

SIZES: dict[Size, Count] = {
    "none": Count(low=0, best=0, high=0),
    "one": Count(low=1, best=1, high=1),
    "two": Count(low=2, best=2, high=2),
    "several": Count(low=3, best=None, high=None),
    "dozens": Count(low=24, best=None, high=None),
    "scores": Count(low=40, best=None, high=None),
    "hundreds": Count(low=200, best=None, high=None),
    "thousands": Count(low=2000, best=None, high=None),
}
"""What a count without a figure means, as the annotation guide writes it."""

COUNTING = frozenset({"people", "things", "percent", "other"})
"""Kinds of numbers that can be the value of a claim or statistic; an age, a year or a sum of money cannot."""

Spanned = TypeVar("Spanned", Mention, NumberMention)


@dataclass(frozen=True, slots=True)
class Values:
    """All values that the rules see in one document, by where they stand."""

    text: str
    published: Published
    numbers: Sequence[NumberMention]
    mentions: Sequence[Mention]

    @classmethod
    def of(
        cls, document: Document, sentences: Sequence[Sentence], published: Published, mentions: Sequence[Mention]
    ) -> "Values":
        """The values of a document; `mentions` are the rules' own."""
        numbers = [
            number
            for sentence in sentences
            for number in find_numbers(document.text[sentence.start : sentence.end], sentence.start)
        ]
        return cls(document.text, published, numbers, mentions)

    def of_claim(self, told: Told) -> Value | None:
        """The claim's value, or None where nothing in its words gives one."""
        field = TAGS[told.item.tag]
        span = Span(start=told.item.start, end=told.item.end, quote=self.text[told.item.start : told.item.end])
        if field in COUNT_FIELDS or field == "attackers":
            return self._count(span, field, told.size)
        if field in ("date", "place"):
            found = _widest(span, (mention for mention in self.mentions if mention.field == field))
            return found.value if found else None
        if field in ("perpetrator", "target"):
            return plain(span.quote) or None
        return plain(span.quote).lower()

    def number_at(self, span: Span) -> NumberMention | None:
        """The number that stands in these words."""
        return _widest(span, (number for number in self.numbers if number.kind in COUNTING))

    def beside(self, field: str, sentence: int, span: Span) -> list[Mention]:
        """The rules' mentions of one field in a sentence, the nearest first."""
        there = [mention for mention in self.mentions if mention.field == field and mention.sentence == sentence]
        return sorted(there, key=lambda mention: max(mention.span.start - span.end, span.start - mention.span.end, 0))

    @property
    def country(self) -> str | None:
        """The country that most of the document's places lie in, the first of equals."""
        votes = Counter(mention.value.country for mention in self.mentions if isinstance(mention.value, Where))
        del votes[None]
        return votes.most_common(1)[0][0] if votes else None

    def _count(self, span: Span, field: str, size: Size) -> Count | None:
        ruled = _widest(span, (mention for mention in self.mentions if mention.field == field))
        if ruled is not None and isinstance(ruled.value, Count):
            return ruled.value
        people = (number for number in self.numbers if number.kind in COUNTING and number.kind != "percent")
        number = _widest(span, people)
        return number.count if number is not None else SIZES.get(size)


def plain(words: str) -> str:
    """A description without its article, on one line, of bearable length."""
    return _ARTICLE.sub("", " ".join(words.split()))[:_LONGEST_NAME].strip(" ,.;:'\"“”‘’")


def _widest(span: Span, others: Iterable[Spanned]) -> Spanned | None:
    """The one that shares most characters with the stretch, the first of equals."""
    best, width = None, 0
    for other in others:
        shared = min(span.end, other.span.end) - max(span.start, other.span.start)
        if shared > width:
            best, width = other, shared
    return best
