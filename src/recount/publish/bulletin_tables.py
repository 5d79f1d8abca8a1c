"""Tables of a bulletin: cells as words, each leading to a note with the numbers of its incidents."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from recount.ledger.counting import Countable
from recount.publish.table_words import cell_words, key_words
from recount.publish.words import TYPES, sentence_case
from recount.tally.tables import Cell, Row, Table

_MOST_RUNS = 60


class Numbers:
    """The numbers that incidents bear in one bulletin: 1, 2, 3 in the order of their days."""

    def __init__(self, incidents: Sequence[Countable]) -> None:
        self._of = {one.id: number for number, one in enumerate(incidents, 1)}

    def of(self, incident: str) -> int:
        """The number of an incident; 0 for one that is not of the bulletin."""
        return self._of.get(incident, 0)

    def runs(self, incidents: Iterable[str]) -> str:
        """The numbers of some incidents, runs together: 1–3, 7, 9–12."""
        held = sorted({number for key in incidents if (number := self.of(key))})
        told = [str(first) if first == last else f"{first}–{last}" for first, last in _runs(held)]
        more = len(told) - _MOST_RUNS
        return ", ".join(told[:_MOST_RUNS]) + (f" and {more} more (all in cells.csv)" if more > 0 else "")


def _runs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    first = last = 0
    for number in numbers:
        if last and number == last + 1:
            last = number
            continue
        if last:
            yield first, last
        first = last = number
    if last:
        yield first, last


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedCell:
    """A cell as it is printed: the best figure, the range behind it, and whether there is anything to follow."""

    best: str
    spread: str
    cell: Cell | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedRow:
    """A row with its note: what of it rests on which incidents, column by column."""

    name: str
    cells: tuple[PrintedCell, ...]
    anchor: str
    mark: str
    note: tuple[tuple[str, str], ...]
    faint: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A table as it is printed."""

    key: str
    title: str
    head: str
    columns: tuple[str, ...]
    rows: tuple[PrintedRow, ...]
    total: PrintedRow
    source: str = ""
    notes: tuple[str, ...] = ()


_HEADS = {"actor": "Actor", "type": "Form", "victim class": "Victims"}


def printed(
    table: Table, numbers: Numbers, *, key: str, section: str | None = None, source: str = "", last: bool = True
) -> Printed:
    """A table, or a section of its columns, in words; rows without anything in them are left out."""
    places = [n for n, column in enumerate(table.columns) if section is None or column.section == section]
    columns = tuple(sentence_case(table.columns[place].label) for place in places)
    rows = [row for row in table.rows if any((cell := row.cells[place]) and cell.incidents for place in places)]
    return Printed(
        key=key,
        title=section or table.title,
        head=_HEADS.get(table.by[0], sentence_case(table.by[0])),
        columns=columns,
        rows=tuple(_row(row, places, columns, numbers, f"{key}-{n}") for n, row in enumerate(rows, 1)),
        total=_row(table.total, places, columns, numbers, f"{key}-total"),
        source=source if last else "",
        notes=table.notes if last else (),
    )


def _row(row: Row, places: Sequence[int], columns: Sequence[str], numbers: Numbers, anchor: str) -> PrintedRow:
    cells = [row.cells[place] for place in places]
    name = key_words(TYPES.get(row.of[0], row.of[0]))
    return PrintedRow(
        name=sentence_case(name),
        cells=tuple(_cell(cell) for cell in cells),
        anchor=anchor,
        mark=anchor.rpartition("-")[2],
        note=tuple(_note(cells, columns, numbers)),
        faint="not known" in name or "not told" in name or "not named" in name,
    )


def _note(cells: Sequence[Cell | None], columns: Sequence[str], numbers: Numbers) -> Iterator[tuple[str, str]]:
    """The incidents of each column; columns that rest on the same ones are named together."""
    held: dict[str, list[str]] = {}
    for cell, column in zip(cells, columns, strict=True):
        if cell and cell.incidents:
            held.setdefault(numbers.runs(cell.incidents), []).append(column.lower())
    for runs, named in held.items():
        yield sentence_case(", ".join(named)), runs


def _cell(cell: Cell | None) -> PrintedCell:
    best, _, spread = cell_words(cell, none="–").partition(" ")
    return PrintedCell(best=best, spread=spread.strip("()"), cell=cell)
