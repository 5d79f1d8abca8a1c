"""Other projects' tables, read by their header: byte-order marks, other orders and further columns do no harm.

A row that cannot be read is set aside with its number and the reason.
"""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from recount.errors import TableError
from recount.publish.formats import acled, ged, gtd, monitor
from recount.publish.formats.seam import Format
from recount.tally.events import Event

MOST_ROWS = 2_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A table that can be read: its project, the columns it needs; `marks` tell it from the others."""

    project: str
    marks: frozenset[str]
    needs: tuple[str, ...]
    form: Format | None
    read: Callable[[Mapping[str, str], int], Event]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A row that was set aside: its number in the file, the header being 1, and why."""

    row: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table as read."""

    layout: Layout
    events: tuple[Event, ...]
    unread: tuple[Unread, ...]


LAYOUTS = (
    Layout(
        project="ACLED",
        marks=frozenset({"event_id_cnty", "sub_event_type"}),
        needs=("event_id_cnty", "event_date", "country", "fatalities"),
        form=acled.FORMAT,
        read=lambda cells, _: acled.read_back(cells),
    ),
    Layout(
        project="UCDP GED",
        marks=frozenset({"type_of_violence", "date_start", "deaths_civilians"}),
        needs=("id", "date_start", "date_end", "country", "best", "high", "low"),
        form=ged.FORMAT,
        read=lambda cells, _: ged.read_back(cells),
    ),
    Layout(
        project="GTD",
        marks=frozenset({"iyear", "gname", "nkill"}),
        needs=("eventid", "iyear", "imonth", "iday", "country_txt", "nkill"),
        form=gtd.FORMAT,
        read=lambda cells, _: gtd.read_back(cells),
    ),
)
_MONITOR = Layout(project="a monitor's table", marks=frozenset(), needs=(), form=None, read=monitor.read_row)


def read_table(lines: Iterable[str]) -> Table:
    """The rows of a table as events; raises TableError for a header that lacks what is needed."""
    begun = iter(lines)
    first = next(begun, "").removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}")
    if not first.strip():
        raise TableError("the table is empty", advice="Give a CSV file with a header in its first line")
    rows = csv.reader(chain((first,), begun), delimiter=_delimiter(first))
    try:
        return _read(rows)
    except csv.Error as error:
        raise TableError(f"it is no CSV table: {error}", advice="Save it as CSV in UTF-8") from error


def _delimiter(header: str) -> str:
    return max(",;\t", key=header.count)


def _read(rows: Iterator[list[str]]) -> Table:
    header = [name.strip() for name in next(rows)]
    layout = layout_of(header)
    names = [name.lower() for name in header] if layout.form else header
    events, unread = [], []
    for number, cells in enumerate(rows, start=2):
        if number > MOST_ROWS:
            raise TableError(f"the table has more than {MOST_ROWS:,} rows", advice="Cut it to the days to be compared")
        if not any(cells):
            continue
        try:
            events.append(_event(layout, names, cells, number))
        except (ValueError, OverflowError) as error:
            unread.append(Unread(row=number, reason=str(error)))
    return Table(layout=layout, events=tuple(events), unread=tuple(unread))


def _event(layout: Layout, names: list[str], cells: list[str], number: int) -> Event:
    if len(cells) != len(names):
        raise ValueError(f"it has {len(cells)} cells where the header has {len(names)}")
    event = layout.read({name: _plain(cell) for name, cell in zip(names, cells, strict=True)}, number)
    if event.first > event.last:
        raise ValueError(f"its last day {event.last} is before its first day {event.first}")
    return event


def _plain(cell: str) -> str:
    """A cell without the mark that keeps a spreadsheet from running it."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in {"=", "+", "-", "@", "\t", "\r"} else cell


def layout_of(header: Iterable[str]) -> Layout:
    """Whose table a header is of; raises TableError naming the columns that are missing."""
    told = [name.strip() for name in header]
    names = {name.lower() for name in told}
    twice = sorted({name for name in told if name and told.count(name) > 1})
    if twice:
        raise TableError(f"the column {twice[0]!r} stands in the header twice", advice="Give each column its own name")
    layout = next((one for one in LAYOUTS if one.marks & names), None)
    if layout is None:
        return _monitor(told)
    missing = [name for name in layout.needs if name not in names]
    if missing:
        advice = "Export the table anew with these columns; their order does not matter"
        raise TableError(f"the {layout.project} table lacks the columns {', '.join(missing)}", advice=advice)
    return layout


def _monitor(header: list[str]) -> Layout:
    found = monitor.columns_of(header)
    missing = [one for one in ("date",) if one not in found]
    if not {"killed", "killed_parts"} & set(found):
        missing.append("killed (or killed by group)")
    if not {"place", "district", "province"} & set(found):
        missing.append("place, district or province")
    if missing:
        advice = "UCDP GED, ACLED, GTD and tables of attacks with a date, a place and the killed can be read"
        raise TableError(f"the table lacks the columns {', '.join(missing)}", advice=advice)
    return _MONITOR
