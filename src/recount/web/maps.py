"""Places for the map: what is known to a town is a mark inside its circle, what is known to an area is that area."""

from collections.abc import Iterable
from typing import Any

from recount.codebook.countries import load_countries
from recount.codebook.crosswalk import load_crosswalk
from recount.records import Where
from recount.web.asking import Asked
from recount.web.names import label

MOST = 1500
_POINTS = frozenset({"site", "locality"})


def spots(places: Iterable[tuple[dict[str, Any], int, int]], asked: Asked) -> dict[str, Any]:
    """Places with their precision: marks for towns, circles for provinces and districts, whole countries by number.

    `left_out` counts the incidents of places beyond the `MOST` busiest.
    """
    found = sorted(places, key=lambda one: (-one[1], str(one[0]["place"]), str(one[0]["province"])))
    countries: dict[str, int] = {}
    shown: list[dict[str, Any]] = []
    left_out = 0
    for place, incidents, killed in found:
        if place["level"] == "country":
            countries[place["country"]] = countries.get(place["country"], 0) + incidents
        elif len(shown) < MOST:
            shown.append(_spot(place, incidents, killed, asked))
        else:
            left_out += incidents
    return {
        "spots": shown,
        "countries": [_country(iso, n, asked) for iso, n in countries.items()],
        "left_out": left_out,
    }


def _spot(place: dict[str, Any], incidents: int, killed: int, asked: Asked) -> dict[str, Any]:
    names = (place["place"], place["province"], label("country", place["country"] or ""))
    name = ", ".join(dict.fromkeys(name for name in names if name))
    changes = {key: place[key] for key in ("country", "province") if place[key]}
    return {
        "name": name,
        "point": place["level"] in _POINTS,
        "at": [place["latitude"], place["longitude"]],
        "radius_km": place["radius_km"] or 0,
        "incidents": incidents,
        "killed": killed,
        "href": asked.link("/incidents", **changes, **({"text": f'"{place["place"]}"'} if place["place"] else {})),
    }


def _country(iso: str, incidents: int, asked: Asked) -> dict[str, Any]:
    known = load_crosswalk().get(iso)
    country = load_countries().get(iso)
    return {
        "numeric": f"{known.numeric:03d}" if known and known.numeric is not None else None,
        "name": country.name if country else iso,
        "incidents": incidents,
        "href": asked.link("/incidents", country=iso),
    }


def one_place(where: Where) -> dict[str, Any]:
    """The place of one incident for the map."""
    names = ("country", "province", "level", "latitude", "longitude", "radius_km")
    place = {name: getattr(where, name) for name in names} | {"place": where.locality or where.site}
    drawn = where.level == "country" or where.latitude is not None
    found = spots([(place, 1, 0)] if drawn else [], Asked())
    for spot in (*found["spots"], *found["countries"]):
        spot["href"] = ""
    return found
