"""For whom a speaker speaks: ISPR and "a military spokesman" for the Pakistan Army, a group's spokesman for the group.

Two speakers with one voice are one witness. A person who speaks for nobody known is their own voice.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Literal

from recount.codebook.actors import load_actors, load_force_words
from recount.codebook.counting import load_counting
from recount.codebook.countries import countries_by_word, load_countries
from recount.codebook.folding import fold
from recount.codebook.kinship import state_of

Side = Literal["authorities", "armed group"]

_ARTICLES = frozenset({"the", "a", "an"})
_LINKING = frozenset({"of", "for", "in", "from", "to", "at", "with"})
_OWNER = re.compile(r"['’]s?\b")
_BRACKETS = re.compile(r"\([^()]{0,80}\)")
_ARMED = frozenset({"armed group", "criminal group"})


@cache
def voice(name: str, country: str | None = None) -> str:
    """The name under which a speaker counts as a witness in a story of that country."""
    known = load_actors().voice(name, country)
    if known != name:
        return known
    words = fold(_BRACKETS.sub(" ", _OWNER.sub(" ", name))).split()
    spoken_for = next((found for stretch in _stretches(words) if (found := _organisation(stretch, country))), None)
    return spoken_for or _unnamed_office(words, country) or _bare(name)


def _stretches(words: list[str]) -> Iterator[list[str]]:
    """The parts of a name between the words for a role and the small words: whom it can be speaking for."""
    stretch: list[str] = []
    for word in (*words, ""):
        if word in _ARTICLES:
            continue
        if word and word not in _LINKING and word not in load_counting().roles:
            stretch.append(word)
        elif stretch:
            yield stretch
            stretch = []


def _organisation(stretch: list[str], country: str | None) -> str | None:
    whole = " ".join(stretch)
    spoken_for = load_actors().voice(whole, country)
    if spoken_for != whole:
        return spoken_for
    named = next((iso for word, iso in _countries().items() if word in stretch), None)
    force = load_force_words().bare.get(" ".join(word for word in stretch if word not in _countries()))
    home = named or country
    return load_force_words().force(home, force) if force is not None and home is not None else None


def _unnamed_office(words: list[str], country: str | None) -> str | None:
    """Officials known by their country alone: their own country's go without its name."""
    kept = [word for word in words if word not in _ARTICLES | _LINKING]
    named = [_countries()[word] for word in kept if word in _countries()]
    office = [word for word in kept if word not in _countries()]
    if not named or not office or not _is_office(office):
        return None
    return " ".join(office if named[0] == country else [load_countries()[named[0]].actor, *office])


def _is_office(words: list[str]) -> bool:
    known = {word for phrase in load_counting().authorities for word in phrase.split()} | load_counting().roles
    return set(words) <= known


@cache
def _countries() -> Mapping[str, str]:
    """Names and demonyms of one word, folded, with the country's code."""
    return {fold(word): iso for word, iso in countries_by_word().items() if " " not in fold(word)}


def _bare(name: str) -> str:
    """A name without its article and without what describes it: "the aid group Doctors Without Borders"."""
    words = name.split()
    if len(words) > 1 and words[0].lower() in _ARTICLES:
        words = words[1:]
    first = next((number for number, word in enumerate(words) if word[:1].isupper()), 0)
    described = not {word.lower() for word in words[:first]} & _LINKING
    named = all(word[:1].isupper() or word.lower() in _LINKING | _ARTICLES for word in words[first:])
    return " ".join(words[first:] if described and named else words)


@cache
def known_side(name: str) -> Side | None:
    """Whether a known actor is of a state's authorities or an armed group."""
    actor = load_actors().canonical(name)
    if actor is not None and actor.kind in _ARMED:
        return "armed group"
    return "authorities" if state_of(name) is not None else None


@cache
def side(name: str, words: str = "") -> Side | None:
    """For which side a speaker speaks, by their voice or by the words that name them ("a senior police officer")."""
    known = known_side(name)
    if known is not None:
        return known
    told = f" {fold(name)} {fold(words)} "
    return "authorities" if any(f" {word} " in told for word in load_counting().authorities) else None
