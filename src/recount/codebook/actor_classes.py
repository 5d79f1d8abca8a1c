"""What an actor is, out of its name: a state's force, an armed group, civilians, or only a description."""

from functools import lru_cache
from typing import Literal, get_args

from recount.codebook.actors import load_actors, load_force_words
from recount.codebook.folding import fold
from recount.codebook.kinship import state_of

ActorClass = Literal[
    "state", "international", "armed group", "criminal group", "political", "unnamed", "civilians", "unknown"
]
ACTOR_CLASSES: tuple[ActorClass, ...] = get_args(ActorClass)
_KINDS: dict[str, ActorClass] = {
    "state force": "state", "government": "state", "security": "state", "international": "international",
    "armed group": "armed group", "criminal group": "criminal group", "political": "political",
    "unnamed attackers": "unnamed", "officials": "civilians", "civilians": "civilians", "things": "civilians",
}  # fmt: skip


@lru_cache(maxsize=16384)
def actor_class(name: str, country: str | None) -> ActorClass:
    """What an actor or a description is, in a story set in that country."""
    actor = load_actors().canonical(name, country)
    if actor is not None:
        return _KINDS[actor.kind]
    if state_of(name) is not None:
        return "state"
    words = load_force_words()
    said = f" {fold(name)} "
    if _any(said, frozenset(words.forces) | frozenset(words.bare)):
        return "state"
    if _any(said, words.attackers):
        return "unnamed"
    return "civilians" if _any(said, words.people | words.things) else "unknown"


def _any(said: str, words: frozenset[str]) -> bool:
    return any(f" {fold(word)} " in said for word in words)
