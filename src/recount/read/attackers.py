"""Finds how many attackers there were, and the suicide bombers who died in the attack."""

from collections.abc import Sequence

from recount.codebook.victims import load_victims
from recount.read.people import People
from recount.read.quantities import exactly
from recount.read.scene import Scene
from recount.records import Mention, Sentence, Span

_SUBJECT_REACH = 12
_DETONATED = frozenset(
    {"detonated", "detonates", "detonate", "detonating", "exploded", "blew", "blow", "blows", "blowing"}
)
_SELF = frozenset(
    {"himself", "herself", "themselves", "explosives", "vest", "vests", "belt", "belts", "explosive", "suicide"}
)
_FOILED = frozenset(
    "foiled would-be arrested captured detained suspected potential aspiring female trained failed recruit".split()
)


def find_attackers(text: str, sentence: Sentence, scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """The attackers counted in a sentence, and suicide bombers as killed where nothing else says so already."""
    found: list[Mention] = []
    told = {mention.span.start for mention in mentions if mention.of == "attacker"}
    for people in scene.people:
        if people.count is None or people.form not in {"counted", "one", "the one", "bare"}:
            continue
        suicide = _is_suicide_bomber(scene, people) or _blew_up(scene, people)
        start = scene.tokens[people.first].start
        if suicide and start not in told and not _is_foiled(scene, people):
            found.append(_mention(text, sentence, scene, people, field_killed=True))
        if _attacks(people) and people.form == "counted" and not people.count == exactly(0):
            found.append(_mention(text, sentence, scene, people, field_killed=False))
    return found


def _mention(text: str, sentence: Sentence, scene: Scene, people: People, *, field_killed: bool) -> Mention:
    start, end = scene.tokens[people.first].start, scene.tokens[people.last].end
    return Mention(
        span=Span(start=start, end=end, quote=text[start:end]),
        sentence=sentence.number,
        field="killed" if field_killed else "attackers",
        value=people.count,
        of="attacker" if field_killed else None,
        confidence=0.7 if people.form in {"counted", "one"} else 0.5,
    )


def _attacks(people: People) -> bool:
    return load_victims().group(people.head) == "attacker" and people.head not in {"suspect", "suspects", "accused"}


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
