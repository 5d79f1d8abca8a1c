"""Decides to which people of a sentence each outcome happened.

A verb that acts takes the people right behind it, one that is suffered those before it; both take along what commas
and "and" join to them, unless that has an outcome of its own ("killing three and wounding seven").
"""

from collections.abc import Mapping
from typing import Literal

from recount.read.grammar import PREPOSITIONS, QUOTES, RELATIVES
from recount.read.outcomes import Cue
from recount.read.parts import PART_WORDS, find_parts, introduces_part
from recount.read.people import People
from recount.read.scene import Hit, Scene
from recount.read.singled_out import counted_as_one, object_at, subject_before

Link = Literal["join", "part"]

_SUBJECT_REACH = 30
_WIDEST_JOINT = 5
_JOINTS = frozenset(
    {",", "and", "&", "or", "as", "well", "along", "together", "with", "plus", "addition", "to", "in", "also", "-"}
)
_BOUNDARIES = frozenset({";", ":", "that", "when", "after", "said", "while", "says", "where", "before"})
_CLAUSE_OPENERS = frozenset({"and", "but", "when", "while", "where", "that", "after", "because", "which", "or"})
_MIXED = frozenset({"killed", "wounded", "missing"})
_COUNTED = frozenset({"counted", "one", "number"})
_CLOSE_ONLY = frozenset({"number", "pronoun", "reflexive"})


def find_hits(scene: Scene) -> list[Hit]:
    """Every outcome with its people, in the order of the text."""
    hits: list[Hit] = []
    taken: set[int] = set()
    verbs = {cue.verb: cue for cue in scene.cues if cue.side != "right"}
    for number, cue in enumerate(scene.cues):
        if cue.side == "right" and cue.standing in {"fact", "unsure"} and not _is_mixed(scene, number):
            hits += _acted_on(scene, number, taken, verbs)
    suffered: list[Hit] = []
    for number, cue in enumerate(scene.cues):
        if cue.side != "right" and cue.standing in {"fact", "unsure"}:
            suffered = _suffering(scene, cue, taken, verbs) or _shared(scene, cue, suffered)
            if not _is_mixed(scene, number) or all(hit.people.form == "none" for hit in suffered):
                hits += suffered
    hits = _without_survivors([hit for hit in hits if _is_told(hit)])
    hits += find_parts(scene, hits)
    return sorted(hits, key=lambda hit: (hit.people.first, hit.cue.first))


def _without_survivors(hits: list[Hit]) -> list[Hit]:
    """Leaves out "shot" and "stabbed" as wounds of people who died of them: "stabbed 11 students to death"."""
    dead = {hit.people.first for hit in hits if hit.cue.field == "killed"}
    return [hit for hit in hits if not (hit.people.first in dead and hit.cue.deadly)]


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
    return any(_linked(scene, one, other) and _cannot_share(scene, one, other) for one, other in beside)


def _linked(scene: Scene, one: Cue, other: Cue) -> bool:
    if other.first - one.last > 4 or one.side != other.side:
        return False
    between = scene.words(one.last + 1, other.first)
    return set(between) <= {"and", "or", "/", "were", "&"} and (bool(between) or one.side == "left")


def _cannot_share(scene: Scene, one: Cue, other: Cue) -> bool:
    either = "or" in scene.words(one.last + 1, other.first)
    return one.field != other.field and (either or {one.field, other.field} <= _MIXED)


def _acted_on(scene: Scene, number: int, taken: set[int], verbs: Mapping[int, Cue]) -> list[Hit]:
    """The people behind a verb, and those joined to them: "killing three soldiers and a guide"."""
    cue = scene.cues[number]
    at = _object_begins(scene, number)
    if scene.word(at) == "them" and at == cue.last + 1:
        return [Hit(people=scene.people[k], cue=cue, joined=False) for k in taken if _just_before(scene, k, at)]
    index = scene.starts.get(at)
    single = object_at(scene, at, cue) if index is None or scene.people[index].count is None else None
    if single is not None:
        found = [single]
        behind = scene.starts.get(_after_join(scene, _after_name(scene, single.last + 1)))
        joined = [] if behind is None or has_own_outcome(scene, scene.people[behind], verbs) else [behind]
    elif index is None or (cue.counted and not _counts_for(scene, scene.people[index], verbs)):
        return []
    else:
        found, joined = [], [index]
    if joined:
        joined += _joined_after(scene, joined[0], verbs)
    taken.update(joined)
    return [Hit(people=people, cue=cue) for people in [*found, *(scene.people[k] for k in joined)]]


def _just_before(scene: Scene, index: int, at: int) -> bool:
    """Whether "them" at this place stands for these people: "rounded up hundreds of men and executed them"."""
    people = scene.people[index]
    return people.form == "counted" and 0 < at - people.last <= 6


def _counts_for(scene: Scene, people: People, verbs: Mapping[int, Cue]) -> bool:
    """Whether people can be the object of a verb that also takes other objects ("lost", "claims")."""
    return people.form in {"counted", "one"} and people.known and not has_own_outcome(scene, people, verbs)


def _after_name(scene: Scene, at: int) -> int:
    begin = at
    while at - begin < 5 and scene.is_name(at):
        at += 1
    return at


def _after_join(scene: Scene, at: int) -> int:
    """The word behind a comma or "and" at this place."""
    for _ in range(2):
        if scene.word(at) in {",", "and"}:
            at += 1
    return at


def _object_begins(scene: Scene, number: int) -> int:
    """The word behind a verb, an adverb, a mark of quotation and a second verb aside: "killed and wounded 12"."""
    cue = scene.cues[number]
    at = cue.last + 1
    for _ in range(4):
        if at in scene.starts or at >= len(scene.tokens):
            break
        word = scene.word(at)
        following = scene.cue_of.get(at + 1) if word in {"and", "or"} else None
        if following is not None and _linked(scene, cue, scene.cues[following]):
            at = scene.cues[following].last + 1
        elif scene.tokens[at].text in QUOTES or word.endswith("ly") or word in {"up", "down"}:
            at += 1
        else:
            break
    return at


def _link(scene: Scene, index: int) -> Link | None:
    """How these people hang on those before them: joined to them, counted within them, or not at all."""
    here, people = scene.people[index - 1], scene.people[index]
    begin = here.last + 1
    while begin < people.first and begin - here.last <= 4 and scene.is_name(begin):
        begin += 1
    if scene.word(begin) in {"of", "from"}:
        begin = _behind_complement(scene, begin, people.first)
    if people.first - begin > _WIDEST_JOINT:
        return None
    gap = scene.words(begin, people.first)
    if introduces_part(scene, people):
        return "part" if set(gap) <= _JOINTS | PART_WORDS | {"them", "whom", "at", "(", "mostly"} else None
    if not set(gap) <= _JOINTS or ("with" in gap and not {"along", "together"} & set(gap)):
        return None
    if not gap:
        return "join" if here.form in {"counted", "one"} and people.form in {"counted", "one"} else None
    return "join" if people.form in _COUNTED or bool({"and", "with", "as"} & set(gap)) else None


def _behind_complement(scene: Scene, begin: int, end: int) -> int:
    """The "and" behind "fighters from the group", or the word it was asked about where there is none."""
    for at in range(begin + 1, min(end, begin + 7)):
        if scene.word(at) in {"and", ","}:
            return at
    return begin


def _is_set_off(scene: Scene, index: int) -> bool:
    """Whether a comma or dash parts these people from those before, as behind an inserted "including a child"."""
    return scene.word(scene.people[index - 1].last + 1) in {",", "-", ")"}


def _joined_after(scene: Scene, index: int, verbs: Mapping[int, Cue]) -> list[int]:
    """People joined to those before, as long as no verb of their own follows them; parts of others are passed over."""
    found: list[int] = []
    inside_part = False
    for following in range(index + 1, len(scene.people)):
        link = _link(scene, following)
        if link is None or has_own_outcome(scene, scene.people[following], verbs):
            break
        if link == "part":
            inside_part = True
        elif inside_part and _is_set_off(scene, following) and scene.word(scene.people[following].first - 1) == "and":
            inside_part = False
        if not inside_part:
            found.append(following)
    return found


def has_own_outcome(scene: Scene, people: People, verbs: Mapping[int, Cue]) -> bool:
    """Whether a verb or state of their own follows right behind: "and 12 were wounded"."""
    for at in range(people.last + 1, people.last + 5):
        if at in verbs or (at == people.last + 1 and scene.word(at) in {"was", "were", "are", "have", "had"}):
            return True
        if at in scene.starts or scene.word(at) == ",":
            return False
    return False


def _suffering(scene: Scene, cue: Cue, taken: set[int], verbs: Mapping[int, Cue]) -> list[Hit]:
    """The people before a verb or state, and those joined to them: "three policemen and nine rebels were killed"."""
    index = _nearest_subject(scene, cue, taken)
    if index is None:
        single = subject_before(scene, cue)
        return [Hit(people=single, cue=cue)] if single is not None else []
    found = [index]
    alone = cue.passive and scene.word(cue.verb) in {"was", "is", "has"}
    closed = scene.word(cue.verb - 1) in {",", "-", ")"}
    while not alone and index > 0 and index - 1 not in taken:
        link = _link(scene, index)
        apart = {"addition", "along", "together"} & set(
            scene.words(scene.people[index].first - 4, scene.people[index].first)
        )
        if link is None or apart:
            break
        if has_own_outcome(scene, scene.people[index - 1], verbs):
            found = found[:1] if link == "part" else found
            break
        if link == "part":
            found = [] if closed else _behind_the_part(scene, found)
        index -= 1
        found.append(index)
    hits = [Hit(people=scene.people[k], cue=cue) for k in [*found, *_along_with(scene, cue)]]
    return [Hit(people=counted_as_one(scene, hit.people, cue), cue=cue) for hit in hits]


def _behind_the_part(scene: Scene, found: list[int]) -> list[int]:
    """Of people collected from right to left, those set off from an inserted part: "-- including a boy -- and ..."."""
    for place, index in enumerate(found[:-1]):
        if _is_set_off(scene, index):
            return found[: place + 1]
    return []


def _shared(scene: Scene, cue: Cue, before: list[Hit]) -> list[Hit]:
    """The subject of the verb before, where this one is joined to it: "were abducted and later released"."""
    at = cue.verb - 1
    at -= scene.word(at) in {"later", "then", "subsequently"}
    if scene.word(at) not in {"and", "or", "before", "then"} or not before or before[0].cue.field == cue.field:
        return []
    if cue.side == "units" or cue.first - before[0].cue.last > _SUBJECT_REACH:
        return []
    return [Hit(people=hit.people, cue=cue, joined=False) for hit in before if hit.people.form not in _CLOSE_ONLY]


def _along_with(scene: Scene, cue: Cue) -> list[int]:
    """People named behind the verb as sharing in it: "were injured along with three bystanders"."""
    if scene.words(cue.last + 1, cue.last + 3) in (["along", "with"], ["together", "with"]):
        index = scene.starts.get(cue.last + 3)
        return [] if index is None else [index]
    return []


def _nearest_subject(scene: Scene, cue: Cue, taken: set[int]) -> int | None:
    if scene.word(cue.verb - 1) in RELATIVES:
        return _antecedent(scene, cue.verb - 2)
    at = cue.verb - 1
    least = max(-1, at - _SUBJECT_REACH)
    while at > least:
        index = scene.ends.get(at)
        if index is None:
            if at in scene.cue_of:
                return _described_by(scene, scene.cues[scene.cue_of[at]], taken)
            if scene.word(at) in _BOUNDARIES:
                return None
            at -= 1
            continue
        people = scene.people[index]
        if index in taken:
            return index if at == cue.verb - 1 else None
        if _may_be_subject(scene, people, cue):
            return index
        at = people.first - 1
    return None


def _agrees(scene: Scene, people: People, cue: Cue) -> bool:
    """Whether verb and people agree in number: "was" has one person before it, "were" several, or one joined to others."""
    single = people.form == "bare" if people.count is None else people.count.best == 1
    if not cue.passive or people.form == "none":
        return True
    verb = scene.word(cue.verb)
    if verb in {"was", "is", "has"}:
        return single or people.form == "number"
    return not (verb in {"were", "are"} and single and scene.word(people.first - 1) not in {"and", ",", "or"})


def _described_by(scene: Scene, other: Cue, taken: set[int]) -> int | None:
    """The people whom a participle before the verb only describes: "a man wounded in the attack died"."""
    index = scene.ends.get(other.verb - 1)
    finite = scene.word(other.verb) in {"was", "were", "is", "are", "has", "have", "had"}
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
