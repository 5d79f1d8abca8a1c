"""Days of events of which only the length is told."""

from datetime import date

import pytest
from read.told import PUBLISHED, triggers_at, words_of

from recount.read.lengths import find_lengths
from recount.records import Published, When


def days(text: str, name: str, published: Published = PUBLISHED, told: tuple[When, ...] = ()) -> list[object]:
    words = words_of(text)
    found = find_lengths(words, triggers_at(words, name), published, told)
    return [(mention.value.first, mention.value.last) for mention, _ in found if isinstance(mention.value, When)]


@pytest.mark.parametrize(
    ("text", "name", "first"),
    [
        ("Troops ended a three-day-long raid on the hills.", "raid", date(2017, 6, 2)),
        ("A four-day military operation killed nine.", "operation", date(2017, 6, 1)),
        ("The gunfight lasted for two days, the army said.", "gunfight", date(2017, 6, 3)),
        ("The siege, which lasted nearly two weeks, is over.", "siege", date(2017, 5, 22)),
    ],
)
def test_an_event_ends_at_the_latest_when_it_is_announced(text: str, name: str, first: date) -> None:
    assert days(text, name) == [(first, date(2017, 6, 5))]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The raid came after a three-day visit.", "raid"),
        ("Seven days of airstrikes left many dead.", "airstrikes"),
        ("Two days after the raid nine died.", "raid"),
        ("A 90-day siege ended.", "siege"),
    ],
)
def test_other_lengths_tell_nothing_of_the_event(text: str, name: str) -> None:
    assert days(text, name) == []


def test_an_article_of_any_day_gives_no_days() -> None:
    assert days("A three-day raid ended.", "raid", Published(first=date(2014, 1, 1), last=date(2020, 1, 1))) == []


def test_the_first_possible_day_is_taken_where_the_text_itself_tells_of_it() -> None:
    week = Published(first=date(2017, 6, 4), last=date(2017, 6, 10))
    sunday = When(first=date(2017, 6, 4), last=date(2017, 6, 4))
    text = "Officials said on Sunday that a three-day raid ended."
    assert days(text, "raid", week) == [(date(2017, 6, 1), date(2017, 6, 10))]
    assert days(text, "raid", week, (sunday,)) == [(date(2017, 6, 1), date(2017, 6, 4))]
