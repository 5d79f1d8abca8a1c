"""Values of the filter as a reader calls them."""

from collections.abc import Iterable

from recount.codebook.countries import load_countries
from recount.publish import words
from recount.web.columns import Columns, Rows


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


def choices(columns: Columns) -> dict[str, list[tuple[str, str]]]:
    """What the ledger holds of each part that is chosen from a list, by name."""
    found: dict[str, list[tuple[str, str]]] = {}
    for name in ("country", "type", "grade"):
        values = [(value or "unknown", label(name, value)) for value in columns.coded[name].words]
        found[name] = sorted(values, key=lambda pair: (pair[0] == "unknown", pair[1]))
    return found


def most(*facets: Iterable[tuple[str, str, int]]) -> int:
    """The largest number of some facets, for bars on one scale."""
    return max((number for rows in facets for _, _, number in rows), default=1)


def numbers_of(columns: Columns, kept: Rows, order: Iterable[int]) -> list[int]:
    """The numbers in the catalogue of some rows."""
    return [int(columns.numbers[row]) for row in order if kept[row]]
