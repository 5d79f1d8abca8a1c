"""Loads the words for weapons and methods."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from recount.codebook.triggers import plural, split_words


@dataclass(frozen=True, slots=True, kw_only=True)
class MeansWords:
    """Weapon nouns with their plurals, words that may stand before them, and words that give a fixed value.

    Both tables are keyed by the first word, the longest entries first.
    """

    heads: dict[str, tuple[tuple[str, ...], ...]]
    modifiers: frozenset[str]
    derived: dict[str, tuple[tuple[tuple[str, ...], str], ...]]


@cache
def load_means() -> MeansWords:
    """The table of weapons and methods."""
    raw = tomllib.loads(files("recount.codebook").joinpath("means.toml").read_text("utf-8"))
    heads: dict[str, set[tuple[str, ...]]] = {}
    for head in raw["heads"]:
        words = split_words(head)
        for form in (words, (*words[:-1], plural(words[-1]))):
            heads.setdefault(form[0], set()).add(form)
    derived: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for value, phrases in raw["derived"].items():
        for phrase in phrases:
            words = split_words(phrase)
            derived.setdefault(words[0], []).append((words, value))
    return MeansWords(
        heads={first: tuple(sorted(group, key=lambda w: (-len(w), w))) for first, group in heads.items()},
        modifiers=frozenset(raw["modifiers"]),
        derived={first: tuple(sorted(group, key=lambda p: (-len(p[0]), p))) for first, group in derived.items()},
    )
