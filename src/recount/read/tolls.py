"""Reads tolls and explicit absences: "the death toll rose to 43", "an earlier toll of 15", "no casualties"."""

from recount.read.outcomes import Cue
from recount.read.people import People
from recount.read.quantities import exactly
from recount.read.scene import Hit, Scene
from recount.records import CountField, Group

_REACH = 30
_LEADS = frozenset("to at of is was : than reached exceeded hit passed stands stood topped surpassed".split())
_STOPS = frozenset({";", "after", "may", "could", "expected", "when", "said", "while", "that"})
_NUMBERED = frozenset("dead deaths killed fatalities victims".split())
_NONE: dict[str, tuple[CountField, ...]] = {
    "casualties": ("killed", "wounded"), "casualty": ("killed", "wounded"), "causalities": ("killed", "wounded"),
    "injuries": ("wounded",), "deaths": ("killed",), "fatalities": ("killed",), "arrests": ("arrested",),
    "arrest": ("arrested",), "injury": ("wounded",), "death": ("killed",),
    "abductions": ("abducted",), "wounded": ("wounded",), "injured": ("wounded",),
}  # fmt: skip
_BEFORE_NONE = frozenset(
    "further other new immediate reported reports of any serious major civilian more additional the".split()
)


def find_tolls(scene: Scene) -> list[Hit]:
    """The counts given as a toll, and those given as none."""
    hits: list[Hit] = []
    for at in range(len(scene.tokens)):
        if scene.word(at) in {"toll", "tolls"} or _number_of_the_dead(scene, at):
            hits += _toll(scene, at)
        elif scene.word(at) in _NONE:
            hits += _none(scene, at)
    return hits


def _number_of_the_dead(scene: Scene, at: int) -> bool:
    """Whether the phrase "number of people killed" ends here."""
    return scene.word(at) in _NUMBERED and "number" in scene.words(at - 5, at) and "of" in scene.words(at - 4, at)


def _toll(scene: Scene, at: int) -> list[Hit]:
    """The number that a toll is put at; of "from 12 to 15" the newer."""
    for k in range(at + 1, min(at + _REACH, len(scene.tokens))):
        word = scene.word(k)
        if word in _STOPS:
            return []
        number = scene.starts.get(k + 1)
        leads = word in _LEADS or scene.words(k + 1, k + 3) == ["at", "least"]
        if leads and number is not None and _is_toll(scene, scene.people[number], k):
            people = scene.people[number]
            cue = Cue(first=at, last=at, verb=at, field="killed", side="left")
            group = people.of or _told_of(scene, at)
            return [Hit(people=_of(people, group), cue=cue, toll=True)]
    return []


def _is_toll(scene: Scene, people: People, lead: int) -> bool:
    if people.form not in {"counted", "number"} or people.others:
        return False
    return not (scene.word(lead) == "of" and scene.word(lead - 1) in {"total", "number", "group"})


def _told_of(scene: Scene, at: int) -> Group | None:
    return "civilian" if "civilian" in scene.words(at - 2, at) or "civilians" in scene.words(at - 2, at + 3) else None


def _of(people: People, group: Group | None) -> People:
    return People(
        first=people.first, last=people.last, form=people.form, count=people.count, of=group, head=people.head
    )


def _none(scene: Scene, at: int) -> list[Hit]:
    """Nobody, where "no", "without" or "did not cause" stands before the noun."""
    begin = at - 1
    while begin >= 0 and at - begin <= 5 and scene.word(begin) in _BEFORE_NONE:
        begin -= 1
    denied = scene.words(begin - 2, begin) in (["did", "not"], ["were", "not"]) and scene.word(begin) == "cause"
    if scene.word(begin) not in {"no", "without", "zero"} and not denied:
        return []
    people = People(
        first=max(0, begin), last=at, form="none", count=exactly(0),
        of="civilian" if "civilian" in scene.words(begin, at) else None, head=scene.word(at),
    )  # fmt: skip
    return [
        Hit(people=people, cue=Cue(first=at, last=at, verb=at, field=field, side="units"))
        for field in _NONE[scene.word(at)]
    ]
