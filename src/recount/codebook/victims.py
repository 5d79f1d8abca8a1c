"""Loads the nouns for people, the group each belongs to, and the things that are no people."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, get_args

from recount.errors import CodebookError
from recount.records import Group

GROUPS: tuple[Group, ...] = get_args(Group)
_IRREGULAR = {"man": "men", "child": "children", "wife": "wives", "foot": "feet"}
_SIBILANTS = ("s", "sh", "ch", "x", "z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Victims:
    """Nouns for people by number, the words that tell the group of a neighbouring noun, and nouns for things.

    `roles` are nouns of either number whose own group gives way to such a word. `adjectives` are singular nouns that
    can stand before another noun. `acronyms` keep their capitals.
    """

    singular: Mapping[str, Group]
    plural: Mapping[str, Group]
    markers: Mapping[str, Group]
    acronyms: Mapping[str, Group]
    roles: frozenset[str]
    adjectives: frozenset[str]
    things: frozenset[str]

    def group(self, word: str) -> Group | None:
        """The group of a noun in either number, None where it is no noun for people."""
        return self.singular.get(word) or self.plural.get(word)


def plural_of(noun: str) -> str:
    """The plural of a noun."""
    for singular, plural in _IRREGULAR.items():
        if noun.endswith(singular) and not noun.endswith("human"):
            return noun[: -len(singular)] + plural
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    if noun.endswith("ese"):
        return noun
    return noun + ("es" if noun.endswith(_SIBILANTS) else "s")


@cache
def load_victims() -> Victims:
    """The victim groups of the codebook; raises CodebookError where a table is missing or a noun stands in two."""
    written = tomllib.loads(files("recount.codebook").joinpath("victims.toml").read_text(encoding="utf-8"))
    missing = [table for table in (*GROUPS, "roles", "adjectives", "things") if table not in written]
    if missing:
        raise CodebookError(f"victims.toml lacks the table [{missing[0]}]", advice="Put it back with its nouns.")
    singular, plural = _nouns(written)
    return Victims(
        singular=singular,
        plural=plural,
        markers=_words(written, "markers"),
        acronyms=_words(written, "acronyms"),
        roles=_both(written["roles"]["nouns"]),
        adjectives=frozenset(written["adjectives"]["nouns"]),
        things=(_both(written["things"]["nouns"]) | frozenset(written["things"]["plurals"])) - plural.keys(),
    )


def _nouns(written: Mapping[str, Any]) -> tuple[dict[str, Group], dict[str, Group]]:
    singular: dict[str, Group] = {}
    plural: dict[str, Group] = {}
    for group in GROUPS:
        for noun in written[group]["nouns"]:
            if singular.setdefault(noun, group) != group:
                raise CodebookError(
                    f"victims.toml has {noun!r} under [{singular[noun]}] and [{group}]",
                    advice="Keep the more telling one.",
                )
            plural.setdefault(plural_of(noun), group)
        plural |= dict.fromkeys(written[group]["plurals"], group)
    return singular, plural


def _words(written: Mapping[str, Any], key: str) -> dict[str, Group]:
    return {word: group for group in reversed(GROUPS) for word in written[group].get(key, ())}


def _both(nouns: list[str]) -> frozenset[str]:
    return frozenset([*nouns, *map(plural_of, nouns)])
