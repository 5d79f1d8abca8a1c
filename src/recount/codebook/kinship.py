"""How two names of actors stand to one another: one actor, related, or two different ones.

Related are a group and its branch, a group and a splinter that keeps its name, and the forces of one state. A
description ("gunmen") fits any actor.
"""

from functools import cache, lru_cache
from typing import Literal

from recount.codebook.actors import load_actors, load_force_words
from recount.codebook.countries import countries_by_word
from recount.codebook.spelling import naming, telling

Kinship = Literal["same", "related", "described", "different"]

_ARTICLES = frozenset({"the", "a", "an"})
_ARABIC = ("al-", "an-", "ar-", "as-", "ash-", "at-", "el-", "ad-", "az-")
_STATE = frozenset({"state force", "government"})


@cache
def kinship(one: str, other: str) -> Kinship:
    """How two actors stand to one another; the order of the two does not matter."""
    left, right = _canonical(one), _canonical(other)
    words, others = set(telling(left).split()), set(telling(right).split())
    if left == right or words == others or _tied(left, right, "alias_of"):
        return "same"
    if is_description(left) or is_description(right):
        return "described"
    if words <= others or others <= words or _tied(left, right, "part_of"):
        return "related"
    state = state_of(left)
    return "related" if state is not None and state == state_of(right) else "different"


@lru_cache(maxsize=65536)
def is_description(name: str) -> bool:
    """That a name only describes ("gunmen", "two men on a motorbike") and names no organisation.

    It begins with a small letter ("widow of a Kenyan soldier"), at the beginning of a sentence with a capital: "Heavily
    armed militants".
    """
    words = [word for word in name.split() if word.lower() not in _ARTICLES]
    if load_actors().canonical(name) is not None:
        return False
    if not words or (words[0][:1].islower() and not words[0].startswith(_ARABIC)):
        return True
    if any(word[:1].isupper() for word in words[1:]):
        return False
    return words[-1].lower() in load_force_words().attackers and load_actors().canonical(words[0]) is None


@cache
def state_of(name: str) -> str | None:
    """The country whose force or office a name is; None for armed groups and descriptions."""
    actor = load_actors().canonical(name)
    if actor is not None:
        return actor.countries[0] if actor.kind in _STATE and actor.countries else None
    words = name.split()
    if not any(word.lower() in naming()["forces"] for word in words):
        return None
    openings = (" ".join(words[:length]).removesuffix("'s") for length in range(len(words), 0, -1))
    return next((countries_by_word()[opening] for opening in openings if opening in countries_by_word()), None)


def _canonical(name: str) -> str:
    actor = load_actors().canonical(name)
    return actor.name if actor is not None else name


def _tied(one: str, other: str, kind: str) -> bool:
    """That the codebook ties the one to the other, either way round."""
    pairs = ((one, other), (other, one))
    actors = [(load_actors().by_name.get(name), to) for name, to in pairs]
    return any(
        actor is not None and any((tie.kind, tie.to) == (kind, to) for tie in actor.ties) for actor, to in actors
    )
