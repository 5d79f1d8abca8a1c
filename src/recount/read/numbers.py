"""Finds every number of a text, with what it counts: people, things, a share, money, an age, days, a year."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from recount.codebook.victims import load_victims
from recount.read.grammar import DURATIONS, STOPS
from recount.read.number_words import MONTHS
from recount.read.people import People, find_people
from recount.read.quantities import Quantity, quantity_at
from recount.read.tokens import Token, cut
from recount.records import Count, Span

NumberKind = Literal["people", "things", "percent", "money", "age", "ordinal", "duration", "year", "other"]

_CURRENCIES = frozenset({"$", "€", "£", "₹", "rs", "usd", "pkr"})
_CURRENCY_NAMES = frozenset(
    "dollar dollars rupee rupees euro euros pound pounds rouble roubles ruble rubles lira naira".split()
)
_PERCENT = frozenset({"%", "percent", "pc", "percentage"})


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberMention:
    """A number as the text gives it: its words, low / best / high, and the noun it counts where there is one."""

    span: Span
    count: Count
    kind: NumberKind
    noun: str | None = None


def find_numbers(text: str, offset: int = 0) -> tuple[NumberMention, ...]:
    """All numbers of a text in order; `offset` is where the text begins in its document and is added to the spans."""
    tokens = cut(text)
    people = {one.first: one for one in find_people(tokens)}
    found: list[NumberMention] = []
    at = 0
    while at < len(tokens):
        one = people.get(at)
        if one is not None and one.count is not None and one.form in {"counted", "one", "none"}:
            found.append(_of_people(text, tokens, one, offset))
            at = one.last + 1
            continue
        quantity = quantity_at(tokens, at)
        if quantity is not None:
            found.append(_of_another_kind(text, tokens, quantity, offset))
            at = quantity.last + 1
            continue
        at += 1
    return tuple(found)


def _span(text: str, tokens: Sequence[Token], first: int, last: int, offset: int) -> Span:
    start, end = tokens[first].start, tokens[last].end
    return Span(start=start + offset, end=end + offset, quote=text[start:end])


def _of_people(text: str, tokens: Sequence[Token], people: People, offset: int) -> NumberMention:
    span = _span(text, tokens, people.first, people.last, offset)
    assert people.count is not None  # noqa: S101 - the caller looked
    return NumberMention(span=span, count=people.count, kind="people", noun=people.head or None)


def _of_another_kind(text: str, tokens: Sequence[Token], quantity: Quantity, offset: int) -> NumberMention:
    kind, noun = _kind(tokens, quantity)
    span = _span(text, tokens, quantity.first, quantity.last, offset)
    return NumberMention(span=span, count=quantity.count, kind=kind, noun=noun)


def _kind(tokens: Sequence[Token], quantity: Quantity) -> tuple[NumberKind, str | None]:
    before = tokens[quantity.core - 1].lower if quantity.core else ""
    after = tokens[quantity.last + 1].lower if quantity.last + 1 < len(tokens) else ""
    following = tokens[quantity.last + 2].lower if quantity.last + 2 < len(tokens) else ""
    if before in _CURRENCIES or after in _CURRENCY_NAMES:
        return "money", after if after in _CURRENCY_NAMES else before
    if after in _PERCENT or (after, following) == ("per", "cent"):
        return "percent", None
    if before in {"aged", "age"} or (after in {"years", "year"} and following == "old"):
        return "age", None
    if after in DURATIONS:
        return "duration", after
    if before in MONTHS or after in MONTHS:
        return "other", None
    if len(tokens[quantity.core].text) == 4 and 1900 <= (quantity.count.best or 0) <= 2100:
        return "year", None
    noun = _thing(tokens, quantity.last + 1)
    return ("things", noun) if noun else ("other", None)


def _thing(tokens: Sequence[Token], at: int) -> str | None:
    """The noun that a number counts, where it stands within the next four words."""
    for token in tokens[at : at + 4]:
        if token.lower in load_victims().things:
            return token.lower
        if token.lower in STOPS - {"of"} or not token.text[0].isalpha():
            return None
    return None
