"""Loads the words that name a violent event, and spells out their forms."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from recount.errors import CodebookError
from recount.records import EventType

Kind = Literal["noun", "nouns", "verb", "past", "ing", "phrase"]
"""noun: singular, nouns: plural, verb: present, past: past or participle, ing: the -ing form."""

GAP = "*"
VOWELS = frozenset("aeiou")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Words that name an event: `words` in lower case, "*" standing for up to three words."""

    words: tuple[str, ...]
    type: EventType
    kind: Kind
    lemma: str
    weak: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Exclusions:
    """Where trigger words name no violent event: set phrases, sport, fiction, what is denied or has not happened.

    `phrases` are keyed by their first word.
    """

    phrases: dict[str, tuple[tuple[str, ...], ...]]
    on: frozenset[str]
    fiction: frozenset[str]
    fiction_unless_before: frozenset[str]
    sport: frozenset[str]
    harm: frozenset[str]
    natural: frozenset[str]
    accident: frozenset[str]
    mishap: frozenset[str]
    unreal: frozenset[str]
    negated: frozenset[str]


@cache
def load_exclusions() -> Exclusions:
    """The exclusions of the codebook."""
    raw = _raw()["exclusions"]
    phrases: dict[str, list[tuple[str, ...]]] = {}
    for phrase in raw["phrases"]:
        words = split_words(phrase)
        phrases.setdefault(words[0], []).append(words)
    return Exclusions(
        phrases={first: tuple(group) for first, group in phrases.items()},
        **{name: frozenset(raw[name]) for name in Exclusions.__slots__ if name != "phrases"},
    )


def _raw() -> dict[str, Any]:
    return tomllib.loads(files("recount.codebook").joinpath("triggers.toml").read_text("utf-8"))


@cache
def load_triggers() -> dict[str, tuple[Entry, ...]]:
    """Every form of every trigger by its first word, the longest first."""
    raw = _raw()
    found: dict[tuple[str, ...], Entry] = {}
    for number, item in enumerate(raw.get("entry", ())):
        if "type" not in item:
            raise CodebookError(f"triggers.toml: entry {number} has no type", advice="Give it one of the event types.")
        for entry in _entries(item, raw.get("forms", {})):
            found.setdefault(entry.words, entry)
    by_first: dict[str, list[Entry]] = {}
    for words, entry in found.items():
        by_first.setdefault(words[0], []).append(entry)
    return {first: tuple(sorted(group, key=lambda e: -len(e.words))) for first, group in by_first.items()}


def _entries(item: dict[str, Any], forms: dict[str, list[str]]) -> list[Entry]:
    made: list[Entry] = []

    def add(words: tuple[str, ...], kind: Kind, lemma: str) -> None:
        made.append(Entry(words=words, type=item["type"], kind=kind, lemma=lemma, weak=bool(item.get("weak"))))

    for noun in item.get("nouns", ()):
        words = split_words(noun)
        add(words, "noun", noun)
        add((*words[:-1], plural(words[-1])), "nouns", noun)
    for verb in item.get("verbs", ()):
        head, *rest = split_words(verb)
        third, past, participle, ing = forms.get(head) or regular(head)
        for form, kind in ((head, "verb"), (third, "verb"), (past, "past"), (participle, "past"), (ing, "ing")):
            add((form, *rest), kind, verb)  # type: ignore[arg-type]
    for phrase in item.get("phrases", ()):
        add(tuple(phrase.replace("-", " ").split()), "phrase", phrase)
    return made


def split_words(phrase: str) -> tuple[str, ...]:
    """The words of a phrase, hyphens parting them as spaces do."""
    return tuple(phrase.replace("-", " ").replace("'", " ").split())


def plural(noun: str) -> str:
    """The regular plural of an English noun."""
    if noun.endswith("y") and noun[-2:-1] not in VOWELS:
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "sh", "ch", "x", "z")) else "s")


def regular(verb: str) -> list[str]:
    """Third person, past, participle and -ing form of a regular verb."""
    if verb.endswith("y") and verb[-2] not in VOWELS:
        return [verb[:-1] + "ies", verb[:-1] + "ied", verb[:-1] + "ied", verb + "ing"]
    third = verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
    if verb.endswith("e"):
        return [third, verb + "d", verb + "d", verb[:-1] + "ing"]
    return [third, verb + "ed", verb + "ed", verb + "ing"]
