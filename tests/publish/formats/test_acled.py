"""Rows as ACLED lays them out."""

import pytest
from told_ledger import material

from recount.publish.formats import acled
from recount.publish.formats.seam import Row

ORDER = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,"
    "actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,latitude,"
    "longitude,geo_precision,source,source_scale,notes,fatalities,tags,timestamp"
)


def row(name: str) -> Row:
    held, found = material("acled", name)
    return acled.row(found[name], held)


def test_the_columns_are_the_thirty_one_in_their_order() -> None:
    assert ",".join(acled.FORMAT.names) == ORDER


def test_a_suicide_attack_with_two_tolls_is_one_row_of_the_most_conservative_toll_with_its_attackers() -> None:
    held, found = material("acled", "college")
    assert {key: value for key, value in acled.row(found["college"], held).items() if key != "notes"} == {
        "event_id_cnty": found["college"].id,
        "event_date": "2016-10-24",
        "year": 2016,
        "time_precision": 1,
        "disorder_type": "Political violence",
        "event_type": "Explosions/Remote violence",
        "sub_event_type": "Suicide bomb",
        "actor1": "Islamic State",
        "assoc_actor_1": "Lashkar-e-Jhangvi",
        "inter1": 2,
        "actor2": "police college",
        "assoc_actor_2": "",
        "inter2": 1,
        "interaction": "12",
        "civilian_targeting": None,
        "iso": 586,
        "region": "South Asia",
        "country": "Pakistan",
        "admin1": "Balochistan",
        "admin2": "Quetta",
        "location": "Quetta",
        "latitude": 30.18,
        "longitude": 67.0,
        "geo_precision": 1,
        "source": "Dawn; Reuters",
        "source_scale": "National-International",
        "fatalities": 61 + 3,
    }


def test_notes_say_that_reports_differ_and_quote_one_sentence_alone() -> None:
    notes = row("college")["notes"]
    assert "killed: 61 or 65" in notes
    assert "Islamic State (claim" in notes
    assert "Lashkar-e-Jhangvi (accuse" in notes
    assert notes.endswith("“Attackers stormed the police college in Quetta.”")
    assert "Asif Khan" not in notes


def test_both_sides_armed_is_a_battle_of_a_month_in_a_region() -> None:
    told = row("clash")
    assert (told["event_type"], told["sub_event_type"]) == ("Battles", "Armed clash")
    assert (told["event_date"], told["time_precision"], told["geo_precision"]) == ("2017-03-01", 3, 3)
    assert (told["inter1"], told["inter2"], told["interaction"], told["fatalities"]) == (2, 1, "12", 20)


def test_a_side_alone_has_a_nought_for_the_other() -> None:
    assert (row("siege")["inter1"], row("siege")["interaction"]) == (3, "30")


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("planned", "it is only planned"),
        ("yearless", "its date or year is not known"),
        ("vague", "its place is not known below the country"),
        ("unhurt", None),
    ],
)
def test_what_the_layout_cannot_express_is_left_out_with_the_reason(name: str, reason: str | None) -> None:
    held, found = material("acled", name)
    assert acled.why_not(found[name], held) == reason


def test_deaths_nobody_tells_of_are_a_nought_that_the_loss_counts() -> None:
    held, _ = material("acled", "unhurt")
    assert [told["fatalities"] for told in acled.FORMAT.rows(held)] == [0]
    assert acled.FORMAT.loss(held).gaps["deaths nobody tells of, written as 0"] == 1
