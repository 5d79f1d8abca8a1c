"""Percentages of a document: shares ("59% of the 2018 toll") and changes ("a decline of 29 percent")."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from recount.codebook.aggregates import Percent, load_aggregates
from recount.read.aggregate_figures import LONGEST, Figure, Value
from recount.read.numbers import find_numbers
from recount.read.quantities import exactly
from recount.records import Sentence, Span

_PERCENT = re.compile(r"(?<![\w.,])(\d{1,3})(\.\d{1,2})?\s?(?:%|per\s?cent\b|percent\b|pc\b)", re.IGNORECASE)
_CLAUSE = re.compile(r"[^,;()]*")
_OF = re.compile(r"\s*of\b", re.IGNORECASE)
_TOTAL = re.compile(r"\s*of\s+(?:the|all|its)\s+(?:total|whole|overall)\b(?!\s+\w)", re.IGNORECASE)
_OF_WHAT = re.compile(r"\s*(?:of|in)\s+(?!the\s+(?:total|whole|overall)\b(?!\s+\w))", re.IGNORECASE)
_ASIDE = re.compile(r"(?:\(\s*|,\s+or\s+|\bor\s+)(?:about|nearly|some|around|almost|over|roughly)?\s*\Z", re.IGNORECASE)
_BEFORE, _AFTER, _HEDGE = 60, 45, 25
"""Characters before and after a percentage that are looked at, and those that may hold "more than" before it."""


def find_percents(text: str, sentences: Sequence[Sentence]) -> Iterator[Figure]:
    """All percentages of attacks, of people killed or driven from home, and their rises and falls."""
    known = load_aggregates().percent
    for sentence in sentences:
        if sentence.end - sentence.start > LONGEST:
            continue
        for found in _PERCENT.finditer(text, sentence.start, sentence.end):
            yield from _percent(text, sentence, found, known)


def _percent(text: str, sentence: Sentence, found: re.Match[str], known: Percent) -> Iterator[Figure]:
    before = text[max(sentence.start, found.start() - _BEFORE) : found.start()]
    after = text[found.end() : min(sentence.end, found.end() + _AFTER)]
    of_what = _counted(text, sentence, found, known)
    sign = _change(before, after, known)
    share = known.shares.search(before[-20:]) or known.shares.match(after.lstrip()) or _ASIDE.search(before)
    if of_what is None or not (sign or share):
        return
    start, value = _value(text, sentence, found)
    measure = "change" if sign else "share"
    span = Span(start=start, end=found.end(), quote=text[start : found.end()])
    figure = _figure(sentence, span, measure, _negative(value) if sign < 0 else value, of_what)
    clause = _CLAUSE.match(text, found.end(), sentence.end)
    whole = (found.end(), clause.end()) if measure == "share" and clause and _OF.match(after) else None
    yield replace(figure, part_of=whole)


def _value(text: str, sentence: Sentence, found: re.Match[str]) -> tuple[int, Value]:
    """Where the number begins with its hedge ("about 29"), and its value; "more than 12.5" is 12.5 or more."""
    start = max(sentence.start, found.start() - _HEDGE)
    numbers = [n for n in find_numbers(text[start : found.end(1)], start) if n.span.end == found.end(1)]
    count = numbers[-1].count if numbers else exactly(int(found.group(1)))
    first = numbers[-1].span.start if numbers else found.start()
    if found.group(2) is None:
        return first, (count.low, count.best, count.high)
    exact = float(found.group(1) + found.group(2))
    low, best, high = (None if n is None else exact for n in (count.low, count.best, count.high))
    return first, (low, best, high)


def _figure(sentence: Sentence, span: Span, measure: str, value: Value, of_what: str) -> Figure:
    return Figure(
        span=span,
        sentence=sentence.number,
        measure=measure,
        value=value,
        kind="sure",
        unit="percent",
        of="all" if of_what in {"killed", "wounded", "displaced"} else None,
        of_what=of_what,
    )


def _change(before: str, after: str, known: Percent) -> int:
    """Whether the words beside a percentage tell of a rise (1), a fall (-1) or neither (0); the nearest counts."""
    near = [
        (len(before) - m.end(), sign) for sign, p in ((-1, known.falls), (1, known.rises)) for m in p.finditer(before)
    ]
    near += [(m.start(), sign) for sign, p in ((-1, known.falls), (1, known.rises)) for m in p.finditer(after[:25])]
    return min(near)[1] if near and not after.lstrip().startswith("of ") else 0


def _negative(value: Value) -> Value:
    low, best, high = (-number if number is not None else None for number in value)
    return high, best, low


def _counted(text: str, sentence: Sentence, found: re.Match[str], known: Percent) -> str | None:
    """What a percentage is of: "of all deaths" behind it, else what was counted right before, else after."""
    clause = _CLAUSE.match(text, found.end(), min(sentence.end, found.end() + _AFTER))
    behind = clause.group() if clause else ""
    before = text[sentence.start : found.start()]
    of_a_total = _TOTAL.match(behind) is not None or _ASIDE.search(before) is not None
    told = None if of_a_total and not _OF_WHAT.match(behind) else _first(behind, known)
    return told or _last(before, known) or _first(text[found.end() : sentence.end], known)


def _first(words: str, known: Percent) -> str | None:
    """The first word that tells what is counted."""
    found = [(m.start(), name) for name, pattern in known.of.items() if (m := pattern.search(words))]
    return min(found)[1] if found else None


def _last(words: str, known: Percent) -> str | None:
    """The last such word."""
    found = [(m.end(), name) for name, pattern in known.of.items() for m in pattern.finditer(words)]
    return max(found)[1] if found else None
