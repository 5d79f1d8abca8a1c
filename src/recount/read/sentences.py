"""Cuts a document into sentences and paragraphs, and leaves out what is no reporting.

A line of the text is a paragraph. A full stop ends a sentence where white space and a capital, a digit or an opening
quote follow, unless it belongs to an abbreviation, an initial or a list number.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from recount.records import Sentence, Span

_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_STOP = re.compile(r"[.!?…]{1,6}[\"'”’»)\]]{0,4}[ \t\u00a0]{1,200}(?=[\"'“‘«(\[]{0,4}[^\W_a-z])")
_LAST_WORD = re.compile(r"([^\W\d_]+(?:\.[^\W\d_])*)\.[\"'”’»)\]]{0,4}\s*\Z")
_LIST_NUMBER = re.compile(r"\A\W{0,4}(?:\d{1,3}|[A-Za-z])\.\s*\Z")
_NEXT_WORD = re.compile(r"[\"'“‘«(\[]*([^\W_]+)")
_TAIL = 40

NEVER_ENDS = frozenset(
    (
        "mr mrs ms messrs dr drs gen lt col maj sgt capt cmdr cpl pvt pte brig adm gov sen rep st ste no nos prof rev "
        "hon vs supt insp det fr pres amb dept ft mt spc al-haj sec cllr brig-gen maj-gen lt-gen lt-col"
    ).split()
)
"""Titles and the like: a name or number always follows."""

SELDOM_ENDS = frozenset(
    "jan feb mar apr jun jul aug sept sep oct nov dec etc inc corp co ltd ret approx est jr sr".split()
)
"""These end a sentence only where the next word plainly starts one."""

CLOCK = frozenset({"a.m", "p.m"})
AFTER_CLOCK = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december est edt pst pdt cst cdt gmt ist utc local".split()
)
STARTERS = frozenset(
    (
        "the a an in on at he she it they we but and this that these those there his her its their no not also after "
        "before when while as if for with two three four five six seven eight nine ten some many most several "
        "officials police authorities meanwhile separately elsewhere earlier another both one according however"
    ).split()
)
"""Words that seldom follow an abbreviation inside a sentence."""


def split_sentences(text: str, furniture: Sequence[Span] = ()) -> tuple[Sentence, ...]:
    """The sentences of a text in order, without those that lie in its furniture."""
    sentences: list[Sentence] = []
    for paragraph, (start, end) in enumerate(_paragraphs(text, furniture)):
        for first, last in _cut(text, start, end):
            sentences.append(Sentence(number=len(sentences), start=first, end=last, paragraph=paragraph))
    return tuple(sentences)


def _paragraphs(text: str, furniture: Sequence[Span]) -> Iterator[tuple[int, int]]:
    taken = sorted((span.start, span.end) for span in furniture)
    for line in _LINE.finditer(text):
        yield from _without(line.start(), line.end(), taken)


def _without(start: int, end: int, taken: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The parts of start..end that lie in none of the taken stretches."""
    for first, last in taken:
        if last <= start or first >= end:
            continue
        if first > start:
            yield start, first
        start = max(start, last)
    if start < end:
        yield start, end


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = start
    for stop in _STOP.finditer(text, start, end):
        if not _is_end(text, begin, stop):
            continue
        yield from _trimmed(text, begin, stop.end())
        begin = stop.end()
    yield from _trimmed(text, begin, end)


def _is_end(text: str, begin: int, stop: re.Match[str]) -> bool:
    """Whether this full stop ends the sentence that began at `begin`."""
    if not stop.group().startswith("."):
        return True
    if stop.end() - begin < 12 and _LIST_NUMBER.match(text[begin : stop.end()]):
        return False
    before = _LAST_WORD.search(text[max(begin, stop.start() - _TAIL) : stop.end()])
    if before is None:
        return True
    following = _NEXT_WORD.match(text, stop.end())
    return _ends_after(before.group(1).casefold(), following.group(1).casefold() if following else "")


def _ends_after(word: str, following: str) -> bool:
    """Whether a full stop behind this word ends a sentence when that word follows."""
    if word in CLOCK:
        return following not in AFTER_CLOCK
    if word in SELDOM_ENDS or "." in word or len(word) == 1:
        return following in STARTERS
    return word not in NEVER_ENDS


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    lead = len(piece) - len(piece.lstrip())
    piece = piece.strip()
    if piece:
        yield start + lead, start + lead + len(piece)
