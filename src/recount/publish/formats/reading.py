"""Cells of other projects' tables as values; a cell that cannot be read is refused, never guessed."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from recount.codebook.countries import countries_by_word
from recount.tally.events import Event

_EARLIEST, _LATEST = 1900, 2100
_MONTHS = {
    name: number
    for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1)
}  # fmt: skip
_NOBODY = frozenset({"", "civilians", "unknown"})
_FORCES = re.compile(r"(Government|Military Forces|Police Forces) of (.{1,80})")
_SHORT = {"Government": "government", "Military Forces": "Army", "Police Forces": "police"}
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ][\d:.]{0,20})?")
_WORDS = re.compile(r"(\d{1,2})[ -]([A-Za-z]{3})[A-Za-z]{0,6}[ ,-]{1,2}(\d{4})")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """In which columns of a project's rows an event stands, but for its days."""

    id: str
    country: str
    province: str
    district: str | None = None
    place: str
    actors: tuple[str, ...]
    low: str
    best: str
    high: str
    wounded: str | None = None
    form: str

    def event(self, cells: Mapping[str, Any], days: tuple[date, date]) -> Event:
        """A row as an event; raises KeyError where a column lacks, ValueError where a cell cannot be read."""
        return Event(
            id=cells[self.id],
            first=days[0],
            last=days[1],
            country=country_named(cells[self.country]),
            province=cells.get(self.province) or None,
            district=(cells.get(self.district) or None) if self.district else None,
            place=_known(cells.get(self.place)),
            latitude=number_in(cells.get("latitude")),
            longitude=number_in(cells.get("longitude")),
            actors=actors_in(*(cells.get(name) for name in self.actors)),
            low=count_in(cells[self.low]),
            best=count_in(cells[self.best]),
            high=count_in(cells[self.high]),
            wounded=count_in(cells.get(self.wounded)) if self.wounded else None,
            form=cells.get(self.form, ""),
        )


def _known(cell: str | None) -> str | None:
    return cell if cell and cell != "Unknown" else None


def day_in(cell: str | None) -> date:
    """A day as 2025-05-16, 16 May 2025, 16/5/2025 or 5/16/2025; raises ValueError where it can be read in two ways."""
    text = (cell or "").strip()
    if found := _ISO.fullmatch(text):
        return _date(int(found[1]), int(found[2]), int(found[3]), text)
    if found := _WORDS.fullmatch(text):
        return _date(int(found[3]), _MONTHS.get(found[2].lower(), 0), int(found[1]), text)
    if found := _SLASHED.fullmatch(text):
        one, other = int(found[1]), int(found[2])
        if one > 12 or other > 12 or one == other:
            return _date(int(found[3]), min(one, other), max(one, other), text)
    raise ValueError(f"{text!r} is no day that can be told for certain (write it as 2025-05-16)")


def _date(year: int, month: int, day: int, text: str) -> date:
    if not _EARLIEST <= year <= _LATEST:
        raise ValueError(f"the year of {text!r} cannot be right")
    try:
        return date(year, month, day)
    except ValueError as error:
        raise ValueError(f"there is no day {text!r}") from error


def number_in(cell: str | None) -> float | None:
    """A number, None for an empty cell and for GTD's -9 and -99 (not known); raises ValueError for words."""
    text = (cell or "").strip().replace(",", "")
    if not text or text in {"-9", "-99", "-9.0", "-99.0"}:
        return None
    try:
        number = float(text)
    except ValueError as error:
        raise ValueError(f"{text!r} is no number") from error
    if not math.isfinite(number):
        raise ValueError(f"{text!r} is no number")
    return number


def count_in(cell: str | None) -> int | None:
    """How many people, None where it is not told; raises ValueError for less than none."""
    number = number_in(cell)
    if number is not None and number < 0:
        raise ValueError(f"{cell!r} is no number of people")
    return None if number is None else round(number)


def span_of(day: date, days: int) -> tuple[date, date]:
    """First and last possible day where a project gives a day and a precision: from that day on, or its month."""
    if days < 28:
        return day, day + timedelta(days=days - 1)
    after = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return day.replace(day=1), after - timedelta(days=1)


def country_named(cell: str | None) -> str | None:
    """The country of a name ("DR Congo (Zaire)"), None for one that is not known."""
    name = re.sub(r" *\([^()]{0,60}\)$", "", (cell or "").strip())
    return countries_by_word().get(name)


def actors_in(*cells: str | None) -> tuple[str, ...]:
    """Actors out of cells, as the ledger would write them; civilians and unknown ones are none.

    "Government of Pakistan" is "Pakistan government", "TTP: Tehreek-i-Taliban Pakistan" the longer name, what stands in
    brackets is left out, "Unidentified Armed Group" is a description.
    """
    names = (_actor(re.sub(r" *\([^()]{0,80}\)$", "", (cell or "").strip())) for cell in cells)
    return tuple(dict.fromkeys(name for name in names if name.lower() not in _NOBODY))


def _actor(name: str) -> str:
    if force := _FORCES.fullmatch(name):
        return f"{force[2]} {_SHORT[force[1]]}"
    if name.startswith("Unidentified"):
        return name.lower()
    short, colon, long = name.partition(": ")
    return long if colon and long and len(short) <= 12 else name
