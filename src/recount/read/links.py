"""Tells how people named one after another hang together: joined, counted within one another, or apart."""

from collections.abc import Mapping
from typing import Literal

from recount.read.grammar import AUXILIARIES_BE, AUXILIARIES_HAVE, VERBS
from recount.read.outcomes import Cue
from recount.read.parts import PART_WORDS, introduces_part
from recount.read.people import People
from recount.read.scene import Scene

Link = Literal["join", "part"]

LONGEST_CHAIN = 24
"""No report joins more people than this; it bounds the work on a text made to be slow."""

_WIDEST_GAP = 16
_LONGEST_BRACKET = 10
_COMPLEMENTS = frozenset({"of", "from", "in", "at", "near", "on"})
_INTRODUCTIONS = frozenset({"identified", "named", "aged"})
_JOINTS = frozenset(
    {",", "and", "&", "or", "as", "well", "along", "together", "with", "plus", "addition", "to", "in", "also", "-"}
)
_STRONG = frozenset({"and", "with", "as", "&"})
_PART_JOINTS = PART_WORDS | {"them", "whom", "at", "mostly", "(", "were", "are"}
_COUNTED = frozenset({"counted", "one", "number"})
_PARTICIPLES = frozenset(
    "named identified aged armed suspected accused believed called dressed trapped involved based linked affiliated "
    "employed accompanied described married related wanted".split()
)


def link_before(scene: Scene, index: int) -> Link | None:
    """How these people hang on those before them."""
    here, people = scene.people[index - 1], scene.people[index]
    gap = _joints_between(scene, here.last + 1, people.first)
    if gap is None:
        return None
    if introduces_part(scene, people):
        return "part"
    return "join" if _joins(here, people, {word for word in gap if word not in PART_WORDS}) else None


def _joins(here: People, people: People, joints: set[str]) -> bool:
    """Whether these small words join the people behind them to those before."""
    if people.form == "number" and people.first - here.last > 3:
        return False
    if joints - _JOINTS or ("-" in joints and "and" not in joints):
        return False
    if "with" in joints and not {"along", "together"} & joints:
        return False
    if not joints:
        return people.first == here.last + 1 and {here.form, people.form} <= {"counted", "one"}
    return people.form in _COUNTED or bool(_STRONG & joints)


def _joints_between(scene: Scene, first: int, last: int) -> list[str] | None:
    """The commas and small words that join, names, brackets and complements left out; None where other words stand."""
    if last - first > _WIDEST_GAP:
        return None
    joints: list[str] = []
    complement = False
    at = first
    while at < last:
        word = scene.word(at)
        if word == "(" and scene.word(at + 1) not in PART_WORDS:
            closing = _closing(scene, at)
            if closing is None or closing >= last:
                return None
            at = closing
        elif word in _COMPLEMENTS and not joints and scene.word(at + 1) != "addition":
            complement = True
        elif word in _INTRODUCTIONS:
            complement, joints = True, []
            at += scene.word(at + 1) == "as"
        elif word in _JOINTS | _PART_JOINTS:
            joints.append(word)
            complement = False
        elif at in scene.cue_of or word in VERBS or not (complement or (scene.is_name(at) and not joints)):
            return None
        at += 1
    return joints


def _closing(scene: Scene, at: int) -> int | None:
    return next((k for k in range(at, at + _LONGEST_BRACKET) if scene.word(k) == ")"), None)


def is_set_off(scene: Scene, index: int) -> bool:
    """Whether a comma or dash parts these people from those before, as behind an inserted "including a child"."""
    return scene.word(scene.people[index - 1].last + 1) in {",", "-", ")"}


def joined_after(scene: Scene, index: int, verbs: Mapping[int, Cue]) -> list[int]:
    """People joined to those before, as long as no verb of their own follows them; parts of others are passed over."""
    found: list[int] = []
    inside_part = False
    for following in range(index + 1, min(len(scene.people), index + LONGEST_CHAIN)):
        link = link_before(scene, following)
        if link is None or has_own_verb(scene, scene.people[following], verbs):
            break
        if link == "part":
            inside_part = True
        elif inside_part and is_set_off(scene, following) and scene.word(scene.people[following].first - 1) == "and":
            inside_part = False
        if not inside_part:
            found.append(following)
    return found


def has_own_verb(scene: Scene, people: People, verbs: Mapping[int, Cue]) -> bool:
    """Whether any verb of their own follows: "and 12 were wounded", "and three gunmen fled"."""
    word = scene.word(people.last + 1)
    participle = word in _PARTICIPLES or people.last + 1 in scene.cue_of
    acts = word in VERBS or (word.endswith("ed") and not participle)
    return has_own_outcome(scene, people, verbs) or (acts and word not in {"left", "leaving"})


def has_own_outcome(scene: Scene, people: People, verbs: Mapping[int, Cue]) -> bool:
    """Whether a verb or state of what happened to them follows right behind: "and 12 were wounded"."""
    for at in range(people.last + 1, people.last + 5):
        word = scene.word(at)
        if at in verbs or (at == people.last + 1 and word in AUXILIARIES_BE | AUXILIARIES_HAVE):
            return True
        if at in scene.starts or word == ",":
            return False
    return False
