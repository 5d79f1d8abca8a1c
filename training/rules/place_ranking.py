"""Fits how much each sign counts when one of several places of a name is chosen, and writes the weights.

usage: python training/rules/place_ranking.py [--write]

Learned from names whose place is known: four public sets with coordinates (their training parts) and the places of the
annotated articles, whose country, province and level the annotators gave. Each set counts as much as any other, the
annotated articles three times. A sign that the sets say little about stays near the weight it was set to by hand.
"""

import argparse
import re
import sys
from pathlib import Path

import numpy as np
from corpus import SHARED, lines, pages

from recount.codebook.countries import demonyms
from recount.codebook.folding import fold
from recount.codebook.load import load_toml
from recount.codebook.places import load_gazetteer, province_name
from recount.read.place_ranking import signs
from recount.read.places import find_pieces, resolve
from recount.read.sentences import split_sentences

ROOT = Path(__file__).resolve().parents[2]
WEIGHTS = ROOT / "src" / "recount" / "codebook" / "place_ranking.toml"
sys.path.insert(0, str(ROOT / "benchmarks" / "public"))

from toponyms import given, is_right, located  # noqa: E402

SETS = ("geo_lgl", "geo_trnews", "geo_geovirus", "geo_geowebnews")
BY_HAND = {
    "size": 1.0, "country": 8.0, "province": 5.5, "district": 4.2, "breadth": 0.0, "other_name": -0.7, "capital": 1.5,
    "country_share": 6.0, "country_spoken_of": 1.0, "unit_abroad": -1.0, "province_named": 1.5, "names_in_country": 0.5,
    "names_in_province": 1.0, "province_share": 0.5, "names_in_district": 1.0, "names_nearby": 1.5,
}  # fmt: skip
"""Where each weight starts and, with little to learn from, stays. Signs that the sets hardly show are not fitted."""
HAND_SHARPNESS = 2.0
STEPS, RATE, STIFFNESS, OURS = 600, 0.05, 0.002, 3.0


def set_rows(name, split="train"):
    """For each name of a set: the signs of every place it could be, and which of these is right."""
    for document in lines(SHARED / "data" / name / f"{split}.jsonl.gz"):
        text, items = document["text"], [one for one in located(document) if one["text"] not in demonyms()]
        sentences = split_sentences(text)
        resolved, context = resolve(text, sentences, list(given(text, sentences, items)), load_gazetteer(), None)
        told = {item["start"]: item for item in items}
        for piece in alone(resolved):
            if piece.start in told:
                right = [is_right(told[piece.start], one) for one in piece.candidates]
                yield from row(piece, context, right)


def gold_rows(split="train"):
    for page in pages(split):
        text, sentences = page.words.text, page.words.sentences
        claims = [claim["v"] for one in page.gold["incidents"] for claim in one["claims"] if claim["f"] == "place"]
        known = {
            fold(v[level]): (level, v) for v in claims for level in ("province", "district", "locality") if level in v
        }
        pieces = find_pieces(text, sentences, load_gazetteer())
        resolved, context = resolve(text, sentences, pieces, load_gazetteer(), None)
        for piece in alone(resolved):
            if fold(piece.words) in known:
                level, value = known[fold(piece.words)]
                yield from row(piece, context, [is_told(one, level, value) for one in piece.candidates])


def is_told(place, level, value):
    if place.level != level or place.country != value.get("country"):
        return False
    province = province_name(place.country, value.get("province"))
    return level == "province" or province is None or place.province == province


def alone(resolved):
    """The names that nothing beside them explains."""
    return (chain[0].piece for chained in resolved for chain in chained if len(chain) == 1)


def row(piece, context, right):
    if any(right) and not all(right):
        yield [dict(signs(one, piece, context)) for one in piece.candidates], right


def fit(rows, names, start, free):
    """The weights under which the right places are likeliest; `rows` are (signs of each place, right, weight)."""
    groups = np.repeat(np.arange(len(rows)), [len(row[0]) for row in rows])
    first = np.concatenate([[0], np.cumsum([len(row[0]) for row in rows])[:-1]])
    values = np.array([[place.get(name, 0.0) for name in names] for row in rows for place in row[0]])
    right = np.array([one for row in rows for one in row[1]], dtype=float)
    worth = np.array([row[2] for row in rows])
    weights, mean, square = start.copy(), np.zeros(len(names)), np.zeros(len(names))
    for step in range(1, STEPS + 1):
        sums = values @ weights
        odds = np.exp(sums - np.maximum.reduceat(sums, first)[groups])
        share = odds / np.add.reduceat(odds, first)[groups]
        good = odds * right / np.add.reduceat(odds * right, first)[groups]
        gradient = values.T @ ((share - good) * worth[groups]) + STIFFNESS * (weights - start)
        mean, square = 0.9 * mean + 0.1 * gradient, 0.999 * square + 0.001 * gradient**2
        weights -= free * RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-9)
    sums = values @ weights
    best = np.array([right[a:b][np.argmax(sums[a:b])] for a, b in zip(first, [*first[1:], len(sums)], strict=True)])
    return weights, best


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--write", action="store_true")
    write = options.parse_args().write
    old = load_toml("place_ranking")
    names = list(old)[:-1]
    sets = {name: list(set_rows(name)) for name in SETS} | {"gold": list(gold_rows())}
    rows = [
        (*one, (OURS if name == "gold" else 1.0) / len(some) / (len(SETS) + OURS))
        for name, some in sets.items()
        for one in some
    ]
    start = np.array([BY_HAND.get(name, float(old[name])) for name in names]) * HAND_SHARPNESS
    free = np.array([name in BY_HAND for name in names])
    weights, best = fit(rows, names, start, free)
    ends = np.cumsum([len(some) for some in sets.values()])
    right = {name: round(float(part.mean()), 4) for name, part in zip(sets, np.split(best, ends[:-1]), strict=True)}
    sharpness = weights[names.index("size")]
    print({name: len(some) for name, some in sets.items()}, "right", right, "sharpness", round(sharpness, 3))
    found = {name: round(float(weight / sharpness), 2) for name, weight in zip(names, weights, strict=True)}
    found |= {name: old[name] for name in names if name not in BY_HAND}
    found["sharpness"] = round(float(sharpness), 2)
    text = WEIGHTS.read_text(encoding="utf-8")
    for name, weight in found.items():
        print(f"{name:20} {old[name]:6} {weight:6}")
        text = re.sub(rf"(?m)^{name} = .*$", f"{name} = {weight}", text)
    if write:
        WEIGHTS.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
