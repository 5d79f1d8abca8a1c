"""How often places and actors of annotated articles are found and named right; floors, not targets."""

import gzip
import importlib.util
import json
import sys
from pathlib import Path

import pytest

from recount.codebook.actors import load_actors
from recount.codebook.places import load_gazetteer
from recount.read.actors import find_actors
from recount.read.places import find_places
from recount.read.sentences import split_sentences

SHARED = Path(__file__).parents[2] / ".." / "shared"
LEVELS = ("site", "locality", "district", "province", "country")

pytestmark = [
    pytest.mark.gold,
    pytest.mark.skipif(not (SHARED / "gold").exists(), reason="the annotated articles are not part of the package"),
]


@pytest.fixture(scope="module")
def scorer():
    sys.path.insert(0, str(SHARED / "annotation"))
    try:
        spec = importlib.util.spec_from_file_location("annotation_score", SHARED / "annotation" / "score.py")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    finally:
        sys.path.pop(0)
    return module


@pytest.fixture(scope="module")
def dev(scorer):
    with gzip.open(SHARED / "gold" / "dev.articles.jsonl.gz", "rt", encoding="utf-8", newline="\n") as lines:
        articles = {article["id"]: article for article in map(json.loads, lines)}
    with (SHARED / "gold" / "dev.gold.jsonl").open(encoding="utf-8", newline="\n") as lines:
        golds = list(map(json.loads, lines))
    return [(scorer.Document(articles[gold["doc"]]), gold) for gold in golds]


def claims(document, gold, fields):
    for claim in (claim for incident in gold["incidents"] for claim in incident["claims"] if claim["f"] in fields):
        yield claim, *document.offsets(claim)


def overlapping(mentions, start, end):
    return [mention for mention in mentions if mention.span.start < end and start < mention.span.end]


def test_places_of_events_are_found_and_resolved(scorer, dev):
    total = found = right = 0
    for document, gold in dev:
        mentions = find_places(document.text, split_sentences(document.text), load_gazetteer())
        for claim, start, end in claims(document, gold, {"place"}):
            near = overlapping(mentions, start, end)
            best = max(near, key=lambda m: min(m.span.end, end) - max(m.span.start, start), default=None)
            total += 1
            found += best is not None
            value = {level: getattr(best.value, level) for level in LEVELS} if best else {}
            right += best is not None and scorer.same_place(claim["v"], value)
    assert found / total >= 0.86
    assert right / found >= 0.9


def test_actors_of_events_are_found_and_named(scorer, dev):
    total = found = right = 0
    for document, gold in dev:
        sentences = split_sentences(document.text)
        places = [m.value.country for m in find_places(document.text, sentences, load_gazetteer()) if m.value.country]
        country = max(places, key=places.count, default=None)
        mentions = find_actors(document.text, sentences, load_actors(), country=country)
        for claim, start, end in claims(document, gold, {"perpetrator", "target"}):
            near = overlapping(mentions, start, end)
            total += 1
            found += bool(near)
            right += any(scorer.same_name(claim["v"], mention.name) for mention in near)
    assert found / total >= 0.88
    assert right / found >= 0.83
