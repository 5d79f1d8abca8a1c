"""Dated public facts that bound when an article can have been published, out of `chronology.toml`."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any, Literal

from recount.errors import CodebookError

FactKind = Literal["group", "operation", "institution", "landmark", "office"]
KINDS: tuple[FactKind, ...] = ("group", "operation", "institution", "landmark", "office")
_WORD = re.compile(r"[^\W_]+")
_LONGEST_GAP = 4
# Words before an office that make it another: a vice president is no president.
_NOT_YET = re.compile(r"\b(?:deputy|vice|assistant|shadow|candidate|future|under)[\s-]{1,2}$", re.IGNORECASE)
_SHORT_FORM = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something that news could not speak of before `first`, and where sure not as present after `last`."""

    name: str
    kind: FactKind
    first: date
    last: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """Where a text names a fact."""

    fact: Fact
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Chronology:
    """The facts by the first word of their names; each name as its words, its fact and the company it must keep."""

    names: Mapping[str, tuple[tuple[tuple[str, ...], Fact, tuple[str, ...]], ...]]
    facts: tuple[Fact, ...]

    def find(self, text: str) -> tuple[Sighting, ...]:
        """Every naming of a fact in a text, the longest name where several begin at one word."""
        words = [(match.start(), match.end(), _form(match.group())) for match in _WORD.finditer(text)]
        found = (self._at(text, words, at) for at in range(len(words)))
        return tuple(sighting for sighting in found if sighting is not None)

    def _at(self, text: str, words: list[tuple[int, int, str]], at: int) -> Sighting | None:
        for name, fact, company in self.names.get(words[at][2], ()):
            stretch = words[at : at + len(name)]
            if tuple(form for _, _, form in stretch) != name or not _together(text, stretch):
                continue
            if fact.kind == "office" and _NOT_YET.search(text, max(0, stretch[0][0] - 20), stretch[0][0]):
                continue
            if not company or any(word in text for word in company):
                return Sighting(fact=fact, start=stretch[0][0], end=stretch[-1][1])
        return None


def _form(word: str) -> str:
    """A word as it is compared: small letters, but a short form in capitals keeps them ("ISIS" is no river)."""
    return word if word.isupper() and len(word) <= _SHORT_FORM else word.casefold()


def _together(text: str, stretch: list[tuple[int, int, str]]) -> bool:
    """Whether words follow one another with hardly anything between ("Islamic State (IS)", "Zarb-e-Azb")."""
    gaps = (text[left[1] : right[0]] for left, right in pairwise(stretch))
    return all(len(gap) <= _LONGEST_GAP and "\n" not in gap and ";" not in gap for gap in gaps)


@cache
def load_chronology() -> Chronology:
    """The chronology of the codebook; raises CodebookError where an entry lacks its name, words or day."""
    written = tomllib.loads(files("recount.codebook").joinpath("chronology.toml").read_text(encoding="utf-8"))
    names: dict[str, list[tuple[tuple[str, ...], Fact, tuple[str, ...]]]] = {}
    facts: list[Fact] = []
    for kind in KINDS:
        for entry in written.get(kind, ()):
            fact = _fact(kind, entry)
            facts.append(fact)
            for words in _spellings(entry):
                name = tuple(_form(word) for word in _WORD.findall(words))
                names.setdefault(name[0], []).append((name, fact, tuple(entry.get("with", ()))))
    ordered = {first: tuple(sorted(entries, key=lambda it: -len(it[0]))) for first, entries in names.items()}
    return Chronology(names=ordered, facts=tuple(facts))


def _fact(kind: FactKind, entry: Mapping[str, Any]) -> Fact:
    try:
        name = entry["name"] if "name" in entry else f"{entry['titles'][0]} {entry['names'][0]}"
        first, last = entry["first"], entry.get("last")
    except KeyError as missing:
        raise CodebookError(
            f"an entry of chronology.toml ({entry.get('name', kind)!r}) lacks {missing}",
            advice="Give it `name` (or `titles` and `names`), `words` and `first`.",
        ) from None
    if not isinstance(first, date) or not isinstance(last, date | None) or (last is not None and last < first):
        raise CodebookError(
            f"chronology.toml dates {name!r} from {first} to {last}",
            advice="Write days as 2017-02-22, first before last.",
        )
    return Fact(name=name, kind=kind, first=first, last=last)


def _spellings(entry: Mapping[str, Any]) -> Iterator[str]:
    yield from entry.get("words", ())
    yield from (f"{title} {name}" for title in entry.get("titles", ()) for name in entry.get("names", ()))
