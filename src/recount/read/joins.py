"""Decides to which people of a sentence each outcome happened.

A verb that acts takes the people right behind it (`objects.py`), one that is suffered those before it
(`subjects.py`); both take along what commas and "and" join to them (`links.py`), unless that has an outcome of its
own ("killing three and wounding seven"). Counts within counts are found last (`parts.py`).
"""

from collections.abc import Mapping

from recount.read.objects import acted_on
from recount.read.outcomes import Cue, share_a_verb
from recount.read.parts import find_parts
from recount.read.scene import Hit, Scene
from recount.read.subjects import shared_subject, suffering
from recount.records import CountField

_TOLD = frozenset({"fact", "unsure"})
DESCRIPTIONS: Mapping[str, CountField] = {
    "kidnapped": "abducted", "abducted": "abducted", "missing": "missing", "arrested": "arrested",
    "captured": "arrested", "detained": "arrested", "wounded": "wounded", "injured": "wounded", "slain": "killed",
    "murdered": "killed", "executed": "killed", "dead": "killed",
}  # fmt: skip
_MIXED = frozenset({"killed", "wounded", "missing"})


def find_hits(scene: Scene) -> list[Hit]:
    """Every outcome with its people, in the order of the text."""
    verbs = {cue.verb: cue for cue in scene.cues if cue.side != "right"}
    taken: set[int] = set()
    hits: list[Hit] = []
    for number, cue in enumerate(scene.cues):
        if cue.side == "right" and cue.standing in _TOLD and not _is_mixed(scene, number):
            hits += acted_on(scene, number, taken, verbs)
    suffered: list[Hit] = []
    for number, cue in enumerate(scene.cues):
        if cue.side != "right" and cue.standing in _TOLD:
            suffered = suffering(scene, cue, taken, verbs) or shared_subject(scene, cue, suffered)
            if not _is_mixed(scene, number) or all(hit.people.form == "none" for hit in suffered):
                hits += suffered
    hits += _described(scene)
    hits = _without_doubles([hit for hit in hits if _is_told(hit)])
    hits += find_parts(scene, hits)
    return sorted(hits, key=lambda hit: (hit.people.first, hit.cue.first))


def _without_doubles(hits: list[Hit]) -> list[Hit]:
    """Leaves out what another verb tells better: "stabbed 11 students to death", "two kidnapped men were held"."""
    dead = {hit.people.first for hit in hits if hit.cue.field == "killed"}
    taken = {hit.people.first for hit in hits if hit.cue.field == "abducted"}
    return [
        hit
        for hit in hits
        if not (hit.people.first in dead and hit.cue.deadly)
        and not (hit.people.first in taken and hit.cue.field == "arrested" and hit.cue.counted)
    ]


def _described(scene: Scene) -> list[Hit]:
    """People whose lot an adjective tells: "a kidnapped aid worker", "12 wounded soldiers"."""
    hits: list[Hit] = []
    for people in scene.people:
        if people.count is None or people.form == "none" or not people.known:
            continue
        for at in range(people.first + 1, people.last):
            field = DESCRIPTIONS.get(scene.word(at))
            if field is not None:
                cue = Cue(first=at, last=at, verb=at, field=field, side="units")
                hits.append(Hit(people=people, cue=cue, joined=False))
    return hits


def _is_told(hit: Hit) -> bool:
    """Whether the words really tell of these people: some verbs do only of people who are counted."""
    if hit.people.form == "reflexive":
        return hit.cue.field == "killed"
    return not hit.cue.counted or (hit.people.form in {"counted", "one"} and hit.people.known)


def _is_mixed(scene: Scene, number: int) -> bool:
    """Whether "killing and wounding 60" counts neither the killed nor the wounded."""
    cue = scene.cues[number]
    beside = [(other, cue) for other in scene.cues[max(0, number - 1) : number]]
    beside += [(cue, other) for other in scene.cues[number + 1 : number + 2]]
    return any(share_a_verb(scene.tokens, one, other) and _cannot_share(scene, one, other) for one, other in beside)


def _cannot_share(scene: Scene, one: Cue, other: Cue) -> bool:
    either = "or" in scene.words(one.last + 1, other.first)
    return one.field != other.field and (either or {one.field, other.field} <= _MIXED)
