"""The incidents that a table is asked of, counted, and compared with other periods."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import click

from recount.codebook.layouts import Layout
from recount.ledger import Filter, Ledger
from recount.ledger.counting import Countable, countables
from recount.tally.changes import Comparison, compare_periods, series_of
from recount.tally.periods import LENGTHS, Period, parse_period
from recount.tally.selection import Area, Selection, select_incidents
from recount.tally.tables import Table, tabulate


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a table is asked of."""

    layout: Layout
    area: Area
    first: date | None
    last: date | None
    spread: bool
    change: bool


Comparisons = dict[tuple[str, ...], tuple[Comparison, ...]]


def counted(ledger: Ledger, asked: Asked) -> tuple[Selection, Table, Comparisons]:
    """The incidents asked for, their table, and where asked how its periods stand to others."""
    since, until = (None, None) if asked.change else (asked.first, asked.last)
    held = countables(ledger, Filter(since=since, until=until, country=asked.area.country))
    selection = select_incidents(held, asked.area, asked.first, asked.last)
    single = asked.area.country is not None
    table = tabulate(selection.inside, asked.layout, one_country=single, spread_days=asked.spread)
    return selection, table, _compared(held, table, asked) if asked.change else {}


def _compared(held: tuple[Countable, ...], table: Table, asked: Asked) -> Comparisons:
    """For each row of a known period, how each of its figures stands to other periods."""
    place = next((number for number, name in enumerate(table.by) if name in LENGTHS), None)
    if place is None:
        raise click.UsageError("--change needs rows of time. Add --by month, or year, week, day.")
    everything = select_incidents(held, asked.area)
    whole = tabulate(everything.inside, asked.layout, one_country=asked.area.country is not None)
    found: Comparisons = {}
    for row in table.rows:
        period = parse_period(row.of[place])
        rest = row.of[:place] + row.of[place + 1 :]
        if period is not None:
            found[row.of] = tuple(_row_compared(whole, rest, period))
    return found


def _row_compared(whole: Table, rest: tuple[str, ...], period: Period) -> Iterator[Comparison]:
    for column in range(len(whole.columns)):
        series = series_of(whole, column, rest)
        if series is not None:
            yield compare_periods(series, period)
