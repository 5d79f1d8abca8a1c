"""Who acts and who is hit: organisations under their one name, state forces by rule, and descriptions where no name stands.

Words that belong together are taken as one: "suspected Taliban militants" are the Taliban, "an Afghan police checkpoint" is
a thing. Which force "the army" is, the story's country says.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from recount.codebook.actors import Actor, ActorKind, Actors, Meaning, load_force_words
from recount.codebook.countries import countries_by_word, demonyms, load_countries
from recount.codebook.folding import fold
from recount.codebook.victims import load_victims
from recount.records import Sentence, Span

_WORD = re.compile(
    r"(?:[A-Z]\.){2,5}(?:-[a-z]+)?|[^\W_]+(?:(?![’']s?\b[^\w-])[’'./&-][^\W_]+)*(?:[’']s\b)?(?:\([A-Z]{1,2}\))?"
)
_HEDGES = frozenset({"suspected", "alleged"})
_MOST_WORDS = 6
_KINDS: dict[str, ActorKind] = {
    "civilian": "civilians",
    "security": "security",
    "official": "officials",
    "militant": "unnamed attackers",
    "attacker": "unnamed attackers",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorMention:
    """Words for someone or something that acts or is hit. `name` is the canonical name or the description.

    `suspected` tells that the text itself hedges ("suspected Taliban militants").
    """

    span: Span
    sentence: int
    name: str
    kind: ActorKind
    suspected: bool = False


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    text: str
    low: str


@dataclass(frozen=True, slots=True)
class _Named:
    """A known actor that stands in words first..last (the last not included)."""

    first: int
    last: int
    actor: Actor


def find_actors(
    text: str, sentences: Sequence[Sentence], actors: Actors, *, country: str | None = None
) -> tuple[ActorMention, ...]:
    """The actors of a document in order. `country` (ISO alpha-2) is where its story is set."""
    words = [_words(text, sentence) for sentence in sentences]
    in_full = {m.actor.name for cut in words for _, _, meanings in _spelt(cut, actors) for m in meanings if not m.local}
    found: list[ActorMention] = []
    for sentence, cut in zip(sentences, words, strict=True):
        named = _named(cut, actors, in_full, country)
        for first, last in _runs(text, cut, named):
            mention = _mention(
                text, cut[first:last], [n for n in named if first <= n.first < last], first, sentence.number, country
            )
            if mention:
                found.append(mention)
    return tuple(found)


def _words(text: str, sentence: Sentence) -> list[_Word]:
    found = []
    for match in _WORD.finditer(text, sentence.start, sentence.end):
        word = match.group()
        end = match.end()
        if word[-2:] in ("'s", "’s"):
            word, end = word[:-2], end - 2
        found.append(_Word(match.start(), end, word, word.lower().replace("’", "'")))
    return found


def _spelt(words: Sequence[_Word], actors: Actors) -> Iterator[tuple[int, int, tuple[Meaning, ...]]]:
    """Every stretch of words that is spelt like an actor, the longest first at each word."""
    number = 0
    while number < len(words):
        step = 1
        if fold(words[number].text).split()[:1] and fold(words[number].text).split()[0] in actors.openings:
            for last in range(min(len(words), number + actors.longest), number, -1):
                name = " ".join(word.text for word in words[number:last])
                meanings = tuple(m for m in actors.meanings(name) if _same_capitals(m.spelt, name))
                if meanings:
                    yield number, last, meanings
                    step = last - number
                    break
        number += step


def _same_capitals(spelt: str, written: str) -> bool:
    """ISI is not Isi; Fatah is not fatah; the regime may also be the Regime."""
    letters = re.sub(r"[^A-Za-z]", "", spelt)
    if letters.isupper():
        return re.sub(r"[^A-Za-z]", "", written).isupper()
    if spelt[0].islower() and not re.match(r"(?:al|an|as|ar|el)[- ]", spelt):
        return True
    return any(letter.isupper() for letter in written)


def _named(words: Sequence[_Word], actors: Actors, in_full: set[str], country: str | None) -> list[_Named]:
    found = []
    for first, last, meanings in _spelt(words, actors):
        actor = _meant(meanings, in_full, country)
        if actor:
            found.append(_Named(first, last, actor))
    return found


def _meant(meanings: Sequence[Meaning], in_full: set[str], country: str | None) -> Actor | None:
    """The actor meant: one named in full in the document before one at home here, and one whose allies or foes are named."""

    def evidence(meaning: Meaning) -> tuple[int, int, int]:
        actor = meaning.actor
        return (
            (actor.name in in_full) + (country in actor.countries),
            sum(tie.to in in_full for tie in actor.ties),
            actor.first_year or 0,
        )

    fit = [m for m in meanings if not m.local or m.actor.name in in_full or country in m.actor.countries]
    return max(fit, key=evidence).actor if fit else None


def _runs(text: str, words: Sequence[_Word], named: Sequence[_Named]) -> Iterator[tuple[int, int]]:
    """Stretches of words that belong to one noun phrase: modifiers, nationalities, names, and nouns for actors."""
    inside = {number for name in named for number in range(name.first, name.last)}
    number = 0
    while number < len(words):
        if number not in inside and not _belongs(words[number]):
            number += 1
            continue
        last = number + 1
        while (
            last < len(words)
            and text[words[last - 1].end : words[last].start] in _JOINS
            and (last in inside or _belongs(words[last]))
        ):
            last += 1
        yield number, last
        number = last


_JOINS = frozenset({" ", "'s ", "’s ", "' ", "’ ", "\u00a0"})


def _belongs(word: _Word) -> bool:
    known = load_force_words()
    return (
        word.low in known.modifiers or word.low in _HEADS or word.text in demonyms() or _held(word.low)
        or (word.text in countries_by_word())
    )  # fmt: skip


def _held(word: str) -> bool:
    return (
        word.endswith(("-held", "-controlled", "-backed", "-led", "-linked", "-affiliated", "-based")) and len(word) > 8
    )


_HEADS = frozenset(
    part
    for words in (
        load_force_words().forces, load_force_words().attackers, load_force_words().members, load_force_words().things,
        load_force_words().people, load_victims().singular, load_victims().plural,
    )
    for word in words
    for part in word.split()
)  # fmt: skip


def _mention(
    text: str, words: Sequence[_Word], named: Sequence[_Named], offset: int, sentence: int, country: str | None
) -> ActorMention | None:
    head = _head(words)
    last_named = max((name.last - offset for name in named), default=0)
    end = max(head[1] if head else 0, last_named)
    if not end:
        return None
    words = words[:end]
    name, kind, start = _meaning(words, named, offset, head if head and head[1] == end else None, country)
    if not name:
        return None
    first, last = words[start].start, words[-1].end
    return ActorMention(
        span=Span(start=first, end=last, quote=text[first:last]),
        sentence=sentence,
        name=name,
        kind=kind,
        suspected=any(word.low in _HEDGES for word in words),
    )


def _head(words: Sequence[_Word]) -> tuple[int, int, str] | None:
    """The last noun for an actor in a run: its first word, the word after it, and the noun itself."""
    known, victims = load_force_words(), load_victims()
    for last in range(len(words), 0, -1):
        for first in range(max(0, last - 3), last):
            noun = " ".join(word.low for word in words[first:last])
            if (
                noun in known.forces
                or noun in known.attackers
                or noun in known.things
                or noun in known.people
                or noun in known.members
                or victims.group(noun)
            ):
                return first, last, noun
    return None


def _meaning(
    words: Sequence[_Word], named: Sequence[_Named], offset: int, head: tuple[int, int, str] | None, country: str | None
) -> tuple[str, ActorKind, int]:
    """Name and kind of a run, and the word it begins with."""
    known = load_force_words()
    if named:
        return _of_named(words, named, offset, head)
    if head is None:
        return "", "civilians", 0
    noun, whose = head[2], _whose(words[: head[0]])
    force = _longest_force(words, head, known.forces if whose else known.bare)
    if force and whose:
        return known.force(whose, force), "government" if force == "government" else "state force", 0
    if force and country:
        return known.force(country, force), "government" if force == "government" else "state force", 0
    if (
        noun in known.members
        and noun not in known.attackers
        and not load_victims().group(noun)
        and noun not in known.things
        and noun not in known.people
    ):
        return "", "civilians", 0
    description = " ".join(word.text for word in words)
    return description, _kind(noun), 0


def _longest_force(words: Sequence[_Word], head: tuple[int, int, str], forces: object) -> str | None:
    assert isinstance(forces, dict)
    for first in range(max(0, head[1] - 3), head[1]):
        force = forces.get(" ".join(word.low for word in words[first : head[1]]))
        if force:
            return str(force)
    return None


def _of_named(
    words: Sequence[_Word], named: Sequence[_Named], offset: int, head: tuple[int, int, str] | None
) -> tuple[str, ActorKind, int]:
    actor, known = named[-1].actor, load_force_words()
    if head is None or head[1] <= named[-1].last - offset:
        return actor.name, actor.kind, 0
    armed = actor.kind in ("armed group", "criminal group")
    if (
        head[2] in known.attackers
        or head[2] in known.members
        or head[2] in known.forces
        or (armed and head[2] in known.things)
    ):
        return actor.name, actor.kind, 0
    if armed and load_victims().group(head[2]) in ("militant", "security"):
        return actor.name, actor.kind, 0
    return " ".join(word.text for word in words), _kind(head[2]), 0


def _whose(words: Sequence[_Word]) -> str | None:
    """The country whose force it is, from the adjective or name before the noun."""
    for word in reversed(words):
        country = countries_by_word().get(word.text)
        if country in load_countries():
            return country
    return None


def _kind(noun: str) -> ActorKind:
    known = load_force_words()
    if noun in known.attackers:
        return "unnamed attackers"
    if noun in known.things:
        return "things"
    if noun in known.forces:
        return "security"
    group = load_victims().group(noun)
    return _KINDS.get(group, "civilians") if group else "officials" if noun in known.people else "civilians"
