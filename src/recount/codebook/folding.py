"""Spellings brought to one form, so that Ma'rib, Marib and MARIB, or Deir ez-Zor and Dayr az Zawr, can meet."""

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans(
    {
        "ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae", "ə": "e", "Ə": "E",
        "ð": "d", "þ": "th", "ħ": "h", "œ": "oe",
    }
)  # fmt: skip
_SILENT = re.compile(r"[’'‘`ʼʻʿʾ´.]")
_GAPS = re.compile(r"[^a-z0-9]+")
_ARTICLES = frozenset("al el ul ad ar as at az an ash ath ed er es ez en e i the".split())
_SOUNDS = (
    ("ph", "f"),
    ("ck", "k"),
    ("kh", "h"),
    ("gh", "g"),
    ("dh", "d"),
    ("th", "t"),
    ("q", "k"),
    ("c", "k"),
    ("j", "j"),
)
_SOFT = re.compile(r"[aeiouyw]+|h$")
_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """A name in plain small letters: without accents, apostrophes and dots, hyphens as spaces."""
    plain = _SILENT.sub("", name)
    if not plain.isascii():
        split = unicodedata.normalize("NFKD", plain.translate(_LETTERS))
        plain = "".join(letter for letter in split if not unicodedata.combining(letter))
    return _GAPS.sub(" ", plain.casefold()).strip()


@lru_cache(maxsize=16384)
def skeleton(name: str) -> str:
    """The consonants of a name, articles left out, as Arabic, Persian and Urdu spelt in Latin letters share them.

    Too coarse to find a place by itself: it only proposes spellings where country and frame are known.
    """
    words = [word for word in fold(name).split() if word not in _ARTICLES]
    return " ".join(bones for bones in map(_bones, words) if bones)


def _bones(word: str) -> str:
    for sound, plain in _SOUNDS:
        word = word.replace(sound, plain)
    first = "a" if word[:1] in "aeiou" else ""
    return first + _DOUBLED.sub(r"\1", _SOFT.sub("", word))
