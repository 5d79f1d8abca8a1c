"""Names of known actors in a sentence, the longest at each word, and which of several actors a name means here."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from recount.codebook.actors import Actor, Actors, Meaning, load_actors
from recount.codebook.countries import demonyms
from recount.codebook.folding import fold
from recount.records import Sentence

_WORD = re.compile(
    r"(?:[A-Z]\.){2,5}(?:-[a-z]{2,20})?|[^\W_]+(?:(?![’']s?\b[^\w-])[’'./&-][^\W_]+){0,6}(?:[’']s\b)?(?:\([A-Z]{1,2}\))?"
)
_ARTICLE = re.compile(r"(?:al|an|as|ar|el)[- ]")
_GROUPS = frozenset({"armed group", "criminal group", "political"})


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """A word with its offsets; `low` in small letters. `aside` tells that it stands in brackets by itself: (LeJ).

    It equals only itself, so that what is known of a sentence's words is quick to find again.
    """

    start: int
    end: int
    text: str
    low: str
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """A known actor that stands in words first..last (the last not included)."""

    first: int
    last: int
    actor: Actor


@lru_cache(maxsize=512)
def words_of(text: str, sentence: Sentence) -> tuple[Word, ...]:
    """The words of a sentence without possessive endings; several readers ask for them."""
    found = []
    for match in _WORD.finditer(text, sentence.start, sentence.end):
        word = match.group()
        word = word[:-2] if word[-2:] in ("'s", "’s") else word
        start, end = match.start(), match.start() + len(word)
        aside = text[max(0, start - 1) : start] == "(" and text[end : end + 1] == ")"
        found.append(Word(start, end, word, word.lower().replace("’", "'"), aside))
    return tuple(found)


@lru_cache(maxsize=512)
def spelt(words: tuple[Word, ...], actors: Actors) -> tuple[tuple[int, int, tuple[Meaning, ...]], ...]:
    """Every stretch of words that is spelt like an actor, the longest first at each word."""
    stretches: list[tuple[int, int, tuple[Meaning, ...]]] = []
    number = 0
    while number < len(words):
        found = _longest(words, number, actors)
        if found:
            stretches.append((number, *found))
        number = found[0] if found else number + 1
    return tuple(stretches)


def _longest(words: Sequence[Word], first: int, actors: Actors) -> tuple[int, tuple[Meaning, ...]] | None:
    longest = actors.openings.get(fold(words[first].text).partition(" ")[0], 0)
    for last in range(min(len(words), first + longest), first, -1):
        name = " ".join(
            word.text for word in words[first:last] if not word.aside or word in (words[first], words[last - 1])
        )
        meanings = tuple(meaning for meaning in actors.meanings(name) if _same_capitals(meaning.spelt, name))
        if meanings:
            return last, meanings
    return None


def _same_capitals(codebook: str, written: str) -> bool:
    """ISI is not Isi; Fatah is not fatah; the regime may also be the Regime."""
    letters = re.sub(r"[^A-Za-z]", "", codebook)
    if letters.isupper():
        return re.sub(r"[^A-Za-z]", "", written).isupper()
    if codebook[0].islower() and not _ARTICLE.match(codebook):
        return True
    return any(letter.isupper() for letter in written) or len(written.split()) > 2


def named(words: tuple[Word, ...], actors: Actors, in_full: frozenset[str], country: str | None) -> list[Named]:
    """The known actors of a sentence; `in_full` are those that the document names beyond doubt."""
    found = []
    for first, last, meanings in spelt(words, actors):
        actor = _meant(meanings, in_full, country)
        if actor:
            found.append(Named(first, last, actor))
    return found


def _meant(meanings: Sequence[Meaning], in_full: frozenset[str], country: str | None) -> Actor | None:
    """The actor meant: one named in full or at home here, then one whose allies or foes the document names."""

    def evidence(meaning: Meaning) -> tuple[int, int, int]:
        actor = meaning.actor
        return (
            (actor.name in in_full) + (country in actor.countries),
            sum(tie.to in in_full for tie in actor.ties),
            -(actor.first_year or 0),
        )

    fit = [m for m in meanings if not m.local or m.actor.name in in_full or country in m.actor.countries]
    return max(fit, key=evidence).actor if fit else None


def group_names(text: str, sentence: Sentence) -> Iterator[tuple[int, int]]:
    """The stretches of a sentence in which an armed group is named, a nationality at their head left out."""
    words = words_of(text, sentence)
    for first, last, meanings in spelt(words, load_actors()):
        if any(meaning.local or meaning.actor.kind not in _GROUPS for meaning in meanings):
            continue
        start = first + 1 if words[first].text in demonyms() else first
        if start < last:
            yield words[start].start, words[last - 1].end
