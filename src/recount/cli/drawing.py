"""Tables of counts on a terminal: numbers to the right, totals below, sections one under another; tabs in a pipe."""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence

import click
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table as Drawn
from rich.text import Text

from recount.cli.printing import SHORT_ID, line, sound, terminal_width
from recount.ledger.counting import Countable
from recount.publish.table_words import NONE, cell_words, change_words, heads, key_words, peak_words
from recount.publish.words import type_words
from recount.tally.changes import Comparison
from recount.tally.tables import Cell, Row, Table

Comparisons = Mapping[tuple[str, ...], tuple[Comparison, ...]]
_CHANGES = ("before", "a year before", "")
_MOST_CLAIMS = 4


def draw_table(table: Table, compared: Comparisons, scope: str) -> None:
    """A table on the terminal, each section of its columns by itself."""
    if not sys.stdout.isatty():
        _in_tabs(table, compared)
        return
    console = Console(width=terminal_width(), highlight=False)
    for section, places in _sections(table, apart=bool(compared)):
        title = " · ".join(part for part in (section or table.title, scope) if part)
        console.print(_drawn(table, places, compared, sound(title)))


def _sections(table: Table, *, apart: bool) -> Iterator[tuple[str, list[int]]]:
    """The columns that are drawn together: those of a section, or each with its changes."""
    names = [heads(table)[len(table.by) + n] if apart else one.section for n, one in enumerate(table.columns)]
    for name in dict.fromkeys(names):
        yield name, [number for number, other in enumerate(names) if other == name]


def _drawn(table: Table, places: Sequence[int], compared: Comparisons, title: str) -> Drawn:
    drawn = Drawn(box=SIMPLE_HEAD, title=title, title_justify="left", title_style="bold", pad_edge=False)
    for name in table.by:
        drawn.add_column(name, no_wrap=True)
    for place in places:
        drawn.add_column(table.columns[place].label, justify="right")
        if compared:
            for words in _CHANGES:
                drawn.add_column(words, justify="right" if words else "left", style="dim")
    before: tuple[str, ...] = ()
    for row in table.rows:
        drawn.add_row(*_names(row.of, before), *_cells(row, places, compared), end_section=row is table.rows[-1])
        before = row.of
    drawn.add_row(
        *(Text("total" if number == 0 else "", style="bold") for number in range(len(table.by))),
        *_cells(table.total, places, compared, style="bold"),
    )
    return drawn


def _names(of: tuple[str, ...], before: tuple[str, ...]) -> list[Text]:
    """What a row is of; what the row above says too is left out."""
    shared = next((number for number, pair in enumerate(zip(of, before, strict=False)) if pair[0] != pair[1]), len(of))
    told = [Text(sound(key_words(key)), style="dim" if "not known" in key else "") for key in of]
    return [Text("") if before and number < shared else text for number, text in enumerate(told)]


def _cells(row: Row, places: Sequence[int], compared: Comparisons, style: str = "") -> list[Text]:
    cells = []
    for place in places:
        cells.append(_number(row.cells[place], style))
        if compared:
            cells += [Text(words) for words in _changes(compared.get(row.of), place)]
    return cells


def _changes(compared: tuple[Comparison, ...] | None, place: int) -> tuple[str, ...]:
    if compared is None:
        return ("",) * len(_CHANGES)
    one = compared[place]
    return change_words(one.previous), change_words(one.year_before), peak_words(one.peak)


def _number(cell: Cell | None, style: str) -> Text:
    words = cell_words(cell)
    best, gap, bounds = words.partition(" ")
    return Text.assemble((best, "dim" if words == NONE else style), (f"{gap}{bounds}", "dim"))


def _in_tabs(table: Table, compared: Comparisons) -> None:
    for row in (*table.rows, table.total):
        cells = [cell_words(cell, none="0") for cell in row.cells]
        changed = compared.get(row.of)
        more = [word for place in range(len(cells)) for word in _changes(changed, place)] if changed else []
        click.echo("\t".join(sound(part) for part in (*row.of, *cells, *more)))


def draw_cells(
    table: Table, incidents: Mapping[str, Countable], claims_of: Callable[[str], Mapping[str, Sequence[str]]]
) -> None:
    """Every row's incidents, and the claims that their figures stand on."""
    for row in table.rows:
        line()
        line(", ".join(key_words(key) for key in row.of))
        held = dict.fromkeys(key for cell in row.cells if cell for key in cell.incidents)
        for key in held:
            counted = [
                heads(table)[len(table.by) + number]
                for number, cell in enumerate(row.cells)
                if cell and key in cell.incidents and table.columns[number].count != "incidents"
            ]
            _one(incidents[key], counted, claims_of(key))


def _one(one: Countable, counted: Sequence[str], claims: Mapping[str, Sequence[str]]) -> None:
    days = f"{one.first}" if one.first == one.last else f"{one.first}..{one.last}"
    told = [days if one.first else "day not known", one.place or "place not known", type_words(one.type)]
    line(f"{one.id[:SHORT_ID]}  {'  '.join(told)}{'  in ' if counted else ''}{', '.join(counted)}", indent=2)
    for field, ids in claims.items():
        more = f" and {len(ids) - _MOST_CLAIMS} more" if len(ids) > _MOST_CLAIMS else ""
        line(f"{field}: claims {', '.join(key[:SHORT_ID] for key in ids[:_MOST_CLAIMS])}{more}", indent=12)
