"""Words in which violence to come is announced, threatened or feared, out of `warnings.toml`."""

import re
from dataclasses import dataclass
from functools import cache

from recount.codebook.load import load_toml, texts_of
from recount.codebook.phrases import pattern_of

_FILE = "warnings.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Warnings:
    """Words that warn, threaten or say what may happen; words for violence; and what is no warning."""

    warns: re.Pattern[str]
    threatens: re.Pattern[str]
    may: re.Pattern[str]
    acts: re.Pattern[str]
    things: re.Pattern[str]
    no_warning: re.Pattern[str]
    grows: re.Pattern[str]
    threat: re.Pattern[str]
    ahead: re.Pattern[str]


@cache
def load_warnings() -> Warnings:
    """What is shipped with the package."""
    return Warnings(
        warns=_words("warns", "words"),
        threatens=_words("threatens", "words"),
        may=_words("may", "words"),
        acts=_words("violence", "acts"),
        things=_words("violence", "things"),
        no_warning=_words("not", "words"),
        grows=_words("grows", "words"),
        threat=_words("threat", "words"),
        ahead=_words("threat", "ahead"),
    )


def _words(entry: str, key: str) -> re.Pattern[str]:
    return pattern_of(texts_of(load_toml("warnings")[entry], key, _FILE, entry))
