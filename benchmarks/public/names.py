"""Names of organisations and places on re3d and the Groningen Meaning Bank.

usage: names.py [--write]

Our reader looks for who acts or is hit, and for where; it is no tagger of all names, and counts descriptions ("gunmen")
that these sets do not. A name counts as found where one of ours overlaps it, as exact where it is the same words, an
article aside. On re3d entities of confidence 0.5 and more count. No published figure fits these splits.
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Any

from rows import Row, corpus, f1, tell

from recount.codebook.actors import load_actors
from recount.codebook.places import load_gazetteer
from recount.read.actors import find_actors
from recount.read.places import find_places
from recount.read.sentences import split_sentences
from recount.records import Span

KINDS = {
    "re3d": {"Organisation": "organisations", "Location": "places"},
    "gmb": {"org": "organisations", "geo": "places", "gpe": "places"},
}
ARTICLE = re.compile(r"\A(?:the|The|a|A|an|An)\s")
SENTENCES = 1500
"""As many of the set's sentences as are read; they are all alike."""


def ours(text: str) -> Iterator[tuple[str, Span]]:
    sentences = split_sentences(text)
    for actor in find_actors(text, sentences, load_actors()):
        if actor.span.quote[:1].isupper() or ARTICLE.match(actor.span.quote):
            yield "organisations", actor.span
    for place in find_places(text, sentences, load_gazetteer()):
        yield "places", place.span


def theirs(name: str, document: dict[str, Any]) -> Iterator[tuple[str, Span]]:
    for item in document["entities"]:
        kind = KINDS[name].get(item["type"])
        if kind and item.get("confidence", 1) >= 0.5:
            yield kind, Span(start=item["start"], end=item["end"], quote=item["text"])


def bare(span: Span) -> tuple[int, int]:
    article = ARTICLE.match(span.quote)
    return span.start + (article.end() if article else 0), span.end


def overlaps(span: Span, others: list[Span]) -> bool:
    return any(span.start < other.end and other.start < span.end for other in others)


def main() -> None:
    rows = []
    for name in ("re3d", "gmb"):
        count: Counter[tuple[str, str]] = Counter()
        for document in islice(corpus(name), SENTENCES):
            found, wanted = list(ours(document["text"])), list(theirs(name, document))
            for kind in ("organisations", "places"):
                here = [span for one, span in found if one == kind]
                there = [span for one, span in wanted if one == kind]
                count[kind, "found"] += len(here)
                count[kind, "wanted"] += len(there)
                count[kind, "exact"] += len({bare(span) for span in here} & {bare(span) for span in there})
                count[kind, "near found"] += sum(overlaps(span, there) for span in here)
                count[kind, "near wanted"] += sum(overlaps(span, here) for span in there)
        for kind in ("organisations", "places"):
            found_, wanted_ = count[kind, "found"], count[kind, "wanted"]
            rows.append(
                Row(
                    corpus=f"{name} dev ({wanted_} {kind})",
                    what="names: exact F1 (overlapping: precision, recall)",
                    ours=f"{f1(count[kind, 'exact'], found_, wanted_):.3f} "
                    f"({count[kind, 'near found'] / found_:.3f}, {count[kind, 'near wanted'] / wanted_:.3f})",
                )
            )
    tell(__file__, rows)


if __name__ == "__main__":
    main()
