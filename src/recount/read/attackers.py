"""Finds how many attackers there were, and the suicide bombers who died in the attack."""

from collections.abc import Sequence

from recount.codebook.victims import load_victims
from recount.read.grammar import STOPS
from recount.read.people import People
from recount.read.quantities import exactly
from recount.read.scene import Hit, Scene
from recount.records import Count, Mention, Sentence, Span

_SUBJECT_REACH = 12
_AGENT_REACH = 15
_DETONATED = frozenset(
    {"detonated", "detonates", "detonate", "detonating", "exploded", "blew", "blow", "blows", "blowing"}
)
_SELF = frozenset(
    {"himself", "herself", "themselves", "explosives", "vest", "vests", "belt", "belts", "explosive", "suicide"}
)
_FOILED = frozenset(
    "foiled would-be arrested captured detained suspected potential aspiring trained failed recruit describe".split()
)
_NO_ATTACKERS = frozenset(
    "suspect suspects accused accomplice accomplices culprit culprits abuser killer killers".split()
)
_ATTACKED = frozenset(
    "attacked ambushed stormed assaulted opened fired shot gunned engaged seized abducted kidnapped attack "
    "storm".split()
)


def find_attackers(text: str, sentence: Sentence, scene: Scene, hits: Sequence[Hit]) -> list[Mention]:
    """The attackers counted in a sentence, and suicide bombers as killed where nothing else says so already."""
    found: list[Mention] = []
    harmed = {hit.people.first for hit in hits if hit.people.form != "reflexive"}
    for people in scene.people:
        if people.count is None or people.count == exactly(0) or _is_foiled(scene, people):
            continue
        suicide = _is_suicide_bomber(scene, people) or _blew_up(scene, people)
        if suicide and people.first not in harmed and people.form in {"counted", "one", "the one", "bare"}:
            found.append(_mention(text, sentence, scene, people, people.count, killed=True))
        if people.form != "counted":
            continue
        if people.whole is not None and _attacks(people):
            found.append(_mention(text, sentence, scene, people, people.whole, killed=False))
        elif people.first not in harmed and (_attacks(people) or _acts(scene, people)):
            found.append(_mention(text, sentence, scene, people, people.count, killed=False))
    return found


def _mention(text: str, sentence: Sentence, scene: Scene, people: People, value: Count, *, killed: bool) -> Mention:
    start, end = scene.tokens[people.first].start, scene.tokens[people.last].end
    return Mention(
        span=Span(start=start, end=end, quote=text[start:end]),
        sentence=sentence.number,
        field="killed" if killed else "attackers",
        value=value,
        of="attacker" if killed else None,
        confidence=0.7 if people.form in {"counted", "one"} else 0.5,
    )


def _attacks(people: People) -> bool:
    return load_victims().group(people.head) == "attacker" and people.head not in _NO_ATTACKERS


def _acts(scene: Scene, people: People) -> bool:
    """Whether these people do the harm: "was shot dead by two men", "two men with pistols attacked the nun"."""
    if people.of in {"security", "civilian"} or not people.known or people.others:
        return False
    if scene.word(people.first - 1) == "by":
        earlier = range(max(0, people.first - _AGENT_REACH), people.first)
        return any(at in scene.cue_of or scene.word(at) in _ATTACKED for at in earlier)
    return _attacks_next(scene, people)


def _attacks_next(scene: Scene, people: People) -> bool:
    """Whether the verb behind is one of attacking, a phrase with "with" or "in" passed over."""
    begin = people.last + 1
    limit = begin + (5 if scene.word(begin) in {"with", "in", "on", "armed"} else 1)
    for at in range(begin, min(limit, len(scene.tokens))):
        if scene.word(at) in _ATTACKED and scene.word(at + 1) not in {"by", "dead"}:
            return scene.word(at + 1) not in STOPS or scene.word(at + 1) in {"fire", "on", "at", "the", "a", "into"}
    return False


def _is_suicide_bomber(scene: Scene, people: People) -> bool:
    return "suicide" in scene.words(people.first, people.last) and _attacks(people)


def _blew_up(scene: Scene, people: People) -> bool:
    """Whether these people blew themselves up or set off what they wore."""
    for at in range(people.last + 1, min(people.last + _SUBJECT_REACH, len(scene.tokens))):
        if at in scene.starts and scene.people[scene.starts[at]].form not in {"reflexive", "plural"}:
            return False
        if scene.word(at) in _DETONATED:
            return bool(_SELF & set(scene.words(at + 1, at + 5)))
    return False


def _is_foiled(scene: Scene, people: People) -> bool:
    around = scene.words(people.first - 4, people.last + 1) + scene.words(people.last + 1, people.last + 5)
    return bool(_FOILED & set(around))
