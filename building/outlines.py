"""Builds the outlines of provinces for maps out of Natural Earth's, simplified together so that borders stay shared.

usage: python building/outlines.py [--map world_map.gpkg] [--out src/recount/codebook/data/outlines.tsv.gz]

Needs shapely and `world_map.gpkg` of Debian's package qgis-common (Natural Earth 4.1, public domain). One province a
line: country, province as the gazetteer has it, the box around it, its rings. A ring is a list of whole hundredths of a
degree: the first point, then the steps from point to point. The same input gives the same bytes.
"""

import argparse
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import shapely
from gazetteer import CODEBOOK, MAP, Shape, pack, province_places, read_shapes, toml

FINE = 0.03  # degrees within which a border may be straightened
SMALLEST = 0.002  # square degrees; islands under some 25 square kilometres are left out where larger land is there


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--map", type=Path, default=MAP)
    options.add_argument("--out", type=Path, default=CODEBOOK / "data" / "outlines.tsv.gz")
    chosen = options.parse_args()
    shapes = read_shapes(chosen.map)
    list(province_places(toml("provinces"), shapes))  # names each shape as the gazetteer does
    lines = sorted(outlines(shapes))
    pack(chosen.out, lines)
    print(len(lines), "provinces", chosen.out.stat().st_size, "bytes")


def outlines(shapes: list[Shape]) -> Iterator[str]:
    simpler = shapely.coverage_simplify(shapely.make_valid([shape.geometry for shape in shapes]), FINE)
    together: dict[tuple[str, str], list[Any]] = {}
    for shape, geometry in zip(shapes, simpler, strict=True):
        together.setdefault((shape.country, shape.province), []).append(geometry)
    for (country, province), pieces in together.items():
        parts = list(polygons(shapely.union_all(shapely.make_valid(pieces), grid_size=0.01)))
        large = [part for part in parts if part.area >= SMALLEST] or sorted(parts, key=lambda part: part.area)[-1:]
        rings = [ring for part in large for ring in (part.exterior, *part.interiors)]
        if rings:
            west, south, east, north = shapely.union_all(large).bounds
            box = ",".join(f"{number:.2f}" for number in (west, south, east, north))
            yield "\t".join((country, province, box, ";".join(steps(ring.coords) for ring in rings)))


def polygons(geometry: Any) -> Iterator[Any]:
    if geometry.geom_type == "Polygon":
        if not geometry.is_empty:
            yield geometry
    elif hasattr(geometry, "geoms"):
        for part in geometry.geoms:
            yield from polygons(part)


def steps(points: Iterable[tuple[float, float]]) -> str:
    whole = [(round(x * 100), round(y * 100)) for x, y in points]
    moved = [(x - a, y - b) for (a, b), (x, y) in pairwise(whole)]
    return " ".join(f"{x},{y}" for x, y in (whole[0], *moved))


if __name__ == "__main__":
    main()
