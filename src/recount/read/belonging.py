"""Tells whose people a count is of where the words beside the number do not: "others", "he", "61 of them", arrests.

The annotation guide's rules: "others" takes the group just counted; people arrested for the attack itself are
attackers, members of an armed group are militants.
"""

from dataclasses import dataclass

from recount.codebook.victims import load_victims
from recount.read.noun_phrases import marker_at
from recount.read.people import People
from recount.read.scene import Hit, Scene
from recount.records import Group

_INHERITING = frozenset({"number", "counted", "one", "the one"})
_COMPANIONS = frozenset(
    "associate associates aide aides accomplice accomplices companion companions comrade comrades follower "
    "followers".split()
)
_PLAIN = frozenset(
    "man men woman women boy boys girl girls youth youths teenager teenagers teen teens male males female females "
    "person people persons individual individuals he she him her couple brother brothers son accused".split()
)
_GENERIC = frozenset({"people", "persons", "person", "natives", "native", "nationals", "national", "men", "citizens"})
_BONDS = frozenset("links link ties tied linked belonging member members working affiliated".split())
_REACH = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """What earlier words leave behind: the group last counted and that of the person last told of."""

    counted: Group | None = None
    person: Group | None = None


def group_of(scene: Scene, hit: Hit, here: Memory, before: Memory) -> Group:
    """The group of the people hit, given what this sentence (`here`) and those before it have told."""
    people = hit.people
    found = people.of
    if people.form == "reflexive":
        return "attacker"
    if people.head == "them":
        found = found or _antecedent(scene, people) or here.counted or before.counted
    elif people.form == "pronoun":
        found = here.person or before.person
    elif found is None and people.form in _INHERITING:
        found = here.counted or (before.counted if people.others else None)
    elif found == "all" and people.head in _COMPANIONS:
        found = here.counted or before.counted
    elif found == "all" and people.others and here.counted == "civilian":
        found = "civilian"
    if found is None and people.form == "named":
        found = "civilian"
    return _arrested(scene, people, found) if hit.cue.field == "arrested" else found or "all"


def remember(hit: Hit, group: Group, here: Memory) -> Memory:
    """The memory after these people."""
    people = hit.people
    counted, person = here.counted, here.person
    if people.count is not None and not hit.part and people.form in {"counted", "one", "number", "the one", "bare"}:
        counted = group if group != "official" else counted
    if people.form in {"one", "the one", "bare", "named"} and group != "all":
        person = group
    return Memory(counted=counted, person=person)


def part_group(part: Group, head: str, whole: Group) -> Group:
    """The group of a part that tells nothing itself: "80 fighters, including nine natives of the Caucasus"."""
    return whole if head in _GENERIC and whole in {"militant", "security", "attacker"} else part


def _antecedent(scene: Scene, people: People) -> Group | None:
    """The group that "them" stands for: the last people before it whose group is told."""
    found: Group | None = None
    for other in scene.people:
        if other.first >= people.first:
            break
        if other.of is not None and other.form in {"counted", "plural"}:
            found = other.of
    return found


def _arrested(scene: Scene, people: People, group: Group | None) -> Group:
    """Someone arrested is an attacker unless the words tell of a group or of people beside the matter."""
    if group in {"militant", "security", "official"}:
        return group
    behind = range(people.last + 1, min(people.last + _REACH, len(scene.tokens)))
    words = {scene.word(at) for at in behind}
    if words & _BONDS and any(marker_at(scene.tokens, at, load_victims()) == "militant" for at in behind):
        return "militant"
    plain = people.head in _PLAIN or people.form in {"named", "pronoun"}
    if "connection" in words and (plain or group in {None, "all"}):
        return "attacker"
    if plain and people.form in {"one", "the one", "bare", "named", "pronoun"}:
        return "attacker"
    return group or "all"
