"""Figures taken apart: "91 out of 100 people injured", "of the 262 attacks, 171 were", "577 dead - 356 civilians and".

A part has its own place and actor, the whole those of all. A list of groups of people behind a total is taken as its
parts where they come to most of it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from recount.codebook.aggregates import load_aggregates
from recount.read.aggregate_figures import LONGEST, Figure, size_of, value_of
from recount.read.numbers import NumberMention, find_numbers
from recount.read.people import find_people
from recount.read.tokens import cut
from recount.records import Count, Group, Sentence, Span

_THOSE = r"(?:(?:the|these|those|its|their|all|a)\s+){0,2}(?:(?:total|overall)\s+)?(?:of\s+)?"
_OF = re.compile(rf"\s+(?:out\s+)?of\s+{_THOSE}", re.IGNORECASE)
_ONE_OF = re.compile(
    r"(?P<part>[\w,-]+)\s+(?:out\s+)?of\s+(?P<whole>(?:(?:the|these|those|all)\s+){0,2}\d.*)", re.IGNORECASE
)
_OPENS = re.compile(rf"\b(?:out\s+)?of\s+{_THOSE}\Z", re.IGNORECASE)
_THEN = re.compile(r"[^,;.()]{0,90},\s+(?:(?:only|another|nearly|almost)\s+)?", re.IGNORECASE)
_ENDS = re.compile(r",|\s(?:were|was|are|took|occurred|happened|came|hailed|belonged|died)\s", re.IGNORECASE)
_HURT = re.compile(r"\b(?:(?P<wounded>injured|wounded|hurt|injuries)|(?P<killed>killed|dead|deaths|fatalities|died))\b")
_JOINS = re.compile(r"(?:\s+(?:of|from|belonging to)\s+[^,;.()–—\d]{1,40})?(?:,?\s+and\s+|,\s+|;\s+)", re.IGNORECASE)
_LIST = re.compile(
    r"[^.;\d]{0,50}?(?:\s[-–—]\s*|:\s+|\s*\(|,?\s+(?:including|among them|comprising|consisting of)\s+)(?:the\s+)?",
    re.IGNORECASE,
)
_ROLL = re.compile(
    r"\b(?:the|those|these)\s+(?:(?P<killed>dead|killed|fatalities|deaths|victims)|(?P<wounded>injured|wounded|injuries))"
    r"\s+(?:\w+\s+)?(?:comprised|comprise|consisted of|consist of|numbered|included|include)\s+(?:the\s+)?\Z",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"(?P<people>\b\d[\d,]{0,8}\s+(?:people|persons))\s*\((?:the\s+)?\Z", re.IGNORECASE)
_BRACKETED = re.compile(
    r"[^().;\d]{0,20}\)\s+(?:were|have been|had been|lay|was)?\s*"
    r"(?:(?P<killed>killed|dead|died)|(?P<wounded>injured|wounded|hurt))\b",
    re.IGNORECASE,
)
_BARE = re.compile(r"[\d,]{1,9}(?:\s+others?)?(?:\s+(?:were\s+)?(?:injured|wounded|hurt|killed|dead))?")
_LISTS = re.compile(r"\b(?:compris|consist|numbered|include)|\(", re.IGNORECASE)
_LEAST = 0.8
"""Groups that come to less of a total than this share are no list of all of it."""
_MANY = 4
"""A total of fewer is of one attack; who they were is told without a list."""
_AFTER, _BEFORE, _NEAR = 60, 80, 40
"""Characters after a whole in which stands what it counts, before a list in which stands whose it is, and behind
"91 of the 100 injured" in which words tell of the hundred."""


def with_parts(text: str, sentences: Sequence[Sentence], figures: Sequence[Figure]) -> list[Figure]:
    """The figures with the parts and wholes that only their neighbours tell the meaning of, in order."""
    held: dict[int, list[Figure]] = {}
    for figure in figures:
        held.setdefault(figure.sentence, []).append(figure)
    found: list[Figure] = []
    for sentence in sentences:
        inside = held.get(sentence.number, [])
        if sentence.end - sentence.start <= LONGEST:
            inside = _with_groups(text, sentence, inside)
            inside = _with_pairs(text, sentence, inside)
        found += inside
    return sorted(found, key=lambda figure: (figure.span.start, figure.span.end))


# ---- So many out of so many ------------------------------------------------------------------------------------------


def _with_pairs(text: str, sentence: Sentence, figures: Sequence[Figure]) -> list[Figure]:
    if not re.search(r"\bof\b", text[sentence.start : sentence.end], re.IGNORECASE):
        return list(figures)
    kept = [each for one in figures for each in _split(one)]
    numbers = find_numbers(text[sentence.start : sentence.end], sentence.start)
    for one, other in pairwise(number for number in numbers if number.kind in {"people", "things", "other"}):
        if _OF.fullmatch(text, one.span.end, other.span.start):
            part, whole = one, other
        elif _OPENS.search(text, sentence.start, one.span.start) and _THEN.fullmatch(
            text, one.span.end, other.span.start
        ):
            part, whole = other, one
        else:
            continue
        if found := _pair(text, sentence, kept, part, whole):
            taken = {figure.span for figure in kept if _touch(figure, part.span) or _touch(figure, whole.span)}
            kept = [*(figure for figure in kept if figure.span not in taken), *found]
    return kept


def _split(figure: Figure) -> Iterator[Figure]:
    """So many of so many, read as one number ("91 of the 100 people injured"), as the two figures that it is."""
    found = _ONE_OF.fullmatch(figure.span.quote) if figure.kind == "people" else None
    numbers = find_numbers(found.group("whole")) if found else ()
    if found is None or not numbers or not size_of(figure.value) < size_of(value_of(numbers[0].count)):
        yield figure
        return
    start = figure.span.start
    told = (start + found.start("whole"), figure.span.end + _NEAR)
    part = Span(start=start, end=start + found.end("part"), quote=found.group("part"))
    whole = Span(start=told[0], end=figure.span.end, quote=found.group("whole"))
    yield replace(figure, span=part, part_of=told)
    yield replace(figure, span=whole, value=value_of(numbers[0].count), whole_of=told)


def _pair(
    text: str, sentence: Sentence, figures: Sequence[Figure], part: NumberMention, whole: NumberMention
) -> tuple[Figure, Figure] | None:
    """The two figures of "N out of M"; None where nothing tells what is counted, or the part is no part."""
    least, most = size_of(value_of(part.count)), size_of(value_of(whole.count))
    known = next((one for one in figures if _touch(one, whole.span)), None)
    known = known or next((one for one in figures if _touch(one, part.span)), None)
    known = known or _named_after(text, sentence, whole)
    if known is None or known.unit != "count" or known.measure == "members" or not 0 < least < most:
        return None
    span = known.span if _touch(known, whole.span) else whole.span
    end = _ENDS.search(text, whole.span.end, sentence.end)
    told = (whole.span.start, end.start() if end else sentence.end)
    all_of_them = replace(known, span=span, value=value_of(whole.count), whole_of=told, part_of=None)
    return replace(known, span=part.span, value=value_of(part.count), part_of=told, whole_of=None), all_of_them


def _named_after(text: str, sentence: Sentence, whole: NumberMention) -> Figure | None:
    """What the words behind a whole count: "of the 100 injured", "out of 262 attacks"."""
    words = text[whole.span.start : min(sentence.end, whole.span.end + _AFTER)]
    hurt = _HURT.search(words)
    events = load_aggregates().events.many.search(words)
    value = value_of(whole.count)
    if events and not (hurt and hurt.start() < events.start()):
        return Figure(span=whole.span, sentence=sentence.number, measure="incidents", value=value, kind="events")
    if hurt and hurt.lastgroup:
        return Figure(
            span=whole.span, sentence=sentence.number, measure=hurt.lastgroup, value=value, kind="people", of="all"
        )
    return None


def _touch(figure: Figure, span: Span) -> bool:
    return figure.span.start < span.end and span.start < figure.span.end


# ---- A total and its groups ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _People:
    span: Span
    count: Count
    of: Group | None


def _with_groups(text: str, sentence: Sentence, figures: Sequence[Figure]) -> list[Figure]:
    kept = list(figures)
    if not _may_list(text, sentence, figures):
        return kept
    for listed in _lists(text, sentence):
        owner = _owner(text, sentence, kept, listed)
        if owner is None:
            continue
        groups = [
            replace(owner, span=one.span, value=value_of(one.count), of=one.of, listed=listed[0].span.start)
            for one in listed
        ]
        inside = (listed[0].span.start, listed[-1].span.end)
        kept = [_told_after(one, inside, owner) for one in kept if not inside[0] <= one.span.start < inside[1]]
        kept += [*groups, *([owner] if owner.listed is not None else [])]
    return kept


def _may_list(text: str, sentence: Sentence, figures: Sequence[Figure]) -> bool:
    """Whether a sentence has a total of people that groups could make up, or a word that lists them."""
    large = any(one.kind == "people" and one.of == "all" and size_of(one.value) >= _MANY for one in figures)
    return large or _LISTS.search(text, sentence.start, sentence.end) is not None


def _told_after(figure: Figure, inside: tuple[int, int], owner: Figure) -> Figure:
    """A figure right behind a list ("- and 959 injured") is of all again, not of the group told last."""
    follows = 0 <= figure.span.start - inside[1] <= 12 and _BARE.fullmatch(figure.span.quote) is not None
    return replace(figure, of=owner.of) if follows else figure


def _owner(text: str, sentence: Sentence, figures: Sequence[Figure], listed: Sequence[_People]) -> Figure | None:
    """The total that a list of groups takes apart, or what "the dead comprised" says of it."""
    first = listed[0].span.start
    roll = _ROLL.search(text, max(sentence.start, first - _BEFORE), first)
    if roll and roll.lastgroup:
        return Figure(
            span=listed[0].span,
            sentence=sentence.number,
            measure=roll.lastgroup,
            value=(None, None, None),
            kind="people",
            of="all",
        )
    total = _BRACKET.search(text, max(sentence.start, first - _BEFORE), first)
    hurt = _BRACKETED.match(text, listed[-1].span.end, sentence.end)
    if total and hurt and hurt.lastgroup:
        span = Span(start=total.start("people"), end=total.end("people"), quote=total.group("people"))
        count = next(number.count for number in find_numbers(span.quote))
        return Figure(
            span=span, sentence=sentence.number, measure=hurt.lastgroup, value=value_of(count), kind="people", of="all",
            listed=first,
        )  # fmt: skip
    added = sum(size_of(value_of(one.count)) for one in listed)
    for one in figures:
        between = (
            one.kind == "people"
            and one.of == "all"
            and one.span.end <= first
            and _LIST.fullmatch(text, one.span.end, first)
        )
        if between and _LEAST * size_of(one.value) <= added <= size_of(one.value):
            return one
    return None


def _lists(text: str, sentence: Sentence) -> Iterator[list[_People]]:
    """Two groups of people or more, joined by commas and "and"."""
    listed: list[_People] = []
    for one in _people(text, sentence):
        if listed and not _JOINS.fullmatch(text, listed[-1].span.end, one.span.start):
            if len(listed) > 1:
                yield listed
            listed = []
        listed.append(one)
    if len(listed) > 1:
        yield listed


def _people(text: str, sentence: Sentence) -> Iterator[_People]:
    tokens = cut(text, sentence.start, sentence.end)
    for one in find_people(tokens):
        if one.count is not None and one.of not in {None, "all"}:
            start, end = tokens[one.first].start, tokens[one.last].end
            yield _People(Span(start=start, end=end, quote=text[start:end]), one.count, one.of)
