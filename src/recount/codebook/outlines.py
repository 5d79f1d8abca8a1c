"""Outlines of provinces for drawing maps, after Natural Earth 4.1 (public domain). Built by `building/outlines.py`.

Borders are drawn as that source has them, simplified to some three kilometres; drawing one takes no view of its status.
"""

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from recount.codebook.load import load_bytes

Ring = tuple[tuple[float, float], ...]
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A province: its rings of longitude and latitude, islands and holes alike, and west, south, east, north."""

    country: str
    province: str
    box: Box
    written: str

    @property
    def rings(self) -> tuple[Ring, ...]:
        """The rings, in degrees."""
        return tuple(tuple(_points(ring)) for ring in self.written.split(";"))


def _points(ring: str) -> Iterator[tuple[float, float]]:
    x = y = 0
    for step in ring.split(" "):
        east, _, north = step.partition(",")
        x, y = x + int(east), y + int(north)
        yield x / 100, y / 100


@cache
def load_outlines() -> tuple[Outline, ...]:
    """Every province of the world, by country and name."""
    lines = gzip.decompress(load_bytes("outlines.tsv.gz")).decode("utf-8").splitlines()
    return tuple(_outline(*line.split("\t")) for line in lines)


def _outline(country: str, province: str, box: str, rings: str) -> Outline:
    west, south, east, north = (float(number) for number in box.split(","))
    return Outline(country=country, province=province, box=(west, south, east, north), written=rings)


def outlines_of(country: str) -> tuple[Outline, ...]:
    """The provinces of a country."""
    return tuple(one for one in load_outlines() if one.country == country)


def outlines_around(box: Box, country: str) -> tuple[Outline, ...]:
    """The provinces of other countries that reach into a box."""
    west, south, east, north = box
    return tuple(
        one
        for one in load_outlines()
        if one.country != country
        and one.box[0] <= east and one.box[2] >= west and one.box[1] <= north and one.box[3] >= south
    )  # fmt: skip
