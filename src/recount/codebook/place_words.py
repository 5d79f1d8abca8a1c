"""The words around place names, as sets."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from recount.codebook.folding import fold
from recount.codebook.load import known_keys, load_toml, texts_of

_FILE = "place_words.toml"
Kind = Literal["province", "district", "locality", "neighbourhood"]
_KINDS: tuple[Kind, ...] = ("province", "district", "locality", "neighbourhood")
_WORDS = (
    "speaks", "titles", "directions", "never", "people", "beginnings", "district_countries", "function", "days", "held",
    "links", "acting", "courts", "tells",
)  # fmt: skip
Back = Literal["locality", "district", "province", "neighbourhood", "any", "capital", "country", "site"]
_BACK: tuple[Back, ...] = ("locality", "district", "province", "neighbourhood", "any", "capital", "country")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceWords:
    """`kinds`: noun to the kind of place it names; `streets` the same for nouns that need a capital.

    `institutions` are often called after their town; behind `loose` nouns the name itself tells the level. The rest are
    sets of words in small letters.
    """

    kinds: Mapping[str, Kind]
    streets: frozenset[str]
    institutions: frozenset[str]
    loose: frozenset[str]
    sites: frozenset[str]
    speaks: frozenset[str]
    titles: frozenset[str]
    directions: frozenset[str]
    never: frozenset[str]
    people: frozenset[str]
    beginnings: frozenset[str]
    district_countries: frozenset[str]
    function: frozenset[str]
    days: frozenset[str]
    held: frozenset[str]
    links: frozenset[str]
    acting: frozenset[str]
    courts: frozenset[str]
    tells: frozenset[str]
    back: Mapping[str, Back]

    def kind(self, noun: str) -> Kind:
        """The kind of place that a noun names, given in any capitals, Turkish ones too ("vİllage")."""
        if noun in self.streets:
            return "neighbourhood"
        return self.kinds.get(noun.lower()) or self.kinds[fold(noun)]


@cache
def load_place_words() -> PlaceWords:
    """The words around place names."""
    tables = known_keys(load_toml("place_words"), _FILE, "", ("nouns", "sites", "words", "back"))
    nouns = known_keys(tables["nouns"], _FILE, "nouns", (*_KINDS, "streets", "institutions", "loose"))
    words = known_keys(tables["words"], _FILE, "words", _WORDS)
    sets = {key: frozenset(texts_of(words, key, _FILE, "words")) for key in _WORDS}
    return PlaceWords(
        kinds={noun: kind for kind in _KINDS for noun in texts_of(nouns, kind, _FILE, "nouns")},
        streets=frozenset(texts_of(nouns, "streets", _FILE, "nouns")),
        institutions=frozenset(texts_of(nouns, "institutions", _FILE, "nouns")),
        loose=frozenset(texts_of(nouns, "loose", _FILE, "nouns")),
        sites=frozenset(texts_of(known_keys(tables["sites"], _FILE, "sites", ("nouns",)), "nouns", _FILE, "sites")),
        back={noun: back for back in _BACK for noun in texts_of(tables["back"], back, _FILE, "back")},
        **sets,
    )


def alternatives(words: frozenset[str] | Mapping[str, object]) -> str:
    """The words as one alternative of a regular expression, longer ones first."""
    return "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))
