"""Reads who was among the dead or the wounded: "four children were among the dead", "those killed included a nurse".

These are parts of a count that stands elsewhere.
"""

from dataclasses import replace

from recount.codebook.outcomes import load_outcomes
from recount.read.grammar import AUXILIARIES_BE
from recount.read.links import LONGEST_CHAIN, link_before
from recount.read.noun_phrases import noun_phrase
from recount.read.outcomes import Cue
from recount.read.people import People
from recount.read.scene import Hit, Scene
from recount.records import CountField

_ROLLS: dict[str, CountField] = {
    "dead": "killed", "killed": "killed", "victims": "killed", "martyrs": "killed", "fatalities": "killed",
    "wounded": "wounded", "injured": "wounded", "detained": "arrested", "arrested": "arrested", "detainees": "arrested",
    "abducted": "abducted", "kidnapped": "abducted", "missing": "missing",
}  # fmt: skip
_OPENERS = frozenset({"the", "those", "these", "them"})
_INCLUDED = frozenset({"included", "include", "includes", "were", "was", "are", "is"})
_BETWEEN = frozenset({"also", "all", "reported", "believed", "to", "be"})
_COUNTED = frozenset({"counted", "one", "number", "the one", "bare"})
_REACH = 8
_COMPLEMENT = 7


def find_rolls(scene: Scene) -> list[Hit]:
    """The people named as being among the dead, wounded, detained."""
    hits: list[Hit] = []
    for at in range(1, len(scene.tokens)):
        field = _ROLLS.get(scene.word(at))
        opener = _opener(scene, at) if field is not None else None
        if field is None or opener is None:
            continue
        cue = Cue(first=at, last=at, verb=at, field=field, side="left")
        for people in _listed(scene, opener, at):
            hits.append(Hit(people=people, cue=cue, part=True, joined=False))
    return hits


def _opener(scene: Scene, at: int) -> int | None:
    """Where "the dead", "those killed", "at least 22 people killed" begins."""
    if scene.word(at - 1) in _OPENERS:
        return at - 1
    index = scene.ends.get(at - 1)
    if index is not None and scene.word(scene.people[index].first - 1) in {"among", "amongst"}:
        return scene.people[index].first
    return None


def _listed(scene: Scene, opener: int, at: int) -> list[People]:
    """The people listed before "were among the dead", or behind "among the dead were" and "the dead included"."""
    before = scene.word(opener - 1)
    if before == "of":
        return _so_many_of_them(scene, opener, at)
    if before in {"among", "amongst"} and scene.word(opener - 2) in AUXILIARIES_BE | _BETWEEN:
        return _listed_before(scene, opener - 2)
    for k in range(at + 1, min(at + _REACH, len(scene.tokens))):
        if scene.word(k) in _INCLUDED and (before in {"among", "amongst"} or scene.word(k).startswith("includ")):
            return _listed_behind(scene, k + 1)
        if scene.word(k) in load_outcomes() or scene.word(k) in {",", ";", "."}:
            break
    return []


def _listed_before(scene: Scene, at: int) -> list[People]:
    while scene.word(at) in AUXILIARIES_BE | _BETWEEN:
        at -= 1
    index = scene.ends.get(at)
    if index is None:
        index = next((scene.ends[k] for k in range(at, max(-1, at - _COMPLEMENT), -1) if k in scene.ends), None)
    if index is None:
        return []
    found = [index]
    while index > 0 and len(found) < LONGEST_CHAIN and link_before(scene, index) is not None:
        index -= 1
        found.append(index)
    return _singled_or_counted(scene, found)


def _listed_behind(scene: Scene, at: int) -> list[People]:
    index = scene.starts.get(at)
    if index is None:
        return []
    found = [index]
    while index + 1 < len(scene.people) and len(found) < LONGEST_CHAIN and link_before(scene, index + 1) is not None:
        index += 1
        found.append(index)
    return _singled_or_counted(scene, found)


def _singled_or_counted(scene: Scene, indices: list[int]) -> list[People]:
    people = [scene.people[index] for index in indices]
    return [one for one in people if one.count is not None and one.form in _COUNTED]


def _so_many_of_them(scene: Scene, opener: int, at: int) -> list[People]:
    """The number of "five of the dead were children"."""
    index = scene.ends.get(opener - 2)
    if index is None or scene.people[index].form != "number":
        return []
    number = scene.people[index]
    phrase = noun_phrase(scene.tokens, at + 2) if scene.word(at + 1) in {"were", "are", "was"} else None
    if phrase is None or not phrase.known:
        return [replace(number, last=at, form="counted")]
    return [replace(number, last=phrase.last, form="counted", of=phrase.of, head=phrase.head)]
