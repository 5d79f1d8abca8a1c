"""How reports tell that an organisation is in a place (`presence.toml`), and the names of countries and provinces."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from recount.codebook.countries import load_countries
from recount.codebook.load import known_keys, load_toml, texts_of
from recount.codebook.phrases import pattern_of

_FILE = "presence.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class PresenceWords:
    """Words for a presence, words that are none, and every name of a country or province with what it means.

    A meaning is the country's code, and the province where it is one.
    """

    words: re.Pattern[str]
    no: re.Pattern[str]
    areas: re.Pattern[str]
    meanings: Mapping[str, tuple[str, str | None]]


@cache
def load_presence() -> PresenceWords:
    """What is shipped with the package."""
    table = known_keys(load_toml("presence"), _FILE, "", ("words", "not"))
    meanings = {name: meant for name, meant in _areas()}  # noqa: C416 - the first of two meanings would win otherwise
    return PresenceWords(
        words=pattern_of(texts_of(table, "words", _FILE, "words")),
        no=pattern_of(texts_of(table, "not", _FILE, "not")),
        areas=re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(meanings, key=len, reverse=True)))})(?!\w)"),
        meanings=meanings,
    )


def _areas() -> list[tuple[str, tuple[str, str | None]]]:
    provinces: list[tuple[str, tuple[str, str | None]]] = []
    for code, units in load_toml("provinces").items():
        for name, told in units.items():
            spelt = told["variants"] if isinstance(told, dict) else told
            provinces += [(one, (code, name)) for one in (name, *spelt) if len(one) > 3]
    countries = load_countries().values()
    return [
        *provinces,
        *((name, (one.iso, None)) for one in countries for name in (one.name, *one.aliases) if len(name) > 3),
    ]
