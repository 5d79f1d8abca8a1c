"""Tables in words: the same numbers and rules on the terminal, in JSON and CSV, and in a bulletin."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from recount.publish.exports import csv_row
from recount.tally.changes import Change, Comparison, Peak
from recount.tally.periods import parse_period
from recount.tally.selection import Selection
from recount.tally.tables import Cell, Number, Table

PEOPLE = ("low", "best", "high", "open")
NOT_TOLD_APART = "n/a"
NONE = "·"


def number_words(number: Number) -> str:
    """1,030; shares of an incident with one decimal."""
    return f"{float(number):,.1f}" if isinstance(number, Fraction) else f"{number:,}"


def cell_words(cell: Cell | None, *, none: str = NONE) -> str:
    """The best figure, and behind it from low to high where they differ: 12, "12 (10–15)", "12+" without a bound."""
    if cell is None:
        return NOT_TOLD_APART
    if not cell.incidents:
        return none
    best, open_ = number_words(cell.best), "+" if cell.open else ""
    if cell.low == cell.high:
        return f"{best}{open_}"
    return f"{best} ({number_words(cell.low)}–{number_words(cell.high)}{open_})"


def key_words(key: str) -> str:
    """A row's key as a reader calls it: 2019-01 is January 2019."""
    known, _, rest = key.partition(", ")
    period = parse_period(known)
    if period is None:
        return key.replace("_", " ")
    told = {
        "year": f"{period.first.year}",
        "month": f"{period.first:%B %Y}",
        "week": f"week {known[-2:]} of {known[:4]}",
        "day": f"{period.first.day} {period.first:%B %Y}",
    }[period.length]
    return f"{told}, {rest}" if rest else told


def change_words(change: Change | None) -> str:
    """+3 (+12%); with ≈ where the ranges overlap, "–" where the ledger does not reach back so far."""
    if change is None:
        return "–"
    percent = "" if change.percent is None else f" ({change.percent:+.0f}%)"
    sure = "" if change.certain or not change.difference else "≈ "
    difference = change.difference
    told = "±0" if not difference else f"{'+' if difference > 0 else '−'}{number_words(max(difference, -difference))}"
    return f"{sure}{told}{percent if difference else ''}"


def peak_words(peak: Peak | None) -> str:
    """Highest since May 2017, or of all the ledger."""
    if peak is None:
        return ""
    if peak.since is None:
        return f"highest since the ledger begins ({key_words(peak.begins)})"
    return f"highest since {key_words(peak.since)}"


def heads(table: Table) -> list[str]:
    """The names of a table's columns, cuts first."""
    return [*table.by, *(f"{one.section}: {one.label}" if one.section else one.label for one in table.columns)]


def outside_notes(table: Table, selection: Selection) -> Iterator[str]:
    """What a table does not count, and why, in sentences."""
    if selection.perhaps:
        yield (
            f"{_incidents(selection.perhaps)} may have been in these days, but the reports do not tell the day closely"
            f" enough: not counted ({_ids([one.id for one in selection.perhaps])})."
        )
    if selection.undated:
        yield f"of the area, {_incidents(selection.undated)} without a known day: not counted."
    if selection.elsewhere_perhaps:
        yield f"of the country, {_incidents(selection.elsewhere_perhaps)} without a known province: not counted."
    if table.outside.incidents:
        number = len(table.outside.incidents)
        held = "stands" if number == 1 else "stand"
        yield (
            f"{_number_of(number)} {held} in no column of incidents of this layout ({_ids(table.outside.incidents)})."
        )
    yield from table.notes


def _incidents(found: Sequence[object]) -> str:
    return _number_of(len(found))


def _number_of(number: int) -> str:
    return f"{number:,} {'incident' if number == 1 else 'incidents'}"


def _ids(ids: Sequence[str], most: int = 5) -> str:
    return ", ".join(key[:8] for key in ids[:most]) + (" …" if len(ids) > most else "")


def table_as_json(table: Table, comparisons: dict[tuple[str, ...], tuple[Comparison, ...]]) -> dict[str, Any]:
    """A table with low, best, high and the incidents of every cell."""
    return {
        "title": table.title,
        "by": list(table.by),
        "columns": [{"section": c.section, "label": c.label, "count": c.count, "of": c.of} for c in table.columns],
        "rows": [
            {"of": dict(zip(table.by, row.of, strict=True)), "cells": [_cell(cell) for cell in row.cells]}
            | ({"compared": [_compared(one) for one in comparisons[row.of]]} if row.of in comparisons else {})
            for row in table.rows
        ],
        "total": [_cell(cell) for cell in table.total.cells],
        "outside": list(table.outside.incidents),
        "notes": list(table.notes),
    }


def _plain(number: Number) -> int | float:
    return float(number) if isinstance(number, Fraction) else number


def _cell(cell: Cell | None) -> dict[str, Any] | None:
    if cell is None:
        return None
    numbers = {"low": _plain(cell.low), "best": _plain(cell.best), "high": _plain(cell.high), "open": cell.open}
    return {**numbers, "incidents": list(cell.incidents)}


def _compared(one: Comparison) -> dict[str, Any]:
    return {
        "previous": _change(one.previous),
        "year_before": _change(one.year_before),
        "highest_since": peak_words(one.peak) or None,
    }


def _change(change: Change | None) -> dict[str, Any] | None:
    if change is None:
        return None
    difference = _plain(change.difference)
    return {
        "against": change.against, "difference": difference, "percent": change.percent, "certain": change.certain,
    }  # fmt: skip


def table_as_csv(table: Table) -> Iterator[str]:
    """A row a line, the total last; people as low, best, high, and open: how many tolls have no upper bound."""
    names = list(table.by)
    for head, column in zip(heads(table)[len(table.by) :], table.columns, strict=True):
        names += [head] if column.count == "incidents" else [f"{head}, {bound}" for bound in PEOPLE]
    yield csv_row(names)
    for row in (*table.rows, table.total):
        cells: list[object] = list(row.of)
        for cell, column in zip(row.cells, table.columns, strict=True):
            numbers = [] if cell is None else [_plain(one) for one in (cell.low, cell.best, cell.high, cell.open)]
            cells += numbers[1:2] or [None] if column.count == "incidents" else numbers or [None] * len(PEOPLE)
        yield csv_row(cells)
