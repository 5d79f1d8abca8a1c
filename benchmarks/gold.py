"""The annotated articles, and how our reader's accounts of them are scored."""

import hashlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from corpora import SHARED

from recount.coding import code
from recount.contract import account_as_json
from recount.ingest import IngestOptions, ingest
from recount.read.default import default_reader
from recount.records import Document, Failure

CAPTURED = date(2026, 11, 20)
"""The day on which the articles count as captured, so that a range of publication is the same in every run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldSet:
    """One set of annotated articles: the articles, the annotations, and the name its floors go by."""

    name: str
    articles: Path
    annotations: Path

    def digest(self) -> str:
        """Twelve digits of the annotations' hash: a floor belongs to one state of the gold."""
        return hashlib.sha256(self.annotations.read_bytes()).hexdigest()[:12]


def gold_sets() -> list[GoldSet]:
    """The sets that are there; none where the folder is absent."""
    dev = SHARED / "gold"
    seeds = SHARED / "seeds"
    sets = [
        GoldSet(name="dev", articles=dev / "dev.articles.jsonl.gz", annotations=dev / "dev.gold.jsonl"),
        GoldSet(name="seeds", articles=seeds / "articles.jsonl", annotations=seeds / "gold.jsonl"),
    ]
    return [found for found in sets if found.articles.exists() and found.annotations.exists()]


def documents(articles: Path) -> Iterable[Document]:
    """The articles as documents; one that cannot be ingested stops the run, since it would be scored as empty."""
    for item in ingest(str(articles), options=IngestOptions(captured=CAPTURED)):
        if isinstance(item, Failure):
            sys.exit(f"{item.source}: {item.reason}. {item.advice}")
        yield item


def write_accounts(articles: Path, target: Path) -> None:
    """Read and code every article and write the accounts as JSON Lines."""
    reader = default_reader()
    with target.open("w", encoding="utf-8") as lines:
        for document in documents(articles):
            account = code(document, reader.read(document))
            lines.write(json.dumps(account_as_json(account, document), ensure_ascii=False) + "\n")


def score(gold: GoldSet) -> dict[str, Any]:
    """Precision, recall and F1 of every field, by the scorer that comes with the gold."""
    with tempfile.TemporaryDirectory() as folder:
        accounts = Path(folder) / "accounts.jsonl"
        write_accounts(gold.articles, accounts)
        scorer = SHARED / "annotation" / "score.py"
        command = [sys.executable, str(scorer), str(gold.articles), str(gold.annotations), str(accounts), "--json"]
        table: dict[str, Any] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return table
