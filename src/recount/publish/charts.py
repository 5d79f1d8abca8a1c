"""Charts as SVG, drawn here: columns over time with low and high, bars side by side, days as a strip.

Every chart comes with words that say what it shows, for those who do not see it. Nothing is fetched and nothing runs.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

INK, QUIET, LINE, PAPER = "#1b2430", "#5c6873", "#d5dade", "#ffffff"
DEEP, ACCENT, PALE, WASH = "#7c1d1d", "#b5442f", "#e9c9bd", "#f4f1ec"
BLUE = "#27506f"
FONT = "'Source Sans 3', 'Noto Sans', 'DejaVu Sans', sans-serif"


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """An SVG with the words that stand for it."""

    svg: str
    alt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A value with how low and how high it may be; `faint` where it is there for comparison only."""

    label: str
    best: float
    low: float = 0
    high: float = 0
    faint: bool = False
    note: str = ""


def drawing(width: float, height: float, parts: Sequence[str], alt: str) -> Drawing:
    """An SVG of a size out of its parts."""
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}" '
        f'height="{height:g}" role="img" font-family="{escape(FONT, quote=False)}">'
    )
    return Drawing(svg=f"{head}<title>{escape(alt)}</title>{''.join(parts)}</svg>", alt=alt)


def text(x: float, y: float, words: str, *, size: float = 11, fill: str = QUIET, more: str = "") -> str:
    """Words at a place; `more` are further attributes."""
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" fill="{fill}" {more}>{escape(words)}</text>'


def rule(x1: float, y1: float, x2: float, y2: float, *, stroke: str = LINE, width: float = 1, more: str = "") -> str:
    """A straight line."""
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{stroke}" '
        f'stroke-width="{width:g}" {more}/>'
    )


def box(x: float, y: float, width: float, height: float, *, fill: str, more: str = "") -> str:
    """A filled rectangle."""
    place = f'x="{x:.1f}" y="{y:.1f}" width="{max(width, 0):.1f}" height="{max(height, 0):.1f}"'
    return f'<rect {place} fill="{fill}" {more}/>'


def even(value: float) -> float:
    """The next number that makes an even scale: 1, 2, 2.5 or 5 times a power of ten."""
    step = 1.0
    while value > step * 10:
        step *= 10
    return next((top * step for top in (1, 2, 2.5, 4, 5, 8, 10) if top * step >= value), 10 * step)


def columns_over_time(bars: Sequence[Bar], *, title: str, width: float = 660, height: float = 172) -> Drawing:
    """A column for each period, with a line from low to high; the last ones are those reported on."""
    left, right, top, bottom = 38.0, 6.0, 18.0, 26.0
    most = even(max((max(bar.best, bar.high) for bar in bars), default=0) or 1)
    floor, room = height - bottom, height - top - bottom
    step = (width - left - right) / max(len(bars), 1)
    parts = []
    for tick in range(5):
        value = most * tick / 4
        y = floor - room * tick / 4
        parts += [rule(left, y, width - right, y, stroke=QUIET if tick == 0 else LINE, width=0.6)]
        if value == int(value):
            parts.append(text(left - 6, y + 3.6, f"{value:,.0f}", more='text-anchor="end"'))
    for number, bar in enumerate(bars):
        x = left + step * number
        parts += _column(bar, (x, step, floor), room / most)
    told = "; ".join(f"{bar.label} {_value(bar)}" for bar in bars)
    return drawing(width, height, parts, f"{title}. {told}.")


def _column(bar: Bar, place: tuple[float, float, float], scale: float) -> list[str]:
    x, step, floor = place
    wide = min(step * 0.62, 40)
    middle, height = x + step / 2, bar.best * scale
    parts = [box(middle - wide / 2, floor - height, wide, height, fill=PALE if bar.faint else ACCENT)]
    if bar.high > bar.low:
        low, high = floor - bar.low * scale, floor - bar.high * scale
        parts += [rule(middle, low, middle, high, stroke=INK, width=1.2)]
        parts += [rule(middle - 3, y, middle + 3, y, stroke=INK, width=1.2) for y in (low, high)]
    top = floor - max(height, bar.high * scale if bar.high > bar.low else 0)
    parts.append(
        text(middle, top - 4, f"{bar.best:,.0f}{bar.note}", size=10.5, fill=QUIET if bar.faint else INK, more=_CENTRE)
    )
    weight = "" if bar.faint else ' font-weight="600"'
    parts.append(
        text(middle, floor + 15, bar.label, size=10.5, fill=QUIET if bar.faint else INK, more=_CENTRE + weight)
    )
    return parts


_CENTRE = 'text-anchor="middle"'


def _value(bar: Bar) -> str:
    spread = f" ({bar.low:,.0f} to {bar.high:,.0f})" if bar.high > bar.low else ""
    return f"{bar.best:,.0f}{spread}"


def bars_across(bars: Sequence[Bar], *, title: str, width: float = 660, label: float = 190) -> Drawing:
    """A bar a line, the largest scale for all, with a line from low to high and the figure behind it."""
    row, top = 23.0, 4.0
    most = max((max(bar.best, bar.high) for bar in bars), default=0) or 1
    room = 14 + 5.8 * max((len(_value(bar)) for bar in bars), default=0)
    scale = (width - label - room) / most
    parts = [rule(label, top, label, top + row * len(bars), stroke=QUIET, width=0.6)]
    for number, bar in enumerate(bars):
        y = top + row * number
        parts.append(
            text(label - 8, y + 15.5, shortened(bar.label, label / 5.9), size=11.5, fill=INK, more='text-anchor="end"')
        )
        parts.append(box(label, y + 4.5, bar.best * scale, row - 9, fill=PALE if bar.faint else ACCENT))
        end = label + bar.best * scale
        if bar.high > bar.low:
            low, high = label + bar.low * scale, label + bar.high * scale
            parts.append(rule(low, y + row / 2, high, y + row / 2, stroke=INK, width=1.2))
            parts += [rule(x, y + row / 2 - 3, x, y + row / 2 + 3, stroke=INK, width=1.2) for x in (low, high)]
            end = max(end, high)
        parts.append(text(end + 6, y + 15.5, f"{_value(bar).replace(' to ', '–')}{bar.note}", fill=INK))
    told = "; ".join(f"{bar.label}: {_value(bar)}" for bar in bars)
    return drawing(width, top * 2 + row * max(len(bars), 1), parts, f"{title}. {told}.")


def days_strip(days: Sequence[tuple[str, int]], *, title: str, width: float = 660) -> Drawing:
    """A square a day, the darker the more articles were read; days without any are hollow."""
    most = max((count for _, count in days), default=0) or 1
    step = width / max(len(days), 1)
    side = min(step - 2, 26)
    parts = []
    for number, (label, count) in enumerate(days):
        x = number * step + (step - side) / 2
        if count:
            shade = 0.25 + 0.75 * count / most
            parts.append(box(x, 2, side, side, fill=BLUE, more=f'fill-opacity="{shade:.2f}" rx="2"'))
        else:
            parts.append(box(x, 2, side, side, fill="none", more=f'stroke="{ACCENT}" stroke-dasharray="2 2" rx="2"'))
        if len(days) <= 62:
            parts.append(text(x + side / 2, side + 14, label, size=9, more=_CENTRE))
    empty = [label for label, count in days if not count]
    told = f"Nothing was read on: {', '.join(empty)}" if empty else "Something was read on each of them"
    return drawing(width, side + 18, parts, f"{title}. {len(days)} days. {told}.")


def shortened(words: str, most: float) -> str:
    """Words with an ellipsis where they are longer than fits."""
    return words if len(words) <= most else f"{words[: int(most) - 1].rstrip()}…"
