"""Ages that two reports tell."""

import pytest
from factory import report

from recount.link.ages import compare_ages
from recount.link.traits import Traits, traits_of
from recount.records import Published


def told(context: str) -> Traits:
    return traits_of(report("one", context=context), Published())


@pytest.mark.parametrize(
    ("context", "ages"),
    [
        ("A 3-year-old boy and a nine-month-old girl", ("3 year", "9 month")),
        ("Boy, 3, shot; Ann Lee, 24, was held", ("24 year", "3 year")),
        ("a 12 year old", ("12 year",)),
        ("In Lyon, 24 people were hurt on May 3, 2019", ()),
        ("nobody's age", ()),
    ],
)
def test_ages_are_found_however_they_are_written(context: str, ages: tuple[str, ...]) -> None:
    assert told(context).ages == ages


def test_ages_in_common_speak_for_one_event_and_others_against_it() -> None:
    boy, same = told("A 3-year-old boy was shot"), told("The boy, 3, is stable")
    assert (compare_ages(boy, same) or ("",))[0] == "same"
    assert (compare_ages(told("a 3-year-old and a man, 40,"), told("a man, 40, and his son, 3,")) or ("",))[
        0
    ] == "several"
    assert (compare_ages(boy, told("a 17-year-old")) or ("",))[0] == "other"
    assert compare_ages(boy, told("a toddler")) is None
