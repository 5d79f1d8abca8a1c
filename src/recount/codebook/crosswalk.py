"""What other projects call countries and regions, and the columns of monitors' tables."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from recount.codebook.countries import load_countries
from recount.codebook.load import known_keys, load_toml, text_of, texts_of
from recount.errors import CodebookError

_FILE = "crosswalk.toml"
_KEYS = ("iso3", "numeric", "gw", "acled", "gtd")
MONITOR_COLUMNS = (
    "id", "date", "country", "province", "district", "place", "actor", "form", "killed", "killed_parts", "wounded",
    "wounded_parts",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """A country in other projects: ISO codes, number by Gleditsch and Ward, regions of ACLED, UCDP and GTD."""

    iso3: str
    numeric: int | None
    gw: int | None
    acled_region: str
    ucdp_region: str | None
    gtd_region: tuple[int, str] | None


@cache
def load_crosswalk() -> Mapping[str, Elsewhere]:
    """Every country of the codebook under its ISO alpha-2 code."""
    tables = _tables()
    missing = [iso for iso in load_countries() if iso not in tables["countries"]]
    if missing:
        raise CodebookError(f"{_FILE} lacks the country {missing[0]}", advice="Add its line under [countries].")
    return {iso: _elsewhere(iso, row, tables) for iso, row in tables["countries"].items()}


@cache
def monitor_columns() -> Mapping[str, tuple[str, ...]]:
    """The names that each column of a monitor's table of attacks may bear."""
    table = _tables()["monitor"]
    known_keys(table, _FILE, "monitor", MONITOR_COLUMNS)
    return {name: texts_of(table, name, _FILE, "monitor") for name in MONITOR_COLUMNS}


def _tables() -> Mapping[str, Any]:
    tables = load_toml("crosswalk")
    return known_keys(tables, _FILE, "", ("ucdp_regions", "gtd_regions", "monitor", "countries"))


def _elsewhere(iso: str, row: Any, tables: Mapping[str, Any]) -> Elsewhere:
    known_keys(row, _FILE, iso, _KEYS)
    gw, gtd = row.get("gw"), row.get("gtd")
    if gtd is not None and str(gtd) not in tables["gtd_regions"]:
        raise CodebookError(f"{_FILE}, entry {iso!r}: gtd is {gtd!r}", advice="GTD regions go from 1 to 12.")
    regions = tables["ucdp_regions"].items()
    return Elsewhere(
        iso3=text_of(row, "iso3", _FILE, iso),
        numeric=row.get("numeric"),
        gw=gw,
        acled_region=text_of(row, "acled", _FILE, iso),
        ucdp_region=next((name for name, (first, last) in regions if gw and first <= gw <= last), None),
        gtd_region=(gtd, tables["gtd_regions"][str(gtd)]) if gtd is not None else None,
    )
