"""What our own resolvers make of an article's numbers, days, places and names: what every answer is held against."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from recount.codebook.actors import load_actors
from recount.read.actors import ActorMention, find_actors
from recount.read.mentions import find_mentions, main_country
from recount.read.numbers import NumberMention, find_numbers
from recount.read.speakers import find_attributions
from recount.read.triggers import find_triggers
from recount.read.words import find_words
from recount.records import Document, Mention, Published, Sentence, Span

_COUNTING = frozenset({"people", "things", "other"})
"""Kinds of numbers that can count people; an age, a year, a share or a sum of money cannot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The values of an article, by where they stand. `country` (ISO alpha-2) is where most of its places lie."""

    text: str
    published: Published
    numbers: Sequence[NumberMention]
    mentions: Sequence[Mention]
    actors: Sequence[ActorMention]
    country: str | None

    @classmethod
    def of(cls, document: Document, sentences: Sequence[Sentence], published: Published) -> "Evidence":
        """The values in these sentences."""
        text, words = document.text, find_words(document.text, sentences)
        numbers = (find_numbers(text[sentence.start : sentence.end], sentence.start) for sentence in sentences)
        mentions = find_mentions(words, find_triggers(words), find_attributions(text, sentences), published)
        country = main_country(mentions)
        return cls(
            text=text,
            published=published,
            numbers=tuple(chain.from_iterable(numbers)),
            mentions=mentions,
            actors=find_actors(text, sentences, load_actors(), country=country),
            country=country,
        )

    def numbers_in(self, span: Span) -> list[NumberMention]:
        """The numbers in some words that can count people."""
        return [one for one in self.numbers if one.kind in _COUNTING and overlap(one.span, span) > 0]

    def mentions_in(self, span: Span, field: str) -> list[Mention]:
        """What our rules find of a field in some words, the one that shares most of them first."""
        found = [one for one in self.mentions if one.field == field and overlap(one.span, span) > 0]
        return sorted(found, key=lambda one: -overlap(one.span, span))

    def actors_in(self, span: Span) -> list[ActorMention]:
        """Who is named or described in some words, the widest first."""
        found = [one for one in self.actors if overlap(one.span, span) > 0]
        return sorted(found, key=lambda one: -overlap(one.span, span))

    def spelt(self, name: str, most: int = 80) -> str | None:
        """A short name in the article's own spelling; None where it does not stand there."""
        wanted = " ".join(name.split())
        if not wanted or len(wanted) > most:
            return None
        at = self.text.lower().find(wanted.lower())
        return self.text[at : at + len(wanted)] if at >= 0 else None


def overlap(one: Span, other: Span) -> int:
    """How many letters two stretches share; none or fewer where they lie apart."""
    return min(one.end, other.end) - max(one.start, other.start)
