"""Tables: golden ones counted by hand, and that cells add up under every cut."""

from datetime import date, timedelta

import pytest
from counted import figure, incident
from hypothesis import given, settings
from hypothesis import strategies as st

from recount.codebook.layouts import DIMENSIONS, load_layout
from recount.ledger.counting import Countable, Side
from recount.tally.tables import largest_first, plain_layout, tabulate

PK = {"country": "PK"}
QUETTA = {**PK, "province": "Balochistan", "district": "Quetta"}
MIRANSHAH = {**PK, "province": "Khyber Pakhtunkhwa", "district": "North Waziristan"}
PESHAWAR = {**PK, "province": "Khyber Pakhtunkhwa", "district": "Peshawar"}

# A small ledger of one month and its edges, made up, with every sum below done by hand.
SMALL = (
    incident(
        "market", "2019-01-05",
        figure("killed", "all", 10, 12, 15), figure("killed", "civilian", 9), figure("killed", "security", 2),
        figure("killed", "attacker", 1), figure("wounded", "all", 30, 30, None),
        by="Balochistan Liberation Army/claims", on="civilians", type="suicide_bombing", **QUETTA,
    ),
    incident(
        "raid", "2019-01-20",
        figure("killed", "militant", 4), figure("killed", "security", 1), figure("arrested", "militant", 3),
        by="Pakistan Army", on="militants", type="raid", **MIRANSHAH,
    ),
    incident(
        "shots", "2019-01-30/2019-02-02",
        figure("killed", "civilian", 2), by="gunmen", on="civilians", type="shooting", **PESHAWAR,
    ),
    incident("taken", "2019-02-10", figure("abducted", "civilian", 5), type="abduction", **PK),
    incident("blast", None, figure("wounded", "all", 3), by="Tehrik-i-Taliban Pakistan/accuses"),
    incident("plot", "2019-01-07", figure("killed", "all", 50), status="foiled", **QUETTA),
)  # fmt: skip


def numbers(row):
    return tuple((cell.low, cell.best, cell.high) if cell else None for cell in row.cells)


def bests(table):
    return {row.of[0]: tuple(cell.best if cell else None for cell in row.cells) for row in (*table.rows, table.total)}


def test_the_small_ledger_by_month():
    table = tabulate(SMALL, plain_layout(("month",)))
    assert [row.of for row in table.rows] == [
        ("2019-01",), ("2019-02",), ("2019, month not known",), ("month not known",),
    ]  # fmt: skip
    assert numbers(table.rows[0]) == ((2, 2, 2), (15, 17, 20), (30, 30, 30), (1, 1, 1))
    assert numbers(table.rows[1]) == ((1, 1, 1), (0, 0, 0), (0, 0, 0), (0, 0, 0))
    assert numbers(table.rows[2]) == ((1, 1, 1), (2, 2, 2), (0, 0, 0), (0, 0, 0))
    assert numbers(table.rows[3]) == ((1, 1, 1), (0, 0, 0), (3, 3, 3), (0, 0, 0))
    assert numbers(table.total) == ((5, 5, 5), (17, 19, 22), (33, 33, 33), (1, 1, 1))


def test_every_cell_gives_back_its_incidents_and_tells_of_open_tolls():
    january = tabulate(SMALL, plain_layout(("month",))).rows[0]
    assert [cell.incidents for cell in january.cells] == [
        ("market", "raid"),
        ("market", "raid"),
        ("market",),
        ("market",),
    ]
    assert [cell.open for cell in january.cells] == [0, 0, 1, 0]


def test_uncertain_days_are_spread_where_asked():
    table = tabulate(SMALL, plain_layout(("month",)), spread_days=True)
    assert {row.of[0]: float(row.cells[1].best) for row in table.rows} == {
        "2019-01": 18.0, "2019-02": 1.0, "month not known": 0.0,
    }  # fmt: skip
    assert table.total.cells[1].best == 19


def test_an_unknown_place_keeps_what_is_known_of_it():
    table = tabulate(SMALL, plain_layout(("province",)))
    assert bests(table) == {
        "Balochistan, Pakistan": (1, 12, 30, 1),
        "Khyber Pakhtunkhwa, Pakistan": (2, 7, 0, 0),
        "Pakistan, province not known": (1, 0, 0, 0),
        "province not known": (1, 0, 3, 0),
        "total": (5, 19, 33, 1),
    }


def test_victims_by_class():
    table = tabulate(SMALL, plain_layout(("victim class",)))
    assert bests(table) == {
        "civilians": (3, 11, 0, 0),
        "security forces": (0, 3, 0, 0),
        "militants": (1, 4, 0, 0),
        "attackers": (0, 0, 0, 1),
        "class not told": (1, 1, 33, 0),
        "total": (5, 19, 33, 1),
    }


def test_actors_are_those_told_most_strongly_and_denials_name_nobody():
    told = (
        incident("a", "2019-01-01", by=("Taliban/accuses", "Islamic State/claims", "gunmen")),
        incident("b", "2019-01-01", by=("Islamic State/claims", "Jamaat-ul-Ahrar/claims")),
        incident("c", "2019-01-01", by=("gunmen", "two men")),
        incident("d", "2019-01-01", by=("Taliban/denies",)),
    )
    assert bests(tabulate(told, plain_layout(("actor",)))) == {
        "Islamic State": (1, 0, 0, 0),
        "Islamic State + Jamaat-ul-Ahrar": (1, 0, 0, 0),
        "not named": (1, 0, 0, 0),
        "perpetrator not known": (1, 0, 0, 0),
        "total": (4, 0, 0, 0),
    }


def test_the_picss_layout_by_hand():
    table = tabulate(SMALL, load_layout("picss"))
    heads = {(column.section, column.label): number for number, column in enumerate(table.columns)}
    rows = {row.of[0]: row.cells for row in table.rows}

    def best(region, section, label):
        cell = rows[region][heads[section, label]]
        return None if cell is None else cell.best

    attacks, actions = "Militant attacks", "Actions of the security forces"
    assert list(rows) == [
        "Balochistan", "Former FATA", "Khyber Pakhtunkhwa (mainland)", "Region not known or elsewhere",
    ]  # fmt: skip
    assert best("Balochistan", attacks, "Attacks") == best("Balochistan", attacks, "Suicide attacks") == 1
    killed = [
        best("Balochistan", f"{attacks}: killed", label) for label in ("Civilians", "Security forces", "Militants")
    ]
    assert killed == [9, 2, 1]
    assert best("Balochistan", f"{attacks}: killed", "Not told") == 1
    assert best("Balochistan", f"{attacks}: killed", "All") == 13
    assert best("Balochistan", f"{attacks}: killed", "Volunteers") is None
    assert (best("Former FATA", actions, "Actions"), best("Former FATA", actions, "Arrested")) == (1, 3)
    assert best("Former FATA", f"{actions}: killed", "Militants") == 4
    assert best("Region not known or elsewhere", attacks, "Kidnapped") == 5
    assert table.outside.incidents == ()


def test_the_satp_layout_by_hand():
    table = tabulate(SMALL, load_layout("satp"))
    assert bests(table) == {"2019": (3, 11, 3, 5, 1, 20), "total": (3, 11, 3, 5, 1, 20)}


def test_the_pips_layout_by_hand():
    table = tabulate(SMALL, load_layout("pips"))
    assert {key: cells[0] for key, cells in bests(table).items()} == {
        "Operational attacks by security forces": 1,
        "Nationalist attacks": 1,
        "Militant attacks": 3,
        "total": 5,
    }


NAMES = ("Pakistan Army", "Tehrik-i-Taliban Pakistan", "Islamic State", "gunmen", "Balochistan Liberation Army")
FIELDS = ("killed", "wounded", "abducted", "arrested")
GROUPS = ("all", "civilian", "security", "official", "militant", "attacker")
some = st.none() | st.integers(0, 30)
stances = st.sampled_from(["asserts", "claims", "accuses", "suspects", "denies"])
sides = st.lists(st.builds(Side, value=st.sampled_from(NAMES), stance=stances), max_size=3).map(tuple)
figures = st.lists(
    st.builds(figure, st.sampled_from(FIELDS), st.sampled_from(GROUPS), some, some, some),
    max_size=6,
    unique_by=lambda one: (one.field, one.of),
).map(tuple)


@st.composite
def countable(draw):
    first = draw(st.none() | st.dates(date(2017, 12, 1), date(2019, 2, 1)))
    last = first + timedelta(days=draw(st.sampled_from([0, 0, 3, 40, 500]))) if first else None
    known = draw(st.sampled_from([{}, PK, {**PK, "province": "Sindh"}, QUETTA, {"country": "AF", "province": "Kabul"}]))
    return Countable(
        id=draw(st.uuids()).hex,
        type=draw(st.sampled_from(["bombing", "raid", "clash", "abduction", "suicide_bombing", "protest"])),
        status=draw(st.sampled_from(["happened", "happened", "foiled"])),
        first=first,
        last=last,
        lasted=draw(st.booleans()),
        perpetrators=draw(sides),
        targets=draw(sides),
        figures=draw(figures),
        **known,
    )


cuts = st.lists(st.sampled_from(DIMENSIONS), min_size=1, max_size=3, unique=True)
layouts = cuts.map(plain_layout) | st.sampled_from(["picss", "pips", "satp"]).map(load_layout)


@settings(max_examples=150, deadline=None)
@given(st.lists(countable(), max_size=8), layouts, st.booleans())
def test_cells_add_up_to_totals_under_every_cut(ledger, layout, spread):
    table = tabulate(ledger, layout, spread_days=spread)
    for number, total in enumerate(table.total.cells):
        if total is None:
            assert all(row.cells[number] is None for row in table.rows)
            continue
        cells = [row.cells[number] for row in table.rows]
        assert [sum(getattr(cell, bound) for cell in cells) for bound in ("low", "best", "high")] == [
            total.low, total.best, total.high,
        ]  # fmt: skip
        assert {key for cell in cells for key in cell.incidents} == set(total.incidents)
        assert all(0 <= cell.low <= cell.best <= cell.high for cell in (*cells, total))


@given(st.lists(countable(), max_size=8), layouts)
def test_an_incident_that_is_counted_stands_in_a_column_or_is_told_to_stand_in_none(ledger, layout):
    table = tabulate(ledger, layout)
    counted = {
        key
        for cell, column in zip(table.total.cells, table.columns, strict=True)
        if cell and column.count == "incidents"
        for key in cell.incidents
    }
    wanted = {one.id for one in ledger if one.status == "happened"}
    if layout.name == "satp":
        assert counted <= wanted
    else:
        assert counted | set(table.outside.incidents) == wanted
        assert not counted & set(table.outside.incidents)


@pytest.mark.parametrize("name", DIMENSIONS)
def test_an_empty_ledger_gives_an_empty_table(name):
    table = tabulate((), plain_layout((name,)))
    assert table.rows == ()
    assert numbers(table.total) == ((0, 0, 0),) * 4


def test_the_largest_rows_come_first_and_the_small_ones_together():
    names = ("A", "A", "A", "B", "B", "C", "D", "gunmen")
    ledger = [
        incident(f"{n}", "2019-01-01", figure("killed", "all", n), by=f"Group {name}" if len(name) == 1 else name)
        for n, name in enumerate(names)
    ]
    whole = tabulate(ledger, plain_layout(("actor",)))
    table = largest_first(whole, 4)
    assert [(row.of[0], row.cells[0].best, row.cells[1].best) for row in table.rows] == [
        ("Group A", 3, 3), ("Group B", 2, 7), ("2 others", 2, 11), ("not named", 1, 7),
    ]  # fmt: skip
    assert table.rows[2].cells[1].incidents == ("5", "6")
    assert len(largest_first(whole, 5).rows) == 5
