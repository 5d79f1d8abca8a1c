"""On annotated articles nothing that carries evidence is furniture, and on the seeds the furniture is found."""

import gzip
import importlib.util
import json
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from recount.ingest.clean import mark_furniture

SHARED = Path(__file__).parents[2] / ".." / "shared"

pytestmark = [
    pytest.mark.gold,
    pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="the annotated articles are not here"),
]


def rows(path: Path) -> Iterator[dict[str, Any]]:
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode()
    return (json.loads(line) for line in text.split("\n") if line)


def numbering() -> ModuleType:
    spec = importlib.util.spec_from_file_location("gold_number", SHARED / "annotation" / "number.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def quotes(item: Any) -> Iterator[tuple[int, str, int]]:
    if isinstance(item, dict):
        if "s" in item and "q" in item:
            yield item["s"], item["q"], item.get("n", 1)
        for value in item.values():
            yield from quotes(value)
    elif isinstance(item, list):
        for value in item:
            yield from quotes(value)


@pytest.mark.parametrize("split", ["train", "dev"])
def test_no_evidence_stands_in_furniture(split: str) -> None:
    number = numbering()
    gold = {row["doc"]: row for row in rows(SHARED / "gold" / f"{split}.gold.jsonl")}
    eaten = []
    for article in rows(SHARED / "gold" / f"{split}.articles.jsonl.gz"):
        text = number.full_text(article)
        sentences = number.sentences(text)
        furniture = [span for span in mark_furniture(text, article["title"]) if text.index(span.quote) == span.start]
        for sentence, quote, times in quotes(gold.get(article["id"], {})):
            at = sentences[sentence][0] - 1
            for _ in range(times):
                at = text.index(quote, at + 1)
            eaten += [quote for span in furniture if at < span.end and span.start < at + len(quote)]
    assert eaten == []


def test_the_furniture_of_the_seeds_is_found() -> None:
    number = numbering()
    found = {
        article["id"][:3]: [span.quote for span in mark_furniture(number.full_text(article), article["title"])]
        for article in rows(SHARED / "seeds" / "articles.jsonl")
    }
    form = ["Do you like this article?", "0 Comment(s)", "Comment Policy * Denotes required field 1500 / 1500"]
    assert all(found[seed][-3:] == form for seed in ("000", "001", "002"))
    assert all(found[seed][0].startswith("By ") for seed in ("000", "001", "002"))
    assert all(len(found[seed][1]) > 100 for seed in ("000", "001"))
    assert found["003"][:2] == ["Sunday, September 19th 2021", "Conflict Top Stories World"]
    assert found["003"][-2:] == ["For representative purposes only"] * 2
    assert found["004"] == ["leave a reply"]
