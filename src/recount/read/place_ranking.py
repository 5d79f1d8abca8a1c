"""How the places of one name are weighed against each other: size, kind, and where the document's other names lie.

A local paper writes "Paris" for the one in its own county; "Henry County" and "Dunlap" in the same report tell which.
So each name of a document speaks for the areas that its own likely meanings lie in, and a candidate gains by every
other name that speaks for an area of its own.
"""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from recount.codebook.countries import load_countries
from recount.codebook.folding import fold, skeleton
from recount.codebook.load import load_toml
from recount.read.place_context import Area, Context, Surroundings
from recount.read.place_pieces import Piece
from recount.records import Candidate, Level

_SEAT = 20_000
"""Towns of unknown size stand in the list because a district is run from them."""
_ROUNDS, _UNLIKELY = 2, 0.03
_LEVELS: dict[str, Level] = {
    "province": "province", "district": "district", "locality": "locality", "neighbourhood": "locality",
}  # fmt: skip


def with_surroundings(context: Context, pieces: Sequence[Piece]) -> Context:
    """The context with what the document's names say of each other; each round weighs them by the last."""
    names = {fold(one.words): one for one in reversed(pieces) if one.candidates and one.kind != "neighbourhood"}
    for _ in range(_ROUNDS):
        by_area: defaultdict[Area, dict[str, float]] = defaultdict(dict)
        for name, piece in names.items():
            for candidate, likely in _likely(piece, context):
                for area in _areas(candidate):
                    by_area[area][name] = min(1.0, by_area[area].get(name, 0.0) + likely)
        around = Surroundings(by_area, {area: sum(told.values()) for area, told in by_area.items()}, len(names))
        context = replace(context, around=around)
    return context


def _likely(piece: Piece, context: Context) -> Iterator[tuple[Candidate, float]]:
    settled = context.settled.get(fold(piece.words))
    if settled:
        yield settled, 1.0
        return
    scores = [points(candidate, piece, context) for candidate in piece.candidates]
    sharpness, best = _weights()["sharpness"], max(scores)
    odds = [math.exp(sharpness * (score - best)) for score in scores]
    total = sum(odds)
    for candidate, odd in zip(piece.candidates, odds, strict=True):
        if odd > _UNLIKELY * total:
            yield candidate, odd / total


def _areas(candidate: Candidate) -> Iterator[Area]:
    yield (candidate.country,)
    province = _province(candidate)
    if province:
        yield province
    district = _district(candidate)
    if district:
        yield district
    if candidate.level in ("locality", "district"):
        row, column = _square(candidate)
        yield from ((row + down, column + right) for down in (-1, 0, 1) for right in (-1, 0, 1))


def _square(candidate: Candidate) -> tuple[int, int]:
    """The degree of latitude and longitude that a place lies in; every place of the gazetteer has coordinates."""
    return math.floor(candidate.latitude or 0.0), math.floor(candidate.longitude or 0.0)


def _province(candidate: Candidate) -> Area | None:
    name = candidate.name if candidate.level == "province" else candidate.province
    return (candidate.country, name) if name else None


def _district(candidate: Candidate) -> Area | None:
    name = candidate.name if candidate.level == "district" else candidate.district
    return (candidate.country, candidate.province or "", name) if name else None


@cache
def _weights() -> Mapping[str, float]:
    return {name: float(value) for name, value in load_toml("place_ranking").items()}


def points(candidate: Candidate, piece: Piece, context: Context) -> float:
    """How well a candidate fits; one point is worth ten times as many people."""
    weights = _weights()
    return sum(weights[name] * value for name, value in signs(candidate, piece, context))


def signs(candidate: Candidate, piece: Piece, context: Context) -> Iterator[tuple[str, float]]:
    """What speaks for and against a candidate, each sign with its strength."""
    yield from _own_signs(candidate, piece)
    name, country, around = fold(piece.words), candidate.country, context.around
    yield "country_share", context.share(country)
    yield "names_in_country", math.log1p(around.others((country,), name))
    spoken_of = context.speaks_of(country, piece)
    yield "country_spoken_of", float(spoken_of)
    if not spoken_of and candidate.level in ("province", "district"):
        yield "unit_abroad", 1.0
    if candidate.province and (country, candidate.province) in context.spellings:
        yield "province_named", 1.0
    if context.settled.get(name) == candidate:
        yield "told_elsewhere", 1.0
    within = around.others(_province(candidate) or (country,), name)
    yield "names_in_province", math.log1p(within)
    yield "province_share", within / max(1.0, around.names - 1)
    if candidate.level in ("locality", "district"):
        yield "names_in_district", math.log1p(around.others(_district(candidate), name))
        yield "names_nearby", math.log1p(around.others(_square(candidate), name))


def _own_signs(candidate: Candidate, piece: Piece) -> Iterator[tuple[str, float]]:
    """What the name itself, its frame and the list say."""
    if candidate.level == "locality":
        yield "size", math.log10(candidate.population or _SEAT)
        country = load_countries().get(candidate.country)
        if country is not None and fold(country.capital) == fold(candidate.name):
            yield "capital", 1.0
    else:
        yield candidate.level, 1.0
        yield "breadth", math.log10(candidate.radius_km or 1.0)
    if candidate.level in ("locality", "district") and skeleton(candidate.name) != skeleton(piece.words):
        yield "other_name", 1.0
    if piece.country:
        yield "adjective", 1.0 if piece.country == candidate.country else -1.0
    if piece.kind:
        yield "frame", 1.0 if _LEVELS[piece.kind] == candidate.level else -0.25
