"""Whether two spellings are one name: Baluchistan and Balochistan, Khan Shaykhun and Khan Sheikhoun.

Names out of other scripts reach the news in many spellings that differ in vowels and doubled letters. A name is first
folded (case, marks, generic words such as "city" or "district"), then compared whole, by its consonants, or as a longer
form of the other.
"""

import re
from functools import cache
from unicodedata import combining, normalize

from rapidfuzz.fuzz import ratio

GENERIC = frozenset(
    "city town village district province governorate area region county state municipality neighbourhood neighborhood "
    "suburb suburbs outskirts countryside rural greater central old the of in near al el ul ur ud as ash an at "
    "a de la los las san".split()
)
DIRECTIONS = frozenset("north south east west northern southern eastern western upper lower new".split())

_LETTERS = re.compile(r"[^\W_]+")
_VOWELS = str.maketrans("", "", "aeiouywh'")
_SOUNDS = (
    ("kh", "k"), ("gh", "g"), ("sh", "s"), ("ch", "c"), ("dh", "d"), ("th", "t"), ("ph", "f"), ("dj", "j"), ("q", "k"),
    ("z", "s"),
)  # fmt: skip
_WHOLE, _LONG_ENOUGH = 88.0, 8  # one letter off is a spelling in a long name and another place in a short one
_CONSONANTS, _LOOSE, _SHORTEST = 90.0, 60.0, 4


@cache
def fold(name: str) -> str:
    """A name in small plain letters without marks, punctuation and generic words (kept if nothing else is there)."""
    plain = "".join(mark for mark in normalize("NFKD", name.casefold()) if not combining(mark))
    words = _LETTERS.findall(plain.replace("'", "").replace("’", ""))
    return " ".join([word for word in words if word not in GENERIC] or words)


@cache
def consonants(name: str) -> str:
    """The consonants of a folded name, doubled letters and sounds that are spelt in several ways made one."""
    text = fold(name)
    for spelt, sound in _SOUNDS:
        text = text.replace(spelt, sound)
    bare = text.translate(_VOWELS).replace(" ", "")
    return re.sub(r"(.)\1+", r"\1", bare)


@cache
def alike(one: str, other: str) -> bool:
    """That two names can be one name in two spellings, or one the longer form of the other."""
    left, right = fold(one), fold(other)
    if left == right:
        return bool(left)
    if _directions(left) != _directions(right) and _directions(left) and _directions(right):
        return False
    if min(len(left), len(right)) < _SHORTEST:
        return False
    return _longer_form(left, right) or _same_sound(left, right)


def _directions(folded: str) -> frozenset[str]:
    return frozenset(word.removesuffix("ern") for word in folded.split() if word in DIRECTIONS)


def _longer_form(left: str, right: str) -> bool:
    fewer, more = sorted((set(left.split()), set(right.split())), key=len)
    return fewer <= more and max(len(word) for word in fewer) >= _SHORTEST + 1


def _same_sound(left: str, right: str) -> bool:
    whole = ratio(left, right)
    long = min(len(left), len(right)) >= _LONG_ENOUGH
    return (long and whole >= _WHOLE) or (whole >= _LOOSE and ratio(consonants(left), consonants(right)) >= _CONSONANTS)
