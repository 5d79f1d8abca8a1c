"""Dates beside an event that are not its own."""

import pytest

from recount.read.other_days import is_other_day


@pytest.mark.parametrize(
    ("text", "date", "other"),
    [
        ("police said on Sunday", "Sunday", True),
        ("A military statement Sunday told of it", "Sunday", True),
        ("the mayor told reporters on Monday", "Monday", True),
        ("The group claimed responsibility for the attack on Monday", "Monday", True),
        ("three days of mourning on Monday", "Monday", True),
        ("Operation Shield, launched in February", "February", True),
        ("the group was founded in 2003", "2003", True),
        ("On Tuesday families marked the tenth anniversary of the siege", "Tuesday", True),
        ("A bomb exploded on Monday", "Monday", False),
        ("Two men were killed late Monday", "Monday", False),
        ("Israel launched the strikes Sunday", "Sunday", False),
    ],
)
def test_the_day_of_a_statement_a_memorial_or_a_beginning_is_no_day_of_an_event(
    text: str, date: str, *, other: bool
) -> None:
    at = text.index(date)
    assert is_other_day(text, at, at + len(date)) == other
