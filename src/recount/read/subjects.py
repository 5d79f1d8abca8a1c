"""Finds the people who suffered what a verb or state tells: "three policemen and nine rebels were killed"."""

from collections.abc import Mapping, Sequence

from recount.codebook.victims import load_victims
from recount.read.grammar import DETERMINERS, PREPOSITIONS, RELATIVES
from recount.read.links import LONGEST_CHAIN, has_own_outcome, is_set_off, link_before
from recount.read.outcomes import Cue
from recount.read.parts import introduces_part
from recount.read.people import People
from recount.read.scene import Hit, Scene
from recount.read.singled_out import counted_as_one, subject_before

_REACH = 30
_INSERTION_REACH = 40
_OPENER_REACH = 8
_MOST_SHARED = 6
_BOUNDARIES = frozenset(
    {";", ":", "that", "when", "after", "said", "while", "says", "say", "saying", "adding", "where", "before"}
)
_CLAUSE_OPENERS = frozenset({"and", "but", "when", "while", "where", "that", "after", "because", "which", "or"})
_CLOSE_ONLY = frozenset({"number", "pronoun", "reflexive"})
_CLOSERS = frozenset({",", "-", ")"})
_INSERTED = frozenset(
    "who which whose whom including identified named aged among all both a an the his her one".split()
)
_SINGULAR = frozenset({"was", "is", "has"})
_PLURAL = frozenset({"were", "are"})
_FINITE = _SINGULAR | _PLURAL | {"have", "had"}


def suffering(scene: Scene, cue: Cue, taken: set[int], verbs: Mapping[int, Cue]) -> list[Hit]:
    """The people before a verb or state and those joined to them, or one person told of by name."""
    index = _subject(scene, cue, taken)
    if index is None:
        single = subject_before(scene, cue)
        return [Hit(people=single, cue=cue)] if single is not None else []
    found = [index]
    if not (cue.passive and scene.word(cue.verb) in _SINGULAR):
        found = _joined_before(scene, cue, index, taken, verbs)
    hits = [Hit(people=scene.people[k], cue=cue) for k in [*found, *_along_with(scene, cue)]]
    return [Hit(people=counted_as_one(scene, hit.people, cue), cue=cue) for hit in hits]


def shared_subject(scene: Scene, cue: Cue, before: Sequence[Hit]) -> list[Hit]:
    """The subject of the verb before, where this one is joined to it: "were abducted and later released"."""
    at = cue.verb - 1
    at -= scene.word(at) in {"later", "then", "subsequently"}
    if scene.word(at) not in {"and", "or", "before", "then"} or not 0 < len(before) <= _MOST_SHARED:
        return []
    if cue.side == "units" or before[0].cue.field == cue.field or cue.first - before[0].cue.last > _REACH:
        return []
    return [Hit(people=hit.people, cue=cue, joined=False) for hit in before if hit.people.form not in _CLOSE_ONLY]


def _joined_before(scene: Scene, cue: Cue, index: int, taken: set[int], verbs: Mapping[int, Cue]) -> list[int]:
    """People joined leftwards to these, the parts of others left out."""
    found = [index]
    closed = scene.word(cue.verb - 1) in _CLOSERS
    for _ in range(LONGEST_CHAIN):
        link = link_before(scene, index) if index > 0 and index - 1 not in taken else None
        if link is None or _is_apart(scene, index):
            break
        if has_own_outcome(scene, scene.people[index - 1], verbs):
            return found[:1] if link == "part" else found
        if link == "part":
            found = [] if closed else _behind_the_part(scene, found)
        index -= 1
        found.append(index)
    return found


def _is_apart(scene: Scene, index: int) -> bool:
    """Whether these people only stand beside those before: "eight dead, in addition to 12 injured"."""
    first = scene.people[index].first
    return bool({"addition", "along", "together"} & set(scene.words(first - 4, first)))


def _behind_the_part(scene: Scene, found: list[int]) -> list[int]:
    """Of people collected from right to left, those set off from an inserted part: "-- including a boy -- and"."""
    for place, index in enumerate(found[:-1]):
        if is_set_off(scene, index):
            return found[: place + 1]
    return []


def _along_with(scene: Scene, cue: Cue) -> list[int]:
    """People named behind the verb as sharing in it: "were injured along with three bystanders"."""
    if scene.words(cue.last + 1, cue.last + 3) in (["along", "with"], ["together", "with"]):
        index = scene.starts.get(cue.last + 3)
        return [] if index is None else [index]
    return []


def _subject(scene: Scene, cue: Cue, taken: set[int]) -> int | None:
    """The people nearest before the verb who can be its subject."""
    before = cue.verb - 1
    if scene.word(before) in RELATIVES:
        return _antecedent(scene, before - 1)
    if scene.word(before) in _CLOSERS and cue.side == "left":
        index = _before_insertion(scene, before)
        if index is not None and _agrees(scene, scene.people[index], cue):
            return index
    if _is_a_thing(scene, before):
        return None
    return _nearest(scene, cue, taken)


def _nearest(scene: Scene, cue: Cue, taken: set[int]) -> int | None:
    at = cue.verb - 1
    least = max(-1, at - _REACH)
    while at > least:
        index = scene.ends.get(at)
        if index is None:
            if at in scene.cue_of:
                return _described_by(scene, scene.cues[scene.cue_of[at]], taken)
            if scene.word(at) in _BOUNDARIES:
                return None
            at = _opening(scene, at) if scene.word(at) == ")" else at - 1
            continue
        people = scene.people[index]
        if index in taken:
            return index if at == cue.verb - 1 else None
        if _may_be_subject(scene, people, cue):
            return _identified(scene, index)
        at = people.first - 1
    return None


def _opening(scene: Scene, at: int) -> int:
    """The word before the bracket that closes here."""
    return next((k - 1 for k in range(at, max(0, at - 12), -1) if scene.word(k) == "("), at - 1)


def _identified(scene: Scene, index: int) -> int:
    """The people counted, where those found only say who they are: "three boys, named as A and B, residents of"."""
    people = scene.people[index]
    if people.count is not None or index == 0 or scene.word(people.first - 1) != ",":
        return index
    counted = scene.people[index - 1]
    told = {"identified", "named"} & set(scene.words(counted.last + 1, counted.last + 4))
    return index - 1 if told and counted.count is not None else index


def _before_insertion(scene: Scene, closer: int) -> int | None:
    """The people before an inserted ", who were held, ", ", including a boy, ", " (four of them women) "."""
    for opener in range(closer - 1, max(0, closer - _INSERTION_REACH), -1):
        word = scene.word(opener)
        if word not in {",", "-", "("} or not _opens_insertion(scene, opener + 1):
            continue
        index = _people_before(scene, opener)
        if index is not None:
            return index
    return None


def _opens_insertion(scene: Scene, at: int) -> bool:
    at += scene.word(at) == "-"
    return scene.word(at) in _INSERTED or scene.is_name(at) or at in scene.starts


def _people_before(scene: Scene, opener: int) -> int | None:
    """The counted people whose phrase ends at this mark, a name or complement passed over."""
    for at in range(opener - 1, max(-1, opener - _OPENER_REACH), -1):
        index = scene.ends.get(at)
        if index is not None:
            people = scene.people[index]
            apart = introduces_part(scene, people) or scene.word(people.first - 1) in PREPOSITIONS - _CLAUSE_OPENERS
            return None if people.count is None or apart else index
        if scene.word(at) in _BOUNDARIES | _CLOSERS or at in scene.cue_of:
            return None
    return None


def _is_a_thing(scene: Scene, at: int) -> bool:
    """Whether the word before the verb is a thing and the subject itself: "the attack was executed by"."""
    if scene.word(at) not in load_victims().things:
        return False
    for k in range(at - 1, max(-1, at - 5), -1):
        if scene.word(k) in DETERMINERS | {"a", "an"}:
            return scene.word(k - 1) not in PREPOSITIONS - _CLAUSE_OPENERS
        if scene.word(k) in PREPOSITIONS:
            return False
    return False


def _agrees(scene: Scene, people: People, cue: Cue) -> bool:
    """Whether verb and people agree in number: "was" has one before it, "were" several, or one joined to others."""
    single = people.form == "bare" if people.count is None else people.count.best == 1
    if not cue.passive or people.form == "none":
        return True
    verb = scene.word(cue.verb)
    if verb in _SINGULAR:
        return single or people.form == "number"
    return not (verb in _PLURAL and single and scene.word(people.first - 1) not in {"and", ",", "or"})


def _described_by(scene: Scene, other: Cue, taken: set[int]) -> int | None:
    """The people whom a participle before the verb only describes: "a man wounded in the attack died"."""
    index = scene.ends.get(other.verb - 1)
    finite = scene.word(other.verb) in _FINITE
    return None if finite or other.side != "left" or index in taken else index


def _antecedent(scene: Scene, at: int) -> int | None:
    """The people whom "who" stands for, a comma and a name between passed over."""
    at -= scene.word(at) == ","
    for _ in range(6):
        if at in scene.ends:
            return scene.ends[at]
        if not scene.is_name(at):
            return None
        at -= 1
    return None


def _may_be_subject(scene: Scene, people: People, cue: Cue) -> bool:
    between = scene.words(people.last + 1, cue.verb)
    if people.form in _CLOSE_ONLY:
        return len(between) <= 1 and "," not in between
    if cue.side == "units":
        return not between and people.form in {"counted", "number", "none", "one"}
    if (people.form == "plural" and introduces_part(scene, people)) or not _agrees(scene, people, cue):
        return False
    return len(between) <= 1 or scene.word(people.first - 1) not in PREPOSITIONS - _CLAUSE_OPENERS
