"""Maps as SVG: provinces shaded by how many were killed, incidents as circles as exactly as their place is known.

A town known by name has a dot at it. A place known to its district only is a dashed circle as wide as it may be off,
drawn to scale; what is known to the province or country alone is in the shading, and is counted under the map.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from recount.codebook.outlines import Box, Outline, Ring, outlines_around, outlines_of
from recount.publish.charts import INK, LINE, PAPER, Drawing, box, drawing, rule, text

SHADES = ("#faf6ef", "#f3dccb", "#e6b09a", "#d28a73", "#bb5a47", "#98352c")
SEA, LAND, DOT = "#e8eef1", "#f1efe9", "#16242f"
_DEGREE_KM, _TALLEST = 111.2, 0.74
_LETTER = 6.2  # pixels of a letter of a name
_LAST_PALE = 3  # the last shade on which dark letters can be read
_CREDIT = "Borders after Natural Earth 4.1; drawing them takes no view of their status."


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place with what happened there; `exact` where the town or site is known, else within `radius_km`."""

    label: str
    latitude: float
    longitude: float
    incidents: int
    killed: float
    exact: bool
    radius_km: float | None = None


@dataclass(frozen=True, slots=True)
class _View:
    """How degrees become pixels: an equirectangular view, true to scale in its middle latitude."""

    west: float
    north: float
    scale: float
    squeeze: float

    def at(self, longitude: float, latitude: float) -> tuple[float, float]:
        return (longitude - self.west) * self.squeeze * self.scale, (self.north - latitude) * self.scale

    def path(self, rings: Sequence[Ring]) -> str:
        return "".join(f"M{' '.join(self._point(*point) for point in ring)}Z" for ring in rings if len(ring) > 2)

    def _point(self, longitude: float, latitude: float) -> str:
        x, y = self.at(longitude, latitude)
        return f"{x:.1f},{y:.1f}"


def draw_map(
    country: str, killed: Mapping[str, float], spots: Sequence[Spot], *, title: str, width: float = 660
) -> Drawing | None:
    """The map of a country; None where no outline of it is known."""
    provinces = outlines_of(country)
    if not provinces:
        return None
    frame = _frame(provinces)
    view, height = _view(frame, width)
    steps = _steps(max(killed.values(), default=0))
    clip = f'<clipPath id="frame"><rect width="{width:g}" height="{height:.0f}"/></clipPath>'
    parts = [f"<defs>{clip}</defs>", '<g clip-path="url(#frame)">', box(0, 0, width, height, fill=SEA)]
    for other in outlines_around(frame, country):
        parts.append(f'<path d="{view.path(other.rings)}" fill="{LAND}" stroke="{LAND}" stroke-width="0.6"/>')
    for one in provinces:
        shade = SHADES[_step(killed.get(one.province, 0), steps)]
        edge = f'stroke="{PAPER}" stroke-width="1.1" stroke-linejoin="round"'
        parts.append(f'<path d="{view.path(one.rings)}" fill="{shade}" {edge}/>')
    parts += [_spot(spot, view) for spot in sorted(spots, key=lambda spot: (spot.exact, -spot.killed, spot.label))]
    parts += [
        *_labels(provinces, view, killed, steps),
        "</g>",
        *_legend(steps, width, height),
        *_scale_bar(view, height),
    ]
    return drawing(width, height + 56, parts, _alt(title, killed, spots))


def draw_silhouette(country: str, name: str, width: float = 400) -> Drawing | None:
    """A country's provinces as one quiet shape, for a cover."""
    provinces = outlines_of(country)
    if not provinces:
        return None
    view, height = _view(_frame(provinces), width)
    shape = "".join(view.path(one.rings) for one in provinces)
    return drawing(
        width, height, [f'<path d="{shape}" fill="#8b2c28" stroke="#9c3f38" stroke-width="0.8"/>'], f"Outline of {name}"
    )


def _frame(provinces: Sequence[Outline]) -> Box:
    """The box around a country's provinces with a margin; far islands do not widen it by more than they matter."""
    west, south = (min(one.box[place] for one in provinces) for place in (0, 1))
    east, north = (max(one.box[place] for one in provinces) for place in (2, 3))
    margin = 0.05 * max(east - west, north - south)
    return west - margin, south - margin, east + margin, north + margin


def _view(frame: Box, width: float) -> tuple[_View, float]:
    west, south, east, north = frame
    squeeze = math.cos(math.radians((south + north) / 2))
    scale = min(width / ((east - west) * squeeze), _TALLEST * width / (north - south))
    spare = (width / (scale * squeeze) - (east - west)) / 2
    return _View(west - spare, north, scale, squeeze), (north - south) * scale


def _steps(most: float) -> tuple[float, ...]:
    """Upper bounds of the shades, for whole numbers of people."""
    if most <= 0:
        return ()
    top = max(5, math.ceil(most))
    bounds = dict.fromkeys(max(1, _round(top * share)) for share in (0.04, 0.12, 0.3, 0.6))
    return (*bounds, math.inf)


def _round(value: float) -> int:
    digits = 10 ** max(0, len(str(int(value))) - 1)
    return int(round(value / digits) * digits) or 1


def _step(value: float, steps: Sequence[float]) -> int:
    return 0 if not value else next(number for number, bound in enumerate(steps, 1) if value <= bound)


def _spot(spot: Spot, view: _View) -> str:
    x, y = view.at(spot.longitude, spot.latitude)
    if not spot.exact:
        wide = max(5.0, (spot.radius_km or 30) / _DEGREE_KM * view.scale)
        return (
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{wide:.1f}" fill="{DOT}" fill-opacity="0.05" stroke="{DOT}" '
            f'stroke-width="0.9" stroke-dasharray="3 2.5"/>'
        )
    size = 2.6 + 1.55 * math.sqrt(spot.killed)
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{min(size, 26):.1f}" fill="{DOT}" fill-opacity="0.74" '
        f'stroke="{PAPER}" stroke-width="0.9"/>'
    )


def _labels(
    provinces: Sequence[Outline], view: _View, killed: Mapping[str, float], steps: Sequence[float]
) -> list[str]:
    """Names of the provinces that have room for them, on one line or two, where their largest part is widest."""
    told = []
    for one in provinces:
        wide, place = _inside(max(one.rings, key=_size))
        x, y = view.at(*place)
        lines = _lines(one.province, wide * view.scale * view.squeeze)
        dark = _step(killed.get(one.province, 0), steps) > _LAST_PALE
        for number, words in enumerate(lines):
            at = y + 13 * (number - (len(lines) - 1) / 2)
            bold = 'text-anchor="middle" font-weight="600" letter-spacing="0.3"'
            told.append(text(x, at, words, size=10.5, fill=PAPER if dark else INK, more=bold))
    return told


def _lines(name: str, room: float) -> list[str]:
    """A name as it fits: whole, a word a line, or not at all."""
    for lines in ([name], name.split()):
        if len(lines) <= 2 and all(_LETTER * len(words) < room for words in lines):
            return lines
    return []


def _size(ring: Ring) -> float:
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, (*ring[1:], ring[0]), strict=True)))


def _inside(ring: Ring) -> tuple[float, tuple[float, float]]:
    """The widest stretch of a ring at some heights, and the middle of it, where a name may stand."""
    south, north = min(y for _, y in ring), max(y for _, y in ring)
    best = (0.0, ring[0])
    for share in (0.35, 0.45, 0.5, 0.55, 0.65):
        level = south + (north - south) * share
        cuts = sorted(_crossings(ring, level))
        for left, right in zip(cuts[::2], cuts[1::2], strict=False):
            best = max(best, (right - left, ((left + right) / 2, level)))
    return best


def _crossings(ring: Ring, level: float) -> list[float]:
    pairs = zip(ring, (*ring[1:], ring[0]), strict=True)
    return [a[0] + (level - a[1]) / (b[1] - a[1]) * (b[0] - a[0]) for a, b in pairs if (a[1] > level) != (b[1] > level)]


def _legend(steps: Sequence[float], width: float, height: float) -> list[str]:
    y, x = height + 8, 0.0
    parts = [text(x, y + 9, "Killed by province", size=10, fill=INK, more='font-weight="600"')]
    x += 96
    before = 0.0
    for number, bound in enumerate((0.0, *steps)):
        words = (
            "none" if number == 0 else f"{before + 1:,.0f} or more" if bound == math.inf else _span(before + 1, bound)
        )
        parts += [box(x, y, 14, 11, fill=SHADES[number], more=f'stroke="{LINE}"'), text(x + 18, y + 9, words, size=10)]
        x += 26 + 5.4 * len(words)
        before = bound
    y += 20
    parts += [
        f'<circle cx="6" cy="{y + 5:.1f}" r="5" fill="{DOT}" fill-opacity="0.74"/>',
        text(16, y + 9, "incidents in a town, the larger the more killed", size=10),
        f'<circle cx="252" cy="{y + 5:.1f}" r="5" fill="none" stroke="{DOT}" stroke-dasharray="3 2.5"/>',
        text(262, y + 9, "known to the district only: somewhere in the circle", size=10),
        text(width, y + 22, _CREDIT, size=8.5, more='text-anchor="end"'),
    ]
    return parts


def _span(low: float, high: float) -> str:
    return f"{low:,.0f}" if low >= high else f"{low:,.0f}–{high:,.0f}"


def _scale_bar(view: _View, height: float) -> list[str]:
    km = next((km for km in (1000, 500, 200, 100, 50, 20) if km / _DEGREE_KM * view.scale < 150), 10)
    long = km / _DEGREE_KM * view.scale
    y = height - 14
    return [rule(14, y, 14 + long, y, stroke=INK, width=1.4), text(14, y - 5, f"{km} km", size=9.5, fill=INK)]


def _alt(title: str, killed: Mapping[str, float], spots: Sequence[Spot]) -> str:
    ranked = sorted(((number, name) for name, number in killed.items() if number), key=lambda one: (-one[0], one[1]))
    told = "; ".join(f"{name} {number:,.0f}" for number, name in ranked) or "none"
    worst = sorted((spot for spot in spots if spot.exact), key=lambda spot: (-spot.killed, spot.label))[:5]
    towns = "; ".join(f"{spot.label} {spot.killed:,.0f}" for spot in worst)
    return f"{title}. Killed by province: {told}.{f' Worst hit towns: {towns}.' if towns else ''}"
