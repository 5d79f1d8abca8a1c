"""Places for the map: what is known to a town is a mark inside its circle, what is known to an area is that area."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response

from recount.codebook.countries import load_countries
from recount.codebook.crosswalk import load_crosswalk
from recount.codebook.outlines import outlines_of
from recount.records import Where
from recount.web.asking import Asked, asked_of
from recount.web.columns import Places
from recount.web.site import state_of

MOST = 600
router = APIRouter(include_in_schema=False)


@router.get("/map.json")
def map_of(request: Request) -> Response:
    """Where the incidents were, for the map."""
    columns, asked = state_of(request).columns, asked_of(request)
    chosen = columns.rows(asked)
    places, left_out = columns.places(chosen, MOST)
    return JSONResponse(spots(places, columns.country_alone(chosen), asked, left_out))


@router.get("/outlines/{number}.json")
def outlines(number: str) -> Response:
    """The provinces of one country, by its number (ISO 3166-1): names, and rings as the codebook writes them."""
    found = _outlines(number) if number.isdecimal() and number.isascii() and len(number) == 3 else ()
    return JSONResponse({"provinces": found}, headers={"Cache-Control": "public, max-age=86400"})


@cache
def _outlines(number: str) -> tuple[tuple[str, str], ...]:
    country = next((code for code, one in load_crosswalk().items() if one.numeric == int(number)), None)
    return tuple((one.province, one.written) for one in outlines_of(country)) if country else ()


def spots(
    places: Places, countries: Sequence[tuple[str, int]], asked: Asked | None, left_out: int = 0
) -> dict[str, Any]:
    """Places with their precision, column by column: marks for towns, areas for provinces, whole countries by number.

    `left_out` are the incidents of less busy places, which are not drawn. Links are made where they are drawn, out of
    `link`; without a filter there are none.
    """
    told = [_country(code, number, asked) for code, number in countries if code]
    link = asked.but(country=None, province=None, text=None).link("/incidents") if asked else ""
    return {"link": link, "names": _names(places["country"]), "spots": places, "countries": told, "left_out": left_out}


def _names(countries: Iterable[str]) -> Mapping[str, tuple[str, str | None]]:
    """Name and number of each of some countries."""
    return {code: (_name(code), _number(code)) for code in sorted(set(countries)) if code}


def _name(code: str) -> str:
    country = load_countries().get(code)
    return country.name if country else code


def _number(code: str) -> str | None:
    known = load_crosswalk().get(code)
    return f"{known.numeric:03d}" if known and known.numeric is not None else None


def _country(code: str, incidents: int, asked: Asked | None) -> dict[str, Any]:
    link = asked.link("/incidents", country=code) if asked else ""
    return {"numeric": _number(code), "name": _name(code), "incidents": incidents, "href": link}


def one_place(where: Where) -> dict[str, Any]:
    """The place of one incident for the map."""
    drawn = where.latitude is not None and where.longitude is not None and where.level != "country"
    row: dict[str, Any] = {
        "place": where.locality or where.site or "",
        "province": where.province or "",
        "country": where.country or "",
        "level": where.level or "",
        "radius_km": where.radius_km or 0,
        "latitude": where.latitude,
        "longitude": where.longitude,
        "incidents": 1,
        "killed": 0,
    }
    alone = [(where.country, 1)] if where.level == "country" and where.country else []
    return spots({name: [value] if drawn else [] for name, value in row.items()}, alone, None)
