"""Events to which the text itself gives different days are never one."""

from datetime import date

import pytest

from recount.read.days import find_days
from recount.read.grouping import join
from recount.read.own_days import apart, contradict, own_days
from recount.read.sentences import split_sentences
from recount.records import Published, Span, Trigger, When

PUBLISHED = Published(first=date(2016, 11, 2), last=date(2016, 11, 2))


def days_of(text: str, *names: str) -> list[When | None]:
    sentences = split_sentences(text)
    triggers = []
    for name in names:
        at = text.index(name)
        number = next(one.number for one in sentences if one.start <= at < one.end)
        span = Span(start=at, end=at + len(name), quote=name)
        triggers.append(Trigger(span=span, sentence=number, type="attack"))
    return own_days(text, triggers, find_days(text, sentences, PUBLISHED))


@pytest.mark.parametrize(
    ("text", "name", "day"),
    [
        ("The October 24 attack killed 61.", "attack", date(2016, 10, 24)),
        ("It recalled the August 8 suicide bombing.", "suicide bombing", date(2016, 8, 8)),
        ("The siege of 24 October ended at dawn.", "siege", date(2016, 10, 24)),
        ("Monday's blast hit a bus.", "blast", date(2016, 10, 31)),
    ],
)
def test_a_day_in_the_words_for_an_event_is_its_own(text: str, name: str, day: date) -> None:
    (when,) = days_of(text, name)
    assert when is not None
    assert (when.first, when.last) == (day, day)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("On October 24 police said the attack was over.", "attack"),
        ("The attack was claimed on October 24.", "attack"),
        ("The attack killed 61.", "attack"),
    ],
)
def test_a_day_elsewhere_in_the_sentence_is_not(text: str, name: str) -> None:
    assert days_of(text, name) == [None]


def test_different_days_tell_events_apart_and_a_month_does_not_tell_its_days_apart() -> None:
    text = "The October 24 attack followed the August 8 bombing. The October raid came later."
    assert apart(days_of(text, "attack", "bombing", "raid")) == {(0, 1), (1, 2)}


def test_days_without_a_year_are_compared_by_month_and_day() -> None:
    one, other = When(first=None, last=None, month=10, day=24), When(first=None, last=None, month=8, day=8)
    assert contradict(one, other)
    assert not contradict(one, one)
    assert not contradict(one, None)


def test_no_group_holds_two_events_told_apart_whatever_joins_them() -> None:
    likely = {(0, 1): 0.9, (1, 2): 0.8, (0, 2): 0.7}
    assert len(set(join(3, likely))) == 1
    first, second, third = join(3, likely, apart={(0, 2)})
    assert first == second != third
