"""Which area and which time a command is about, as people write them: PK, Pakistan, Balochistan; 2019, 2019-01."""

from datetime import date
from typing import Any

import click

from recount.codebook.countries import countries_by_word, load_countries
from recount.codebook.places import load_gazetteer
from recount.tally.periods import Period, parse_period
from recount.tally.selection import Area


class _Area(click.ParamType):  # type: ignore[type-arg]  # generic only in newer versions of click
    name = "area"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Area:
        """A country by code or name, or a province by name."""
        if isinstance(value, Area):
            return value
        name = str(value).strip()
        known = countries_by_word()
        code = next((known[word] for word in (name, name.title()) if word in known), name.upper())
        if code in load_countries():
            return Area(name=load_countries()[code].name, country=code)
        provinces = [one for one in load_gazetteer().lookup(name) if one.level == "province"]
        if not provinces:
            self.fail(f"{value!r} is no country or province that the codebook knows. Give PK, or Balochistan", param)
        found = provinces[0]
        if len({one.country for one in provinces}) > 1:
            meant = ", ".join(sorted({f"{one.name} in {one.country}" for one in provinces}))
            self.fail(f"{value!r} can mean {meant}. Give the country, and cut by province", param, ctx)
        return Area(name=found.name, country=found.country, province=found.name)


class _Period(click.ParamType):  # type: ignore[type-arg]  # generic only in newer versions of click
    name = "period"

    def __init__(self, *, length: str | None = None) -> None:
        self.length = length

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Period:
        """A year, a month, a week or a day."""
        if isinstance(value, Period):
            return value
        period = parse_period(str(value).strip().upper())
        if period is None or (self.length and period.length != self.length):
            wanted = {"year": "a year such as 2018", "month": "a month such as 2019-01"}
            advice = wanted.get(self.length or "", "2019, 2019-01, 2019-W03 or 2019-01-15")
            self.fail(f"{value!r} is no such time. Write {advice}", param, ctx)
        return period


AREA = _Area()
PERIOD = _Period()
MONTH = _Period(length="month")
YEAR = _Period(length="year")

area = click.option(
    "--area", type=AREA, metavar="NAME", help="Only a country or a province: PK, Pakistan, Balochistan."
)


def bounds(since: Period | None, until: Period | None) -> tuple[date | None, date | None]:
    """First and last day of the time asked for."""
    return since.first if since else None, until.last if until else None
