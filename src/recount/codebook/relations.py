"""How reports say what holds between two organisations: the patterns of `relations.toml`, compiled.

A pattern is matched against a sentence in which every organisation stands as its number in angle brackets.
"""

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache
from typing import get_args

from recount.codebook.load import Table, load_toml, texts_of
from recount.codebook.phrases import pattern_of
from recount.errors import CodebookError
from recount.records import RelationKind

_FILE = "relations.toml"
_SIDES = frozenset({"A", "B", "A1", "B1"})
_WORD = r"(?:(?!and\b|or\b|but\b|while\b)[^\s⟦⟧.;]{1,30}\s+)"
_GAPS = {
    "*": _WORD + r"{0,3}?",
    "**": r"(?:[^\s⟦⟧.;]{1,30}\s+){0,7}?",
    "***": r"(?:[^\s⟦⟧.;]{1,30}\s+){0,14}?",
    "~": rf"(?:(?!(?:by|with|to|of|for|in|from|ally|allies|affiliate|backed)\b){_WORD}){{0,3}}?",
    "@": r"(?:the\s+|its\s+)?⟦\d+⟧(?:['’]s?)?[\s,]+",
}
_COMMON = frozenset(
    "a an and are as at be been by for from had has have his in is it its of on or that the their they to was were "
    "which who with".split()
)
_LETTERS = re.compile(r"[^\W\d_]+")
_ONE = r"⟦\d+⟧"
_ALONE = r"⟦\d+⟧(?!\s+(?:supporters?|backers?|ally|allies|affiliates?|sponsors?|splinter)\b)"
_LIST = rf"{_ALONE}(?:\s*(?:,?\s*and|,?\s*or|,?\s*as well as|,)?\s*(?:the\s+|a\s+|by\s+)?{_ALONE}){{0,5}}"
"""Several organisations of a list; a comma may be lost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationPattern:
    """Words that state a relation; the groups `A` and `B` hold the numbers of its sides.

    A sentence cannot fit it without a word (in small letters) of each choice of `needed`, the rarest choice first.
    """

    kind: RelationKind
    written: str
    regex: str
    needed: tuple[frozenset[str], ...]

    @property
    def words(self) -> re.Pattern[str]:
        """The pattern compiled, when it is first needed: most patterns are for words that few articles hold."""
        return _compiled(self.regex)


@dataclass(frozen=True, slots=True, kw_only=True)
class Relations:
    """All patterns, and what tells organisations and states from places and people.

    `telling` has the numbers of the patterns by the words of their first choice. `doubted` stands before a statement
    that is none, `object_of` before a side that is the object of another verb, `places` before a state that is a place.
    """

    patterns: tuple[RelationPattern, ...]
    telling: Mapping[str, tuple[int, ...]]
    denied: re.Pattern[str]
    doubted: re.Pattern[str]
    object_of: re.Pattern[str]
    endings: tuple[str, ...]
    parts: frozenset[str]
    cities: Mapping[str, str]
    acts: re.Pattern[str]
    places: re.Pattern[str]
    things: re.Pattern[str]

    def fitting(self, words: Set[str]) -> tuple[RelationPattern, ...]:
        """The patterns that a sentence of these words may fit, in their order."""
        told = {number for word in words & self.telling.keys() for number in self.telling[word]}
        return tuple(
            self.patterns[number]
            for number in sorted(told)
            if not any(choice.isdisjoint(words) for choice in self.patterns[number].needed)
        )


@cache
def load_relations() -> Relations:
    """What is shipped with the package; raises CodebookError where an entry is not as it should be."""
    tables = load_toml("relations")
    around, governments = tables["around"], tables["governments"]
    before, after = (_choice(texts_of(around, key, _FILE, "around")) for key in ("before", "after"))
    patterns = tuple(
        RelationPattern(kind=kind, written=written, regex=_regex(kind, written, before, after), needed=_needed(written))
        for kind in get_args(RelationKind)
        for written in texts_of(tables[kind], "patterns", _FILE, kind)
    )
    return Relations(
        patterns=patterns,
        telling=_by_word(patterns),
        denied=pattern_of(texts_of(around, "denied", _FILE, "around")),
        doubted=_ending(around, "doubted", "around"),
        object_of=_ending(around, "object_of", "around"),
        endings=texts_of(tables["names"], "endings", _FILE, "names"),
        parts=frozenset(texts_of(tables["names"], "parts", _FILE, "names")),
        cities=governments["cities"],
        acts=pattern_of(texts_of(governments, "acts", _FILE, "governments")),
        places=_ending(governments, "places", "governments"),
        things=pattern_of(texts_of(governments, "things", _FILE, "governments")),
    )


def words_in(text: str) -> frozenset[str]:
    """The words of a text in small letters, cut at hyphens and apostrophes."""
    return frozenset(_LETTERS.findall(text.lower()))


def _needed(written: str) -> tuple[frozenset[str], ...]:
    """The choices of words that a pattern cannot do without, first the one by which it is known soonest.

    That is the least common in any text. "'s" may be a bare apostrophe, and a bracket is no word.
    """
    parts = [part.split("|") for part in written.split() if part not in _SIDES and part not in _GAPS and part != "'s"]
    sure = [part for part in parts if "*" not in part and all(map(_LETTERS.search, part))]
    sure.sort(key=lambda part: (_COMMON.isdisjoint(part), min(map(len, part)), -len(part)), reverse=True)
    return tuple(frozenset(_LETTERS.findall(word.lower())[0] for word in part) for part in sure)


def _by_word(patterns: Sequence[RelationPattern]) -> dict[str, tuple[int, ...]]:
    numbers: dict[str, tuple[int, ...]] = {}
    for number, pattern in enumerate(patterns):
        for word in pattern.needed[0]:
            numbers[word] = (*numbers.get(word, ()), number)
    return numbers


def _ending(row: Table, key: str, entry: str) -> re.Pattern[str]:
    """The words at the end of a stretch of text, with an article behind them."""
    words = _choice(texts_of(row, key, _FILE, entry))
    return re.compile(rf"(?<![\w-])(?:{words})\s+(?:(?:the|a|an|its|both)\s+)?\Z", re.IGNORECASE)


def _choice(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def _compiled(regex: str) -> re.Pattern[str]:
    return re.compile(regex, re.IGNORECASE)


def _regex(kind: str, written: str, before: str, after: str) -> str:
    """The pattern as a regular expression; everything in it is bounded."""
    parts = written.split()
    regex, seen = "", list[str]()
    for number, part in enumerate(parts):
        following = parts[number + 1] if number + 1 < len(parts) else ""
        if part in _SIDES:
            regex += _side(part, following, before, after, again=part[0] in seen)
            seen.append(part[0])
        else:
            regex += _GAPS.get(part) or _literal(part)
    if set(seen) != {"A", "B"}:
        raise CodebookError(f"{_FILE}, {kind}: {written!r} does not name A and B", advice="Mend the pattern.")
    return rf"(?<![\w⟧]){regex}"


def _side(part: str, following: str, before: str, after: str, *, again: bool) -> str:
    name, held = part[0], _ONE if part.endswith("1") else _LIST
    regex = rf"(?:(?:{before})\s+){{0,4}}[\"“‘']?" + (held if again else rf"(?P<{name}>{held})")
    if following.startswith(("-", "'s")):
        return regex
    regex += rf"(?:['’]s?)?(?:\s+(?:{after})(?![\w-])){{0,2}}"
    return regex + ("" if not following else r"(?:[\s,]+|(?=\())" if following == "(" else r"[)\"”’']?[\s,:\"”]+")


def _literal(part: str) -> str:
    """A word or its choices; "'s" and what begins with a hyphen is glued to the side before it, "anti-" to the next."""
    if part == "'s":
        return r"['’]s?\s+"
    if part == "(":
        return r"\(\s*"
    choices = "|".join("" if choice == "*" else re.escape(choice).replace("_", r"\s+") for choice in part.split("|"))
    if "*" in part.split("|"):
        return rf"(?:(?:{choices.strip('|')})[,\"”’']*\s+)?"
    glued = part.endswith("-") and len(part) > 1
    return rf"(?:{choices})" + ("" if glued or part == "-" else r"(?:[,\"”’']*\s+|(?=[⟦)(.,;])|$)")
