"""The charts and the map of a bulletin, out of the same counts as its tables."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from recount.ledger.counting import Countable
from recount.publish.charts import Bar, Drawing, bars_across, columns_over_time
from recount.publish.formats.facts import where_of
from recount.publish.maps import Spot, draw_map
from recount.publish.table_words import key_words
from recount.publish.words import TYPES, sentence_case, total
from recount.records import Incident
from recount.tally.changes import Series, series_of
from recount.tally.periods import Period, period_of
from recount.tally.selection import Area
from recount.tally.tables import Cell, plain_layout, tabulate

_MONTHS_SHOWN, _YEARS_SHOWN, _MOST_BARS = 13, 8, 12
_INCIDENTS, _KILLED = 0, 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Pictures:
    """The pictures of a bulletin; None where there is nothing to draw."""

    killed: Drawing | None
    incidents: Drawing | None
    within: Drawing | None
    places: Drawing | None
    types: Drawing | None
    victims: Drawing | None
    map: Drawing | None
    on_map: str


def draw_pictures(
    area: Area, period: Period, inside: Sequence[Countable], earlier: Sequence[Countable], told: Sequence[Incident]
) -> Pictures:
    """All pictures of a period in an area; `told` are the incidents whose places can be drawn one by one."""
    table = tabulate(earlier, plain_layout((period.length,)))
    place = "district" if area.province else "province" if area.country else "country"
    spots, words = _spots(told, len(inside))
    return Pictures(
        killed=_over_time(series_of(table, _KILLED), period, "People killed"),
        incidents=_over_time(series_of(table, _INCIDENTS), period, "Incidents"),
        within=_months(inside, period),
        places=_bars(inside, place, f"People killed by {place}", area),
        types=_bars(inside, "type", "People killed by form of violence", area),
        victims=_bars(inside, "victim class", "People killed by class", area),
        map=draw_map(area.country, _by_province(inside), spots, title=f"{area.name}, {key_words(period.key)}")
        if area.country
        else None,
        on_map=words,
    )


def _over_time(series: Series | None, period: Period, title: str) -> Drawing | None:
    """The period and those before it, within the ledger's time; those of the year before in full tint."""
    if series is None:
        return None
    bars: list[Bar] = []
    at = period
    for _ in range(_YEARS_SHOWN if period.length == "year" else _MONTHS_SHOWN):
        cell = series.at(at)
        if cell is not None:
            bars.append(_bar(_short(at), cell, faint=at != period))
        at = at.before
    return columns_over_time(bars[::-1], title=title) if len(bars) > 1 else None


def _months(inside: Sequence[Countable], period: Period) -> Drawing | None:
    """A year month by month."""
    if period.length != "year":
        return None
    rows = {row.of[0]: row.cells[_KILLED] or Cell() for row in tabulate(inside, plain_layout(("month",))).rows}
    months = [period_of(date(period.first.year, number, 1), "month") for number in range(1, 13)]
    bars = [_bar(f"{month.first:%b}", rows.get(month.key, Cell())) for month in months]
    return columns_over_time(bars, title=f"People killed by month, {period.key}")


def _bar(label: str, cell: Cell, *, faint: bool = False) -> Bar:
    note = "+" if cell.open else ""
    return Bar(label=label, best=float(cell.best), low=float(cell.low), high=float(cell.high), faint=faint, note=note)


def _short(period: Period) -> str:
    if period.length == "month":
        return f"{period.first:%b} {period.first:%y}" if period.first.month == 1 else f"{period.first:%b}"
    return period.key


def _bars(inside: Sequence[Countable], cut: str, title: str, area: Area) -> Drawing | None:
    """A bar for each row with dead, the longest first, what is not known last; the small ones together."""
    rows = tabulate(inside, plain_layout((cut,)), one_country=area.country is not None).rows
    cells = [(row.of[0], row.cells[_KILLED] or Cell()) for row in rows]
    found = sorted(
        ((name, cell) for name, cell in cells if cell.high),
        key=lambda pair: (_vague(pair[0]), -pair[1].best, pair[0]),
    )
    bars = [_bar(sentence_case(key_words(TYPES.get(name, name))), cell, faint=_vague(name)) for name, cell in found]
    return bars_across(_fewer(bars), title=title) if bars else None


def _fewer(bars: list[Bar]) -> list[Bar]:
    if len(bars) <= _MOST_BARS:
        return bars
    rest = bars[_MOST_BARS - 1 :]
    together = Bar(
        label=f"{len(rest)} others",
        best=sum(one.best for one in rest),
        low=sum(one.low for one in rest),
        high=sum(one.high for one in rest),
        faint=True,
    )
    return [*bars[: _MOST_BARS - 1], together]


def _vague(name: str) -> bool:
    return "not known" in name or "not told" in name


def _by_province(inside: Sequence[Countable]) -> dict[str, float]:
    killed: dict[str, float] = {}
    for row in tabulate(inside, plain_layout(("province",)), one_country=True).rows:
        cell = row.cells[_KILLED]
        killed[row.of[0]] = float(cell.best) if cell else 0.0
    return killed


def _spots(told: Sequence[Incident], all_of: int) -> tuple[list[Spot], str]:
    """Where the incidents were, those of one place together; and in words how many are drawn how exactly."""
    held: dict[tuple[str, float, float, bool], list[Incident]] = {}
    radius: dict[tuple[str, float, float, bool], float | None] = {}
    for one in told:
        where = where_of(one)
        if where.latitude is None or where.longitude is None or where.level not in {"site", "locality", "district"}:
            continue
        exact = where.level != "district"
        key = (where.locality or where.district or "", where.latitude, where.longitude, exact)
        held.setdefault(key, []).append(one)
        radius[key] = where.radius_km
    spots = [
        Spot(
            label=name, latitude=latitude, longitude=longitude, incidents=len(found), killed=_dead(found), exact=exact,
            radius_km=radius[name, latitude, longitude, exact],
        )
        for (name, latitude, longitude, exact), found in held.items()
    ]  # fmt: skip
    close = sum(spot.incidents for spot in spots if spot.exact)
    rough = sum(spot.incidents for spot in spots if not spot.exact)
    words = f"Of {all_of:,} incidents {close:,} are drawn in their town and {rough:,} in their district"
    left = all_of - close - rough
    return (
        spots,
        f"{words}; {left:,} more are in the shading of their province, or their place is not known."
        if left
        else f"{words}.",
    )


def _dead(found: Sequence[Incident]) -> float:
    estimates = [total(one, "killed") for one in found]
    return float(sum(one.best or one.low or 0 for one in estimates if one))
