"""Incidents for maps: a point only where a site or a town is known, never the middle of an area."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from recount.codebook.columns import load_columns
from recount.publish import words
from recount.publish.formats import gaps
from recount.publish.formats.encoding import json_list
from recount.publish.formats.facts import POINT_LEVELS, coordinates, documents, when_of, where_of
from recount.publish.formats.reading import day_in
from recount.publish.formats.seam import Format, Gap, Row
from recount.publish.report import Material
from recount.records import Estimate, Incident, Where
from recount.tally.deaths import group
from recount.tally.events import Event

COLUMNS = load_columns("geojson")


def row(incident: Incident, material: Material) -> Row:
    """The feature of an incident."""
    where, when = where_of(incident), when_of(incident)
    dead = group(incident, "killed", "attacker")
    return {
        "type": "Feature",
        "id": incident.id,
        "geometry": _point(where),
        "properties": {
            "type": incident.type,
            "status": incident.status,
            "first_day": when.first.isoformat() if when and when.first else None,
            "last_day": when.last.isoformat() if when and when.last else None,
            **{name: getattr(where, name) for name in ("country", "province", "district", "locality", "site", "level")},
            "radius_km": where.radius_km,
            "perpetrators": [_side(side) for side in incident.perpetrators],
            "targets": [_side(side) for side in incident.targets],
            "killed": _range(words.total(incident, "killed")),
            "wounded": _range(words.total(incident, "wounded")),
            "attackers_killed": [dead.low, dead.best, dead.high] if dead else None,
            "grade": incident.grade,
            "witnesses": len(incident.witnesses),
            "documents": len(documents(incident, material)),
        },
    }


def _point(where: Where) -> Row | None:
    point = coordinates(where) if where.level in POINT_LEVELS else None
    return {"type": "Point", "coordinates": [point[1], point[0]]} if point else None


def _side(side: Estimate) -> Row:
    return {"name": side.value, "stance": side.stance or "asserts"}


def _range(estimate: Estimate | None) -> list[int | None] | None:
    return [estimate.low, estimate.best, estimate.high] if estimate else None


def _collection(rows: Iterable[Row], _names: Sequence[str]) -> Iterator[bytes]:
    return json_list(rows, b'{"type":"FeatureCollection","features":')


def _no_point(incident: Incident, _material: Material) -> int:
    return int(_point(where_of(incident)) is None)


def read_back(feature: Mapping[str, Any]) -> Event:
    """A feature as an event; raises ValueError where it has no date."""
    told, point = feature["properties"], feature["geometry"]
    low, best, high = told["killed"] or (None, None, None)
    sides = (*told["perpetrators"], *told["targets"])
    return Event(
        id=feature["id"],
        first=day_in(told["first_day"]),
        last=day_in(told["last_day"]),
        country=told["country"],
        province=told["province"],
        district=told["district"],
        place=told["site"] or told["locality"],
        latitude=point["coordinates"][1] if point else None,
        longitude=point["coordinates"][0] if point else None,
        actors=tuple(side["name"] for side in sides),
        low=low,
        best=best,
        high=high,
        form=told["type"],
    )


FORMAT = Format(
    name="geojson",
    about="incidents for maps; points for sites and towns alone",
    columns=COLUMNS,
    row=row,
    encode=_collection,
    gaps=(
        Gap(words="incidents without a point, with a null geometry", count=_no_point),
        gaps.HELD,
        gaps.RIVALS,
        gaps.CLAIMS,
    ),
    read_back=read_back,
)
