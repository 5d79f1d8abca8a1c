"""The annotated articles as the reader meets them, with what the annotators saw in each place."""

import gzip
import json
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from recount.contract import value_as_json
from recount.read.sentences import split_sentences
from recount.read.words import find_words
from recount.records import Document, Mention, Published, content_id

CAPTURED = date(2026, 11, 20)  # as ingest would set it
SHARED = Path(__file__).resolve().parents[3] / "shared"
ARTICLES = SHARED / "data" / "articles"
sys.path.insert(0, str(SHARED / "annotation"))

import number  # noqa: E402
import score  # noqa: E402


@dataclass
class Page:
    """One article with its gold incidents, their triggers and claims by character offsets."""

    document: Document
    words: object
    gold: dict
    triggers: list = field(default_factory=list)
    claims: list = field(default_factory=list)
    evidence: dict = field(default_factory=dict)
    quiet: bool = False


def lines(path):
    opener = gzip.open if str(path).endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8") as text:
        return [json.loads(line) for line in text.read().split("\n") if line.strip()]


def pages(split):
    articles = {a["id"]: a for a in lines(SHARED / "gold" / f"{split}.articles.jsonl.gz")}
    return [page(articles[gold["doc"]], gold) for gold in lines(SHARED / "gold" / f"{split}.gold.jsonl")]


def quiet_pages():
    """Articles without a word of violence: a trigger found there names no violent event (nobody annotated them)."""
    articles = [*lines(ARTICLES / "voa_other.jsonl.gz"), *lines(ARTICLES / "wikinews.jsonl.gz")]
    annotated = {gold["doc"] for split in ("train", "dev") for gold in lines(SHARED / "gold" / f"{split}.gold.jsonl")}
    some = [a for a in articles if not a.get("violent") and not any(doc.endswith(f"-{a['id']}") for doc in annotated)]
    found = [page(a | {"published": None}, {"doc": a["id"], "incidents": []}) for a in some]
    for made in found:
        made.quiet = True
    return found


def page(article, gold):
    text = number.full_text(article)
    printed = article.get("published")
    day = date.fromisoformat(printed) if printed else None
    published = Published(first=day, last=day, basis="metadata") if day else Published()
    document = Document(
        id=content_id(text),
        name=article["id"],
        text=text,
        title=article.get("title"),
        outlet=article.get("outlet"),
        published=published,
        captured=CAPTURED,
    )
    made = Page(document=document, words=find_words(text, split_sentences(text)), gold=gold)
    bounds = number.sentences(text)
    sentences = defaultdict(set)
    for incident in gold["incidents"]:
        for item in incident["triggers"]:
            made.triggers.append((*offsets(text, bounds, item), incident["id"]))
            sentences[item["s"]].add(incident["id"])
        for claim in incident["claims"]:
            made.claims.append((*offsets(text, bounds, claim), incident["id"], claim))
            sentences[claim["s"]].add(incident["id"])
    made.evidence = {bounds[s]: ids for s, ids in sentences.items()}
    return made


def offsets(text, bounds, item):
    start, end = bounds[item["s"]]
    at = start - 1
    for _ in range(item.get("n", 1)):
        at = text.find(item["q"], at + 1, end)
    return at, at + len(item["q"])


def named_by(page, span):
    """The gold incidents that have a trigger touching this stretch."""
    return {owner for start, end, owner in page.triggers if span.start < end and start < span.end}


def told_at(page, span):
    """The gold incidents that have any evidence in the sentence of this stretch."""
    return next((ids for (start, end), ids in page.evidence.items() if start <= span.start < end), set())


def same_value(claim, mention: Mention):
    written = {"f": mention.field, "v": value_as_json(mention.value)}
    return mention.value is not None and score.same_value({"f": claim["f"], "v": claim["v"]}, written)


def owners(page, mention: Mention):
    """The gold incidents that claim this mention, and those that claim the same value elsewhere."""
    held, elsewhere = set(), set()
    for start, end, owner, claim in page.claims:
        if claim["f"] != mention.field:
            continue
        touches = mention.span.start < end and start < mention.span.end
        equal = same_value(claim, mention)
        if touches and (equal or mention.field not in {"perpetrator", "target"}):
            held.add(owner)
        elif equal:
            elsewhere.add(owner)
    return held, elsewhere


same_name = score.same_name
match_incidents = score.match_incidents
ScoredDocument = score.Document
