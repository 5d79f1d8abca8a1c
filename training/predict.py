"""Read annotated articles with a reader and write what it says by the contract, for `annotation/score.py`."""

import argparse
import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from corpora import rows
from gold import full_text

from recount.coding import code
from recount.contract import account_as_json
from recount.read.model import ModelReader
from recount.read.reader import Reader, RuleReader
from recount.records import Document, Published, content_id


def document_of(article: dict[str, Any]) -> Document:
    """The article as a document, with its given day of publication where it has one."""
    text, day = full_text(article), article.get("published")
    known = date.fromisoformat(day[:10]) if day else None
    published = Published(first=known, last=known, basis="given") if known else Published()
    return Document(
        id=content_id(text), name=article["id"], text=text, title=article.get("title"), outlet=article.get("outlet"),
        published=published,
    )  # fmt: skip


def predict(reader: Reader, articles: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each article's account as the contract writes it."""
    documents = [document_of(article) for article in articles]
    return [account_as_json(code(document, reader.read(document)), document) for document in documents]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=Path, required=True)
    parser.add_argument("--weights", type=Path, help="without it the rule reader reads")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    reader = ModelReader.load(options.weights) if options.weights else RuleReader()
    with options.out.open("w", encoding="utf-8") as out:
        for account in predict(reader, rows(options.articles)):
            out.write(json.dumps(account, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
