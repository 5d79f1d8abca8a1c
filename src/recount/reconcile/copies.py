"""Whether two texts are one, copied or cut, by the runs of words that they share."""

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import lru_cache
from itertools import combinations
from zlib import crc32

from recount.codebook.counting import load_counting
from recount.records import Document

_WORD = re.compile(r"\w+")
_SKETCH = 400  # the smallest hashes of a text's runs of words that are kept


def copies(documents: Sequence[Document]) -> Iterator[tuple[str, str]]:
    """Pairs of documents, by their ids, whose texts are one, copied or cut: most runs of the shorter stand in both."""
    told = [_words(_reporting(document)) for document in documents]
    whole = [_runs(words) for words in told]
    long = max(map(len, whole), default=0) > _SKETCH
    runs: list[Set[object]] = [_sketch(some) for some in whole] if long else [*whole]
    if len(set().union(*runs)) == sum(map(len, runs)):
        return
    share = load_counting().share
    for (one, mine), (other, theirs) in combinations(enumerate(runs), 2):
        shared = len(mine & theirs)
        if shared and shared >= share * min(len(mine), len(theirs)):
            yield documents[one].id, documents[other].id


def _reporting(document: Document) -> str:
    """A text without its furniture."""
    if not document.furniture:
        return document.text
    text, end, kept = document.text, 0, []
    for span in sorted(document.furniture, key=lambda span: span.start):
        kept.append(text[end : span.start])
        end = max(end, span.end)
    return " ".join((*kept, text[end:]))


@lru_cache(maxsize=1024)
def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.casefold()))


def _runs(words: tuple[str, ...]) -> Set[tuple[str, ...]]:
    """The runs of words of a text; a text shorter than a run is one."""
    length = load_counting().run
    return frozenset(zip(*(words[start:] for start in range(length)), strict=False)) or frozenset(
        [words] if words else ()
    )


def _sketch(runs: Iterable[tuple[str, ...]]) -> Set[object]:
    """The fingerprint of a long text: its runs of words as numbers, of which the smallest are kept."""
    return frozenset(sorted({crc32(" ".join(run).encode("utf-8", "surrogatepass")) for run in runs})[:_SKETCH])
