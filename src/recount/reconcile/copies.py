"""Whether two texts are one, copied or cut, by the runs of words that they share."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from functools import lru_cache
from itertools import combinations
from zlib import crc32

from recount.codebook.counting import load_counting
from recount.records import Document

_WORD = re.compile(r"\w+")
_SKETCH = 400  # the smallest hashes of a text's runs of words that are kept


def copies(documents: Sequence[Document]) -> Iterator[tuple[str, str]]:
    """Pairs of documents, by their ids, whose texts are one, copied or cut: most runs of the shorter stand in both."""
    runs = [_runs(_reporting(document)) for document in documents]
    shared: Counter[tuple[int, int]] = Counter()
    for homes in _homes(runs):
        shared.update(combinations(homes, 2))
    for (one, other), number in shared.items():
        if number >= load_counting().share * min(len(runs[one]), len(runs[other])):
            yield documents[one].id, documents[other].id


def _homes(runs: Sequence[Set[int]]) -> Iterator[list[int]]:
    """The texts in which each run stands, of those that stand in several."""
    homes: dict[int, list[int]] = {}
    for position, some in enumerate(runs):
        for run in some:
            homes.setdefault(run, []).append(position)
    return (texts for texts in homes.values() if len(texts) > 1)


def _reporting(document: Document) -> str:
    """A text without its furniture."""
    if not document.furniture:
        return document.text
    text, end, kept = document.text, 0, []
    for span in sorted(document.furniture, key=lambda span: span.start):
        kept.append(text[end : span.start])
        end = max(end, span.end)
    return " ".join((*kept, text[end:]))


@lru_cache(maxsize=4096)
def _runs(text: str) -> frozenset[int]:
    """The fingerprint of a text: its runs of words as numbers, of a long text the smallest ones."""
    words, length = _WORD.findall(text.casefold()), load_counting().run
    starts = range(max(1, len(words) - length + 1)) if words else ()
    hashes = {_number(" ".join(words[start : start + length])) for start in starts}
    return frozenset(sorted(hashes)[:_SKETCH])


def _number(words: str) -> int:
    return crc32(words.encode("utf-8", "surrogatepass"))
