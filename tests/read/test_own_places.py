"""Events to which the text itself gives different places are never one."""

import pytest
from read.told import triggers_at, words_of

from recount.codebook.places import load_gazetteer
from recount.read.own_places import apart_by_place, elsewhere, own_places
from recount.read.places import find_places
from recount.records import Where


def places_of(text: str, *names: str) -> list[Where | None]:
    words = words_of(text)
    mentions = find_places(words.text, words.sentences, load_gazetteer())
    return own_places(text, triggers_at(words, *names), mentions)


@pytest.mark.parametrize(
    ("text", "name", "town"),
    [
        ("The Quetta bombing killed nine.", "bombing", "Quetta"),
        ("A blast in Peshawar killed nine.", "blast", "Peshawar"),
        ("It follows Kabul's siege of 1994.", "siege", "Kabul"),
        ("Nine died in the recent Quetta operation against smugglers.", "recent Quetta operation", "Quetta"),
    ],
)
def test_a_place_in_the_words_for_an_event_is_its_own(text: str, name: str, town: str) -> None:
    (where,) = places_of(text, name)
    assert where is not None
    assert where.locality == town


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The US strike killed nine.", "strike"),
        ("Police in Quetta said the bombing killed nine.", "bombing"),
        ("The bombing, they said in Quetta, killed nine.", "bombing"),
    ],
)
def test_who_struck_and_who_spoke_there_is_no_place_of_the_event(text: str, name: str) -> None:
    assert places_of(text, name) == [None]


def test_events_of_two_towns_are_apart_and_of_one_are_not() -> None:
    text = "The Quetta bombing came after a blast in Peshawar. The explosion in Quetta killed nine."
    assert apart_by_place(places_of(text, "bombing", "blast", "explosion")) == {(0, 1), (1, 2)}


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        (Where(country="PK", locality="Quetta"), Where(country="AF"), True),
        (Where(country="PK", province="Sindh"), Where(country="PK", province="Punjab"), True),
        (Where(country="PK", locality="Mastung"), Where(country="PK", district="Mastung"), False),
        (Where(country="PK", province="Balochistan"), Where(country="PK", locality="Quetta"), False),
        (Where(country="PK"), Where(country="PK", locality="Quetta"), False),
        (Where(locality="Quetta"), Where(country="PK"), False),
    ],
)
def test_only_what_cannot_hold_the_other_is_elsewhere(one: Where, other: Where, apart: bool) -> None:
    assert elsewhere(one, other) is apart
    assert elsewhere(other, one) is apart


def test_a_town_far_from_a_district_is_elsewhere_and_one_nearby_may_lie_in_it() -> None:
    district = Where(country="PK", district="North", latitude=30.0, longitude=67.0, radius_km=30.0)
    near = Where(country="PK", locality="Near", latitude=30.2, longitude=67.0, radius_km=2.0)
    far = Where(country="PK", locality="Far", latitude=30.6, longitude=67.0, radius_km=2.0)
    assert not elsewhere(district, near)
    assert elsewhere(district, far)
