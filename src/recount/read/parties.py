"""Who and what a sentence speaks of: noun phrases for people and things that could do or suffer violence."""

from collections.abc import Iterator
from dataclasses import dataclass

from recount.codebook.sites import Noun, Sort, load_sites
from recount.read.grammar import DETERMINERS, STOPS
from recount.read.number_words import MONTHS
from recount.read.words import Words
from recount.records import Span

MOST_WORDS = 4
NO_MODIFIERS = frozenset(
    (
        "a an one two three four five six seven eight nine ten eleven twelve dozen dozens several some many most all "
        "no any another other others more least hundreds killed wounded injured killing wounding injuring targeting "
        "hitting striking destroyed destroying attacking attack attacks kidnapped abducted arrested arresting "
        "detained captured seized shot bombed shelled ambushed fighting shooting kill kills say suspected alleged "
        "separate"
    ).split()
)


ATTACKERS = frozenset({"terrorist", "rebel", "insurgent", "militant", "bandit", "separatist", "jihadist"})


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
            name=described_name(words, span.quote, last),
            kind=sort,
            head=words.forms[last],
        )
        at = free = last + 1


def described_name(words: Words, quote: str, last: int) -> str:
    """The words themselves; "terrorist" and "rebel" before another noun speak of several."""
    said = " ".join(quote.split())
    alone = last + 1 >= len(words.forms) or not _joined(words, last)
    return said if alone or words.forms[last] not in ATTACKERS else f"{said}s"


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


def with_age(words: Words, at: int) -> int:
    """Where a phrase begins that has an age before it ("13-year-old girl")."""
    return at - 3 if at >= 3 and words.forms[at - 2 : at] == ("year", "old") and words.forms[at - 3].isdigit() else at


def _left(words: Words, first: int, at: int) -> int:
    """Where the phrase begins: modifiers before the noun up to an article, a number or a word that cannot modify."""
    start = with_age(words, at)
    if start < at:
        return start
    while start > first and at - start < MOST_WORDS and _joined(words, start - 1):
        word = words.forms[start - 1]
        if word in STOPS or word in DETERMINERS or word in NO_MODIFIERS or word in MONTHS or word.isdigit():
            break
        start -= 1
    return start
