"""Finds counts that are part of a count just given: "including two officers", "two of them women"."""

from collections.abc import Sequence
from dataclasses import replace

from recount.read.grammar import AUXILIARIES_BE, STOPS
from recount.read.noun_phrases import noun_phrase
from recount.read.people import People
from recount.read.scene import Hit, Scene

PART_WORDS = frozenset({"including", "includes", "included", "among", "amongst"})
_MOSTLY = frozenset({"mostly", "mainly", "largely"})
_SOME = frozenset({"many", "most", "both", "all"})
_NO_MODIFIERS = PART_WORDS | _MOSTLY | _SOME | {",", "-"}
_COUNTED = frozenset({"counted", "one", "number", "the one"})


def introduces_part(scene: Scene, people: People) -> bool:
    """Whether these people are told of within others: "including a child", "among them two women", "mostly women"."""
    begin = people.first
    if people.form == "plural":
        for _ in range(3):
            if scene.word(begin - 1) and scene.word(begin - 1) not in STOPS | _NO_MODIFIERS:
                begin -= 1
        if scene.word(begin - 1) in _SOME and (begin - 2 in scene.ends or scene.word(begin - 2) == ","):
            return True
        if scene.word(begin - 1) in _MOSTLY or scene.words(begin - 2, begin) == ["of", "them"]:
            return True
        if scene.words(begin - 2, begin) in (["whom", "were"], ["whom", "are"]):
            return True
    if scene.word(begin - 1) == "(" or scene.word(begin - 1) in {"at"}:
        begin -= 1
    return scene.word(begin - 1) in PART_WORDS or (
        scene.word(begin - 1) in {"them", "whom"} and scene.word(begin - 2) in PART_WORDS
    )


def find_parts(scene: Scene, hits: Sequence[Hit]) -> list[Hit]:
    """The parts of counts that happened to have an outcome, each under the outcome of its whole."""
    found: list[Hit] = []
    own = {hit.people.first for hit in hits}
    wholes = sorted(hits, key=lambda hit: hit.people.first)
    host: Hit | None = None
    place = 0
    inside = False
    for people in scene.people:
        while place < len(wholes) and wholes[place].people.first < people.first:
            host, place = wholes[place], place + 1
        inside = _begins_part(scene, people) or (inside and _goes_on(scene, people))
        if host is None or people.first in own or not (inside or people.head == "them"):
            continue
        part = _of_them(scene, people) if people.head == "them" else people
        if part is not None and part.form in _COUNTED:
            found.append(Hit(people=part, cue=host.cue, part=True, joined=False))
    return found


def _begins_part(scene: Scene, people: People) -> bool:
    return introduces_part(scene, people) or scene.words(people.last + 1, people.last + 3) == ["among", "them"]


def _goes_on(scene: Scene, people: People) -> bool:
    """Whether these people are joined to a part before them: "including a woman and two children"."""
    return scene.word(people.first - 1) in {"and", ","} and (
        scene.word(people.first - 2) != "," or scene.word(people.first - 1) == "and"
    )


def _of_them(scene: Scene, people: People) -> People | None:
    """The people of "two of them (were) women", None where no people are named behind."""
    at = people.last + 1
    at += scene.word(at) in AUXILIARIES_BE
    phrase = noun_phrase(scene.tokens, at)
    if phrase is None or not phrase.known:
        return None
    return replace(people, of=phrase.of, last=phrase.last)
