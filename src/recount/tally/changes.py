"""How a period stands to others: the one before, the same a year before, and the last one that was as high.

Changes are told of best figures. Where the ranges from low to high overlap, the change is not certain; that is said.
A period without incidents counts as none between the first and the last one of the ledger, and as not known outside.
A figure is called the highest since a period only where at least two periods lie between.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from recount.tally.periods import LENGTHS, Period, parse_period
from recount.tally.tables import Cell, Number, Table

_NONE = Cell()
_LEAST_BACK, _MOST_BACK = 2, 1200  # periods between; a century of months


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A figure beside that of another period."""

    now: Cell
    before: Cell
    against: str

    @property
    def difference(self) -> Number:
        """By how much the best figure rose."""
        return self.now.best - self.before.best

    @property
    def percent(self) -> float | None:
        """The rise in percent; None from nothing."""
        return float(100 * self.difference / self.before.best) if self.before.best else None

    @property
    def certain(self) -> bool:
        """That the ranges of the two do not overlap, and no toll that is open above could make them."""
        rose = self.now.low > self.before.high and not self.before.open
        fell = self.now.high < self.before.low and not self.now.open
        return rose or fell


@dataclass(frozen=True, slots=True, kw_only=True)
class Peak:
    """That a figure is the highest since another period, or of all the ledger's (`since` is None).

    `begins` is the first period of the ledger; `unplaced`: incidents of the years between whose period is not told.
    """

    since: str | None
    begins: str
    unplaced: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A cell of a period beside the period before and a year before; `peak` where it is the highest for a while."""

    previous: Change | None
    year_before: Change | None
    peak: Peak | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One figure over time: a cell for each period that has incidents; `unplaced`: how many incidents fell in none."""

    cells: Mapping[str, Cell]
    first: Period
    last: Period
    unplaced: Mapping[str, int]

    def at(self, period: Period) -> Cell | None:
        """The figure of a period; None outside of the ledger's time."""
        inside = self.first.first <= period.first <= self.last.first
        return self.cells.get(period.key, _NONE) if inside else None


def compare_periods(series: Series, period: Period) -> Comparison:
    """How a period stands to others in its series."""
    now = series.at(period) or _NONE
    return Comparison(
        previous=_change(series, now, period.before),
        year_before=_change(series, now, period.year_before) if period.length != "year" else None,
        peak=peak(series, period),
    )


def _change(series: Series, now: Cell, against: Period) -> Change | None:
    before = series.at(against)
    return Change(now=now, before=before, against=against.key) if before is not None else None


def peak(series: Series, period: Period) -> Peak | None:
    """Since when the figure was not as high; None where the period before was, or where there is none before."""
    now = series.at(period)
    if now is None or not now.best or period.first <= series.first.first:
        return None
    earlier = period.before
    for back in range(_MOST_BACK):
        cell = series.at(earlier)
        if cell is None or cell.best >= now.best:
            if back < _LEAST_BACK:
                return None
            since = earlier.key if cell is not None else None
            return Peak(since=since, begins=series.first.key, unplaced=_unplaced(series, since, period))
        earlier = earlier.before
    return None


def _unplaced(series: Series, since: str | None, period: Period) -> int:
    first = (since or series.first.key)[:4]
    return sum(
        count for key, count in series.unplaced.items() if not key[:1].isdigit() or first <= key[:4] <= period.key[:4]
    )


def series_of(table: Table, column: int, rest: tuple[str, ...] = ()) -> Series | None:
    """One column of a table over time, for the rows whose other cuts are `rest`; None without a known period.

    The time of the ledger is that of all rows of the table.
    """
    place = next((number for number, name in enumerate(table.by) if name in LENGTHS), None)
    if place is None:
        return None
    known = {key: period for row in table.rows if (period := parse_period(key := row.of[place])) is not None}
    if not known:
        return None
    cells: dict[str, Cell] = {}
    unplaced: dict[str, int] = {}
    for row in table.rows:
        key, cell = row.of[place], row.cells[column]
        if cell is not None and row.of[:place] + row.of[place + 1 :] == rest:
            if key in known:
                cells[key] = cell
            else:
                unplaced[key] = len(cell.incidents)
    periods = [known[key] for key in sorted(known)]
    return Series(cells=cells, first=periods[0], last=periods[-1], unplaced=unplaced)
