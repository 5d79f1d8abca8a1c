"""Whether two texts are one, copied or cut, by the runs of words that they share."""

import re
from functools import lru_cache
from hashlib import blake2b

from recount.codebook.counting import load_counting
from recount.records import Document

_WORD = re.compile(r"\w+")
_SKETCH = 400  # the smallest hashes of a text's runs of words that are kept


def copied(one: Document, other: Document) -> bool:
    """That two texts are one, copied or cut: most runs of words of the shorter stand in the other."""
    left, right = _runs(_reporting(one)), _runs(_reporting(other))
    shared = len(left & right)
    return shared > 0 and shared >= load_counting().share * min(len(left), len(right))


def _reporting(document: Document) -> str:
    """A text without its furniture."""
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
    return int.from_bytes(blake2b(words.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")
