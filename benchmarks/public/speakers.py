"""Who says it, on the dev part of PolNeAR: exact and overlapping F1 of sources, cues and contents.

usage: speakers.py [--write]

Published for comparison (exact, source / cue / content): 83.2 / 75.3 / 72.9 for a large encoder trained on the set,
50.6 / 53.4 / 28.6 for a sequence model without one, 10.7 / 22.8 / 5.6 for rules. Ours was not trained on the set. The
trained reader gives speakers only for what is said of violence; how many of them are the set's is told beside it.
"""

from collections import Counter
from typing import Any

from rows import Row, corpus, f1, tell

from recount.read.default import default_reader
from recount.read.sentences import split_sentences
from recount.read.speakers import find_attributions
from recount.records import Document, content_id

THEIRS = {"source": ".832", "cue": ".753", "content": ".729"}
PARTS = ("source", "cue", "content")
Stretch = tuple[int, int]


def ours(text: str) -> dict[str, set[Stretch]]:
    found = find_attributions(text, split_sentences(text))
    spans = {part: [getattr(item, part) for item in found] for part in PARTS}
    return {part: {(span.start, span.end) for span in spans[part] if span is not None} for part in PARTS}


def theirs(document: dict[str, Any]) -> dict[str, set[Stretch]]:
    items = document["attributions"]
    return {part: {(s["start"], s["end"]) for item in items for s in item[part][:1]} for part in PARTS}


def overlaps(one: Stretch, others: set[Stretch]) -> bool:
    return any(one[0] < end and start < one[1] for start, end in others)


def document(text: str) -> Document:
    return Document(id=content_id("document", text), name="", text=text)


def main() -> None:
    count: Counter[tuple[str, str]] = Counter()
    reader = default_reader(2)
    for item in corpus("polnear"):
        found, right = ours(item["text"]), theirs(item)
        for part in PARTS:
            count[part, "found"] += len(found[part])
            count[part, "right"] += len(right[part])
            count[part, "exact"] += len(found[part] & right[part])
            count[part, "near found"] += sum(overlaps(span, right[part]) for span in found[part])
            count[part, "near right"] += sum(overlaps(span, found[part]) for span in right[part])
        told = reader.read(document(item["text"])).attributions
        sources = {(said.source.start, said.source.end) for said in told if said.source}
        count["trained", "found"] += len(sources)
        count["trained", "near found"] += sum(overlaps(span, right["source"]) for span in sources)
    rows = [
        Row(
            corpus=f"polnear dev ({count[part, 'right']} {part}s)",
            what="who says what: exact F1 (overlapping: precision, recall)",
            ours=f"{f1(count[part, 'exact'], count[part, 'found'], count[part, 'right']):.3f} "
            f"({count[part, 'near found'] / count[part, 'found']:.3f}, "
            f"{count[part, 'near right'] / count[part, 'right']:.3f})",
            theirs=f"{THEIRS[part]} (large encoder trained on it)",
        )
        for part in PARTS
    ]
    said, right_ = count["trained", "found"], count["trained", "near found"]
    share = f"{right_ / said:.3f}" if said else "none"
    rows.append(
        Row(corpus=f"polnear dev ({said} of ours)", what="speakers of claims on violence: precision", ours=share)
    )
    tell(__file__, rows)


if __name__ == "__main__":
    main()
