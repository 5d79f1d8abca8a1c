"""The public corpora in one form: a text and its labelled stretches, each set with labels of its own.

Every converter yields `Tagged`. Sets whose licence asks for share-alike, and texts under a non-commercial clause, are
left out here: they are for evaluation only. Anything that shares wording with the development articles is dropped too
(`without_overlap`), so that a score on dev is a score on unseen text.
"""

import gzip
import json
import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Tagged:
    """One text of one set; `spans` are (label, start, end)."""

    source: str
    text: str
    spans: tuple[tuple[str, int, int], ...]


def rows(path: Path) -> Iterator[Row]:
    """The objects of a JSON Lines file, packed or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8", newline="\n") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def share(key: str, percent: int) -> bool:
    """A fixed sample: true for about `percent` of the keys, the same ones every time."""
    return zlib.crc32(key.encode()) % 100 < percent


def names(folder: Path, source: str, percent: int) -> Iterator[Tagged]:
    """Name corpora: the entity types as labels."""
    for row in rows(folder / source / "train.jsonl.gz"):
        if share(str(row["id"]), percent) and not re.search("NC|SA", row.get("licence", "")):
            spans = ((e["type"], e["start"], e["end"]) for e in row["entities"] if e.get("confidence", 1) >= 0.5)
            yield Tagged(source, row["text"], tuple(spans))


def gmb(folder: Path, percent: int) -> Iterator[Tagged]:
    """Neighbouring sentences of the Groningen Meaning Bank joined by ten, so that a window holds more than a line."""
    text, spans = "", []
    for row in rows(folder / "gmb" / "train.jsonl.gz"):
        if not share(str(row["block"]), percent):
            continue
        spans += [(e["type"], len(text) + e["start"], len(text) + e["end"]) for e in row["entities"]]
        text += row["text"] + "\n"
        if text.count("\n") == 10:
            yield Tagged("gmb", text, tuple(spans))
            text, spans = "", []


def polnear(folder: Path, percent: int) -> Iterator[Tagged]:
    """Who said what: source, cue and content."""
    for row in rows(folder / "polnear" / "train.jsonl.gz"):
        if share(row["id"], percent):
            spans = (
                (part, s["start"], s["end"]) for a in row["attributions"] for part in ("source", "cue", "content")
                for s in a[part]
            )  # fmt: skip
            yield Tagged("polnear", row["text"], tuple(spans))


MUC_SLOTS = ("perp_individual", "perp_org", "phys_id", "hum_name", "hum_description", "instrument_id")


def muc4(folder: Path) -> Iterator[Tagged]:
    """MUC-4 templates: the strings of each slot at every place; victims also by what befell them."""
    for row in rows(folder / "muc4" / "train.jsonl.gz"):
        if row["relevant"] or share(row["id"], 25):
            spans = {span for template in row["templates"] for span in _muc_spans(template)}
            yield Tagged("muc4", row["text"], tuple(sorted(spans)))


def _muc_spans(template: Row) -> Iterator[tuple[str, int, int]]:
    effects = {
        ref: value
        for filler in template.get("hum_effect") or ()
        for value in filler["v"]
        for ref in filler.get("ref", ())
    }
    for slot in MUC_SLOTS:
        for filler in template.get(slot) or ():
            for said in filler["v"]:
                for start, end in said["at"] if isinstance(said, dict) else ():
                    yield slot, start, end
                    if effects.get(said["s"]) in ("DEATH", "INJURY"):
                        yield effects[said["s"]], start, end


def wikievents(folder: Path) -> Iterator[Tagged]:
    """Event words by type, and each argument at the place nearest to its event word."""
    for row in rows(folder / "wikievents" / "train.jsonl.gz"):
        spans = []
        for event in row["events"]:
            at = event["trigger"]["at"]
            if at is None:
                continue
            spans.append((".".join(event["type"].split(".")[:2]), *at))
            for argument in event["args"]:
                near = min(argument.get("at") or (), key=lambda place: abs(place[0] - at[0]), default=None)
                if near:
                    spans.append((argument["role"], *near))
        yield Tagged("wikievents", row["text"], tuple(sorted(set(spans))))


def fakes(folder: Path) -> Iterator[Tagged]:
    """The crowd's answers on Syria reports: place, cause, actor, date, and the dead by category."""
    for row in rows(folder / "fakes" / "train.jsonl.gz"):
        spans = ((field, *at) for field, said in row["said"].items() for at in said["at"][:1])
        yield Tagged("fakes", row["text"], tuple(spans))


def shingles(text: str, size: int = 8) -> set[int]:
    """Hashes of every run of eight words."""
    words = re.findall(r"[a-z0-9]+", text.lower())
    return {hash(tuple(words[i : i + size])) for i in range(len(words) - size + 1)}


def without_overlap(tagged: Iterable[Tagged], forbidden: Iterable[str]) -> list[Tagged]:
    """Those texts that share fewer than three runs of eight words with any forbidden text."""
    barred = set().union(*map(shingles, forbidden))
    return [item for item in tagged if len(shingles(item.text) & barred) < 3]


def public(folder: Path) -> Iterator[Tagged]:
    """Every public set that the encoder is warmed up on, sampled to what helps for the time it costs."""
    makers: tuple[Callable[[], Iterator[Tagged]], ...] = (
        lambda: wikievents(folder), lambda: muc4(folder), lambda: fakes(folder), lambda: polnear(folder, 40),
        lambda: names(folder, "re3d", 100), lambda: names(folder, "worldwide", 35), lambda: gmb(folder, 30),
    )  # fmt: skip
    for maker in makers:
        yield from maker()


def full_gold_texts(folder: Path) -> list[str]:
    """The texts of the seed articles, which no training text may share wording with."""
    return [row["text"] for row in rows(folder / "articles.jsonl")]
