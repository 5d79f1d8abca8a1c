"""The claims strip: one scale on which every claim of a count is a mark, with low, best and high drawn over it."""

from collections.abc import Sequence
from dataclasses import dataclass

from recount.records import Count, Estimate

WIDTH = 760
LEFT = 260  # where the scale begins; the labels stand before it
RIGHT = 16
ROW = 22


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One claim on the scale: from `x1` to `x2` (equal for an exact figure), open where it is unbounded."""

    x1: float
    x2: float
    y: float
    open_right: bool
    open_left: bool
    standing: bool
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """A drawn scale: ticks as (x, words), marks, and the band of the estimate with its best figure, in pixels."""

    width: int
    height: float
    ticks: tuple[tuple[float, str], ...]
    marks: tuple[Mark, ...]
    band: tuple[float, float] | None
    best: float | None
    axis: float


def draw_strip(estimate: Estimate, claims: Sequence[tuple[Count, bool, str]]) -> Strip | None:
    """Lay out the strip of one estimate; each claim is its count, whether it stands, and its label.

    None where no claim gives a number.
    """
    numbers = [n for count, _, _ in claims for n in (count.low, count.best, count.high) if n is not None]
    if not numbers:
        return None
    top = _round_up(max(*numbers, 1))
    axis = 14 + ROW * len(claims)
    low, high = estimate.low, estimate.high
    first = _x(low if low is not None else 0, top)
    last = _x(high, top) if high is not None else float(WIDTH - RIGHT)
    return Strip(
        width=WIDTH,
        height=axis + 30,
        ticks=tuple((_x(tick, top), f"{tick:,}") for tick in _ticks(top)),
        marks=tuple(
            _mark(count, standing, label, number, top) for number, (count, standing, label) in enumerate(claims)
        ),
        band=(first, last) if low is not None or high is not None else None,
        best=_x(estimate.best, top) if estimate.best is not None else None,
        axis=axis,
    )


def _mark(count: Count, standing: bool, label: str, number: int, top: int) -> Mark:
    known = [n for n in (count.low, count.best, count.high) if n is not None] or [0]
    return Mark(
        x1=_x(min(known), top),
        x2=_x(max(known), top),
        y=18 + ROW * number,
        open_right=count.high is None,
        open_left=count.low is None,
        standing=standing,
        label=label,
    )


def _x(value: float, top: int) -> float:
    """Where a value stands; a fifth of the width is kept free at the right for what is open upwards."""
    return round(LEFT + (WIDTH - LEFT - RIGHT) * 0.8 * value / top, 1)


def _round_up(value: int) -> int:
    """The next number that makes an even scale: 1, 2 or 5 times a power of ten, in at most five steps."""
    step = int("1" + "0" * (len(str(value)) - 1))
    return next(top for top in (step, 2 * step, 3 * step, 4 * step, 5 * step, 8 * step, 10 * step) if top >= value)


def _ticks(top: int) -> list[int]:
    steps = next(n for n in (4, 5, 3, 2, 1) if top % n == 0)
    return [top * number // steps for number in range(steps + 1)]
