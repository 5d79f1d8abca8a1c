"""What certainly names no violent event, whoever proposes it: games, films, drills, what would be if, buses in ravines.

The learned readers see a hundred attacks for each of these, so the rule has the last word.
"""

from collections.abc import Iterator
from dataclasses import replace

from recount.codebook.triggers import load_exclusions
from recount.read.candidates import find_candidates
from recount.read.exclusions import phrase_words, tells_of_fiction, tells_of_sport
from recount.read.words import Words
from recount.records import Bond, Reading, Sameness, Span

_CONDITIONS = frozenset({"if", "suppose", "imagine", "imagined", "imagines"})
_OUTCOMES = frozenset({"would", "could", "might"})
_ASKED = frozenset({"asked", "wondered", "know", "knew", "unclear", "say", "determine", "see", "investigating"})
"""After these "if" only opens a question: "asked if the gunmen had shot him"."""
_PROVISOS = frozenset({"verified", "confirmed", "true", "proven", "convicted", "found", "so"})
"""Before these it only doubts: "if confirmed, the attack would be the first"."""


def without_unreal(reading: Reading, words: Words) -> Reading:
    """The reading without the triggers that name nothing real, and without what was bound to them."""
    if not reading.triggers:
        return reading
    unreal = frozenset(_unreal(words))
    kept = [number for number, trigger in enumerate(reading.triggers) if not _touches(words, trigger.span, unreal)]
    if len(kept) == len(reading.triggers):
        return reading
    new = {old: number for number, old in enumerate(kept)}
    return replace(
        reading,
        triggers=tuple(reading.triggers[old] for old in kept),
        bonds=tuple(_bonds(reading, new)),
        samenesses=tuple(_samenesses(reading, new)),
    )


def _touches(words: Words, span: Span, unreal: frozenset[int]) -> bool:
    return not unreal.isdisjoint(words.inside(span.start, span.end))


def _bonds(reading: Reading, new: dict[int, int]) -> Iterator[Bond]:
    """Bonds to the triggers that stay; what was bound to one of several names of an incident goes to the next name."""
    heirs = _heirs(reading, new)
    for bond in reading.bonds:
        heir = new.get(bond.trigger, heirs.get(bond.trigger))
        if heir is not None:
            yield replace(bond, trigger=heir)


def _heirs(reading: Reading, new: dict[int, int]) -> dict[int, int]:
    found: dict[int, int] = {}
    for pair in reading.samenesses:
        for one, other in ((pair.left, pair.right), (pair.right, pair.left)):
            if one not in new and other in new:
                found.setdefault(one, new[other])
    return found


def _samenesses(reading: Reading, new: dict[int, int]) -> Iterator[Sameness]:
    heirs = _heirs(reading, new)
    for pair in reading.samenesses:
        left, right = (new.get(side, heirs.get(side)) for side in (pair.left, pair.right))
        if left is not None and right is not None and left != right:
            yield replace(pair, left=min(left, right), right=max(left, right))


def _unreal(words: Words) -> Iterator[int]:
    """The numbers of the words that can name no event."""
    known = load_exclusions()
    if tells_of_sport(words, known):
        yield from range(len(words.forms))
        return
    yield from phrase_words(words, known)
    strong = {candidate.sentence for candidate in find_candidates(words) if not candidate.entry.weak}
    for number, (first, end) in enumerate(words.bounds):
        accident = number not in strong and not known.accident.isdisjoint(words.forms[first:end])
        if accident or tells_of_fiction(words, number, known):
            yield from range(first, end)
        elif (begin := _condition(words, number)) is not None:
            yield from range(begin, end)


def _condition(words: Words, number: int) -> int | None:
    """Where what would only be begins: "if a bomb went off, thousands could die", "what would happen if ..."."""
    first, end = words.bounds[number]
    if _OUTCOMES.isdisjoint(words.forms[first:end]):
        return None
    for at in range(first, end):
        asked = at > first and words.forms[at - 1] in _ASKED
        doubted = at + 1 < end and words.forms[at + 1] in _PROVISOS
        if words.forms[at] in _CONDITIONS and not asked and not doubted:
            return at
    return None
