"""Decides to which people of a sentence each outcome happened.

A verb that acts takes the people right behind it, one that is suffered those before it; both take along what commas
and "and" join to them, unless that has an outcome of its own ("killing three and wounding seven").
"""

from recount.read.grammar import PREPOSITIONS, QUOTES
from recount.read.outcomes import Cue
from recount.read.people import People
from recount.read.scene import Hit, Scene

_SUBJECT_REACH = 30
_WIDEST_JOINT = 4
_PART_WORDS = frozenset({"including", "includes", "included", "among", "amongst"})
_MOSTLY = frozenset({"mostly", "mainly", "largely", "many", "most", "both"})
_JOINTS = frozenset(
    {
        ",",
        "and",
        "&",
        "or",
        "as",
        "well",
        "along",
        "together",
        "with",
        "plus",
        "addition",
        "to",
        "in",
        "also",
        "then",
        "-",
    }
)
_BOUNDARIES = frozenset({";", ":", "that", "when", "after", "said", "while", "says", "where", "before"})
_CLAUSE_OPENERS = frozenset({"and", "but", "when", "while", "where", "that", "as", "after", "because", "which", "or"})
_MIXED = frozenset({"killed", "wounded", "missing"})
_COUNTED = frozenset({"counted", "one", "number"})


def find_hits(scene: Scene) -> list[Hit]:
    """Every outcome with its people, in the order of the text."""
    hits: list[Hit] = []
    taken: set[int] = set()
    cues = [cue for cue in scene.cues if cue.standing not in {"unreal", "not"}]
    for cue in cues:
        if cue.side == "right" and not _is_mixed(scene, cue):
            for index in _objects(scene, cue):
                taken.add(index)
                hits.append(Hit(people=scene.people[index], cue=cue))
    for cue in cues:
        if cue.side != "right":
            subjects = _subjects(scene, cue, taken)
            if _is_mixed(scene, cue) and not all(scene.people[index].form == "none" for index in subjects):
                continue
            hits += [Hit(people=scene.people[index], cue=cue) for index in subjects]
    hits = [hit for hit in hits if not hit.cue.counted or (hit.people.form in {"counted", "one"} and hit.people.known)]
    hits += _parts(scene, hits)
    return sorted(hits, key=lambda hit: (hit.people.first, hit.cue.first))


def _is_mixed(scene: Scene, cue: Cue) -> bool:
    """Whether "killing and wounding 60" counts neither the killed nor the wounded."""
    index = scene.cues.index(cue)
    beside = [(other, cue) for other in scene.cues[max(0, index - 1) : index]]
    beside += [(cue, other) for other in scene.cues[index + 1 : index + 2]]
    return any(_linked(scene, one, other) and _cannot_share(scene, one, other) for one, other in beside)


def _linked(scene: Scene, one: Cue, other: Cue) -> bool:
    between = scene.words(one.last + 1, other.first)
    return bool(between) and set(between) <= {"and", "or", "/", "were", "&"}


def _cannot_share(scene: Scene, one: Cue, other: Cue) -> bool:
    either = "or" in scene.words(one.last + 1, other.first)
    return one.field != other.field and (either or {one.field, other.field} <= _MIXED)


def _objects(scene: Scene, cue: Cue) -> list[int]:
    """The people behind a verb, and those joined to them: "killing three soldiers and a guide"."""
    at = cue.last + 1
    for _ in range(4):
        if at in scene.starts or at >= len(scene.tokens):
            break
        word = scene.word(at)
        following = next((other for other in scene.cues if other.first == at), None)
        if following is not None and _linked(scene, cue, following):
            at = following.last + 1
        elif scene.tokens[at].text in QUOTES or word.endswith("ly") or word in {"the", "as", "up", "down", "and", "or"}:
            if word in {"and", "or"} and not any(other.first == at + 1 for other in scene.cues):
                break
            at += 1
        else:
            break
    index = scene.starts.get(at)
    return [] if index is None else [index, *_joined_after(scene, index)]


def _joined_after(scene: Scene, index: int) -> list[int]:
    """People joined by commas and "and" to those before, as long as no verb of their own follows them."""
    found: list[int] = []
    while index + 1 < len(scene.people):
        here, following = scene.people[index], scene.people[index + 1]
        gap = scene.words(here.last + 1, following.first)
        if not _joins(gap, following) or has_own_outcome(scene, following):
            break
        index += 1
        found.append(index)
    return found


def _joins(gap: list[str], people: People) -> bool:
    """Whether these words join the people behind them to those before; without "and" only counted people are."""
    if len(gap) > _WIDEST_JOINT or not set(gap) <= _JOINTS:
        return False
    return people.form in _COUNTED or bool({"and", "with", "as"} & set(gap))


def has_own_outcome(scene: Scene, people: People) -> bool:
    """Whether a verb or state of their own follows right behind: "and 12 were wounded"."""
    for cue in scene.cues:
        if cue.side != "right" and 0 <= cue.verb - people.last - 1 <= 3:
            between = range(people.last + 1, cue.verb)
            return "," not in scene.words(people.last + 1, cue.verb) and not any(k in scene.starts for k in between)
    return False


def _subjects(scene: Scene, cue: Cue, taken: set[int]) -> list[int]:
    """The people before a verb or state, and those joined to them: "three policemen and nine rebels were killed"."""
    index = _nearest_subject(scene, cue, taken)
    if index is None:
        return []
    found = [index, *_along_with(scene, cue)]
    while index > 0 and index - 1 not in taken:
        here, before = scene.people[index], scene.people[index - 1]
        gap = scene.words(before.last + 1, here.first)
        if not _joins(gap, here) or has_own_outcome(scene, before):
            break
        if _is_part(scene, before):
            break
        index -= 1
        found.append(index)
    return found


def _along_with(scene: Scene, cue: Cue) -> list[int]:
    """People named behind the verb as sharing in it: "were injured along with three bystanders"."""
    if scene.words(cue.last + 1, cue.last + 3) in (["along", "with"], ["together", "with"]):
        index = scene.starts.get(cue.last + 3)
        return [] if index is None else [index]
    return []


def _nearest_subject(scene: Scene, cue: Cue, taken: set[int]) -> int | None:
    at = cue.verb - 1
    least = max(-1, at - _SUBJECT_REACH)
    while at > least:
        index = scene.ends.get(at)
        if index is None:
            if _ends_the_clause(scene, cue, at):
                return None
            at -= 1
            continue
        people = scene.people[index]
        if index in taken:
            return index if _describes(scene, people, cue) else None
        if _may_be_subject(scene, people, cue):
            return index
        at = people.first - 1
    return None


def _describes(scene: Scene, people: People, cue: Cue) -> bool:
    """Whether the words describe people whose lot was just told: "freed two teachers kidnapped last week"."""
    between = scene.words(people.last + 1, cue.verb)
    return not between or (len(between) == 1 and between[0] in {"who", "that", "to"})


def _ends_the_clause(scene: Scene, cue: Cue, at: int) -> bool:
    if scene.word(at) in _BOUNDARIES:
        return True
    return any(other.first <= at <= other.last for other in scene.cues if other is not cue)


def _may_be_subject(scene: Scene, people: People, cue: Cue) -> bool:
    between = scene.words(people.last + 1, cue.verb)
    if people.form in {"number", "pronoun", "reflexive"}:
        return len(between) <= 1 and "," not in between
    if cue.side == "units":
        return not between
    if _is_part(scene, people):
        return False
    return len(between) <= 1 or scene.word(people.first - 1) not in PREPOSITIONS - _CLAUSE_OPENERS


def _is_part(scene: Scene, people: People) -> bool:
    """Whether these people are told of within others: "including a child", "among them two women", "mostly women"."""
    words = scene.words(people.first - 3, people.first)
    if not words:
        return False
    if people.form == "plural":
        begin = people.first
        while scene.word(begin - 1) == "and" and begin - 2 in scene.ends:
            begin = scene.people[scene.ends[begin - 2]].first
        return scene.word(begin - 1) in _MOSTLY | _PART_WORDS or scene.words(begin - 2, begin) == ["of", "them"]
    return words[-1] in _PART_WORDS or words[-2:] == ["among", "them"] or words[-2:] == ["including", "at"]


def _parts(scene: Scene, hits: list[Hit]) -> list[Hit]:
    """Counts inside a count just given, such as "including two officers", "two of them women"."""
    found: list[Hit] = []
    own = {hit.people.first for hit in hits}
    for index, people in enumerate(scene.people):
        if people.first in own or not (
            _is_part(scene, people) or people.head == "them" or _among_behind(scene, people)
        ):
            continue
        host = max((hit for hit in hits if hit.people.last < people.first), key=lambda h: h.people.first, default=None)
        if host is None:
            continue
        inner = [index] if people.head == "them" else [index, *_joined_after(scene, index)]
        for each in inner:
            if scene.people[each].first not in own:
                found.append(Hit(people=scene.people[each], cue=host.cue, part=True, joined=False))
                own.add(scene.people[each].first)
    return found


def _among_behind(scene: Scene, people: People) -> bool:
    return scene.words(people.last + 1, people.last + 3) == ["among", "them"]
