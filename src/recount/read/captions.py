"""Captions of photographs: what a picture shows is mostly not the event that the article tells of."""

import re
from collections.abc import Sequence

from recount.records import Sentence

_CREDIT = re.compile(r"(?:\[[^\[\]\n]{2,60}\]|\((?:[^()\n]{0,40}/)?(?:AP|AFP|Reuters|EPA|Getty)[^()\n]{0,40}\))\s*\Z")


def in_captions(text: str, sentences: Sequence[Sentence]) -> frozenset[int]:
    """The numbers of the sentences of paragraphs that end with the credit of a picture."""
    last = {sentence.paragraph: sentence for sentence in sentences}
    captions = {number for number, sentence in last.items() if _CREDIT.search(text, sentence.start, sentence.end)}
    return frozenset(sentence.number for sentence in sentences if sentence.paragraph in captions)
