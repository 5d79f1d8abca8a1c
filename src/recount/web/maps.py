"""Places for the map: what is known to a town is a mark inside its circle, what is known to an area is that area."""

from collections.abc import Callable, Sequence
from typing import Any

from recount.codebook.countries import load_countries
from recount.codebook.crosswalk import load_crosswalk
from recount.records import Where
from recount.web.asking import Asked
from recount.web.columns import Spot
from recount.web.names import label

MOST = 600
_POINTS = frozenset({"site", "locality"})


def spots(
    places: Sequence[tuple[Spot, int, int]], countries: Sequence[tuple[str, int]], asked: Asked, left_out: int = 0
) -> dict[str, Any]:
    """Places with their precision: marks for towns, circles for provinces and districts, whole countries by number.

    `left_out` are the incidents of less busy places, which are not drawn.
    """
    link = asked.but(country=None, province=None, text=None).linker("/incidents")
    shown = [_spot(spot, incidents, killed, link) for spot, incidents, killed in places]
    told = [_country(iso, number, asked) for iso, number in countries if iso]
    return {"spots": shown, "countries": told, "left_out": left_out}


def _spot(spot: Spot, incidents: int, killed: int, link: Callable[..., str]) -> dict[str, Any]:
    names = (spot.place, spot.province, label("country", spot.country or ""))
    more = {"country": spot.country, "province": spot.province, "text": f'"{spot.place}"' if spot.place else None}
    return {
        "name": ", ".join(dict.fromkeys(name for name in names if name)),
        "point": spot.level in _POINTS,
        "at": [spot.latitude, spot.longitude],
        "radius_km": spot.radius_km or 0,
        "incidents": incidents,
        "killed": killed,
        "href": link(**{name: value for name, value in more.items() if value}),
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
    spot = Spot(
        place=where.locality or where.site,
        province=where.province,
        country=where.country,
        level=where.level,
        radius_km=where.radius_km,
        latitude=where.latitude,
        longitude=where.longitude,
    )
    drawn = where.latitude is not None and where.level != "country"
    alone = [(where.country, 1)] if where.level == "country" and where.country else []
    found = spots([(spot, 1, 0)] if drawn else [], alone, Asked())
    for spot in (*found["spots"], *found["countries"]):
        spot["href"] = ""
    return found
