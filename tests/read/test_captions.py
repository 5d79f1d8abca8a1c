"""Captions of photographs end with the name of who took the picture."""

import pytest

from recount.read.captions import in_captions
from recount.read.sentences import split_sentences


@pytest.mark.parametrize(
    ("text", "captions"),
    [
        ("Guards stand at a border post. Nine died in May. [Photographer/AFP]\n\nA raid killed nine.", {0, 1, 2}),
        ("A man walks past ruins in Aleppo (AP Photo)\n\nA raid killed nine.", {0}),
        ("A raid (in May) killed nine.\n\nNine died [in all].\n\nMore (AFP) followed.", set()),
    ],
)
def test_paragraphs_that_end_with_a_credit_are_captions(text: str, captions: set[int]) -> None:
    assert in_captions(text, split_sentences(text)) == captions
