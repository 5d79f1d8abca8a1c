"""Cuts a sentence into words, numbers and marks, keeping "twenty-five", "10-12" and "12-year-old" whole.

`read/words.py` parts words at every hyphen, as triggers and cues need it; a number needs its hyphens and commas.
"IS", the group, is no form of "to be": it alone keeps its capitals in `lower`.
"""

import re
from functools import lru_cache
from typing import NamedTuple

_PIECE = r"(?:\d{1,3}(?:,\d{2,3}){1,5}(?![\d])(?:\.\d{1,4})?|\d+\.\d+|[^\W_]+(?:['’][^\W_]+)*)"
_TOKEN = re.compile(
    rf"(?:[A-Za-z]\.){{2,6}}|(?:Mrs?|Ms|Dr|Gen|Lt|Col|Maj|Sgt|Capt|Prof|St)\.|{_PIECE}(?:[-‐‑–]{_PIECE})*|[^\w\s]|_"
)


class Token(NamedTuple):
    """A word, number or mark, with its lower-case form and its offsets into the document.

    A tuple, since there are more of them than of anything else and a dataclass takes four times as long to make.
    """

    text: str
    lower: str
    start: int
    end: int


def _plain(word: str) -> str:
    return word if word == "IS" else word.lower().replace("’", "'")


@lru_cache(maxsize=256)
def cut(text: str, start: int = 0, end: int | None = None) -> tuple[Token, ...]:
    """The tokens of text[start:end] in order; several readers ask for those of one sentence."""
    stop = len(text) if end is None else end
    return tuple(
        Token(match.group(), _plain(match.group()), match.start(), match.end())
        for match in _TOKEN.finditer(text, start, stop)
    )
