"""With what it was done: weapons by name ("two car bombs") and by the deed ("gunned down" means gunfire)."""

from collections.abc import Iterator

from recount.codebook.means import MeansWords, load_means
from recount.read.words import Words
from recount.records import Mention

MOST_MODIFIERS = 4


def find_means(words: Words) -> tuple[Mention, ...]:
    """Every weapon or method named; which incident it belongs to, if any, is judged later."""
    table = load_means()
    return tuple(mention for number in range(len(words.bounds)) for mention in _in_sentence(words, number, table))


def _in_sentence(words: Words, number: int, table: MeansWords) -> Iterator[Mention]:
    first, end = words.bounds[number]
    at = first
    while at < end:
        found = _derived(words, at, end, table) or _head(words, at, end, table)
        if found is None:
            at += 1
            continue
        last, value = found
        start = at if value else _with_modifiers(words, first, at, table)
        span = words.span(start, last)
        said = value or " ".join(span.quote.lower().split())
        yield Mention(span=span, sentence=number, field="means", value=said)
        at = last + 1


def _derived(words: Words, at: int, end: int, table: MeansWords) -> tuple[int, str] | None:
    for wanted, value in table.derived.get(words.forms[at], ()):
        if words.forms[at : min(end, at + len(wanted))] == wanted:
            return at + len(wanted) - 1, value
    return None


def _head(words: Words, at: int, end: int, table: MeansWords) -> tuple[int, str] | None:
    for wanted in table.heads.get(words.forms[at], ()):
        if words.forms[at : min(end, at + len(wanted))] == wanted:
            return at + len(wanted) - 1, ""
    return None


def _with_modifiers(words: Words, first: int, at: int, table: MeansWords) -> int:
    """Where the name begins once the modifiers before the noun are taken in."""
    start = at
    while start > first and at - start < MOST_MODIFIERS and words.forms[start - 1] in table.modifiers:
        if words.text[words.ends[start - 1] : words.starts[start]].strip(" -’'"):
            break
        start -= 1
    while start < at and words.forms[start] in {"to", "made", "fired", "controlled", "range"}:
        start += 1
    return start
