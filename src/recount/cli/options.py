"""Options that several commands share."""

from datetime import date
from pathlib import Path
from typing import Any

import click

from recount.codebook.countries import countries_by_word, load_countries
from recount.config import MOST_JOBS, RULES


class _Day(click.ParamType):  # type: ignore[type-arg]  # generic only in newer versions of click
    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """A day as 2016-10-24."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is no day. Write it as 2016-10-24", param, ctx)


class _Country(click.ParamType):  # type: ignore[type-arg]  # generic only in newer versions of click
    name = "country"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """A country as its ISO 3166 code, from that code or a name."""
        name = str(value).strip()
        known = countries_by_word()
        code = next((known[word] for word in (name, name.title(), name.capitalize()) if word in known), name.upper())
        if code not in load_countries():
            self.fail(f"{value!r} is no country that the codebook knows. Give its ISO code, such as PK", param, ctx)
        return code


DAY = _Day()
COUNTRY = _Country()

db = click.option("--db", metavar="FILE", help="The ledger. Default: as set, else recount.db.")
as_json = click.option("--json", "as_json", is_flag=True, help="Write JSON.")
rules = click.option("--rules", type=click.Choice(RULES), help="The rules of counting. Default: as set.")
jobs = click.option("--jobs", type=click.IntRange(1, MOST_JOBS), help="Processes that read. Default: one a core.")
published = click.option("--published", type=DAY, metavar="DAY", help="Day of publication where an article has none.")
outlet = click.option("--outlet", metavar="NAME", help="Who published it, where an article does not say so.")
to_file = click.option("-o", "--output", type=click.Path(path_type=Path), help="Where to write. Default: here.")
sources = click.argument("sources", metavar="PATH|URL|-...", nargs=-1, required=True)
