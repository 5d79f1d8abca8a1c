"""Trigger words that name no violent event: a heart attack, a shot at goal, a film, a drill, what is denied or feared.

These are certain enough to be rules; what is less plain is left to the trained judge (`triggers.py`).
"""

from collections.abc import Iterator
from itertools import pairwise

from recount.codebook.triggers import Exclusions, load_exclusions
from recount.read.candidates import Candidate, find_candidates
from recount.read.words import Words

SPORTING = 3
HURT = frozenset("killed wounded injured killing wounding injuring dead died".split())
ASSAULTS = frozenset({"attack", "assault", "onslaught"})
DEATHS = frozenset({"die", "death", "dead", "lose", "kill", "fatality", "casualty", "find", "crash", "hurt", "injure"})
PAST = frozenset({"past", "noun", "nouns"})


def find_possible(words: Words) -> tuple[Candidate, ...]:
    """The words of the lexicon that may name a violent event."""
    known, candidates = load_exclusions(), find_candidates(words)
    if tells_of_sport(words, known):
        return ()
    idle = {number for number in {c.sentence for c in candidates} if tells_of_fiction(words, number, known)}
    set_phrases = set(phrase_words(words, known))
    candidates = tuple(c for c in candidates if set_phrases.isdisjoint(range(c.first, c.last + 1)))
    strong = {candidate.sentence for candidate in candidates if not candidate.entry.weak}
    return tuple(
        candidate
        for candidate in candidates
        if candidate.sentence not in idle
        and not _is_unreal(words, candidate, known)
        and not _is_on_words(words, candidate, known)
        and not _is_natural(words, candidate, known, strong)
    )


def tells_of_sport(words: Words, known: Exclusions) -> bool:
    """Whether the text is of a game and of nobody hurt; "killed off the game" hurts nobody."""
    held = set(words.forms)
    if len(held & known.sport) < SPORTING:
        return False
    idle = {at + 1 for at, form in enumerate(words.forms) if form == "off"}
    return not any(form in known.harm and at + 2 not in idle for at, form in enumerate(words.forms))


def tells_of_fiction(words: Words, number: int, known: Exclusions) -> bool:
    """Whether a sentence tells of a film or a drill and of nobody hurt."""
    first, end = words.bounds[number]
    forms = words.forms[first:end]
    if not HURT.isdisjoint(forms):
        return False
    if any(" ".join(pair) in known.fiction for pair in pairwise(forms)):
        return True
    return any(
        form in known.fiction and (place + 1 == len(forms) or forms[place + 1] not in known.fiction_unless_before)
        for place, form in enumerate(forms)
    )


def phrase_words(words: Words, known: Exclusions) -> Iterator[int]:
    """The numbers of all words that belong to a set phrase."""
    for at, form in enumerate(words.forms):
        for phrase in known.phrases.get(form, ()):
            if words.forms[at : at + len(phrase)] == phrase:
                yield from range(at, at + len(phrase))


def _is_unreal(words: Words, candidate: Candidate, known: Exclusions) -> bool:
    """Whether the words just before say that it did not happen, or only might."""
    before = words.forms[max(words.bounds[candidate.sentence][0], candidate.first - 5) : candidate.first]
    last, second = before[-1:], before[-2:-1]
    kind = candidate.entry.kind
    if not known.negated.isdisjoint(last) or (kind in PAST and not known.negated.isdisjoint(second)):
        return True
    if not known.unreal.isdisjoint(last) and words.text[words.starts[candidate.first - 1]].islower():
        return True
    return any(form.startswith(("deny", "denie")) for form in before) and before[-3:-1] == ("reports", "of")


def _is_natural(words: Words, candidate: Candidate, known: Exclusions, strong: set[int]) -> bool:
    """Whether a death is laid to an illness, an accident or the weather, and nothing else is told beside it."""
    if not candidate.entry.weak or candidate.entry.lemma not in DEATHS or candidate.sentence in strong:
        return False
    first, end = words.bounds[candidate.sentence]
    return not known.natural.isdisjoint(words.forms[first:end])


def _is_on_words(words: Words, candidate: Candidate, known: Exclusions) -> bool:
    """Whether an attack is one on a bill or a reputation."""
    if candidate.entry.lemma not in ASSAULTS:
        return False
    after = words.forms[candidate.last + 1 : min(words.bounds[candidate.sentence][1], candidate.last + 5)]
    return after[:1] in {("on",), ("against",)} and not known.on.isdisjoint(after[1:])
