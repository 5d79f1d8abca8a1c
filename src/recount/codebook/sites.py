"""Loads the nouns for what is attacked and who is meant."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from recount.codebook.triggers import plural, split_words

Sort = Literal["thing", "people"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Noun:
    """A noun of one or more words, of a thing or of people, with whether it stands in the plural."""

    words: tuple[str, ...]
    sort: Sort
    plural: bool


@cache
def load_sites() -> dict[str, tuple[Noun, ...]]:
    """The nouns in both numbers by their first word, the longest first."""
    raw = tomllib.loads(files("recount.codebook").joinpath("sites.toml").read_text("utf-8"))
    irregular: dict[str, str] = raw["irregular"]
    found: dict[str, dict[tuple[str, ...], Noun]] = {}
    sorts: tuple[tuple[Sort, list[str]], ...] = (("thing", raw["nouns"]), ("people", raw["people"]))
    for sort, nouns in sorts:
        for noun in nouns:
            words = split_words(noun)
            many = (*words[:-1], irregular.get(words[-1]) or plural(words[-1]))
            found.setdefault(words[0], {}).setdefault(words, Noun(words=words, sort=sort, plural=False))
            found.setdefault(many[0], {}).setdefault(many, Noun(words=many, sort=sort, plural=True))
    return {
        first: tuple(sorted(group.values(), key=lambda n: (-len(n.words), n.words))) for first, group in found.items()
    }
