"""Rows as UCDP's GED lays them out."""

import pytest
from factory import claim, day, document, report
from told_ledger import HELMAND, QUETTA, material

from recount.publish.formats import ged
from recount.publish.formats.seam import Row
from recount.publish.report import Material
from recount.reconcile import reconcile
from recount.records import Claim, Cluster, Count, Incident, Where

ORDER = (
    "id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,conflict_name,dyad_dset_id,"
    "dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,side_a,side_b_dset_id,side_b_new_id,side_b,number_of_sources,"
    "source_article,source_office,source_date,source_headline,source_original,where_prec,where_coordinates,"
    "where_description,adm_1,adm_2,latitude,longitude,geom_wkt,priogrid_gid,country,country_id,region,event_clarity,"
    "date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,low,gwnoa,gwnob"
)


def row(name: str) -> Row:
    held, found = material("ucdp", name)
    return ged.row(found[name], held)


def incident(*claims: Claim, type: str = "shooting", where: Where = QUETTA, when: str = "2018-01-02") -> Incident:  # noqa: A002
    home = document("paper", None, "Dawn", "2018-01-03")
    told = report(home, claim("date", day(when)), claim("place", where), *claims, type=type)
    return reconcile(Cluster(id=told.id, reports=(told.id,)), {told.id: told}, {home.id: home}, (), "ucdp")


def ged_row(*claims: Claim, **more: object) -> Row:
    one = incident(*claims, **more)  # type: ignore[arg-type]
    return ged.row(one, Material(incidents=[one], reports={}, documents={}))


def test_the_columns_are_the_forty_nine_in_their_order() -> None:
    assert ",".join(ged.FORMAT.names) == ORDER


def test_an_attack_on_a_states_force_puts_the_government_first_and_every_dead_on_a_side() -> None:
    told = row("college")
    assert (told["type_of_violence"], told["side_a"], told["side_b"]) == (1, "Government of Pakistan", "Islamic State")
    assert (told["gwnoa"], told["gwnob"], told["country_id"], told["region"]) == (770, None, 770, "Asia")
    # 60 security forces and 3 attackers; 61 victims and 3 attackers in all, so that one side is not told
    assert [told[name] for name in ged.FORMAT.names[40:47]] == [60, 3, 0, 1, 64, 68, 64]
    assert (told["where_prec"], told["date_prec"], told["event_clarity"]) == (1, 1, 1)
    assert (told["number_of_sources"], told["source_office"]) == (2, "Dawn; Reuters")


def test_sources_name_offices_and_no_person() -> None:
    assert (
        row("college")["source_original"] == "Police chief; the army: “Attackers stormed the police college in Quetta.”"
    )


def test_a_month_in_a_province_says_so_and_an_open_toll_is_the_figure_told() -> None:
    told = row("clash")
    assert (told["where_prec"], told["date_prec"], told["date_start"], told["date_end"]) == (
        4,
        4,
        "2017-03-01",
        "2017-03-31",
    )
    assert [told[name] for name in ged.FORMAT.names[40:47]] == [5, 12, 0, 3, 20, 20, 20]


@pytest.mark.parametrize(
    ("perpetrator", "target", "group", "kind"),
    [
        ("Taliban", "Afghanistan Army", "security", 1),
        ("Pakistan Army", "Tehrik-i-Taliban Pakistan", "militant", 1),
        ("Taliban", "Islamic State Khorasan Province", "militant", 2),
        ("gunmen", "worshippers", "civilian", 3),
        ("Taliban", None, "civilian", 3),
        ("gunmen", None, "security", 1),
        ("gunmen", None, "all", None),
    ],
)
def test_the_type_of_violence_follows_the_sides(
    perpetrator: str, target: str | None, group: str, kind: int | None
) -> None:
    sides = [claim("perpetrator", perpetrator), *([claim("target", target)] if target else [])]
    assert ged.violence(incident(*sides, claim("killed", 3, of=group))) == kind


def test_groups_that_are_more_than_the_total_are_not_told_apart() -> None:
    told = ged_row(
        claim("killed", 10, "10", of="all"),
        claim("killed", 8, "8", 50, of="civilian"),
        claim("killed", 7, "7", 90, of="security"),
        claim("perpetrator", "gunmen"),
        claim("target", "police"),
    )
    assert [told[name] for name in ged.FORMAT.names[40:45]] == [0, 0, 0, 10, 10]


@pytest.mark.parametrize(
    ("when", "code"),
    [
        ("2018-01-02", 1),
        ("2018-01-02/2018-01-05", 2),
        ("2018-01-01/2018-01-07", 3),
        ("2018-01-01/2018-01-31", 4),
        ("2018-01-01/2018-12-31", 5),
    ],
)
def test_the_precision_of_the_date_is_how_many_days_are_open(when: str, code: int) -> None:
    assert ged_row(claim("killed", 3, of="civilian"), when=when)["date_prec"] == code


@pytest.mark.parametrize(
    ("claims", "more", "reason"),
    [
        ((), {}, "no report tells of a death"),
        ((claim("killed", 0, of="all"),), {}, "no report tells of a death"),
        ((claim("killed", 3, of="civilian"),), {"type": "riot"}, "UCDP has no event of the form riot"),
        ((claim("killed", 3, of="civilian"),), {"when": "2016-01-01/2018-12-31"}, "its date is not known to the year"),
        ((claim("killed", 3, of="all"),), {}, "the sides do not tell which type of violence it is"),
        ((claim("killed", Count(low=None, best=None, high=4), of="civilian"),), {"where": HELMAND}, None),
    ],
)
def test_only_events_with_a_death_a_side_and_a_year_are_written(claims, more, reason: str | None) -> None:
    assert ged.why_not(incident(*claims, **more), Material(incidents=[], reports={}, documents={})) == reason


def test_no_government_is_both_sides_where_another_attacker_is_named() -> None:
    told = ged_row(
        claim("perpetrator", "Pakistan Army"), claim("perpetrator", "gunmen"), claim("target", "Pakistan police"),
        claim("killed", 9, of="security"),
    )  # fmt: skip
    assert (told["side_a"], told["side_b"], told["deaths_a"]) == ("Government of Pakistan", "gunmen", 9)


def test_who_claims_an_attack_is_its_side_before_who_is_only_accused() -> None:
    found = ged_row(
        claim("perpetrator", "Pakistan Army", document="paper", stance="accuses"),
        claim("perpetrator", "Tehrik-i-Taliban Pakistan", document="paper", stance="claims"),
        claim("target", "Army Public School", document="paper"),
        claim("killed", 141, of="all", document="paper"),
    )
    assert {found["side_a"], found["side_b"]} == {"Government of Pakistan", "Tehrik-i-Taliban Pakistan"}


def test_a_province_stands_under_its_usual_name() -> None:
    found = ged_row(
        claim("perpetrator", "Islamic State", document="paper"),
        claim("target", "policemen", document="paper"),
        claim("killed", 3, of="all", document="paper"),
        where=Where(locality="Quetta", province="Baluchistan", country="PK", level="locality", words="Quetta"),
    )
    assert found["adm_1"] == "Balochistan"
