"""How reports say what holds between two organisations: the patterns of `relations.toml`, compiled.

A pattern is matched against a sentence in which every organisation stands as its number in angle brackets.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import get_args

from recount.codebook.load import load_toml, texts_of
from recount.errors import CodebookError
from recount.records import RelationKind

_FILE = "relations.toml"
_GAPS = {"*": r"(?:[^\s⟦⟧.;]{1,30}\s+){0,3}?", "**": r"(?:[^\s⟦⟧.;]{1,30}\s+){0,7}?"}
LISTED = r"⟦\d+⟧(?:\s*(?:,|,?\s*and|,?\s*or|,?\s*as well as)?\s*(?:the\s+)?⟦\d+⟧){0,5}"
"""One organisation or several of a list; a comma may be lost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationPattern:
    """Words that state a relation; the groups `A` and `B` hold the numbers of its sides."""

    kind: RelationKind
    written: str
    words: re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Relations:
    """All patterns, the endings of names of organisations, and the cities that stand for governments."""

    patterns: tuple[RelationPattern, ...]
    endings: tuple[str, ...]
    cities: Mapping[str, str]


@cache
def load_relations() -> Relations:
    """What is shipped with the package; raises CodebookError where an entry is not as it should be."""
    tables = load_toml("relations")
    before, after = (_choice(texts_of(tables["around"], key, _FILE, "around")) for key in ("before", "after"))
    patterns = [
        RelationPattern(kind=kind, written=written, words=_compiled(kind, written, before, after))
        for kind in get_args(RelationKind)
        for written in texts_of(tables[kind], "patterns", _FILE, kind)
    ]
    return Relations(
        patterns=tuple(patterns),
        endings=texts_of(tables["names"], "endings", _FILE, "names"),
        cities=tables["governments"]["cities"],
    )


def _choice(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _compiled(kind: str, written: str, before: str, after: str) -> re.Pattern[str]:
    parts = written.split()
    if sorted(part for part in parts if part in {"A", "B"}) != ["A", "B"]:
        raise CodebookError(f"{_FILE}, {kind}: {written!r} does not name A and B once", advice="Mend the pattern.")
    regex = ""
    for number, part in enumerate(parts):
        following = parts[number + 1] if number + 1 < len(parts) else ""
        if part in {"A", "B"}:
            regex += rf"(?:(?:{before})\s+){{0,4}}(?P<{part}>{LISTED})"
            glued = following.startswith(("-", "'s"))
            regex += "" if glued else rf"(?:['’]s?)?(?:\s+(?:{after})(?!\w)){{0,2}}"
            regex += "" if glued or not following else r"(?:[\s,]+|(?=\())" if following == "(" else r"[\s,]+"
        else:
            regex += _GAPS.get(part) or _literal(part)
    return re.compile(rf"(?<![\w⟧]){regex}", re.IGNORECASE)


def _literal(part: str) -> str:
    """A word or its choices; "'s" and what begins with a hyphen is glued to the side before it, "anti-" to the next."""
    if part == "'s":
        return r"['’]s?\s+"
    if part == "(":
        return r"\(\s*"
    choices = "|".join(re.escape(choice) for choice in part.split("|"))
    return rf"(?:{choices})" + ("" if part.endswith("-") else r"(?:[,\"”’']*\s+|(?=[⟦)])|$)")
