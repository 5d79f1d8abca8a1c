"""Finds every number of a text, with what it counts: people, things, a share, money, an age, days, a year.

The grammar is closed: hedges ("at least"), the figure (`quantities.py`) and the noun it counts (`people.py`). Numbers
inside the words for people ("a 12-year-old boy") are not given apart from them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from recount.codebook.victims import load_victims
from recount.read.date_words import WEEKDAYS
from recount.read.grammar import DURATIONS, STOPS
from recount.read.number_words import MONTHS, ORDINALS, TENS, UNITS
from recount.read.people import People, people_in
from recount.read.quantities import Quantity, exactly, quantity_at
from recount.read.tokens import Token, cut
from recount.records import Count, Span

NumberKind = Literal["people", "things", "percent", "money", "age", "ordinal", "duration", "year", "other"]

_CURRENCIES = frozenset({"$", "€", "£", "₹", "rs", "usd", "pkr"})
_CURRENCY_NAMES = frozenset(
    "dollar dollars rupee rupees euro euros pound pounds rouble roubles ruble rubles lira naira".split()
)
_PERCENT = frozenset({"%", "percent", "pc", "percentage"})
_OF_MANY = frozenset({"including", "all", "among", "most", "mostly", "some", "many", "half", "according"})
"""Behind a number between commas these tell that it counts: "12, all civilians, were killed"."""
_OF_PLACE = frozenset({"in", "near", "at", "on", "from", "of", "outside", "around"})
_NO_NAMES = frozenset({*MONTHS, *WEEKDAYS, *UNITS, *TENS})
_ONE_PERSON = frozenset(
    "man woman boy girl teen teenager suspect victim driver officer student father mother son daughter brother sister "
    "husband wife uncle nephew resident".split()
)
_MEASURES = frozenset("mm cm m km kg g lb lbs ft millimetre millimeter caliber calibre".split())
_ORDINAL = re.compile(r"(\d{1,4})(?:st|nd|rd|th)\Z")
_COMPOUND = re.compile(r"(\d{1,6}|[a-z]{3,9})-([a-z]{2,12})(?:-olds?)?\Z")
_PEOPLE_FORMS = frozenset({"counted", "one", "none"})
_NOUN_REACH = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberMention:
    """A number as the text gives it: its words, low / best / high, and the noun it counts where there is one."""

    span: Span
    count: Count
    kind: NumberKind
    noun: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """A number from word `first` to word `last`."""

    first: int
    last: int
    count: Count
    kind: NumberKind
    noun: str | None = None


@lru_cache(maxsize=256)
def find_numbers(text: str, offset: int = 0) -> tuple[NumberMention, ...]:
    """All numbers of a text in order; `offset` is where the text begins in its document and is added to the spans."""
    tokens = cut(text)
    people = {one.first: one for one in people_in(text)}
    mentions: list[NumberMention] = []
    at = 0
    while at < len(tokens):
        found = _people(people.get(at)) or _number(tokens, at) or _inside_a_word(tokens, at)
        if found is None:
            at += 1
            continue
        start, end = tokens[found.first].start, tokens[found.last].end
        span = Span(start=start + offset, end=end + offset, quote=text[start:end])
        mentions.append(NumberMention(span=span, count=found.count, kind=found.kind, noun=found.noun))
        at = found.last + 1
    return tuple(mentions)


def _people(one: People | None) -> _Found | None:
    if one is None or one.count is None or one.form not in _PEOPLE_FORMS:
        return None
    return _Found(first=one.first, last=one.last, count=one.count, kind="people", noun=one.head or None)


def _number(tokens: Sequence[Token], at: int) -> _Found | None:
    quantity = quantity_at(tokens, at)
    if quantity is None:
        return None
    kind, noun = _kind(tokens, quantity)
    return _Found(first=quantity.first, last=quantity.last, count=quantity.count, kind=kind, noun=noun)


def _kind(tokens: Sequence[Token], quantity: Quantity) -> tuple[NumberKind, str | None]:
    """What a number that counts no people counts, by the words on either side of it."""
    words = [token.lower for token in tokens[quantity.last + 1 : quantity.last + 3]] + ["", ""]
    before, after, following = tokens[quantity.core - 1].lower if quantity.core else "", words[0], words[1]
    tests: tuple[tuple[NumberKind, bool, str | None], ...] = (
        ("money", before in _CURRENCIES or after in _CURRENCY_NAMES, after if after in _CURRENCY_NAMES else before),
        ("percent", after in _PERCENT or (after, following) == ("per", "cent"), None),
        ("age", before in {"aged", "age"} or (after in {"year", "years"} and following == "old"), None),
        ("age", _is_age(tokens, quantity), None),
        ("duration", after in DURATIONS, after),
        ("things", after in _MEASURES, after),
        ("other", before in MONTHS or after in MONTHS, None),
        ("year", _is_year(tokens, quantity), None),
    )
    for kind, holds, noun in tests:
        if holds:
            return kind, noun
    thing = _thing(tokens, quantity.last + 1)
    return ("things", thing) if thing else ("other", None)


def _is_age(tokens: Sequence[Token], quantity: Quantity) -> bool:
    """Whether a bare number between commas tells how old the one before it is: "Boy, 13, charged"."""
    at, last = quantity.first, quantity.last
    if at != last or not tokens[at].text.isdigit() or len(tokens[at].text) > 2 or at < 2 or last + 2 >= len(tokens):
        return False
    if (tokens[at - 1].text, tokens[last + 1].text) != (",", ",") or tokens[last + 2].lower in _OF_MANY:
        return False
    who, lead = tokens[at - 2], tokens[at - 3].lower if at > 2 else ""
    named = who.text[0].isupper() and who.lower not in _NO_NAMES and lead not in _OF_PLACE
    return named or who.lower in _ONE_PERSON


def _is_year(tokens: Sequence[Token], quantity: Quantity) -> bool:
    word = tokens[quantity.core].text
    return len(word) == 4 and word.isdigit() and 1900 <= int(word) <= 2100


def _thing(tokens: Sequence[Token], at: int) -> str | None:
    """The noun that a number counts, where it stands within the next few words."""
    for token in tokens[at : at + _NOUN_REACH]:
        if token.lower in load_victims().things:
            return token.lower
        if token.lower in STOPS - {"of"} or not token.text[0].isalpha():
            return None
    return None


def _inside_a_word(tokens: Sequence[Token], at: int) -> _Found | None:
    """A number that is part of a word: "82nd", "third", "25-member", "three-day", "12-year-old"."""
    word = tokens[at].lower
    ordinal = _ORDINAL.match(word)
    if ordinal is not None or word in ORDINALS:
        value = int(ordinal.group(1)) if ordinal is not None else ORDINALS[word]
        return _Found(first=at, last=at, count=exactly(value), kind="ordinal")
    compound = _COMPOUND.match(word)
    number = _small(compound.group(1)) if compound is not None else None
    if compound is None or number is None:
        return None
    unit = compound.group(2)
    kind: NumberKind = "age" if "-old" in word else "duration" if unit in DURATIONS else "things"
    return _Found(first=at, last=at, count=exactly(number), kind=kind, noun=unit)


def _small(word: str) -> int | None:
    return int(word) if word.isdigit() else UNITS.get(word, TENS.get(word))
