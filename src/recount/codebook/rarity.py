"""How telling a word is: "the" and "killed" stand in most news of violence, "cave" and "cadets" in little of it.

The bands in `rarity.toml` were counted over about 2,000 short news reports; a word that is in no band is rare. They are
fixed, so that what two reports share depends on the two alone and not on what else a ledger holds.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from unicodedata import combining, normalize

RARE = 6.0

WORD = re.compile(r"[^\W\d_]{3,30}")
_ENDINGS = ("ings", "ing", "edly", "ies", "ied", "ers", "ed", "es", "er", "ly", "s")


@cache
def stem(word: str) -> str:
    """A word without its ending, so that bombed, bombing and bombs meet."""
    plain = "".join(mark for mark in normalize("NFKD", word.casefold()) if not combining(mark))
    for ending in _ENDINGS:
        if plain.endswith(ending) and len(plain) - len(ending) >= 3:
            return plain[: -len(ending)]
    return plain


def telling_words(text: str) -> Mapping[str, float]:
    """The words of a text by their stems, each with how telling it is; words that tell nothing are left out."""
    weights = _bands()
    stems = {stem(word) for word in WORD.findall(text)}
    known = {word: weights.get(word, RARE) for word in sorted(stems)}
    return {word: weight for word, weight in known.items() if weight > 0}


def weight_of(words: Iterable[str]) -> float:
    """How much a set of stems tells together."""
    weights = _bands()
    return sum(weights.get(word, RARE) for word in sorted(words))


@cache
def _bands() -> Mapping[str, float]:
    tables = tomllib.loads(files("recount.codebook").joinpath("rarity.toml").read_text(encoding="utf-8"))
    return {word: float(band["weight"]) for band in tables["bands"] for word in band["stems"].split()}
