"""Values of the filter as a reader calls them."""

from collections.abc import Iterable

from recount.codebook.countries import load_countries
from recount.publish import words
from recount.web.columns import Columns
from recount.web.shelf import State


def label(name: str, value: str) -> str:
    """The value of one part of a filter in words."""
    if value in {"", "unknown"}:
        return words.NOT_KNOWN
    if name == "country":
        country = load_countries().get(value.upper())
        return country.name if country else value
    if name == "type":
        return words.type_words(value)
    if name in {"since", "until"}:
        return value
    return value


def facet_rows(name: str, counted: Iterable[tuple[str, int]]) -> list[tuple[str, str, int]]:
    """Value in the address, words, number of incidents."""
    return [(value or "unknown", label(name, value), number) for value, number in counted]


def choices(state: State) -> dict[str, list[tuple[str, str]]]:
    """What the ledger holds of each part that is chosen from a list, by name."""
    known: dict[str, list[tuple[str, str]]] | None = state.memory.get("choices")
    if known is None:
        known = state.memory["choices"] = _choices(state.columns)
    return known


def _choices(columns: Columns) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for name in ("country", "type", "grade"):
        values = [(value or "unknown", label(name, value)) for value in columns.coded[name].words]
        found[name] = sorted(values, key=lambda pair: (pair[0] == "unknown", pair[1]))
    return found


def most(*facets: Iterable[tuple[str, str, int]]) -> int:
    """The largest number of some facets, for bars on one scale."""
    return max((number for rows in facets for _, _, number in rows), default=1)
