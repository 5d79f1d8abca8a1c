"""The rule on games, films, accidents and what would be if has the last word, whoever proposes a trigger."""

import pytest

from recount.read.sentences import split_sentences
from recount.read.unreal import without_unreal
from recount.read.words import find_words
from recount.records import Bond, Mention, Reading, Sameness, Span, Trigger


def reading(text: str, *names: str) -> Reading:
    """A reading in which each of these words is a trigger of the same incident, with a target bound to the first."""
    spans = [Span(start=text.index(name), end=text.index(name) + len(name), quote=name) for name in names]
    triggers = tuple(Trigger(span=span, sentence=0, type="attack") for span in spans)
    place = Mention(span=spans[0], sentence=0, field="target", value="target")
    return Reading(
        document="d",
        published=None,  # type: ignore[arg-type]  # nothing here asks for it
        sentences=split_sentences(text),
        triggers=triggers,
        mentions=(place,),
        bonds=(Bond(trigger=0, mention=0, score=1.0),),
        samenesses=tuple(Sameness(left=0, right=number, score=1.0) for number in range(1, len(names))),
    )


def kept(text: str, *names: str) -> list[str]:
    made = reading(text, *names)
    return [trigger.span.quote for trigger in without_unreal(made, find_words(text, made.sentences)).triggers]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("What would happen if gunmen attacked the dam?", "attacked"),
        ("If a bomb went off in the stadium, thousands could die.", "went off"),
        ("Two people were killed when a bus plunged into a ravine.", "killed"),
        ("The film tells of a sniper who shot 160 people.", "shot"),
        ("Pakistan's bowling attack was poor.", "attack"),
        ("He died of a heart attack at home.", "attack"),
    ],
)
def test_what_is_not_real_names_no_event(text: str, name: str) -> None:
    assert kept(text, name) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Police asked if the gunmen had shot him, which would explain the blood.", "shot"),
        ("If confirmed, the attack would be the first on the town.", "attack"),
        ("The bombing killed nine; if it goes on, many will flee.", "bombing"),
        ("Gunmen shot at a bus, which plunged into a ravine.", "shot"),
        ("A bomb near the movie theater killed nine.", "killed"),
    ],
)
def test_what_is_real_stays(text: str, name: str) -> None:
    assert kept(text, name) == [name]


def test_what_was_bound_to_a_name_that_goes_is_bound_to_the_next() -> None:
    text = "His heart attack came after the raid and the attack on Kabul."
    made = reading(text, "heart attack", "raid", "attack on")
    left = without_unreal(made, find_words(text, made.sentences))
    assert [trigger.span.quote for trigger in left.triggers] == ["raid", "attack on"]
    assert left.bonds == (Bond(trigger=0, mention=0, score=1.0),)
    assert left.samenesses == (Sameness(left=0, right=1, score=1.0),)
