"""The gazetteer: which places a name can mean, with level, country, province and coordinates.

Towns after GeoNames (https://www.geonames.org, CC BY 4.0), provinces and countries after Natural Earth, counties of the
United States after the Census Bureau (both public domain),
districts and spellings of Recount's own. Built by `building/gazetteer.py`; nothing is read before the first question.
A country or province has a point inside it and the radius of a circle of its size: no centroid is passed off as one.
"""

import gzip
import math
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from recount.codebook.folding import fold, skeleton
from recount.codebook.load import load_bytes
from recount.records import Candidate, Level, Where

# A word with the hyphens, apostrophes and dots inside it: Maarat, al-Bab, Sha'irat, U.S., N'Djamena.
WORD = re.compile(r"[^\W_]+(?:(?![’']s\b)[.’'‘`ʼʻʿ-][^\W_]+)*(?:(?<=\.[A-Z])\.)?")
_GAP = re.compile(r"\.?[ \u00a0]{1,2}|-")
_CAPITAL = re.compile(r"(?:[‘’'`ʿ]|(?:al|el|ul|ad|ar|as|at|az|an|ash|ed|er|es|ez|et|en|d|l)[-’'])?[^\W\d_a-zß-öø-ÿ]")
# The last word of a name has a capital too, or an article before it: Deir ezzor.
_ENDS_A_NAME = re.compile(_CAPITAL.pattern + r"|(?:ez|az|es|as|al|el|ad|ar)[a-z]{2}")
_LONGEST = 6
_DEGREE = 111.2
_LEVELS: Mapping[bytes, Level] = {
    b"locality": "locality", b"district": "district", b"province": "province", b"country": "country",
}  # fmt: skip
_RANK = {"country": 0, "province": 1, "locality": 2, "district": 3, "site": 4}


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A stretch of a text that is spelt like a place, with all it could mean."""

    start: int
    end: int
    candidates: tuple[Candidate, ...]


class Gazetteer:
    """The places by name. Lookup ignores accents, apostrophes, hyphens and capitals."""

    def __init__(self, places: bytes, names: bytes) -> None:
        self._places = places.split(b"\n")
        self._names = names.split(b"\n")
        self.lookup = lru_cache(maxsize=65536)(self._lookup)
        self._begins = lru_cache(maxsize=65536)(self._some_name_begins)
        self._under = lru_cache(maxsize=16384)(self._find)

    def _lookup(self, name: str) -> tuple[Candidate, ...]:
        """Every place of that name, countries and provinces first, then by population."""
        key = fold(name)
        return self._find(key) if key else ()

    def _find(self, key: str) -> tuple[Candidate, ...]:
        found = map(self._place, self._numbers(key))
        return tuple(sorted(found, key=lambda place: (_RANK[place.level], -place.population, place.country)))

    def alike(self, name: str, country: str) -> tuple[Candidate, ...]:
        """Places of a country whose consonants are those of the name: Mouhessen for Muhasan. For names in a frame only.

        Only for countries whose names reach English out of scripts that leave vowels to the reader.
        """
        bones = skeleton(name)
        return self._under(f"{country}~{bones}") if len(bones) > 3 else ()

    def scan(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Name]:
        """The longest names of the gazetteer in a text, from left to right, where they are written with a capital."""
        words = [(word.start(), word.end()) for word in WORD.finditer(text, start, len(text) if end is None else end)]
        number = 0
        while number < len(words):
            length, candidates = (
                self._longest(text, words, number) if _CAPITAL.match(text, words[number][0]) else (0, ())
            )
            if length:
                yield Name(start=words[number][0], end=words[number + length - 1][1], candidates=candidates)
            number += length or 1

    def _longest(self, text: str, words: list[tuple[int, int]], first: int) -> tuple[int, tuple[Candidate, ...]]:
        start, best = words[first][0], (0, tuple[Candidate, ...]())
        for number in range(first, min(first + _LONGEST, len(words))):
            if number > first and not _GAP.fullmatch(text, words[number - 1][1], words[number][0]):
                break
            key = fold(text[start : words[number][1]])
            if _ENDS_A_NAME.match(text, words[number][0]) and (found := self.lookup(key)):
                best = (number - first + 1, found)
            if not self._begins(key):
                break
        return best

    def _some_name_begins(self, key: str) -> bool:
        prefix = key.encode() + b" "
        at = bisect_left(self._names, prefix)
        return at < len(self._names) and self._names[at].startswith(prefix)

    def _numbers(self, key: str) -> Iterator[int]:
        prefix = key.encode() + b"\t"
        at = bisect_left(self._names, prefix)
        while at < len(self._names) and self._names[at].startswith(prefix):
            yield int(self._names[at][len(prefix) :])
            at += 1

    def _place(self, number: int) -> Candidate:
        name, level, country, province, district, latitude, longitude, radius, people, source = self._places[
            number
        ].split(b"\t")
        return Candidate(
            name=name.decode(),
            level=_LEVELS[level],
            country=country.decode(),
            province=province.decode() or None,
            district=district.decode() or None,
            latitude=float(latitude),
            longitude=float(longitude),
            population=int(people),
            source=source.decode(),
            radius_km=float(radius),
        )


@lru_cache(maxsize=4096)
def province_name(country: str | None, province: str | None) -> str | None:
    """A province by the gazetteer's name ("Balochistan" for "Baluchistan"); as it is told where that is not known."""
    if country is None or province is None:
        return province
    found = load_gazetteer().lookup(province)
    names = {one.name for one in found if one.level == "province" and one.country == country}
    return names.pop() if len(names) == 1 else province


def kilometres(one: Candidate | Where, other: Candidate | Where) -> float:
    """How far apart two places are; infinitely where a coordinate is missing."""
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return math.inf
    north = (one.latitude - other.latitude) * _DEGREE
    east = (one.longitude - other.longitude) * _DEGREE * math.cos(math.radians((one.latitude + other.latitude) / 2))
    return math.hypot(north, east)


@cache
def load_gazetteer() -> Gazetteer:
    """The gazetteer of the package, read once."""
    return Gazetteer(gzip.decompress(load_bytes("places.tsv.gz")), gzip.decompress(load_bytes("place_names.tsv.gz")))
