"""States as parties: "Turkey carried out a strike", "Israeli raids", the Afghans of "Afghan and coalition forces"."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from recount.codebook.actors import load_force_words
from recount.codebook.countries import countries_by_word, demonyms, load_countries
from recount.read.parties import Party
from recount.read.words import Words
from recount.records import Span

_AND = re.compile(r"\.?\s?(?:,|and|or|nor|&|-|–|/)\s(?:the |also )?|-", re.IGNORECASE)
STRIKES = frozenset(
    (
        "strike strikes airstrike airstrikes air missile drone raid raids bombing bombings bombardment shelling "
        "attack attacks offensive rocket rockets aerial warplanes jets jet planes aircraft warplane helicopter "
        "helicopters artillery invasion operation fighter bombs bombers incursion"
    ).split()
)
JOINED_KINDS = frozenset({"state force", "international", "security", "government"})


@cache
def _names() -> re.Pattern[str]:
    words = sorted(countries_by_word(), key=lambda word: (-len(word), word))
    return re.compile(r"(?<![\w.-])(?:" + "|".join(re.escape(word) for word in words) + r")(?![\w])")


@cache
def _first_words() -> frozenset[str]:
    """The first word of every such name, in small letters."""
    return frozenset(re.split(r"[\W_]", name, maxsplit=1)[0].lower() for name in countries_by_word())


def find_states(words: Words, parties: Sequence[Party]) -> Iterator[Party]:
    """The states of a document that act or are named beside a force; `parties` are those already known."""
    taken = {number for party in parties for number in range(party.first, party.last + 1)}
    beside = {party.first: party for party in parties if party.kind in JOINED_KINDS}
    for sentence in words.sentences:
        if _first_words().isdisjoint(words.forms[slice(*words.bounds[sentence.number])]):
            continue
        for found in _names().finditer(words.text, sentence.start, sentence.end):
            inside = words.inside(found.start(), found.end())
            if not inside or not taken.isdisjoint(inside):
                continue
            name = _meant(words, found.group(), inside.stop, beside)
            if name:
                yield Party(
                    span=Span(start=found.start(), end=found.end(), quote=found.group()),
                    sentence=sentence.number,
                    first=inside.start,
                    last=inside.stop - 1,
                    name=name,
                    kind="state",
                    head=words.forms[inside.stop - 1],
                )


def _meant(words: Words, word: str, following: int, beside: Mapping[int, Party]) -> str | None:
    """The state or force that these words mean, None where they only say where or of which nation."""
    country = countries_by_word()[word]
    joined = _joined_force(words, following, beside)
    if joined and word in demonyms():
        return load_force_words().force(country, joined)
    after = words.forms[following] if following < len(words.forms) else ""
    if word in demonyms() or word.isupper():
        return _state(country) if after in STRIKES else None
    return _state(country)


def _joined_force(words: Words, following: int, beside: Mapping[int, Party]) -> str | None:
    """The force that "and coalition forces" adds to the nation before it."""
    for first in (following, following + 1, following + 2):
        party = beside.get(first)
        if party is None or first == 0:
            continue
        between = words.text[words.ends[following - 1] : words.starts[first]]
        if _AND.fullmatch(between):
            return load_force_words().forces.get(party.head, "security forces")
    return None


def _state(country: str) -> str:
    if country == "US":
        return "US military"
    return "Syrian government" if country == "SY" else load_countries()[country].name
