"""The numbers of a document that could be figures over many incidents, with what each of them measures.

Counts of people killed, wounded, abducted and arrested come from the reader's mentions; here counts of attacks, of
people driven from home, and the strength of groups are found. Percentages are in `aggregate_percents`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from recount.codebook.aggregates import Aggregates, Counted, Events, load_aggregates
from recount.read.numbers import NumberMention, find_numbers
from recount.records import Count, Group, Mention, Sentence, Span

Value = tuple[float | None, float | None, float | None]
Kind = Literal["people", "events", "ordinal", "sure"]

MEASURES = {
    "killed": "killed",
    "wounded": "wounded",
    "abducted": "abducted",
    "arrested": "arrested",
    "missing": "other",
}
_COUNTING = frozenset({"people", "things", "other"})
LONGEST = 5000
"""A longer sentence, in characters, is no sentence."""

_MONTH = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?\s*$")
_YEAR = re.compile(r"(?:19|20)\d\d\Z")
_NO_COUNT = re.compile(
    r"\b(?:several|a number|multiple|both|twin|various|one|another|a|an|each|few|no)\b", re.IGNORECASE
)
_BREAKS = re.compile(
    r"\b(?:in|by|from|after|when|as|and|on|at|to|that|were|was|people|killed|injured|wounded|dead|died|including|with|the|"
    r"of the|of its|of their|of these|of those)\b|\d|[.;:,!?()]",
    re.IGNORECASE,
)
_FOUND = re.compile(
    r"\b(?:discovered|found|seized|defused|planted|dropp\w+|fired|planned|planning|foiled|thwarted|prevented)\s+"
    r"(?:\w+\s+)?\Z",
    re.IGNORECASE,
)
_STAYS = re.compile(r"\b(?:killed|died|dead|injured|wounded|and|but|tried|will|would|could|may)\b|[.;:]", re.IGNORECASE)
_SUCH = re.compile(r"\s+(?:against|in)\b")
_BODY = re.compile(
    r"(?<![\w-])((?:\d{1,3}(?:,\d{3}){1,3}|\d{2,6})|(?:[a-z]{3,9}[ -]){0,2}(?:hundred|thousand))[ -]"
    r"(strong|member)[ ,-](?=(?:[\w-]+ ){0,3}"
    r"(?:force|militia|army|group|unit|contingent|mission|brigade|battalion|cell|gang|band|team|garrison))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number that may be a statistic. `compared`: it stands beside another of its measure ("11 the month before").

    `kind` says how it is weighed: counts of people and of events by the words around them; the others are sure.
    `whole_of` and `part_of` mark the numbers of "91 out of 100 injured in July": the stretch that tells of all of them.
    `listed` is where the list begins in which groups stand side by side.
    """

    span: Span
    sentence: int
    measure: str
    value: Value
    kind: Kind
    unit: Literal["count", "percent"] = "count"
    of: Group | None = None
    of_what: str | None = None
    compared: bool = False
    whole_of: tuple[int, int] | None = None
    part_of: tuple[int, int] | None = None
    listed: int | None = None


def find_figures(text: str, sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> list[Figure]:
    """All such counts in the order of the text; a sentence of thousands of characters is none and left out."""
    known = load_aggregates()
    people: dict[int, list[Figure]] = {}
    for figure in _people(mentions):
        people.setdefault(figure.sentence, []).append(figure)
    found: list[Figure] = []
    for sentence in sentences:
        if sentence.end - sentence.start <= LONGEST:
            found += _in_sentence(text, sentence, people.get(sentence.number, []), known)
    return sorted(found, key=lambda figure: (figure.span.start, figure.span.end))


def _in_sentence(text: str, sentence: Sentence, people: Sequence[Figure], known: Aggregates) -> list[Figure]:
    if not _may_count(text, sentence, known):
        return list(people)
    numbers = find_numbers(text[sentence.start : sentence.end], sentence.start)
    taken = [(figure.span.start, figure.span.end) for figure in people]
    free = [
        number
        for number in numbers
        if number.kind in _COUNTING
        and not _printed_date(text, number)
        and not any(number.span.start < end and start < number.span.end for start, end in taken)
    ]
    found = [
        *people,
        *_events(text, sentence, free, known.events),
        *_ordinals(text, sentence, numbers, known.events),
        *_moved(text, sentence, free, known.displaced),
        *_members(text, sentence, free, known.members),
    ]
    return [*found, *_compared(text, sentence, free, found, known.events)]


def _may_count(text: str, sentence: Sentence, known: Aggregates) -> bool:
    """Whether a sentence holds any of the words without which nothing but people is counted."""
    words = (
        known.events.many,
        known.events.single,
        known.displaced.after,
        known.displaced.before,
        known.events.compared,
    )
    if any(pattern.search(text, sentence.start, sentence.end) for pattern in words):
        return True
    lower = text[sentence.start : sentence.end].lower()
    return (
        any(noun in lower for noun in known.members.nouns)
        or _BODY.search(text, sentence.start, sentence.end) is not None
    )


def value_of(count: Count) -> Value:
    """A count as a statistic holds it."""
    return (count.low, count.best, count.high)


def size_of(value: Value) -> float:
    """The largest number of a value, by which it is called large or small."""
    return max((abs(number) for number in value if number is not None), default=0.0)


def _people(mentions: Sequence[Mention]) -> Iterator[Figure]:
    for mention in mentions:
        if mention.field in MEASURES and isinstance(mention.value, Count):
            yield Figure(
                span=mention.span,
                sentence=mention.sentence,
                measure=MEASURES[mention.field],
                value=value_of(mention.value),
                kind="people",
                of=mention.of,
            )


def _printed_date(text: str, number: NumberMention) -> bool:
    """The number of a day or year: "September 11 attacks", "3 June 2016 - airstrikes"."""
    before = text[max(0, number.span.start - 12) : number.span.start]
    return bool(_MONTH.search(before)) or bool(_YEAR.match(number.span.quote))


def _figure(sentence: Sentence, span: Span, measure: str, count: Count, kind: Kind) -> Figure:
    return Figure(span=span, sentence=sentence.number, measure=measure, value=value_of(count), kind=kind)


def _through(text: str, start: int, end: int) -> Span:
    return Span(start=start, end=end, quote=text[start:end])


def _events(text: str, sentence: Sentence, numbers: Sequence[NumberMention], known: Events) -> Iterator[Figure]:
    """Counts of attacks: "182 airstrikes", "As many as 26 terrorist attacks"; those found or planned are none."""
    for number in numbers:
        found_lying = _FOUND.search(text, max(sentence.start, number.span.start - 30), number.span.start)
        if found_lying or _NO_COUNT.fullmatch(number.span.quote) or size_of(value_of(number.count)) < 2:
            continue
        noun = known.many.search(text, number.span.end, min(sentence.end, number.span.end + 70))
        between = text[number.span.end : noun.start()] if noun else ""
        if noun and len(between.split()) <= 4 and not _BREAKS.search(between):
            span = _through(text, number.span.start, noun.end())
            yield _figure(sentence, span, "incidents", number.count, "events")


def _ordinals(text: str, sentence: Sentence, numbers: Sequence[NumberMention], known: Events) -> Iterator[Figure]:
    """An attack that is counted: "the fifth major attack in Iraq this month", "the third against a mosque"."""
    for number in numbers:
        if number.kind != "ordinal" or size_of(value_of(number.count)) < 2 or _printed_date(text, number):
            continue
        after = text[number.span.end : min(sentence.end, number.span.end + 60)]
        noun = known.single.search(after)
        counted = noun is not None and len(after[: noun.start()].split()) <= 3 and noun.group().lower() != "incident"
        if counted or _SUCH.match(after):
            end = number.span.end + (noun.end() if noun and counted else 0)
            yield _figure(sentence, _through(text, number.span.start, end), "incidents", number.count, "ordinal")


def _moved(text: str, sentence: Sentence, numbers: Sequence[NumberMention], known: Counted) -> Iterator[Figure]:
    """People driven from home: "thousands of people have fled", "displaced 11 million"."""
    for number in numbers:
        if size_of(value_of(number.count)) < known.least:
            continue
        found = known.after.search(text, number.span.end, min(sentence.end, number.span.end + 90))
        between = text[number.span.end : found.start()] if found else ""
        before = _right_before(text, sentence, number, known)
        if found and len(between.split()) <= 6 and not _STAYS.search(between):
            span = _through(text, number.span.start, found.end())
        elif before:
            span = _through(text, before.start(), number.span.end)
        else:
            continue
        yield replace(_figure(sentence, span, "displaced", number.count, "sure"), of=_displaced_group(number))


def _right_before(text: str, sentence: Sentence, number: NumberMention, known: Counted) -> re.Match[str] | None:
    """The words of the list that end where the number begins."""
    start = max(sentence.start, number.span.start - 40)
    for found in known.before.finditer(text, start, number.span.start):
        if not text[found.end() : number.span.start].strip():
            return found
    return None


def _displaced_group(number: NumberMention) -> Group:
    return "civilian" if number.noun and number.noun not in {"people", "others"} else "all"


def _members(text: str, sentence: Sentence, numbers: Sequence[NumberMention], known: Counted) -> Iterator[Figure]:
    """The strength of a group: "a four thousand-strong force", "has sent thousands of fighters"."""
    for body in _BODY.finditer(text, sentence.start, sentence.end):
        count = next((number.count for number in find_numbers(f"{body.group(1)} people")), None)
        if count is not None and size_of(value_of(count)) >= known.least:
            yield _figure(sentence, _through(text, body.start(), body.end(2)), "members", count, "sure")
    for number in numbers:
        if size_of(value_of(number.count)) < known.least or number.noun not in known.nouns:
            continue
        after = text[number.span.end : min(sentence.end, number.span.end + 40)]
        told = known.after.search(after)
        if _right_before(text, sentence, number, known) or (told and len(after[: told.start()].split()) <= 4):
            yield _figure(sentence, number.span, "members", number.count, "sure")


def _compared(
    text: str, sentence: Sentence, numbers: Sequence[NumberMention], found: Sequence[Figure], known: Events
) -> Iterator[Figure]:
    """A bare number set beside a figure: "26 attacks, compared to 11 in the month before"."""
    starts = {figure.span.start for figure in found}
    for number in numbers:
        if _NO_COUNT.fullmatch(number.span.quote) or number.span.start in starts:
            continue
        earlier = [figure for figure in found if figure.span.end <= number.span.start]
        beside = list(known.compared.finditer(text, max(sentence.start, number.span.start - 30), number.span.start))
        if earlier and beside and not text[beside[-1].end() : number.span.start].strip():
            yield replace(earlier[-1], span=number.span, value=value_of(number.count), compared=True)
