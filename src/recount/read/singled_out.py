"""Finds one person told of by name, office or an unlisted noun, where the verb shows that it is a person.

Nobody kills an office or arrests a town: "killed former Prime Minister Rafik Hariri", "Abe was shot and killed",
"a kanwariya was killed". The name itself is only evidence; the value is one person.
"""

from dataclasses import replace

from recount.codebook.victims import load_victims
from recount.read.grammar import RELATIVES, STOPS
from recount.read.noun_phrases import Phrase, marker_at, noun_phrase
from recount.read.number_words import MONTHS
from recount.read.outcomes import Cue
from recount.read.people import People
from recount.read.quantities import exactly
from recount.read.scene import Scene
from recount.records import Group

_LONGEST_NAME = 6
_APPOSITION = 14
_SINGULAR = frozenset({"was", "is", "has", "had", "being", "be", "been", "gets", "got", "wasn't"})
_TITLES = frozenset({"mr.", "mrs.", "ms.", "mr", "mrs", "ms", "dr", "dr.", "sir", "sheikh", "mullah", "maulana"})
_NO_NAMES = frozenset("monday tuesday wednesday thursday friday saturday sunday".split()) | MONTHS
_PLURAL_NAMES = frozenset("forces troops police army militia taliban militants group front people".split())


def object_at(scene: Scene, at: int, cue: Cue) -> People | None:
    """The one person behind a verb, where no article or number stands before: "killed magazine editor Elmar"."""
    if cue.counted or at >= len(scene.tokens):
        return None
    phrase = noun_phrase(scene.tokens, at)
    if phrase is not None and _is_one(scene, phrase):
        return People(first=at, last=phrase.last, form="bare", count=exactly(1), of=phrase.of, head=phrase.head)
    if scene.word(at) in {"a", "an"}:
        return _unlisted(scene, at)
    return _by_name(scene, at)


def _is_one(scene: Scene, phrase: Phrase) -> bool:
    """Whether a noun without article is one person: a name or the end follows; "Hazara" or "rebel" may be several."""
    single = phrase.known and not phrase.plural and phrase.head not in load_victims().adjectives
    at = phrase.last + 1
    follows = _is_name_word(scene, at) or scene.word(at) in {",", ".", "in", "who", "on", "by"}
    return single and at < len(scene.tokens) and follows


def _by_name(scene: Scene, at: int) -> People | None:
    """The person whose name begins here; the name of an armed group is none."""
    victims = load_victims()
    if any(marker_at(scene.tokens, k, victims) == "militant" for k in range(at, min(at + 2, len(scene.tokens)))):
        return None
    last = at
    while last - at < _LONGEST_NAME and _is_name_word(scene, last):
        last += 1
    if last == at or scene.word(last - 1) in _PLURAL_NAMES:
        return None
    return _named(scene, at, last - 1)


def counted_as_one(scene: Scene, people: People, cue: Cue) -> People:
    """A singular noun without article as one person, where a name or a verb in the singular tells so."""
    if people.form != "bare" or people.count is not None:
        return people
    if scene.is_name(people.last + 1) or (cue.passive and scene.word(cue.verb) in _SINGULAR - {"been", "be", "being"}):
        return replace(people, count=exactly(1))
    return people


def _unlisted(scene: Scene, at: int) -> People | None:
    """One person by a noun that the codebook does not list: "killing a game warden"."""
    last = at
    for k in range(at + 1, min(at + 5, len(scene.tokens))):
        word = scene.word(k)
        if word in STOPS or not word[0].isalpha() or k in scene.cue_of:
            break
        if word in load_victims().things:
            return None
        last = k
    if last == at or scene.word(last).endswith(("ing", "ed")):
        return None
    return People(first=at, last=last, form="one", count=exactly(1), of="all", head=scene.word(last), known=False)


def subject_before(scene: Scene, cue: Cue) -> People | None:
    """The one person before a verb in the singular: "Abe was shot and killed", "Bilal, a driver, was killed"."""
    if cue.counted or cue.side == "units" or not (cue.passive or cue.verb == cue.first):
        return None
    if cue.passive and scene.word(cue.verb) not in _SINGULAR:
        return None
    if not cue.passive and not _is_death(scene, cue):
        return None
    at = cue.verb - 1
    at -= scene.word(at) in RELATIVES
    if scene.word(at) == ",":
        at = _before_apposition(scene, at)
    first = at
    while at - first < _LONGEST_NAME and first >= 0 and _is_name_word(scene, first):
        first -= 1
    if first == at:
        return None
    return _named(scene, first + 1, at)


def _is_death(scene: Scene, cue: Cue) -> bool:
    return scene.word(cue.first) in {"died", "dies", "succumbed", "succumbs", "surrendered", "disappeared"}


def _before_apposition(scene: Scene, comma: int) -> int:
    """The word before the comma that opens an apposition closed by this one, or before this one."""
    for at in range(comma - 1, max(0, comma - _APPOSITION), -1):
        if scene.word(at) == "," and _is_name_word(scene, at - 1):
            return at - 1
    return comma - 1


def _is_name_word(scene: Scene, at: int) -> bool:
    word = scene.word(at)
    if word in _TITLES:
        return True
    return scene.is_name(at) and word not in STOPS | _NO_NAMES and len(word) > 1


def _named(scene: Scene, first: int, last: int) -> People:
    return People(
        first=first, last=last, form="named", count=exactly(1), of=_office(scene, first, last), head=scene.word(last)
    )


def _office(scene: Scene, first: int, last: int) -> Group | None:
    """The group that a title in or before the name tells, such as "Officer" or "President"."""
    victims = load_victims()
    for at in range(max(0, first - 2), last + 1):
        group = victims.singular.get(scene.word(at))
        if group is not None and group != "all":
            return group
    return None
