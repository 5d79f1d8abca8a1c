"""The hand-annotated articles as training examples: every quote resolved to offsets, incidents kept apart."""

import gzip
import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from corpora import Tagged, rows

ABBREVIATIONS = frozenset(
    "mr mrs ms dr gen lt col maj sgt capt cmdr brig adm gov sen rep st no jan feb mar apr jun jul aug sept sep oct nov"
    " dec ret vs etc prof rev hon".split()
)


@dataclass(slots=True)
class Said:
    """One claim: where it stands, which incident it is of, and who says it."""

    field: str
    start: int
    end: int
    incident: int
    value: Any = None
    of: str | None = None
    part: bool = False
    stance: str = "asserts"
    speaker: tuple[int, int] | None = None


@dataclass(slots=True)
class Other:
    """A statistic, relation or warning; `kind` is the statistic's measure or the relation's form."""

    tag: str
    start: int
    end: int
    kind: str | None = None
    of: str | None = None
    speaker: tuple[int, int] | None = None


@dataclass(slots=True)
class Gold:
    """One annotated article. `triggers` are (start, end, incident); `incidents` (type, status, focus)."""

    name: str
    text: str
    incidents: list[tuple[str, str, bool]] = field(default_factory=list)
    triggers: list[tuple[int, int, int]] = field(default_factory=list)
    claims: list[Said] = field(default_factory=list)
    others: list[Other] = field(default_factory=list)


def sentences(text: str) -> list[tuple[int, int]]:
    """Sentence spans exactly as the annotation guide counts them."""
    spans = []
    for line in re.finditer(r"[^\n]+", text):
        start = line.start()
        for stop in re.finditer(r"[.!?][\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z0-9])", line.group()):
            end = line.start() + stop.end()
            word = re.search(r"([A-Za-z]+)\.[\"'”’)\]]*\s*$", text[start:end])
            initials = re.search(r"(\b[A-Z]\.)+[\"'”’)\]]*\s*$", text[start:end])
            if word and (word.group(1).lower() in ABBREVIATIONS or initials):
                continue
            spans.append((start, end))
            start = end
        spans.append((start, line.end()))
    return [trim for trim in (_trim(text, *span) for span in spans) if trim[0] < trim[1]]


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    return start, start + len(piece.strip())


def full_text(article: dict[str, Any]) -> str:
    """The text that offsets point into: the title, where there is one, then the body."""
    title = (article.get("title") or "").strip()
    if title and not article["text"].lstrip().startswith(title):
        return f"{title}\n\n{article['text']}"
    return str(article["text"])


def load_gold(folder: Path, part: str) -> list[Gold]:
    """The articles of one part ("train", "dev") with resolved annotations."""
    articles = {row["id"]: full_text(row) for row in rows(folder / f"{part}.articles.jsonl.gz")}
    return [_resolve(row, articles[row["doc"]]) for row in rows(folder / f"{part}.gold.jsonl")]


def _resolve(row: dict[str, Any], text: str) -> Gold:
    spans = sentences(text)
    gold = Gold(name=row["doc"], text=text)

    def place(item: dict[str, Any]) -> tuple[int, int]:
        start, end = spans[item["s"]]
        at = start - 1
        for _ in range(item.get("n", 1)):
            at = text.index(item["q"], at + 1, end)
        return at, at + len(item["q"])

    for number, incident in enumerate(row["incidents"]):
        gold.incidents.append((incident["type"], incident["status"], bool(incident.get("focus"))))
        gold.triggers += [(*place(trigger), number) for trigger in incident["triggers"]]
        gold.claims += [_said(claim, number, place) for claim in incident["claims"]]
    for tag in ("statistics", "relations", "warnings"):
        for item in row.get(tag, ()):
            by = item.get("by") or item.get("issuer")
            kind = item.get("measure") or item.get("rel")
            gold.others.append(Other(tag, *place(item), kind, item.get("of"), place(by) if by else None))
    return gold


def _said(claim: dict[str, Any], number: int, place: Any) -> Said:
    start, end = place(claim)
    return Said(
        field=claim["f"], start=start, end=end, incident=number, value=claim["v"], of=claim.get("of"),
        part=bool(claim.get("part")), stance=claim.get("stance", "asserts"),
        speaker=place(claim["by"]) if claim.get("by") else None,
    )  # fmt: skip


def as_tagged(gold: Gold) -> Tagged:
    """The article as plain labelled stretches, for the warm-up and the token heads."""
    spans = {("trigger", start, end) for start, end, _ in gold.triggers}
    spans |= {(claim.field, claim.start, claim.end) for claim in gold.claims}
    spans |= {("speaker", *claim.speaker) for claim in gold.claims if claim.speaker}
    spans |= {(other.tag, other.start, other.end) for other in gold.others}
    return Tagged("gold", gold.text, tuple(sorted(spans)))


def write_tagged(items: list[Tagged], path: Path) -> None:
    """Labelled texts as packed JSON Lines."""
    with gzip.open(path, "wt", encoding="utf-8") as out:
        for item in items:
            out.write(json.dumps([item.source, item.text, item.spans], ensure_ascii=False) + "\n")
