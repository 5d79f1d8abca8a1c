"""The hand-annotated articles as reports, with which of them tell of one incident."""

import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from corpora import SHARED, lines

from recount.coding.code import context_of
from recount.contract import account_from_json
from recount.read.sentences import split_sentences
from recount.records import Document, Published, Report, content_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotated:
    """Reports as a person filled them in; `event` gives each report's incident, `names` its article and number."""

    reports: tuple[Report, ...]
    published: dict[str, Published]
    event: dict[str, str]
    names: dict[str, tuple[str, str]]
    documents: dict[str, Document]


def annotated(part: str) -> Annotated:
    """A part of the annotated articles (train, dev), or the seeds."""
    folder, stem = (SHARED / "seeds", "") if part == "seeds" else (SHARED / "gold", f"{part}.")
    packed = folder / f"{stem}articles.jsonl.gz"
    articles = packed if packed.exists() else folder / f"{stem}articles.jsonl"
    documents = {one["id"]: _document(one) for one in lines(articles)}
    reports, published, names = [], {}, {}
    for written in _resolved(articles, folder / f"{stem}gold.jsonl"):
        document = documents[written["doc"]]
        account = account_from_json(written, document)
        published[document.id] = account.published
        for report, incident in zip(account.reports, written["incidents"], strict=True):
            reports.append(_with_context(report, document, alone=len(account.reports) == 1 and report.focus))
            names[report.id] = (written["doc"], incident["id"])
    event = {report: "/".join(name) for report, name in names.items()}
    known = {name: report for report, name in names.items()}
    for group in json.loads((folder / f"{stem}links.json").read_text(encoding="utf-8"))["groups"]:
        members = [known[document, incident] for document, incident in group]
        event |= dict.fromkeys(members, event[members[0]])
    held = {document.id: document for document in documents.values()}
    return Annotated(reports=tuple(reports), published=published, event=event, names=names, documents=held)


def _document(article: dict[str, str]) -> Document:
    title, body = (article.get("title") or "").strip(), article["text"]
    text = f"{title}\n\n{body}" if title and not body.lstrip().startswith(title) else body
    return Document(id=content_id("document", text), name=article["id"], text=text, outlet=article.get("outlet"))


def _resolved(articles: Path, annotations: Path) -> list[dict[str, object]]:
    """The annotations with quotes turned into offsets, by the checker that comes with them."""
    checker = SHARED / "annotation" / "validate.py"
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "resolved.jsonl"
        command = [sys.executable, str(checker), str(articles), str(annotations), "-o", str(target)]
        subprocess.run(command, check=True, capture_output=True)
        return list(lines(target))


def _with_context(report: Report, document: Document, *, alone: bool) -> Report:
    evidence = [*report.triggers, *(claim.span for claim in report.claims)]
    return replace(report, context=context_of(document, split_sentences(document.text), evidence, alone=alone))
