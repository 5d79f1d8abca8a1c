"""Finds the people on whom a verb acts: "killing three soldiers and a guide", "the death of a nurse"."""

from collections.abc import Mapping

from recount.read.grammar import QUOTES
from recount.read.links import has_own_outcome, joined_after
from recount.read.outcomes import Cue, share_a_verb
from recount.read.people import People
from recount.read.scene import Hit, Scene
from recount.read.singled_out import object_at

_LONGEST_NAME = 5
_THEM_REACH = 6


def acted_on(scene: Scene, number: int, taken: set[int], verbs: Mapping[int, Cue]) -> list[Hit]:
    """The people behind a verb and those joined to them; those listed in the sentence are noted in `taken`."""
    cue = scene.cues[number]
    at = _object_begins(scene, number)
    if scene.word(at) == "them" and at == cue.last + 1:
        return [Hit(people=people, cue=cue, joined=False) for people in _just_before(scene, at)]
    index = scene.starts.get(at)
    single = object_at(scene, at, cue) if index is None or scene.people[index].count is None else None
    if single is not None:
        joined = _joined_to_name(scene, single, verbs)
        found = [single]
    elif index is None or (cue.counted and not _counts_for(scene, scene.people[index], verbs)):
        return []
    else:
        found, joined = [], [index]
    if joined:
        joined += joined_after(scene, joined[0], verbs)
    taken.update(joined)
    return [Hit(people=people, cue=cue) for people in [*found, *(scene.people[k] for k in joined)]]


def _just_before(scene: Scene, at: int) -> list[People]:
    """Whom "them" at this place stands for: "rounded up hundreds of men and executed them"."""
    for end in range(at - 1, at - 1 - _THEM_REACH, -1):
        index = scene.ends.get(end)
        if index is not None:
            return [scene.people[index]] if scene.people[index].form == "counted" else []
    return []


def _counts_for(scene: Scene, people: People, verbs: Mapping[int, Cue]) -> bool:
    """Whether people can be the object of a verb that also takes other objects ("lost", "claims")."""
    return people.form in {"counted", "one"} and people.known and not has_own_outcome(scene, people, verbs)


def _joined_to_name(scene: Scene, single: People, verbs: Mapping[int, Cue]) -> list[int]:
    """The people joined to one person told of by name: "killed Mr. Hariri and at least 14 others"."""
    at = single.last + 1
    while at - single.last <= _LONGEST_NAME and scene.is_name(at):
        at += 1
    begin = at
    for _ in range(2):
        at += scene.word(at) in {",", "and"}
    index = scene.starts.get(at)
    if index is not None and "and" not in scene.words(begin, at) and scene.people[index].form != "counted":
        return []  # a comma alone tells who the person was: "killed Bilal, a resident of"
    return [] if index is None or has_own_outcome(scene, scene.people[index], verbs) else [index]


def _object_begins(scene: Scene, number: int) -> int:
    """The word behind a verb, an adverb, a mark of quotation and a second verb aside: "killed and wounded 12"."""
    cue = scene.cues[number]
    at = cue.last + 1
    for _ in range(4):
        if at in scene.starts or at >= len(scene.tokens):
            break
        word = scene.word(at)
        following = scene.cue_of.get(at + 1) if word in {"and", "or"} else None
        if following is not None and share_a_verb(scene.tokens, cue, scene.cues[following]):
            at = scene.cues[following].last + 1
        elif scene.tokens[at].text in QUOTES or word.endswith("ly") or word in {"up", "down"}:
            at += 1
        else:
            break
    return at
