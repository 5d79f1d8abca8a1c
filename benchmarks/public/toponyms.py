"""Place names with coordinates on TR-News and LGL: how many are placed within 161 km.

usage: toponyms.py [--write] [--wrong]

Accuracy counts the names that were found and have coordinates in the set. A country or province by itself is right
where it is the same one: its middle point lies elsewhere in each gazetteer. Published for comparison (Mordecai 3, on
other articles of the same sets, with a server of twelve million places): .873 and .827.
"""

import math
import sys
from dataclasses import dataclass
from typing import Any

from rows import Row, corpus, tell

from recount.codebook.countries import countries_by_word, load_countries
from recount.codebook.places import load_gazetteer
from recount.read.places import find_places
from recount.read.sentences import split_sentences
from recount.records import Candidate, Where

NEAR_KM = 161
THEIRS = {"geo_trnews": ".873 (Mordecai 3)", "geo_lgl": ".827 (Mordecai 3)"}


@dataclass(slots=True)
class Score:
    wanted: int = 0
    found: int = 0
    right: int = 0


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    (a, b), (c, d) = ((math.radians(x), math.radians(y)) for x, y in (one, other))
    inside = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 12742 * math.asin(math.sqrt(min(1.0, inside)))


def unit(words: str, where: Where) -> Candidate | None:
    """The larger unit of a place that some words inside its mention name: Minnesota, in "Alexandria, Minnesota"."""
    named = {"province": where.province, "district": where.district, "country": where.country}
    for candidate in load_gazetteer().lookup(words):
        inside = candidate.country == where.country and candidate.level in named
        own = candidate.province if candidate.level == "district" else None
        if inside and candidate.level != where.level and own in {None, where.province}:
            return candidate
    return None


def is_right(item: dict[str, Any], where: Where) -> bool:
    code = item.get("fcode") or ""
    if code.startswith("PCL") or (not code and item["text"] in countries_by_word()):
        told = countries_by_word().get(item["text"])
        same = where.country is not None and load_countries()[where.country].name == item.get("country")
        return same or (told is not None and told == where.country)
    larger = unit(item["text"], where) if item["text"] != where.words else None
    point = larger or where
    if point.latitude is None or point.longitude is None:
        return False
    reach = NEAR_KM + (point.radius_km or 0) * (code.startswith(("ADM1", "RGN")))
    return kilometres((point.latitude, point.longitude), (item["lat"], item["lon"])) <= reach


def score(document: dict[str, Any], counts: Score) -> None:
    text = document["text"]
    mentions = find_places(text, split_sentences(text), load_gazetteer())
    for item in document["toponyms"]:
        if item.get("lat") is None or item.get("type") in {"Demonym", "Homonym", "Language"}:
            continue
        counts.wanted += 1
        here = [one for one in mentions if one.span.start < item["end"] and item["start"] < one.span.end]
        if not here:
            continue
        where = min(here, key=lambda one: one.span.end - one.span.start).value
        assert isinstance(where, Where)
        right = is_right(item, where)
        counts.found += 1
        counts.right += right
        if "--wrong" in sys.argv and not right:
            told = (where.words, where.level, where.locality, where.province, where.country, where.latitude)
            print(item["text"], item.get("admin1"), item.get("country"), item.get("fcode"), "->", *told)


def main() -> None:
    rows = []
    for name in ("geo_trnews", "geo_lgl"):
        counts = Score()
        for document in corpus(name):
            score(document, counts)
        rows.append(
            Row(
                corpus=f"{name} dev ({counts.wanted} names)",
                what="within 161 km, of names found (found; of all)",
                ours=f"{counts.right / counts.found:.3f} ({counts.found / counts.wanted:.3f}; "
                f"{counts.right / counts.wanted:.3f})",
                theirs=THEIRS[name],
            )
        )
    tell(__file__, rows)


if __name__ == "__main__":
    main()
