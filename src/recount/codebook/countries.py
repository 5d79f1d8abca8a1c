"""Countries: names, demonyms, capitals."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from recount.codebook.load import known_keys, load_toml, text_of, texts_of

_FILE = "countries.toml"
_KEYS = ("name", "capital", "demonyms", "aliases", "actor")


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A country; `actor` is the name its forces go by ("US" in "US military"), the first demonym its adjective."""

    iso: str
    name: str
    capital: str
    demonyms: tuple[str, ...]
    aliases: tuple[str, ...]
    actor: str


@cache
def load_countries() -> Mapping[str, Country]:
    """All countries of the codebook under their ISO 3166-1 alpha-2 codes."""
    return {iso: _country(iso, known_keys(row, _FILE, iso, _KEYS)) for iso, row in load_toml("countries").items()}


def _country(iso: str, row: Mapping[str, object]) -> Country:
    name = text_of(row, "name", _FILE, iso)
    return Country(
        iso=iso,
        name=name,
        capital=text_of(row, "capital", _FILE, iso),
        demonyms=texts_of(row, "demonyms", _FILE, iso),
        aliases=texts_of(row, "aliases", _FILE, iso, default=()),
        actor=text_of(row, "actor", _FILE, iso, default=name),
    )


@cache
def countries_by_word() -> Mapping[str, str]:
    """Every name and demonym as written, with the country's code; the larger meaning of "Congo" or "Guinea" wins."""
    words: dict[str, str] = {}
    for country in load_countries().values():
        for word in (country.name, *country.aliases, *country.demonyms):
            words.setdefault(word, country.iso)
    return words


@cache
def demonyms() -> Mapping[str, str]:
    """Every demonym as written, with the country's code."""
    return {word: country.iso for country in load_countries().values() for word in country.demonyms}
