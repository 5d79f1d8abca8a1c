"""Whether two spellings are one name: Baluchistan and Balochistan, Khan Shaykhun and Khan Sheikhoun.

Names out of other scripts reach the news in many spellings that differ in vowels and doubled letters. Two names are
compared without generic words ("city", "district"): whole, by their consonants, or as a longer form of the other.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from rapidfuzz.fuzz import ratio

from recount.codebook.folding import fold

_WHOLE, _LONG_ENOUGH = 88.0, 8  # one letter off is a spelling in a long name and another place in a short one
_CONSONANTS, _LOOSE, _SHORTEST = 90.0, 60.0, 4
_SILENT = str.maketrans("", "", "aeiouywh")
_DOUBLED = re.compile(r"(.)\1+")


@cache
def naming() -> Mapping[str, Sequence[Any]]:
    """The lists of `naming.toml`."""
    return tomllib.loads(files("recount.codebook").joinpath("naming.toml").read_text(encoding="utf-8"))


@cache
def telling(name: str) -> str:
    """A folded name without generic words, unless nothing else is there."""
    words = fold(name).split()
    return " ".join([word for word in words if word not in naming()["generic"]] or words)


@cache
def consonants(name: str) -> str:
    """The consonants of a name, doubled letters and sounds that are spelt in several ways made one."""
    text = telling(name)
    for spelt, sound in naming()["sounds"]:
        text = text.replace(spelt, sound)
    return _DOUBLED.sub(r"\1", text.translate(_SILENT).replace(" ", ""))


@cache
def alike(one: str, other: str) -> bool:
    """That two names can be one name in two spellings, or one the longer form of the other."""
    left, right = telling(one), telling(other)
    if left == right:
        return bool(left)
    if _directions(left) != _directions(right) and _directions(left) and _directions(right):
        return False
    if min(len(left), len(right)) < _SHORTEST:
        return False
    return _longer_form(left, right) or _same_sound(left, right)


def _directions(name: str) -> frozenset[str]:
    return frozenset(word.removesuffix("ern") for word in name.split() if word in naming()["directions"])


def _longer_form(left: str, right: str) -> bool:
    fewer, more = sorted((set(left.split()), set(right.split())), key=len)
    return fewer <= more and max(len(word) for word in fewer) > _SHORTEST


def _same_sound(left: str, right: str) -> bool:
    whole = ratio(left, right)
    long = min(len(left), len(right)) >= _LONG_ENOUGH
    return (long and whole >= _WHOLE) or (whole >= _LOOSE and ratio(consonants(left), consonants(right)) >= _CONSONANTS)
