"""Loads the words that tell what happened to people: killed, wounded, abducted, arrested, freed, missing."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from recount.errors import CodebookError
from recount.records import COUNT_FIELDS, CountField

Form = Literal["base", "third", "gerund", "past", "undergone", "state", "events", "units"]
FORMS: tuple[Form, ...] = ("base", "third", "gerund", "past", "undergone", "state", "events", "units")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """Words for an outcome, "*" standing for up to three words; `forms` are the ways in which they can be used.

    `counted`: they tell of people only where a number of people stands beside them.
    """

    words: tuple[str, ...]
    field: CountField
    forms: frozenset[Form]
    counted: bool = False


@cache
def load_outcomes() -> Mapping[str, tuple[Outcome, ...]]:
    """All outcome words by their first word, the longest first; raises CodebookError for an unknown field or form."""
    written = tomllib.loads(files("recount.codebook").joinpath("outcomes.toml").read_text(encoding="utf-8"))
    forms: dict[tuple[tuple[str, ...], CountField, bool], set[Form]] = {}
    for entry in written["outcome"]:
        _check(entry)
        for form in FORMS:
            for phrase in entry[form]:
                key = (tuple(phrase.split()), entry["field"], bool(entry.get("counted")))
                forms.setdefault(key, set()).add(form)
    by_first: dict[str, list[Outcome]] = {}
    for (words, field, counted), kinds in forms.items():
        outcome = Outcome(words=words, field=field, forms=frozenset(kinds), counted=counted)
        by_first.setdefault(words[0], []).append(outcome)
    return {first: tuple(sorted(found, key=lambda o: -len(o.words))) for first, found in by_first.items()}


def _check(entry: Mapping[str, Any]) -> None:
    if entry.get("field") not in COUNT_FIELDS:
        raise CodebookError(
            f"outcomes.toml has an entry for the field {entry.get('field')!r}",
            advice=f"Use one of {', '.join(COUNT_FIELDS)}.",
        )
    for form in FORMS:
        if form not in entry:
            raise CodebookError(
                f"outcomes.toml: the entry for {entry['field']!r} lacks {form!r}",
                advice="Give it a list, empty if need be.",
            )
