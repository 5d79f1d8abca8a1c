"""Articles of which it is known which tell of one event: the labelled sets that linking is measured and fitted on.

Each set gives documents, the true event of each, and, where the set has them, fields filled in by hand. What our own
reader makes of the articles is kept in training/made/readings, since reading costs far more than linking.
"""

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from corpora import HERE, SHARED, lines

from recount.coding.code import context_of
from recount.contract import account_from_json
from recount.ingest import mark_furniture
from recount.ledger.stored import decode, encode
from recount.link.forms import CLOSING
from recount.read.sentences import split_sentences
from recount.records import Account, Document, Published, Report, content_id
from recount.stages import STAGES, read_and_code

READINGS = HERE.parent / "training" / "made" / "readings"
CAPTURED = date(2026, 11, 20)
LONGEST = 12_000  # characters; the archived pages carry their whole site below the article


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One article: the event that it tells of, where and when that was, and the account of it filled in by hand."""

    document: Document
    event: str
    scene: str = ""
    gold: Account | None = None


def told(name: str, part: str, most: int | None = None) -> list[Told]:
    """The articles of a set; none where the folder is absent. An article that stands under two events is left out."""
    path = SHARED / ("gold" if name == "gold" else f"data/{name}") / f"{part}{'.articles' * (name == 'gold')}.jsonl.gz"
    if not path.exists():
        return []
    found = [one for line in lines(path) for one in SETS[name](line)]
    seen = Counter(one.document.id for one in found)
    return [one for one in found if seen[one.document.id] == 1][:most]


def readings(name: str, part: str, articles: Sequence[Told], *, read: bool = True) -> dict[str, Account]:
    """What our reader makes of each article, by document; what was read before is taken from the folder of readings.

    The words that linking compares are taken anew, so that a change of theirs needs no reading. Without `read` the
    articles that were not read yet are left out.
    """
    path = READINGS / f"{name}.{part}.jsonl"
    held = dict(_kept(path))
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        for one in articles if read else ():
            if one.document.id not in held:
                said = read_and_code(STAGES, one.document)
                account = (
                    said if isinstance(said, Account) else Account(document=one.document.id, published=Published())
                )
                held[one.document.id] = account
                file.write(encode(account) + "\n")
    return {key: _with_context(held[key], one.document) for one in articles if (key := one.document.id) in held}


def _with_context(account: Account, document: Document) -> Account:
    sentences = split_sentences(document.text, document.furniture)
    alone = len(account.reports) == 1
    reports = tuple(
        replace(
            report,
            context=context_of(
                document,
                sentences,
                [*report.triggers, *(claim.span for claim in report.claims)],
                alone=alone and report.focus,
            ),
        )
        for report in account.reports
    )
    return replace(account, reports=reports)


def _kept(path: Path) -> Iterator[tuple[str, Account]]:
    if path.exists():
        for line in path.read_text(encoding="utf-8").split("\n"):
            if line:
                account = decode(line, Account)
                yield account.document, account


def main_report(account: Account) -> Report | None:
    """The report of the event that an article is put under: in focus, with the most claims; the first of equals.

    The sets know attacks only: of an arrest and the shooting behind it the shooting is meant.
    """
    return max(
        account.reports, key=lambda report: (report.type not in CLOSING, report.focus, len(report.claims)), default=None
    )


def _gva(line: Mapping[str, Any]) -> Iterator[Told]:
    for article in line["docs"]:
        text = f"{article['title'] or ''}\n\n{article['text']}"[:LONGEST]
        document = _document(text, article["id"], article.get("dct"), article["title"])
        scene = f"{line['date']} {line['city']} {line['state']}"
        yield Told(document=document, event=line["incident"], scene=scene, gold=_gold_of_gva(line, document))


def _gold_of_gva(line: Mapping[str, Any], document: Document) -> Account:
    """The archive's own record as an account: the same for every article of an incident."""
    first = {"start": 0, "end": 1, "q": document.text[:1]}
    numbers = [("killed", line["killed"]), ("wounded", line["injured"])]
    claims: list[dict[str, Any]] = [
        {"f": "date", "v": [line["date"], line["date"]], **first},
        {"f": "place", "v": {"locality": line["city"], "province": line["state"], "country": "US"}, **first},
        *({"f": field, "v": [number] * 3, "of": "all", **first} for field, number in numbers if number),
    ]
    incident = {"id": "I1", "type": "shooting", "status": "happened", "focus": True, "triggers": [first]}
    day = document.published.day
    written = {
        "doc": document.name,
        "published": day and day.isoformat(),
        "incidents": [{**incident, "claims": claims}],
    }
    return account_from_json(written, document)


def _gvc(line: Mapping[str, Any]) -> Iterator[Told]:
    text = line["text"].replace("\u2029", "\n\n").replace(" ,", ",").replace(" .", ".").replace(" 's", "'s")
    yield Told(document=_document(text, line["id"], line.get("dct"), None), event=line["incident"])


def _fakes(line: Mapping[str, Any]) -> Iterator[Told]:
    known = line.get("norm") or {}
    if known.get("date") and known.get("location") not in {None, "", "unknown", "syria"}:
        scene = f"{known['date']} {known['location']}"
        yield Told(document=_document(line["text"], line["id"], None, line["title"]), event=scene, scene=scene)


def _gold(line: Mapping[str, Any]) -> Iterator[Told]:
    """An annotated article may tell of several incidents, which its links join; here it stands for itself."""
    title, body = (line.get("title") or "").strip(), line["text"]
    text = f"{title}\n\n{body}" if title and not body.lstrip().startswith(title) else body
    yield Told(document=_document(text, line["id"], line.get("published"), line.get("title")), event=line["id"])


SETS: dict[str, Callable[[Mapping[str, Any]], Iterator[Told]]] = {
    "gva_incidents": _gva,
    "gvc": _gvc,
    "fakes": _fakes,
    "gold": _gold,
}


def _document(text: str, name: str, printed: str | None, title: str | None) -> Document:
    day = date.fromisoformat(printed[:10]) if printed else None
    published = Published(first=day, last=day, basis="metadata") if day else Published()
    key = content_id("document", text)
    return Document(
        id=key,
        name=name,
        text=text,
        title=title,
        published=published,
        captured=CAPTURED,
        furniture=mark_furniture(text, title),
    )


def dated(articles: Sequence[Told], accounts: Mapping[str, Account]) -> dict[str, Document]:
    """The documents by id, each with its day of publication as the reader reasoned it."""
    return {
        one.document.id: replace(one.document, published=accounts[one.document.id].published)
        for one in articles
        if one.document.id in accounts
    }


def main() -> None:
    parser = argparse.ArgumentParser(description="Read the articles of a set into the folder of readings.")
    parser.add_argument("name", choices=sorted(SETS))
    parser.add_argument("part")
    parser.add_argument("--most", type=int)
    options = parser.parse_args()
    found = told(options.name, options.part, options.most)
    accounts = readings(options.name, options.part, found)
    with_report = sum(1 for account in accounts.values() if account.reports)
    print(json.dumps({"set": options.name, "articles": len(found), "with an incident": with_report}))


if __name__ == "__main__":
    main()
