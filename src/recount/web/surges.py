"""Surges: weeks with more than the season and the reading let expect, with the baseline they were judged by drawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse

from recount.tally.surges import Surge, Week
from recount.tally.surges_series import MEASURES, Coverage, Measure, Told, Watch, watch_incidents
from recount.web.asking import Asked, asked_of
from recount.web.names import choices, label
from recount.web.page import render
from recount.web.shelf import State
from recount.web.site import Site, site_of, state_of

router = APIRouter(include_in_schema=False)
WIDTH, LEFT, TOP, BASE, HEIGHT = 1060, 44, 12, 200, 236
_MOST = 5000  # incidents that are tested while a reader waits
_WEEKS = 208  # drawn


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One week as it is drawn."""

    week: Week
    until: date
    x: float
    top: float
    surge: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """The weeks with what was expected of them: `mean` and `limit` are points of lines, in stretches without gaps."""

    bars: tuple[Bar, ...]
    mean: tuple[str, ...]
    limit: tuple[str, ...]
    ticks: tuple[tuple[float, str], ...]
    lines: tuple[tuple[float, int], ...]
    step: float
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    base: int = BASE


@router.get("/surges")
def surges(request: Request) -> HTMLResponse:
    """The weekly series of what is asked for, its surges, and the test in words."""
    site, state, asked = site_of(request), state_of(request), asked_of(request)
    measure = _measure(request)
    kept = state.columns.rows(asked)
    number = len(kept)
    name = f"surges {measure} {asked}"
    told = site.remembered(name, lambda: _told(site, state, asked, measure)) if number <= _MOST else None
    return render(
        request,
        "surges.html",
        asked=asked,
        path="/surges",
        measure=measure,
        measures=MEASURES,
        number_asked=number,
        most=_MOST,
        told=told,
        chart=draw(told) if told and told.watched.weeks else None,
        choices=choices(state),
        label=label,
    )


def _measure(request: Request) -> Measure:
    given = request.query_params.get("measure") or "incidents"
    for measure in MEASURES:
        if measure == given:
            return measure
    raise HTTPException(422, f"measure={given[:20]} is none of: {', '.join(MEASURES)}")


def _told(site: Site, state: State, asked: Asked, measure: Measure) -> Told:
    columns = state.columns
    ids = state.catalogue.ids([int(number) for number in columns.numbers[columns.rows(asked)]])
    coverage = Coverage((outlet or None, day) for outlet, day, _ in state.coverage)
    last = max((day for _, day, _ in state.coverage), default=site.now().date())
    watch = Watch(name="what is asked for", measure=measure)
    return watch_incidents(watch, state.search.incidents(ids), state.search.outlets(ids), coverage, until=last)


def draw(told: Told) -> Chart:
    """The last weeks of a series, with the baseline and the limit that a surge passes."""
    weeks, expected = told.watched.weeks[-_WEEKS:], told.watched.expected[-_WEEKS:]
    highest = max([week.count for week in weeks] + [one.limit for one in expected if one] + [1])
    step = round(min((WIDTH - LEFT) / len(weeks), 40.0), 3)
    xs = [round(LEFT + number * step, 2) for number in range(len(weeks))]
    bars = tuple(
        Bar(
            week=week,
            until=week.first + timedelta(days=6),
            x=x,
            top=_y(week.count, highest),
            surge=any(_within(week, surge) for surge in told.watched.surges),
        )
        for week, x in zip(weeks, xs, strict=True)
    )
    return Chart(
        bars=bars,
        mean=_lines(xs, [one.mean if one else None for one in expected], highest, step),
        limit=_lines(xs, [float(one.limit) if one else None for one in expected], highest, step),
        ticks=tuple((bar.x, f"{bar.week.first.year}") for bar in bars if bar.week.first.timetuple().tm_yday <= 7),
        lines=((_y(0, highest), 0), (_y(highest, highest), highest)),
        step=step,
    )


def _y(value: float, highest: int) -> float:
    return round(BASE - (BASE - TOP) * value / highest, 1)


def _within(week: Week, surge: Surge) -> bool:
    return surge.first <= week.first <= surge.last


def _lines(xs: Sequence[float], values: Sequence[float | None], highest: int, step: float) -> tuple[str, ...]:
    """Points of each stretch of weeks that were tested."""
    found: list[list[str]] = [[]]
    for x, value in zip(xs, values, strict=True):
        if value is None:
            found.append([])
        else:
            found[-1].append(f"{round(x + step / 2, 1)},{_y(value, highest)}")
    return tuple(" ".join(points) for points in found if len(points) > 1)
