"""What places of the past are called today: FATA for a part of Khyber Pakhtunkhwa, Rangoon for Yangon."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from recount.codebook.countries import load_countries
from recount.codebook.folding import fold
from recount.codebook.load import known_keys, load_toml, one_of, text_of, texts_of
from recount.errors import CodebookError

_FILE = "place_successors.toml"
_LEVELS = ("locality", "district", "province")


@dataclass(frozen=True, slots=True, kw_only=True)
class Successor:
    """The place `now` that took over from `old`; `until` is the last year of the old name."""

    old: str
    now: str
    level: str
    country: str
    until: int | None
    variants: tuple[str, ...]


@cache
def load_successors() -> tuple[Successor, ...]:
    """All old names of the codebook."""
    tables = known_keys(load_toml("place_successors"), _FILE, "", tuple(load_countries()))
    return tuple(_successor(iso, old, row) for iso, rows in tables.items() for old, row in rows.items())


def successor_of(name: str, country: str) -> Successor | None:
    """What a place of that name is today; None where the name still holds."""
    return _by_name().get((country, fold(name)))


@cache
def _by_name() -> Mapping[tuple[str, str], Successor]:
    return {(one.country, fold(name)): one for one in load_successors() for name in (one.old, *one.variants)}


def _successor(country: str, old: str, row: Any) -> Successor:
    known_keys(row, _FILE, f"{country}.{old}", ("now", "level", "until", "variants"))
    until = row.get("until")
    if until is not None and not isinstance(until, int):
        raise CodebookError(f"{_FILE}, entry {old!r}: until is {until!r}", advice="It must be a year.")
    return Successor(
        old=old,
        now=text_of(row, "now", _FILE, old),
        level=one_of(row, "level", _FILE, old, _LEVELS),
        country=country,
        until=until,
        variants=texts_of(row, "variants", _FILE, old, default=()),
    )
