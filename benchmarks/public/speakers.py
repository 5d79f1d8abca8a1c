"""Who says it, on the dev part of PolNeAR: exact and overlapping F1 of sources, cues and contents.

usage: speakers.py

Published for comparison (exact, source / cue / content): 83.2 / 75.3 / 72.9 for a large encoder trained on the set,
50.6 / 53.4 / 28.6 for a sequence model without one, 10.7 / 22.8 / 5.6 for rules. Ours was not trained on the set.
"""

import sys
from collections import Counter
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))
from corpora import SHARED, lines

from recount.read.sentences import split_sentences
from recount.read.speakers import find_attributions

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


def main() -> None:
    path = SHARED / "data" / "polnear" / "dev.jsonl.gz"
    if not path.exists():
        sys.exit(f"{path.name} of PolNeAR is not here; it may not be passed on with the project.")
    count: Counter[tuple[str, str]] = Counter()
    for document in lines(path):
        found, right = ours(document["text"]), theirs(document)
        for part in PARTS:
            count[part, "found"] += len(found[part])
            count[part, "right"] += len(right[part])
            count[part, "exact"] += len(found[part] & right[part])
            count[part, "near found"] += sum(overlaps(span, right[part]) for span in found[part])
            count[part, "near right"] += sum(overlaps(span, found[part]) for span in right[part])
    for part in PARTS:
        exact = 2 * count[part, "exact"] / (count[part, "found"] + count[part, "right"])
        near_p, near_r = (
            count[part, "near found"] / count[part, "found"],
            count[part, "near right"] / count[part, "right"],
        )
        print(f"{part:8} exact F1 {exact:.3f}   overlapping P {near_p:.3f} R {near_r:.3f}")


if __name__ == "__main__":
    main()
