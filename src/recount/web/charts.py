"""Charts laid out on the server: the timeline with the coverage strip under it, in pixels of its own canvas."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal

import numpy as np
from markupsafe import Markup, escape

from recount.web.coded import Numbers, Rows
from recount.web.columns import Columns

Unit = Literal["day", "month", "year"]
WIDTH, LEFT = 1060, 44
ABOVE, BELOW = (16, 96), (126, 206)  # top and base of the two charts
READ = 222
HEIGHT = 266
_DAYS, _MONTHS = 62, 240  # up to so many days or months are drawn one by one
_SHADES = 4
_DRAWN = ("killed_low", "killed_best", "killed_high")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """One stretch of time: what happened in it, and where its marks stand."""

    label: str
    since: date
    until: date
    incidents: int
    low: int
    best: int
    high: int
    documents: int
    x: float
    middle: float
    top: float
    low_y: float
    best_y: float
    high_y: float
    shade: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The drawn timeline; `left_out` are incidents whose day, month or year is not known well enough."""

    unit: Unit
    bins: tuple[Bin, ...]
    ticks: tuple[tuple[float, str], ...]
    lines_above: tuple[tuple[float, int], ...]
    lines_below: tuple[tuple[float, int], ...]
    step: float
    left_out: int
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    base_above: int = ABOVE[1]
    base_below: int = BELOW[1]
    title_below: int = BELOW[0] - 6
    title_read: int = READ - 4
    read_y: int = READ

    @property
    def gap(self) -> float:
        """Free space to the left of a bar."""
        return round(min(2.0, self.step * 0.15), 2)

    @property
    def bar(self) -> float:
        """The width of a bar; few bins do not make broad ones."""
        return round(min(self.step - 2 * self.gap, 28.0), 2)

    @property
    def bars(self) -> str:
        """The incidents of all stretches as one outline: one thing to draw instead of hundreds."""
        return "".join(self._bar(one.x, one.top, self.base_above) for one in self.bins if one.incidents)

    @property
    def tolls(self) -> str:
        """The killed of all stretches, at best."""
        return "".join(self._bar(one.x, one.best_y, self.base_below) for one in self.bins if one.high)

    def _bar(self, x: float, top: float, base: int) -> str:
        return f"M{x + self.gap:.2f} {base}V{top}h{self.bar}V{base}z"

    @property
    def whiskers(self) -> str:
        """From the lowest to the highest figure, where they differ."""
        return "".join(f"M{one.middle} {one.low_y}V{one.high_y}" for one in self.bins if one.low_y != one.high_y)

    @property
    def strips(self) -> tuple[tuple[int, str], ...]:
        """How much was read, shade by shade."""
        held: dict[int, list[str]] = {}
        for one in self.bins:
            held.setdefault(one.shade, []).append(f"M{one.x} {self.read_y}h{self.step}v12h-{self.step}z")
        return tuple((shade, "".join(parts)) for shade, parts in sorted(held.items()))

    def rows(self, base: str) -> Markup:
        """The stretches as rows of a table, each a link that adds itself to an address; numbers and days only."""
        return Markup("\n").join(_as_row(number, one, escape(base)) for number, one in enumerate(self.bins))


def _as_row(number: int, one: Bin, base: Markup) -> Markup:
    if not one.incidents and not one.documents:
        return Markup()
    cells = (f"{one.incidents:,}", f"{one.best:,}", f"{one.low:,}–{one.high:,}", f"{one.documents:,}")
    told = "".join(f'<td class="num">{cell}</td>' for cell in cells)
    link = f"{base}since={one.since}&amp;until={one.until}"
    return Markup(f'<tr data-n="{number}"><td><a href="{link}">{one.label}</a></td>{told}</tr>')  # noqa: S704 - no words of others


def draw_timeline(columns: Columns, kept: Rows, days_read: tuple[Numbers, Numbers]) -> Timeline | None:
    """The timeline of some incidents; None where none of them has a known month."""
    drawable = kept[columns.monthly[kept]]
    if not len(drawable):
        return None
    days = columns.first[drawable]
    first, last = date.fromordinal(int(days.min())), date.fromordinal(int(days.max()))
    unit = _unit(first, last)
    shown = drawable[columns.daily[drawable]] if unit == "day" else drawable
    if not len(shown):
        unit, shown = "month", drawable
    starts = _starts(first, last, unit)
    sums = columns.sums(shown, _groups(columns, shown, starts[0], unit), len(starts) - 1, _DRAWN)
    read = _read(days_read, np.array([start.toordinal() for start in starts]))
    return _laid_out(unit, starts, sums, read, len(kept) - len(shown))


def _groups(columns: Columns, shown: Rows, first: date, unit: Unit) -> Numbers:
    """The number of the stretch that each incident is in."""
    if unit == "day":
        return columns.first[shown] - first.toordinal()
    months: Numbers = columns.month[shown]
    return months // 12 - first.year if unit == "year" else months - (first.year * 12 + first.month - 1)


def _unit(first: date, last: date) -> Unit:
    if (last - first).days < _DAYS:
        return "day"
    return "month" if (last.year - first.year) * 12 + last.month - first.month < _MONTHS else "year"


def _starts(first: date, last: date, unit: Unit) -> list[date]:
    """The first day of each stretch, and of the one after the last."""
    if unit == "day":
        return [first + timedelta(days=number) for number in range((last - first).days + 2)]
    if unit == "year":
        return [date(year, 1, 1) for year in range(first.year, last.year + 2)]
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month + 1)
    return [date(month // 12, month % 12 + 1, 1) for month in months]


def _read(days_read: tuple[Numbers, Numbers], edges: Numbers) -> Numbers:
    days, numbers = days_read
    inside = (days >= edges[0]) & (days < edges[-1])
    places = np.searchsorted(edges, days[inside], side="right") - 1
    return np.bincount(places, weights=numbers[inside], minlength=len(edges) - 1).astype(np.int64)


def _laid_out(unit: Unit, starts: Sequence[date], sums: dict[str, Numbers], read: Numbers, left_out: int) -> Timeline:
    step = round(min((WIDTH - LEFT) / (len(starts) - 1), 60.0), 3)
    most, deadliest = _round_up(int(sums["incidents"].max())), _round_up(int(sums["killed_high"].max()))
    busiest = max(int(read.max()), 1)
    bins = []
    for number, (since, following) in enumerate(pairwise(starts)):
        low, best, high = (int(sums[f"killed_{end}"][number]) for end in ("low", "best", "high"))
        x = round(LEFT + number * step, 2)
        documents = int(read[number])
        bins.append(
            Bin(
                label=_label(since, unit),
                since=since,
                until=following - timedelta(days=1),
                incidents=int(sums["incidents"][number]),
                low=low,
                best=best,
                high=high,
                documents=documents,
                x=x,
                middle=round(x + min(step, 32.0) / 2, 2),
                top=_y(int(sums["incidents"][number]), most, ABOVE),
                low_y=_y(low, deadliest, BELOW),
                best_y=_y(best, deadliest, BELOW),
                high_y=_y(high, deadliest, BELOW),
                shade=0 if not documents else min(_SHADES, 1 + int(_SHADES * documents / (busiest + 1))),
            )
        )
    return Timeline(
        unit=unit,
        bins=tuple(bins),
        ticks=_ticks(bins, unit),
        lines_above=_lines(most, ABOVE),
        lines_below=_lines(deadliest, BELOW),
        step=step,
        left_out=left_out,
    )


def _y(value: int, most: int, span: tuple[int, int]) -> float:
    top, base = span
    return round(base - (base - top) * value / most, 1)


def _lines(most: int, span: tuple[int, int]) -> tuple[tuple[float, int], ...]:
    values = (0, most // 2, most) if most % 2 == 0 else (0, most)
    return tuple((_y(value, most, span), value) for value in values)


def _round_up(value: int) -> int:
    """The next number that makes an even scale."""
    step = int("1" + "0" * (len(str(max(value, 1))) - 1))
    return next(top for top in (step, 2 * step, 4 * step, 6 * step, 8 * step, 10 * step) if top >= max(value, 1))


def _label(day: date, unit: Unit) -> str:
    return {"day": f"{day.day} {day:%b %Y}", "month": f"{day:%b %Y}", "year": f"{day.year}"}[unit]


def _ticks(bins: Sequence[Bin], unit: Unit) -> tuple[tuple[float, str], ...]:
    """Labels under the chart, with enough room between them."""
    named = [(one.x, _tick(one.since, unit)) for one in bins if unit != "month" or one.since.month == 1]
    if len(named) < 2:  # within one year: every month
        named = [(one.x, one.label) for one in bins]
    kept: list[tuple[float, str]] = []
    for x, label in named:
        if (not kept or x - kept[-1][0] >= 9 * len(label)) and x <= WIDTH - 7 * len(label):
            kept.append((x, label))
    return tuple(kept)


def _tick(day: date, unit: Unit) -> str:
    return f"{day.day} {day:%b}" if unit == "day" else f"{day.year}"
