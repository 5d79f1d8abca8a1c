"""Days and presences out of the sentences around what is told."""

import pytest
from factory import document, published, span

from recount.publish.told import one_time, presences_of
from recount.records import Account


def presences(text, actor="Islamic State"):
    home = document("d", text=text, on="2019-03-15")
    return list(presences_of(actor, Account(document=home.id, published=home.published), home))


def test_a_sentence_with_actor_place_and_word_tells_of_a_presence_on_its_own_day() -> None:
    (one,) = presences("Nothing else. A Daesh foothold was first reported in Balochistan in November 2014. So far.")
    assert one.item.areas == (("PK", "Balochistan"),)
    assert one.about is not None
    assert [str(day) for day in one.about] == ["2014-11-01", "2014-11-30"]
    assert one.item.span.quote == "foothold"


@pytest.mark.parametrize(
    "text",
    [
        "Islamic State attacked Balochistan.",
        "The group has a presence in Balochistan.",
        "Islamic State has a presence.",
        "Islamic State fears the police presence in Balochistan.",
        "",
    ],
)
def test_a_sentence_without_one_of_the_three_tells_of_none(text: str) -> None:
    assert presences(text) == []


@pytest.mark.parametrize(
    ("sentence", "days"),
    [
        ("He warned on February 10, 2016 of attacks.", "2016-02-10"),
        ("Last year he warned of attacks.", "2018-01-01"),
        ("He warned on February 10, 2016 and on March 3, 2017.", None),
        ("He warned of attacks.", None),
    ],
)
def test_the_day_of_a_statement_is_that_of_its_sentence_where_it_has_one(sentence: str, days: str | None) -> None:
    found = one_time(sentence, published("2019-03-15"))
    assert (str(found[0]) if found else None) == days


def test_a_span_is_where_its_words_stand() -> None:
    text = "Islamic State recruiting in Pakistan."
    (one,) = presences(text)
    assert one.item.span == span("recruiting", text.index("recruiting"))
