"""The words around place names, as sets."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from recount.codebook.load import known_keys, load_toml, texts_of

_FILE = "place_words.toml"
Kind = Literal["province", "district", "locality", "neighbourhood"]
_KINDS: tuple[Kind, ...] = ("province", "district", "locality", "neighbourhood")
_WORDS = ("speaks", "titles", "directions", "never")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceWords:
    """`kinds`: noun to the kind of place it names. The rest are sets of words in small letters."""

    kinds: dict[str, Kind]
    sites: frozenset[str]
    speaks: frozenset[str]
    titles: frozenset[str]
    directions: frozenset[str]
    never: frozenset[str]


@cache
def load_place_words() -> PlaceWords:
    """The words around place names."""
    tables = known_keys(load_toml("place_words"), _FILE, "", ("nouns", "sites", "words"))
    nouns = known_keys(tables["nouns"], _FILE, "nouns", _KINDS)
    words = known_keys(tables["words"], _FILE, "words", _WORDS)
    sets = {key: frozenset(texts_of(words, key, _FILE, "words")) for key in _WORDS}
    return PlaceWords(
        kinds={noun: kind for kind in _KINDS for noun in texts_of(nouns, kind, _FILE, "nouns")},
        sites=frozenset(texts_of(known_keys(tables["sites"], _FILE, "sites", ("nouns",)), "nouns", _FILE, "sites")),
        **sets,
    )
