"""Place names with coordinates: how many are placed within 161 km, found by itself and with the names given.

usage: toponyms.py [--write] [--wrong SET] [--split train]

Two tasks. *Found*: of all names with coordinates, those that are found and placed right. *Given*: the names are told,
which place each means is asked; adjectives of countries are left out. So Mordecai 3 is measured, on other articles of
the same sets and with a server of twelve million places (it leaves out as well what its tagger does not find). A
country or province by itself is right where it is the same one: its middle point lies elsewhere in each gazetteer.
"""

import math
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from rows import Row, corpus, tell

from recount.codebook.countries import countries_by_word, demonyms, load_countries
from recount.codebook.places import load_gazetteer
from recount.read.place_meanings import Meaning
from recount.read.place_pieces import Piece
from recount.read.places import find_pieces, resolve
from recount.read.sentences import split_sentences
from recount.records import Candidate, Sentence

NEAR_KM = 161
THEIRS = {"geo_trnews": ".873 (Mordecai 3)", "geo_lgl": ".827 (Mordecai 3)", "geo_geowebnews": ".941 (Mordecai 3)"}
SETS = ("geo_trnews", "geo_lgl", "geo_geovirus", "geo_geowebnews")
NO_PLACES = {"Demonym", "Homonym", "Language"}


@dataclass(slots=True)
class Score:
    wanted: int = 0
    found: int = 0
    right: int = 0


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    (a, b), (c, d) = ((math.radians(x), math.radians(y)) for x, y in (one, other))
    inside = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 12742 * math.asin(math.sqrt(min(1.0, inside)))


def is_right(item: dict[str, Any], place: Candidate) -> bool:
    code = item.get("fcode") or ""
    if code.startswith("PCL") or (not code and item["text"] in countries_by_word()):
        country = load_countries().get(place.country)
        same = country is not None and country.name == item.get("country")
        return place.level == "country" and (same or countries_by_word().get(item["text"]) == place.country)
    if place.latitude is None or place.longitude is None:
        return False
    reach = NEAR_KM + (place.radius_km or 0) * (code.startswith(("ADM1", "RGN")))
    return kilometres((place.latitude, place.longitude), (item["lat"], item["lon"])) <= reach


def located(document: dict[str, Any]) -> list[dict[str, Any]]:
    return [one for one in document["toponyms"] if one.get("lat") is not None and one.get("type") not in NO_PLACES]


def given(text: str, sentences: Sequence[Sentence], items: Sequence[dict[str, Any]]) -> Iterator[tuple[Piece, ...]]:
    """The names of the set as pieces of each sentence, each with the frame that the reader finds around it."""
    gazetteer = load_gazetteer()
    own = [piece for pieces in find_pieces(text, sentences, gazetteer) for piece in pieces]
    framed = {piece.start: piece for piece in own}
    for sentence in sentences:
        pieces = []
        for item in items:
            start, end = item["start"], item["end"]
            if sentence.start <= start < sentence.end:
                words, known = text[start:end], framed.get(start)
                candidates = gazetteer.lookup(words)
                bare = Piece(start=start, end=end, first=start, last=end, words=words, candidates=candidates)
                same = known is not None and known.words == words and known.kind != "neighbourhood"
                pieces.append(replace(known if known and same else bare, given=True))
        yield tuple(sorted(pieces, key=lambda piece: piece.start))


def meanings_of(document: dict[str, Any], items: Sequence[dict[str, Any]] | None) -> list[Meaning]:
    """What each name means: of the names given, or of those found where none are."""
    text = document["text"]
    sentences = split_sentences(text)
    gazetteer = load_gazetteer()
    pieces = find_pieces(text, sentences, gazetteer) if items is None else list(given(text, sentences, items))
    resolved, _ = resolve(text, sentences, pieces, gazetteer, None)
    return [meaning for chains in resolved for chain in chains for meaning in chain]


def score(document: dict[str, Any], counts: Score, *, told: bool) -> None:
    items = [one for one in located(document) if not told or one["text"] not in demonyms()]
    meanings = meanings_of(document, items if told else None)
    for item in items:
        counts.wanted += 1
        here = [m for m in meanings if m.candidate and m.piece.start < item["end"] and item["start"] < m.piece.end]
        meaning = min(here, key=lambda one: one.piece.end - one.piece.start, default=None)
        if meaning is None or meaning.candidate is None:
            wrong(document, item, None)
            continue
        counts.found += 1
        counts.right += is_right(item, meaning.candidate)
        if not is_right(item, meaning.candidate):
            wrong(document, item, meaning.candidate)


def wrong(document: dict[str, Any], item: dict[str, Any], place: Candidate | None) -> None:
    if "--wrong" in sys.argv:
        told = (place.name, place.level, place.province, place.country) if place else ("not found",)
        print(document["id"], item["text"], item.get("admin1"), item.get("country"), item.get("fcode"), "->", *told)


def main() -> None:
    rows, split = [], "train" if "train" in sys.argv else "dev"
    for name in [one for one in SETS if one in sys.argv] or SETS:
        for told in (False, True):
            counts = Score()
            for document in corpus(name, split):
                score(document, counts, told=told)
            share = f"{counts.right / counts.wanted:.3f}"
            seen = f"{share} (placed right of those found {counts.right / counts.found:.3f})"
            what = "names given: within 161 km" if told else "names not given: found and within 161 km"
            rows.append(
                Row(
                    corpus=f"{name} {split} ({counts.wanted} names)",
                    what=what,
                    ours=share if told else seen,
                    theirs=THEIRS.get(name, "–") if told else "–",
                )
            )
    tell(__file__, rows)


if __name__ == "__main__":
    main()
