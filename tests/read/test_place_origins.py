"""Where people come from is not where something happened."""

import pytest

from recount.read.place_origins import is_origin


@pytest.mark.parametrize(
    ("text", "place", "origin"),
    [
        ("a bus with evacuees from the besieged towns of Fua", "Fua", True),
        ("a bus with evacuees from the besieged towns of Fua and Kefraya", "Kefraya", True),
        ("It killed residents of Mosul", "Mosul", True),
        ("Citizens of Kenya were shot in Somalia", "Somalia", False),
        ("Palestinians fired rockets from Gaza into southern Israel", "Gaza", True),
        ("Fighters infiltrated to the province from Iraq", "Iraq", True),
        ("Rockets were fired in Gaza from rooftops", "Gaza", False),
        ("Gunmen killed ten people in Mosul", "Mosul", False),
        ("Troops moved from Mosul", "Mosul", False),
    ],
)
def test_where_people_are_from_is_told_from_where_it_happened(text: str, place: str, *, origin: bool) -> None:
    assert is_origin(text, text.index(place)) == origin
