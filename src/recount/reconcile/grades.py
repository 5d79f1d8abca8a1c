"""How well an incident is attested, as one word with its reason: the first of five grades that fits."""

from collections.abc import Sequence

from recount.codebook.kinship import kinship
from recount.reconcile.testimony import SPOKEN_FOR, Testimony, of_field
from recount.records import COUNT_FIELDS, Disagreement, Grade

_TELLING = frozenset({*COUNT_FIELDS, "attackers", "date", "place", "target", "means", "seized"})


def witnesses(heard: Sequence[Testimony]) -> tuple[str, ...]:
    """Who knows of the incident independently of one another, in order.

    An outlet is a witness where it tells a figure that nobody it cites tells, or where it cites nobody. A group that
    only claims the deed counts where there is nobody else.
    """
    telling = [one for one in heard if one.claim.field in _TELLING and one.claim.stance in SPOKEN_FOR]
    citing = {one.report for one in telling if not one.own_voice}
    kept = {one.witness for one in telling if not _only_relays(one, citing)}
    claiming = {one.witness for one in of_field(heard, "perpetrator") if one.claim.stance in SPOKEN_FOR}
    return tuple(sorted(kept or claiming))


def _only_relays(one: Testimony, citing: set[str]) -> bool:
    return one.own_voice and one.report in citing and one.claim.field not in COUNT_FIELDS


def grade(heard: Sequence[Testimony], found: Sequence[Disagreement], together: Sequence[str]) -> tuple[Grade, str]:
    """The grade and its reason. `together`: the witnesses who name rival perpetrators as having acted together."""
    disputed = _disputed(found, together)
    if disputed:
        return "contested", disputed
    known = witnesses(heard)
    if known and all(_is_perpetrator(name, heard) for name in known):
        return "claimed", f"only {', '.join(known)} says so"
    official = [name for name in known if _speaks_for_authorities(name, heard)]
    if len(known) > 1 and len(official) < len(known):
        return "corroborated", f"{len(known)} independent witnesses: {', '.join(known)}"
    if known and len(official) == len(known):
        return "official only", f"every witness speaks for the authorities: {', '.join(known)}"
    return "single", f"one witness: {known[0]}" if known else "no witness is named"


def _disputed(found: Sequence[Disagreement], together: Sequence[str]) -> str:
    denied = [one.words for one in found if _begins(one, "denies: ")]
    counts = [f"{_subject(one)}: {one.words}" for one in found if one.field in COUNT_FIELDS and not _is_against(one)]
    rivals = [
        f"perpetrator: {one.words}"
        for one in found
        if one.field == "perpetrator" and not together and not _is_against(one)
    ]
    return ". ".join([*denied, *counts, *rivals])


def _subject(one: Disagreement) -> str:
    return one.field if one.of in {None, "all"} else f"{one.field} ({one.of})"


def _is_against(one: Disagreement) -> bool:
    return _begins(one, "denies: ") or _begins(one, "doubts: ")


def _begins(one: Disagreement, opening: str) -> bool:
    return any(words.startswith(opening) for words, _ in one.sides)


def _is_perpetrator(name: str, heard: Sequence[Testimony]) -> bool:
    named = {str(one.claim.value) for one in of_field(heard, "perpetrator")}
    claimants = {one.witness for one in heard if one.claim.stance == "claims"}
    return name in claimants or any(kinship(name, actor) == "same" for actor in named)


def _speaks_for_authorities(name: str, heard: Sequence[Testimony]) -> bool:
    return any(one.side == "authorities" for one in heard if one.witness == name)
