"""Who and what a sentence speaks of: noun phrases for people and things that could do or suffer violence."""

from collections.abc import Iterator
from dataclasses import dataclass

from recount.codebook.actors import load_actors
from recount.codebook.sites import Noun, Sort, load_sites
from recount.read.actors import ActorMention, find_actors
from recount.read.grammar import DETERMINERS, STOPS
from recount.read.number_words import MONTHS
from recount.read.words import Words
from recount.records import Span

MOST_WORDS = 4
NO_MODIFIERS = frozenset(
    ["a", "an", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "dozen"]
    + ["dozens", "several", "some", "many", "most", "all", "no", "any", "another", "other", "others", "more", "least", "hundreds"]
    + ["killed", "wounded", "injured", "killing", "wounding", "injuring", "targeting", "hitting", "striking", "destroyed", "destroying"]
    + ["attacking", "attack", "attacks", "kidnapped", "abducted", "arrested", "arresting", "detained", "captured", "seized", "shot"]
    + ["bombed", "shelled", "ambushed", "fighting", "shooting", "kill", "kills", "say", "suspected", "alleged", "separate"]
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A noun phrase for people or things, from word `first` to word `last`; `name` is how it is recorded.

    `kind` is "thing", "people", or the kind of a known actor.
    """

    span: Span
    sentence: int
    first: int
    last: int
    name: str
    kind: str
    head: str
    suspected: bool = False


def find_parties(words: Words) -> tuple[Party, ...]:
    """The described people and things of a document, from left to right, none inside another."""
    return tuple(party for number in range(len(words.bounds)) for party in _in_sentence(words, number))


def find_all_parties(words: Words, country: str | None) -> tuple[Party, ...]:
    """Known actors first, then what is only described; `country` (ISO alpha-2) is where the story is set."""
    actors = [
        _from_actor(words, actor)
        for actor in find_actors(words.text, words.sentences, load_actors(), country=country)
        if words.inside(actor.span.start, actor.span.end)
    ]
    taken = {number for party in actors for number in range(party.first, party.last + 1)}
    described = [p for p in find_parties(words) if taken.isdisjoint(range(p.first, p.last + 1))]
    return tuple(sorted([*actors, *described], key=lambda party: party.first))


def _from_actor(words: Words, actor: ActorMention) -> Party:
    inside = words.inside(actor.span.start, actor.span.end)
    return Party(
        span=actor.span,
        sentence=actor.sentence,
        first=inside.start,
        last=inside.stop - 1,
        name=actor.name,
        kind=actor.kind,
        head=words.forms[inside.stop - 1],
        suspected=actor.suspected,
    )


def _in_sentence(words: Words, number: int) -> Iterator[Party]:
    first, end = words.bounds[number]
    at, free = first, first
    while at < end:
        head = _noun_at(words, at, end)
        if head is None:
            at += 1
            continue
        last, sort = head
        start = _left(words, free, at)
        span = words.span(start, last)
        yield Party(
            span=span,
            sentence=number,
            first=start,
            last=last,
            name=" ".join(span.quote.split()),
            kind=sort,
            head=words.forms[last],
        )
        at = free = last + 1


def _noun_at(words: Words, at: int, end: int) -> tuple[int, Sort] | None:
    """The last word of a chain of nouns that begins here ("police station", "market area"), and its sort."""
    found: tuple[int, Sort] | None = None
    while at < end:
        noun = _longest(words, at, end)
        if noun is None:
            break
        last = at + len(noun.words) - 1
        found = (last, noun.sort)
        if noun.plural or not _joined(words, last):
            break
        at = last + 1
    return found


def _longest(words: Words, at: int, end: int) -> Noun | None:
    for noun in load_sites().get(words.forms[at], ()):
        if words.forms[at : min(end, at + len(noun.words))] == noun.words:
            return noun
    return None


def _joined(words: Words, number: int) -> bool:
    """Whether nothing but a space or hyphen parts this word from the next."""
    return number + 1 < len(words.forms) and words.text[words.ends[number] : words.starts[number + 1]] in {" ", "-"}


def _left(words: Words, first: int, at: int) -> int:
    """Where the phrase begins: modifiers before the noun up to an article, a number or a word that cannot modify."""
    start = at
    while start > first and at - start < MOST_WORDS and _joined(words, start - 1):
        word = words.forms[start - 1]
        if word in STOPS or word in DETERMINERS or word in NO_MODIFIERS or word in MONTHS or word.isdigit():
            break
        start -= 1
    return start
