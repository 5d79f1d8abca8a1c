"""Shootings that only a headline tells of."""

import pytest

from recount.read.casualties import find_casualties
from recount.read.headline_events import with_headline
from recount.read.sentences import split_sentences
from recount.records import Count, Published, Reading


def read(text: str) -> Reading:
    sentences = split_sentences(text)
    bare = Reading(document="d", published=Published(), sentences=sentences)
    return with_headline(bare, text, find_casualties(text, sentences))


@pytest.mark.parametrize(
    ("text", "field", "number"),
    [
        ("4 people shot in southeast Atlanta", "wounded", 4),
        ("Boy, 5, shot with shotgun by older brother\n\nHe was taken to a hospital.", "wounded", 1),
        ("6-year-old girl shot in the head, killed\n\nPolice are at the scene.", "killed", 1),
    ],
)
def test_people_hit_in_a_headline_are_an_incident_of_their_own(text: str, field: str, number: int) -> None:
    reading = read(text)
    assert [trigger.type for trigger in reading.triggers] == ["shooting"]
    mention = reading.mentions[0]
    assert isinstance(mention.value, Count)
    assert (mention.field, mention.value.best) == (field, number)
    assert [(bond.trigger, bond.mention) for bond in reading.bonds][:1] == [(0, 0)]


@pytest.mark.parametrize(
    "text",
    [
        "The striker shot wide in the second half.",
        "A film shot in the desert wins a prize.",
        "Nobody was hurt when shots were fired.",
        "Boy, 9, shoots self with gun\n\nPolice say that the gun was in a purse.",
        "Toddler killed in accidental shooting\n\nThe coroner named the boy.",
        "Two people were killed in a crash near Lyon.",
        "",
    ],
)
def test_other_headlines_are_none(text: str) -> None:
    assert read(text).triggers == ()
