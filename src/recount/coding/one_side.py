"""An attack has one side that did it: forces that came to the scene and shot back are no perpetrators of it.

In the annotated articles no bombing, shooting, abduction, assault or execution is told, in one voice, as the deed of an
armed group and of a state's forces at once; and a raid or air strike hardly ever.
"""

from collections.abc import Sequence
from functools import cache
from typing import Literal

from recount.codebook.actors import load_actors, load_force_words
from recount.codebook.folding import fold
from recount.codebook.kinship import state_of
from recount.records import Claim, EventType, Group

Side = Literal["force", "attackers", "either"]
ATTACKS: frozenset[EventType] = frozenset(
    {"suicide_bombing", "bombing", "shooting", "assault", "abduction", "execution", "attack"}
)
OPERATIONS: frozenset[EventType] = frozenset({"raid", "arrest", "airstrike", "seizure"})
_FORCES = frozenset({"state force", "government", "international"})


def of_one_side(kind: EventType, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims without the perpetrators that stand on the other side of such an event.

    Only plain assertions are weighed and left out; who is accused, claims or denies stays whatever side it is on.
    """
    if kind not in ATTACKS | OPERATIONS:
        return tuple(claims)
    doers = {claim.id: _side(str(claim.value)) for claim in claims if _does(claim)}
    wrong = "force" if kind in ATTACKS else "attackers"
    if all(side == wrong for side in doers.values()):
        return tuple(claims)
    return tuple(claim for claim in claims if claim.stance != "asserts" or doers.get(claim.id) != wrong)


def whose_dead(kind: EventType, claim: Claim, claims: Sequence[Claim]) -> Group | None:
    """The group of a count: militants hurt in an attack that was not made on militants are its attackers."""
    hit = [other for other in claims if other.field == "target"]
    if claim.of != "militant" or kind not in ATTACKS or any(_side(str(one.value)) == "attackers" for one in hit):
        return claim.of
    return "attacker"


def _does(claim: Claim) -> bool:
    return claim.field == "perpetrator" and claim.stance in {"asserts", "claims"}


@cache
def _side(name: str) -> Side:
    """Whether a perpetrator is a state or its forces, or attackers; "men" may be either."""
    actor, words = load_actors().canonical(name), load_force_words()
    if actor is not None:
        return "force" if actor.kind in _FORCES else "attackers"
    said = fold(name).split()
    if state_of(name) is not None or any(word in words.forces or word in words.bare for word in said):
        return "force"
    return "attackers" if any(word in words.attackers for word in said) else "either"
