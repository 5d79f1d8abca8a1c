"""The annotated articles outside the package as records; tests that need them are skipped where they are absent."""

import gzip
import importlib.util
import json
import sys
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from recount.coding.code import context_of
from recount.contract import account_from_json
from recount.records import Account, Document, Sentence, content_id

SHARED = Path(__file__).parents[2] / "shared"

needs_gold = pytest.mark.skipif(not SHARED.is_dir(), reason="the annotated articles are not here")


def load_scorer() -> ModuleType:
    """The program by which annotations are scored."""
    sys.path.insert(0, str(SHARED / "annotation"))
    try:
        spec = importlib.util.spec_from_file_location("annotation_score", SHARED / "annotation" / "score.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    finally:
        sys.path.pop(0)
    return module


@dataclass(frozen=True)
class Gold:
    """Accounts by document name, with sentences as context; `groups`: what is one incident, by (name, incident)."""

    accounts: dict[str, Account]
    documents: dict[str, Document]
    incidents: dict[str, tuple[str, str]]
    groups: tuple[tuple[tuple[str, str], ...], ...]


def load(split: str, *, prepare: Any = None) -> Gold:
    """A split of the gold, or "seeds"; `prepare` may change an annotation before it is read."""
    folder = SHARED / ("seeds" if split == "seeds" else "gold")
    stem = "" if split == "seeds" else f"{split}."
    packed = folder / f"{stem}articles.jsonl.gz"
    articles = {one["id"]: one for one in _lines(packed if packed.exists() else folder / f"{stem}articles.jsonl")}
    accounts, documents, incidents = {}, {}, {}
    for annotation in _lines(folder / f"{stem}gold.jsonl"):
        name = annotation["doc"]
        if prepare is not None:
            prepare(annotation)
        text = _numbering().full_text(articles[name])
        spans = _numbering().sentences(text)
        _resolve(annotation, text, spans)
        document = Document(id=content_id("document", text), name=name, text=text, outlet=articles[name].get("outlet"))
        account = account_from_json(annotation, document)
        alone = len(account.reports) == 1
        reports = tuple(_in_sentences(report, document, spans, alone=alone) for report in account.reports)
        accounts[name] = replace(account, reports=reports)
        documents[name] = replace(document, published=account.published)
        for report, incident in zip(reports, annotation["incidents"], strict=True):
            incidents[report.id] = (name, incident["id"])
    groups = json.loads((folder / f"{stem}links.json").read_text(encoding="utf-8"))["groups"]
    return Gold(accounts, documents, incidents, tuple(tuple(map(tuple, group)) for group in groups))


def _lines(path: Path) -> list[dict[str, Any]]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8", newline="\n") as file:
        return [json.loads(line) for line in file if line.strip()]


@cache
def _numbering() -> ModuleType:
    spec = importlib.util.spec_from_file_location("numbering", SHARED / "annotation" / "number.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _resolve(node: Any, text: str, spans: list[tuple[int, int]]) -> None:
    if isinstance(node, dict):
        if "s" in node and "q" in node:
            at = spans[node["s"]][0] - 1
            for _ in range(node.get("n", 1)):
                at = text.index(node["q"], at + 1)
            node["start"], node["end"] = at, at + len(node["q"])
        for value in node.values():
            _resolve(value, text, spans)
    elif isinstance(node, list):
        for value in node:
            _resolve(value, text, spans)


def _in_sentences(report: Any, document: Document, spans: list[tuple[int, int]], *, alone: bool) -> Any:
    sentences = [Sentence(number=n, start=start, end=end, paragraph=0) for n, (start, end) in enumerate(spans)]
    evidence = [*report.triggers, *(claim.span for claim in report.claims)]
    return replace(report, context=context_of(document, sentences, evidence, alone=alone and report.focus))
