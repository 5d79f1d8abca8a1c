"""Every word of the lexicon that could name a violent event, before it is judged whether it does."""

from collections.abc import Iterator
from dataclasses import dataclass

from recount.codebook.triggers import GAP, Entry, load_triggers
from recount.read.words import Words
from recount.records import Span

WIDEST_GAP = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Words of the lexicon in a document: which entry, and from word `first` to word `last`."""

    span: Span
    sentence: int
    first: int
    last: int
    entry: Entry


def find_candidates(words: Words) -> tuple[Candidate, ...]:
    """All places where the lexicon applies, from left to right, the longest entry at each place."""
    return tuple(candidate for number in range(len(words.bounds)) for candidate in _in_sentence(words, number))


def _in_sentence(words: Words, number: int) -> Iterator[Candidate]:
    lexicon = load_triggers()
    at, end = words.bounds[number]
    while at < end:
        best: tuple[int, Entry] | None = None
        for entry in lexicon.get(words.forms[at], ()):
            last = _match(words.forms, at, end, entry.words)
            if last is not None and (best is None or last > best[0]):
                best = (last, entry)
        if best is None:
            at += 1
            continue
        last, entry = best
        yield Candidate(span=words.span(at, last), sentence=number, first=at, last=last, entry=entry)
        at = last + 1


def _match(forms: tuple[str, ...], at: int, end: int, wanted: tuple[str, ...]) -> int | None:
    """The number of the last word of a match that begins at `at`, or None."""
    for place, word in enumerate(wanted):
        if word == GAP:
            return _over_gap(forms, at, end, wanted[place + 1 :])
        if at >= end or forms[at] != word:
            return None
        at += 1
    return at - 1


def _over_gap(forms: tuple[str, ...], at: int, end: int, rest: tuple[str, ...]) -> int | None:
    if not rest:
        return at if at < end else None
    for skipped in range(1, WIDEST_GAP + 1):
        last = _match(forms, at + skipped, end, rest)
        if last is not None:
            return last
    return None
