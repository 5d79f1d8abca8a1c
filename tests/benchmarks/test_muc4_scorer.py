"""The rules of MUC-4's scoring, each on a case made by hand."""

import sys
from collections.abc import Mapping
from datetime import date
from itertools import permutations
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

PUBLIC = Path(__file__).parents[2] / "benchmarks" / "public"


def scorer_and_judging() -> tuple[ModuleType, ModuleType]:
    before = list(sys.path)
    sys.path.insert(0, str(PUBLIC))
    try:
        return __import__("muc4_scorer"), __import__("muc4_judging")
    finally:
        sys.path[:] = before


SCORER, JUDGING = scorer_and_judging()
Fill, Wanted, Day = JUDGING.Fill, JUDGING.Wanted, JUDGING.Day


def key(**slots: list[object]) -> Mapping[str, list[object]]:
    return {slot: slots.get(slot, []) for slot in JUDGING.SLOTS}


def wanted(*values: object, refs: tuple[str, ...] = (), optional: bool = False) -> object:
    return Wanted(values=values, refs=refs, optional=optional)


def fill(value: object, ref: str | None = None) -> object:
    return Fill(value=value, ref=ref)


BOMBING = {"type": [wanted("BOMBING")], "phys_id": [wanted("PIPELINE", "OIL PIPELINE")]}
BOMBED = {"type": [fill("BOMBING")], "phys_id": [fill("OIL PIPELINE")]}


@pytest.mark.parametrize(
    ("in_key", "said", "credit"),
    [
        ("PEASANTS", "PEASANTS", 1.0),
        ("PEASANTS", "THE 3 PEASANTS", 1.0),
        ("PEASANTS", "OLD\nPEASANTS", 1.0),
        ('"SANTO TOMAS" FARM', "SANTO TOMAS FARM", 1.0),
        ("PEASANTS", "PEASANTS, WHICH WAS A MISTAKE", 0.5),
        ("ALBERTO ROBERTO TORRES", "TORRES", 0.5),
        ("6TH INFANTRY BRIGADE", "BRIGADE", 0.5),
        ("CAR", "CARGO", 0.0),
        ("MAYOR", "THE", 0.0),
        ("SOLDIERS", "PEASANTS", 0.0),
    ],
)
def test_strings_are_right_but_for_words_in_front_and_half_right_in_part(in_key: str, said: str, credit: float) -> None:
    assert JUDGING.credit("phys_id", wanted(in_key), fill(said)) == credit


def test_any_alternative_of_the_key_is_right() -> None:
    assert JUDGING.credit("perp_org", wanted("FMLN", "NATIONAL LIBERATION FRONT"), fill("FMLN")) == 1.0


@pytest.mark.parametrize(
    ("slot", "in_key", "said", "credit"),
    [
        ("type", "BOMBING", "ATTACK", 0.5),
        ("type", "ATTACK", "BOMBING", 0.0),
        ("stage", "ACCOMPLISHED", "ATTEMPTED", 0.0),
        ("instrument_type", "MACHINE GUN", "GUN", 0.5),
        ("instrument_type", "DYNAMITE", "EXPLOSIVE", 0.5),
        ("instrument_type", "GUN", "MACHINE GUN", 0.0),
        ("perp_org_confidence", "SUSPECTED OR ACCUSED BY AUTHORITIES", "SUSPECTED OR ACCUSED", 0.5),
        ("perp_org_confidence", "SUSPECTED OR ACCUSED", "SUSPECTED OR ACCUSED BY AUTHORITIES", 0.0),
        ("phys_type", "GOVERNMENT OFFICE OR RESIDENCE", "POLITICAL FIGURE OFFICE OR RESIDENCE", 0.5),
        ("phys_effect", "SOME DAMAGE", "DESTROYED", 0.5),
        ("phys_effect", "DESTROYED", "SOME DAMAGE", 0.0),
        ("hum_type", "GOVERNMENT OFFICIAL", "POLITICAL FIGURE", 0.5),
        ("hum_type", "FORMER ACTIVE MILITARY", "ACTIVE MILITARY", 0.5),
        ("hum_type", "CIVILIAN", "DIPLOMAT", 0.0),
        ("hum_effect", "NO INJURY OR DEATH", "NO DEATH", 0.5),
        ("hum_nation", "SPAIN", "PERU", 0.0),
    ],
)
def test_a_set_fill_above_the_keys_is_half_right(slot: str, in_key: str, said: str, credit: float) -> None:
    assert JUDGING.credit(slot, wanted(in_key), fill(said)) == credit


@pytest.mark.parametrize(
    ("in_key", "said", "credit"),
    [("7", "7", 1.0), ("~7", "7", 0.5), ("5-7", "7", 0.5), ("5-7", "6", 0.0), ("5-", "5", 0.5), ("PLURAL", "2", 0.0)],
)
def test_a_number_is_half_right_at_the_end_of_a_range(in_key: str, said: str, credit: float) -> None:
    assert JUDGING.credit("hum_total", wanted(in_key), fill(said)) == credit


@pytest.mark.parametrize(
    ("said", "ref", "credit"),
    [("DEATH", "TORRES", 1.0), ("DEATH", "SANCHEZ", 0.5), ("DEATH", None, 0.5), ("INJURY", "TORRES", 0.0)],
)
def test_a_wrong_reference_halves_a_right_set_fill(said: str, ref: str | None, credit: float) -> None:
    assert JUDGING.credit("hum_effect", wanted("DEATH", refs=("ALBERTO TORRES",)), fill(said, ref)) == credit


def test_a_description_is_right_only_beside_the_whole_name() -> None:
    in_key = wanted("MAYOR", refs=("ALBERTO TORRES",))
    found = [JUDGING.credit("hum_description", in_key, fill("MAYOR", ref)) for ref in ("ALBERTO TORRES", "TORRES")]
    assert found == [1.0, 0.5]


DAY = date(1989, 8, 26)
EVE = date(1989, 8, 25)
OLD = date(1989, 8, 16)


@pytest.mark.parametrize(
    ("in_key", "said", "credit"),
    [
        ((DAY, DAY), (DAY, DAY), 1.0),
        ((EVE, DAY), (DAY, DAY), 0.5),
        ((None, DAY), (DAY, DAY), 0.5),
        ((None, DAY), (EVE, EVE), 0.5),
        ((EVE, DAY), (None, DAY), 0.5),
        ((DAY, DAY), (None, DAY), 0.5),
        ((OLD, OLD), (None, DAY), 0.0),
        ((EVE, EVE), (None, DAY), 0.0),
        ((OLD, EVE), (None, DAY), 0.0),
        ((EVE, EVE), (DAY, DAY), 0.0),
        ((EVE, DAY), (OLD, OLD), 0.0),
    ],
)
def test_a_day_inside_the_stretch_is_half_right_and_a_default_only_at_its_end(
    in_key: tuple[date | None, date], said: tuple[date | None, date], credit: float
) -> None:
    first, last = in_key
    mine, end = said
    assert JUDGING.credit("date", wanted(Day(first=first, last=last)), fill(Day(first=mine, last=end))) == credit


MEDELLIN = (("COLOMBIA", ""), ("ANTIOQUIA", "DEPARTMENT"), ("MEDELLIN", "CITY"))


@pytest.mark.parametrize(
    ("said", "credit"),
    [
        (MEDELLIN, 1.0),
        ((("COLOMBIA", ""),), 0.5),
        ((("COLOMBIA", ""), ("CALI", "CITY")), 0.5),
        ((("BOLIVIA", ""), *MEDELLIN[1:]), 0.5),
        ((("BOLIVIA", ""),), 0.0),
    ],
)
def test_the_country_alone_or_all_but_the_country_is_half_right(
    said: tuple[tuple[str, str], ...], credit: float
) -> None:
    assert JUDGING.credit("location", wanted(MEDELLIN), fill(said)) == credit


def test_fillers_are_paired_for_the_most_credit() -> None:
    in_key = [wanted("SOLDIERS"), wanted("SOLDIERS OF THE GUARD")]
    tally = SCORER.score_slot("hum_name", in_key, [fill("SOLDIERS OF THE GUARD"), fill("SOLDIERS")])
    assert (tally.correct, tally.partial) == (2, 0)


def test_fillers_left_on_both_sides_are_wrong_and_the_rest_missing_or_spurious() -> None:
    in_key = [wanted("TORRES"), wanted("SANCHEZ"), wanted("LOPEZ")]
    fewer = SCORER.score_slot("hum_name", in_key, [fill("TORRES"), fill("RUIZ")])
    more = SCORER.score_slot("hum_name", in_key[:1], [fill("RUIZ"), fill("DIAZ")])
    assert (fewer.correct, fewer.incorrect, fewer.missing) == (1, 1, 1)
    assert (more.incorrect, more.spurious, more.missing) == (1, 1, 0)


def test_an_optional_filler_costs_nothing_when_missing_and_counts_when_said() -> None:
    in_key = [wanted("TORRES", optional=True)]
    assert SCORER.score_slot("hum_name", in_key, []).possible == 0
    assert SCORER.score_slot("hum_name", in_key, [fill("TORRES")]).correct == 1
    assert SCORER.score_slot("hum_name", in_key, [fill("RUIZ")]).spurious == 1


def test_templates_are_mapped_only_where_type_and_one_actor_or_target_agree() -> None:
    other_type = key(type=[fill("KIDNAPPING")], phys_id=BOMBED["phys_id"])
    other_target = key(type=BOMBED["type"], phys_id=[fill("EMBASSY")])
    assert JUDGING.may_map(key(**BOMBING), key(**BOMBED))
    assert not JUDGING.may_map(key(**BOMBING), other_type)
    assert not JUDGING.may_map(key(**BOMBING), other_target)


def test_an_attack_may_be_mapped_to_a_bombing_with_the_same_target() -> None:
    assert JUDGING.may_map(key(**BOMBING), key(type=[fill("ATTACK")], phys_id=[fill("PIPELINE")]))


def test_the_mapping_takes_the_better_of_two_answers() -> None:
    rich = key(**BOMBED, stage=[fill("ACCOMPLISHED")])
    pairs = SCORER.map_templates([key(**BOMBING, stage=[wanted("ACCOMPLISHED")])], [key(**BOMBED), rich])
    assert pairs == {0: 1}


def test_the_four_rows_count_missing_and_spurious_templates_each_in_its_own_way() -> None:
    unmapped = key(type=[fill("ATTACK")], hum_name=[fill("RUIZ"), fill("DIAZ")])
    missed = key(type=[wanted("KIDNAPPING")], hum_name=[wanted("SOSA"), wanted("VEGA", optional=True)])
    scores = SCORER.score([([(key(**BOMBING), False), (missed, False)], [key(**BOMBED), unmapped])])
    rows = {
        name: (scores.row(name).possible, scores.row(name).actual)
        for name in ("MATCHED ONLY", "MATCHED/MISSING", "MATCHED/SPURIOUS", "ALL TEMPLATES")
    }
    assert rows == {
        "MATCHED ONLY": (2, 2),
        "MATCHED/MISSING": (4, 2),
        "MATCHED/SPURIOUS": (2, 5),
        "ALL TEMPLATES": (4, 5),
    }
    assert (scores.templates.recall, scores.templates.precision) == (0.5, 0.5)


def test_an_optional_template_costs_nothing_when_missing() -> None:
    scores = SCORER.score([([(key(**BOMBING), True)], [])])
    assert scores.row("ALL TEMPLATES").possible == 0


def test_recall_precision_overgeneration_and_f_give_half_credit_to_the_half_right() -> None:
    tally = SCORER.Tally(correct=3, partial=2, incorrect=1, missing=2, spurious=4)
    assert (tally.recall, tally.precision, tally.overgeneration) == (4 / 8, 4 / 10, 4 / 10)
    assert tally.f == pytest.approx(2 * 0.5 * 0.4 / 0.9)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.lists(st.integers(0, 9), min_size=3, max_size=3), min_size=1, max_size=5))
def test_pairs_are_as_good_as_the_best_of_all_pairings(worth: list[list[int]]) -> None:
    pairs = SCORER.best_pairs(worth)
    rows = [*range(len(worth)), *[None] * 3]
    best = max(
        sum(worth[row][column] for column, row in enumerate(order) if row is not None)
        for order in permutations(rows, 3)
    )
    assert len(set(pairs.values())) == len(pairs)
    assert sum(worth[at][to] for at, to in pairs.items()) == best
