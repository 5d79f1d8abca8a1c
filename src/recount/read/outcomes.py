"""Finds the words that tell what happened to people, and on which side of them those people stand.

"killed 12", "killing 12", "the death of 12": to the right. "12 were killed", "12 died", "12 dead", "12 deaths": to the left.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from recount.codebook.outcomes import Outcome, load_outcomes
from recount.read.grammar import AUXILIARIES_BE, AUXILIARIES_HAVE, MODALS, QUOTES, UNCERTAIN_PAST
from recount.read.tokens import Token
from recount.records import CountField

Side = Literal["right", "left", "of", "units"]
Standing = Literal["fact", "not", "unsure", "unreal"]
"""fact: told as having happened; not: denied ("was not hurt"); unsure: "may have been killed"; unreal: "could kill"."""

_FARTHEST_AUXILIARY = 5
_ADVERBS = frozenset(
    "also all both since already later reportedly allegedly either then now just even still again there thus once apparently "
    "reported feared believed confirmed presumed shot critically been not n't never ever only so too found".split()
)
_REPORTED = frozenset("reported feared believed confirmed presumed declared pronounced found said".split())
_NEGATIONS = frozenset({"not", "n't", "never", "cannot", "without", "didn't", "wasn't", "weren't", "hasn't", "haven't"})
_BE_NEGATED = {"wasn't", "weren't", "isn't", "aren't"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """Words for an outcome from word `first` to word `last`; `verb` is where its auxiliaries begin."""

    first: int
    last: int
    verb: int
    field: CountField
    side: Side
    standing: Standing = "fact"
    passive: bool = False


def find_outcomes(tokens: Sequence[Token], people_at: Collection[int]) -> tuple[Cue, ...]:
    """The outcome cues of a sentence in order; `people_at` are the words at which people begin."""
    found: list[Cue] = []
    at = 0
    while at < len(tokens):
        cue = None
        for outcome in load_outcomes().get(tokens[at].lower, ()):
            if tuple(token.lower for token in tokens[at : at + len(outcome.words)]) == outcome.words:
                cue = _cue(tokens, at, outcome, people_at)
                if cue is not None:
                    break
        if cue is not None:
            found.append(cue)
        at = cue.last + 1 if cue is not None else at + 1
    return tuple(found)


def _cue(tokens: Sequence[Token], at: int, outcome: Outcome, people_at: Collection[int]) -> Cue | None:
    last, forms = at + len(outcome.words) - 1, outcome.forms
    verb, passive, perfect = _auxiliaries(tokens, at)
    if "events" in forms and _word(tokens, last + 1) == "of":
        return Cue(first=at, last=last + 1, verb=at, field=outcome.field, side="of")
    side: Side
    if "past" in forms:
        if passive:
            side = "left"
        elif perfect or _object_follows(tokens, last + 1, people_at):
            side = "right"
        else:
            side = "left"
    elif forms & {"undergone", "state"}:
        side = "left"
    elif forms & {"base", "third", "gerund"} and not ("units" in forms and at and at - 1 in people_at):
        side = "right"
    elif "units" in forms:
        side = "units"
    else:
        return None
    if "base" in forms and "past" not in forms and verb == at and not _may_be_present(tokens, at, people_at):
        return None
    return Cue(
        first=at, last=last, verb=verb, field=outcome.field, side=side,
        standing=_standing(tokens, verb, at, base="base" in forms and "past" not in forms), passive=passive,
    )  # fmt: skip


def _word(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].lower if 0 <= at < len(tokens) else ""


def _may_be_present(tokens: Sequence[Token], at: int, people_at: Collection[int]) -> bool:
    """ "Airstrikes kill 20": a base form without auxiliary counts only with its object right behind it."""
    return _object_follows(tokens, at + 1, people_at)


def _auxiliaries(tokens: Sequence[Token], at: int) -> tuple[int, bool, bool]:
    """Where the verb group begins, whether it is passive and whether it is perfect active."""
    begin, passive, perfect = at, False, False
    for k in range(at - 1, max(-1, at - 1 - _FARTHEST_AUXILIARY), -1):
        word = tokens[k].lower
        if word in AUXILIARIES_BE or word in _BE_NEGATED:
            begin, passive = k, True
        elif word in AUXILIARIES_HAVE:
            begin, perfect = k, not passive
        elif word in MODALS or word in _NEGATIONS:
            begin = k
        elif word in {"do", "does", "did"}:
            begin = k
        elif not (word in _ADVERBS or (word.endswith("ly") and word != "family")):
            break
    return begin, passive, perfect


def _object_follows(tokens: Sequence[Token], at: int, people_at: Collection[int]) -> bool:
    """Whether people begin right behind the verb, marks of quotation and one adverb aside."""
    for k in range(at, min(at + 3, len(tokens))):
        if k in people_at:
            return True
        word = tokens[k].lower
        if not (tokens[k].text in QUOTES or word.endswith("ly") or word in {"as", "up", "down", "and", "some"}):
            return _named(tokens, k)
    return False


def _named(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].lower in {"many", "its", "their", "our", "all", "any"}


def _standing(tokens: Sequence[Token], verb: int, at: int, *, base: bool) -> Standing:
    words = {token.lower for token in tokens[verb:at]}
    if words & _NEGATIONS or words & _BE_NEGATED:
        return "not"
    if words & (MODALS - {"to"}):
        return "unsure" if words & {"have", "be"} and words & UNCERTAIN_PAST and "have" in words else "unreal"
    if "to" in words and "have" not in words and "been" not in words and base:
        return "unreal"
    if "to" in words and words & AUXILIARIES_BE and "have" not in words:
        return "unreal"
    return "fact"
