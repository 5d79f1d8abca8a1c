"""Noun phrases that can be actors: runs of modifiers, nationalities, names and nouns, up to the noun they are about."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from recount.codebook.actors import ActorKind, load_force_words
from recount.codebook.countries import countries_by_word, demonyms
from recount.codebook.victims import load_victims
from recount.read.actor_names import Named, Word

_JOINS = frozenset({" ", "'s ", "’s ", "' ", "’ ", "\u00a0"})
_COMPOUND = (
    "-held",
    "-controlled",
    "-backed",
    "-led",
    "-linked",
    "-affiliated",
    "-based",
    "-year-old",
    "-aligned",
    "-born",
    "-inspired",
)
_FILLERS = frozenset("of the for and in".split())
_KINDS: dict[str, ActorKind] = {
    "civilian": "civilians",
    "security": "security",
    "official": "officials",
    "militant": "unnamed attackers",
    "attacker": "unnamed attackers",
}
_OF = re.compile(
    r" (?:of|from|with|belonging to|loyal to|for) (?:the )?"
    r"(?:militant group |terror(?:ist)? group |rebel group |banned |outlawed )?[\"'“‘]?"
)
_AUXILIARIES = frozenset("has had have also later would will did not never again".split())
_LAST_WORD = re.compile(r"(\w+)\s\Z")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words first..last (the last not included) of one noun phrase.

    `noun` is what it is about, in small letters (None where there is none), `noun_ends` the word after it; `act` tells
    that an act follows ("insurgent attacks"); `state` is a country that itself acts.
    """

    first: int
    last: int
    named: tuple[Named, ...]
    noun: str | None
    noun_ends: int
    act: bool
    state: str | None = None


def find_phrases(text: str, words: Sequence[Word], known: Sequence[Named]) -> Iterator[Phrase]:
    """The phrases of a sentence from left to right."""
    runs = list(_runs(text, words, known))
    for number, (first, last) in enumerate(runs):
        following = runs[number + 1] if number + 1 < len(runs) else None
        yield from _phrase(text, words, known, (first, last), following)


def _runs(text: str, words: Sequence[Word], known: Sequence[Named]) -> Iterator[tuple[int, int]]:
    inside = {number for name in known for number in range(name.first, name.last)}
    number = 0
    while number < len(words):
        last = number
        while last < len(words) and (last in inside or _belongs(words[last])):
            last += 1
            if last < len(words) and text[words[last - 1].end : words[last].start] not in _JOINS:
                break
        if last > number:
            yield number, last
        number = max(last, number + 1)


def _belongs(word: Word) -> bool:
    return (
        word.low in load_force_words().modifiers
        or word.low in _noun_parts()
        or word.text in countries_by_word()
        or (word.low.endswith(_COMPOUND) and len(word.low) > 8)
    )


@cache
def _noun_parts() -> frozenset[str]:
    """Every word of every noun for an actor."""
    known, victims = load_force_words(), load_victims()
    lists = (known.forces, known.attackers, known.members, known.things, known.people, victims.singular, victims.plural)
    return frozenset(part for nouns in lists for noun in nouns for part in noun.split()) - _FILLERS


def _phrase(
    text: str, words: Sequence[Word], known: Sequence[Named], run: tuple[int, int], following: tuple[int, int] | None
) -> Iterator[Phrase]:
    first, last = run
    mine = tuple(name for name in known if first <= name.first < last)
    noun, ends = _noun(words[first:last])
    ends += first
    nation = whose(words[first:last]) if noun is None or words[ends - 1].text in demonyms() else None
    if nation and not mine and following and _shares_noun(text, words, run, following):
        yield Phrase(first, following[1], (), _noun(words[following[0] : following[1]])[0], following[1], act=False)
        return
    theirs = _belongs_to(text, words, known, ends) if noun and not mine else None
    if theirs:
        yield Phrase(first, theirs.last, (theirs,), noun, ends, act=False)
        return
    if nation and not mine and (noun is None or _act_follows(text, words, last)):
        yield from _nation(text, words, first, last, nation)
        return
    end = max([ends if noun else 0, *(name.last for name in mine)])
    if end:
        yield Phrase(first, end, mine, noun, ends, act=_act_follows(text, words, end))


def _belongs_to(text: str, words: Sequence[Word], known: Sequence[Named], ends: int) -> Named | None:
    """The group named behind its people: "fighters of Ahrar al-Sham", "members of the Taliban"."""
    after = next((name for name in known if name.first >= ends), None)
    if after is None or after.first - ends > 3:
        return None
    return after if _OF.fullmatch(text, words[ends - 1].end, words[after.first].start) else None


def _nation(text: str, words: Sequence[Word], first: int, last: int, country: str) -> Iterator[Phrase]:
    """A country that acts by itself: "Turkey carried out a strike", "blamed Israel", "Russian strikes"."""
    if _act_follows(text, words, last):
        yield Phrase(first, last, (), None, last, act=True)
        return
    if words[last - 1].text not in demonyms() and _acts(text, words, first, last):
        yield Phrase(first, last, (), None, last, act=False, state=country)


def _acts(text: str, words: Sequence[Word], first: int, last: int) -> bool:
    """Whether a country does something, or something is said to be done by it."""
    known = load_force_words()
    verb = next((word.low for word in words[last : last + 3] if word.low not in _AUXILIARIES), "")
    before = _LAST_WORD.search(text[max(0, words[first].start - 15) : words[first].start])
    return verb in known.does or (before is not None and before.group(1).lower() in known.by)


def _shares_noun(text: str, words: Sequence[Word], run: tuple[int, int], following: tuple[int, int]) -> bool:
    """Whether "Afghan" shares the noun of "coalition forces" in "Afghan and coalition forces"."""
    return text[words[run[1] - 1].end : words[following[0]].start] == " and " and words[run[1] - 1].text in demonyms()


def _noun(words: Sequence[Word]) -> tuple[str | None, int]:
    """The last noun for an actor in a run, at its longest, and the word after it."""
    for last in range(len(words), 0, -1):
        for first in range(max(0, last - 3), last):
            noun = " ".join(word.low for word in words[first:last])
            if is_noun(noun):
                return noun, last
    return None, 0


def is_noun(noun: str) -> bool:
    """Whether the word (in small letters) is one for an actor or for a thing that is attacked."""
    known = load_force_words()
    lists = (known.forces, known.attackers, known.things, known.people)
    return any(noun in nouns for nouns in lists) or noun in known.members or load_victims().group(noun) is not None


def _act_follows(text: str, words: Sequence[Word], last: int) -> bool:
    """Whether the next words name an act: "attacks", "rocket and sniper attacks"."""
    if last >= len(words) or text[words[last - 1].end : words[last].start] not in _JOINS:
        return False
    acts = load_force_words().acts
    two = " ".join(word.low for word in words[last : last + 2])
    return words[last].low in acts or two in acts


def whose(words: Sequence[Word]) -> str | None:
    """The country whose force it is, from the adjective or name nearest to the noun."""
    return next((country for word in reversed(words) if (country := countries_by_word().get(word.text))), None)


def kind_of(noun: str) -> ActorKind:
    """What a noun describes: attackers, a thing, people of some office or none."""
    known = load_force_words()
    if noun in known.attackers:
        return "unnamed attackers"
    if noun in known.things:
        return "things"
    if noun in known.forces:
        return "security"
    group = load_victims().group(noun)
    return _KINDS.get(group, "civilians") if group else "officials"
