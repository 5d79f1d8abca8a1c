"""In which stance a speaker names who did it."""

import pytest

from recount.coding.speaking import find_stance
from recount.records import Attribution, Mention, Span, Speaker, Stance

SPAN = Span(start=0, end=1, quote="x")


@pytest.mark.parametrize(
    ("voice", "perpetrator", "stance", "wanted"),
    [
        ("Islamic State", "Islamic State", "accuses", "claims"),
        ("Pakistan Army", "Pakistan Army", "accuses", "asserts"),
        ("Pakistan Army", "Islamic State", "accuses", "accuses"),
        ("PICSS", "Islamic State", "doubts", "doubts"),
    ],
)
def test_nobody_accuses_itself(voice: str, perpetrator: str, stance: Stance, wanted: Stance) -> None:
    mention = Mention(span=SPAN, sentence=0, field="perpetrator", value=perpetrator, stance=stance)
    said = Attribution(source=SPAN, content=SPAN, stance=stance)
    assert find_stance(mention, said, Speaker(span=SPAN, voice=voice)) == wanted
