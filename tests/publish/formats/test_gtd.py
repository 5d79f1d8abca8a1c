"""Rows as GTD lays them out."""

import pytest
from factory import claim, day, document, report
from told_ledger import QUETTA, material

from recount.publish.formats import gtd
from recount.publish.formats.seam import Row
from recount.publish.report import Material
from recount.reconcile import reconcile
from recount.records import Claim, Cluster


def row(name: str) -> Row:
    held, found = material("gtd", name)
    return gtd.row(found[name], held)


def told(*claims: Claim) -> Row:
    home = document("paper", None, "Dawn", "2018-01-03")
    said = report(home, claim("date", day("2018-01-02")), claim("place", QUETTA), *claims, type="bombing")
    one = reconcile(Cluster(id=said.id, reports=(said.id,)), {said.id: said}, {home.id: home}, (), "gtd")
    return gtd.row(one, Material(incidents=[one], reports={}, documents={}))


def test_there_are_135_columns_and_the_related_ones_stand_together() -> None:
    names = gtd.FORMAT.names
    assert len(names) == len(set(names)) == 135
    assert names[:4] == ("eventid", "iyear", "imonth", "iday")
    assert names[names.index("nkill") :][:6] == ("nkill", "nkillus", "nkillter", "nwound", "nwoundus", "nwoundte")
    assert names[-6:] == ("dbsource", "INT_LOG", "INT_IDEO", "INT_MISC", "INT_ANY", "related")


def test_an_attack_has_its_form_its_groups_and_its_dead() -> None:
    found = row("college")
    wanted = {
        "iyear": 2016, "imonth": 10, "iday": 24, "approxdate": None, "extended": 0, "country_txt": "Pakistan",
        "region": 6,
        "provstate": "Balochistan", "city": "Quetta", "specificity": 1, "success": 1, "suicide": 1, "attacktype1": 3,
        "attacktype1_txt": "Bombing/Explosion", "target1": "police college", "gname": "Islamic State", "claimed": 1,
        "gname2": "Lashkar-e-Jhangvi", "guncertain1": 0, "guncertain2": 1, "claim2": 0, "compclaim": 0, "claimmode": 10,
        "weaptype1": 6, "weaptype1_txt": "Explosives", "weapdetail": "suicide vest", "nkill": 64, "nkillter": 3,
        "nwound": 120, "nwoundte": None, "ishostkid": 0, "doubtterr": -9, "nperps": -99,
        "scite1": "Dawn, 2016-10-25, “Attack told by dawn”", "scite2": "Reuters, 2016-10-26, “Attack told by reuters”",
    }  # fmt: skip
    assert {name: found.get(name) for name in wanted} == wanted


def test_two_groups_that_claim_it_compete() -> None:
    found = told(
        claim("perpetrator", "Islamic State", stance="claims", by="Amaq"),
        claim("perpetrator", "Jamaat-ul-Ahrar", stance="claims", by="its spokesman"),
    )
    assert (found["claimed"], found["claim2"], found["compclaim"]) == (1, 1, 1)


def test_a_group_that_is_only_denied_is_not_named() -> None:
    found = told(claim("perpetrator", "Taliban", stance="denies", by="Taliban"))
    assert (found["gname"], found["claimed"], found["compclaim"]) == ("Unknown", 0, -9)


def test_weapons_are_told_by_type_each_once() -> None:
    found = told(claim("means", "car bomb"), claim("means", "grenade"), claim("means", "Kalashnikovs"))
    assert [found.get(f"weaptype{place}") for place in (1, 2, 3)] == [5, 6, None]


def test_a_day_not_known_is_nought_with_the_date_in_words() -> None:
    found = row("clash")
    assert (found["iyear"], found["imonth"], found["iday"], found["approxdate"]) == (2017, 3, 0, "March 2017")


def test_an_abduction_that_lasted_has_its_last_day_and_its_numbers() -> None:
    found = row("siege")
    assert (found["iday"], found["extended"], found["resolution"]) == (1, 1, "2019-07-03")
    assert (found["ishostkid"], found["nhostkid"], found["nreleased"]) == (1, 7, 7)


def test_what_gtd_judges_about_intent_is_left_empty() -> None:
    assert [row("college").get(name) for name in ("crit1", "crit2", "crit3")] == [None, None, None]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("planned", "it is only planned"),
        ("yearless", "its date or year is not known"),
        ("raid", "GTD has no event of the form raid"),
        ("vague", None),
    ],
)
def test_what_gtd_does_not_hold_is_left_out_with_the_reason(name: str, reason: str | None) -> None:
    held, found = material("gtd", name)
    assert gtd.why_not(found[name], held) == reason


def test_the_act_of_a_state_is_no_row() -> None:
    home = document("paper", None, "Dawn", "2018-01-03")
    sides = (claim("perpetrator", "Israel Defense Forces"), claim("killed", 3, of="civilian"))
    said = report(home, claim("date", day("2018-01-02")), claim("place", QUETTA), *sides, type="shelling")
    one = reconcile(Cluster(id=said.id, reports=(said.id,)), {said.id: said}, {home.id: home}, (), "gtd")
    assert gtd.why_not(one, Material(incidents=[], reports={}, documents={})) == "it is the act of a state's forces"


def test_forces_that_end_an_attack_do_not_make_it_a_states() -> None:
    found = told(
        claim("perpetrator", "Pakistan Army"), claim("perpetrator", "gunmen"), claim("target", "Pakistan Army"),
        claim("killed", 9, of="civilian"),
    )  # fmt: skip
    assert (found["gname"], found.get("gname2")) == ("gunmen", None)
