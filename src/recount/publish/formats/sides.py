"""Who the sides of an incident are: a state, an armed group, civilians; as formats code them."""

from recount.codebook.actor_classes import ActorClass, actor_class
from recount.codebook.kinship import kinship, state_of
from recount.records import Estimate, Group, Incident

Side = ActorClass

_STRONGEST = ("claims", "asserts", "accuses", "suspects")
POSITIVE = frozenset(_STRONGEST)
ARMED = frozenset({"state", "international", "armed group", "criminal group", "political", "unnamed"})
_VICTIMS: tuple[tuple[Group, Side], ...] = (
    ("civilian", "civilians"), ("official", "civilians"), ("security", "state"), ("militant", "armed group"),
)  # fmt: skip


def perpetrators(incident: Incident) -> tuple[str, ...]:
    """Those who are said to have done it, those who claim it first; those only denied or doubted are none.

    One who is of the attacked side as well (as forces that end an attack on their own are at times told) comes last.
    """
    hit, strongest = targets(incident), sorted(incident.perpetrators, key=_strength)
    return tuple(sorted(_names(tuple(strongest)), key=lambda name: any(_one_side(name, other) for other in hit)))


def _strength(one: Estimate) -> int:
    """Where the word for it stands: an accusation never comes before a claim."""
    stance = one.stance or "asserts"
    return _STRONGEST.index(stance) if stance in _STRONGEST else len(_STRONGEST)


def _one_side(name: str, other: str) -> bool:
    return kinship(name, other) in {"same", "related"}


def targets(incident: Incident) -> tuple[str, ...]:
    """Those who were hit, meant or fought."""
    return _names(incident.targets)


def _names(found: tuple[Estimate, ...]) -> tuple[str, ...]:
    told = (one.value for one in found if (one.stance or "asserts") in POSITIVE)
    return tuple(dict.fromkeys(name for name in told if isinstance(name, str)))


def attacking_side(incident: Incident, country: str | None) -> Side:
    """What the first perpetrator is."""
    names = perpetrators(incident)
    return side_of(names[0], country) if names else "unknown"


def attacked_side(incident: Incident, country: str | None) -> Side:
    """What the first target of a known kind is; else what group of people was killed or wounded."""
    kinds = [side_of(name, country) for name in targets(incident)]
    known = [kind for kind in kinds if kind != "unknown"]
    return known[0] if known else _side_of_victims(incident)


def _side_of_victims(incident: Incident) -> Side:
    hit = {
        one.of for one in incident.counts if one.field in {"killed", "wounded"} and (one.best or one.low or one.high)
    }
    return next((side for group, side in _VICTIMS if group in hit), "unknown")


def country_of(name: str, country: str | None) -> str | None:
    """The country of a state's force; that of the incident where its name tells none ("police")."""
    return state_of(name) or country


def side_of(name: str, country: str | None) -> Side:
    """What an actor or a description is."""
    return actor_class(name, country)
