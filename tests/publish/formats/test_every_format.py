"""What holds for every format: the code book, counts in and out, bounds, and the way back."""

import csv
import json
from dataclasses import replace
from io import StringIO
from itertools import islice
from typing import Any

import pytest
from factory import claim, day, document, report
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from told_ledger import HELMAND, KABUL, PAKISTAN, QUETTA, material

from recount.publish.formats import FORMATS, Format, code_book, loss_in_full, loss_in_short, read_table
from recount.publish.report import Material
from recount.reconcile import reconcile
from recount.records import Cluster, Count, Incident, RuleSet

every = pytest.mark.parametrize("form", FORMATS.values(), ids=list(FORMATS))
tables = pytest.mark.parametrize("name", ["acled", "ged", "gtd"])


@every
def test_the_code_book_has_a_line_for_each_column_and_says_which_stay_empty(form: Format) -> None:
    lines = list(code_book(form))[6:]
    assert len(lines) == len(form.names)
    assert sum("always empty" in line for line in lines) == sum(not column.source for column in form.columns)


@every
def test_a_row_has_no_column_that_the_code_book_does_not_tell_of(form: Format) -> None:
    held, _ = material(form.rules or "conservative")
    extra = {"geojson": {"type", "properties"}}.get(form.name, set())
    for row in form.rows(held):
        told = {**row, **row.get("properties", {})} if form.name == "geojson" else row
        assert set(told) - extra <= set(form.names)


@tables
def test_a_column_said_to_be_empty_is_empty(name: str) -> None:
    form = FORMATS[name]
    held, _ = material(form.rules or "conservative")
    empty = [column.name for column in form.columns if not column.source]
    assert empty
    assert {row.get(column) for row in form.rows(held) for column in empty} == {None}


@tables
def test_a_column_said_to_be_filled_is_filled_somewhere_or_has_nothing_to_say(name: str) -> None:
    form = FORMATS[name]
    held, _ = material(form.rules or "conservative")
    rows = list(form.rows(held))
    keys = {key for row in rows for key in row}
    filled = {column.name for column in form.columns if column.source}
    several = ("weaptype", "gname", "guncertain", "claim", "claimmode", "target", "scite")
    rare = {f"{head}{place}{tail}" for head in several for place in (1, 2, 3, 4) for tail in ("", "_txt")}
    assert filled - keys <= rare


@every
def test_what_goes_out_and_what_is_left_out_is_what_came_in(form: Format) -> None:
    held, _ = material(form.rules or "conservative")
    loss = form.loss(held)
    assert loss.incidents == 8 == len(list(form.rows(held))) + len(loss.left_out)
    assert loss.written == len(list(form.rows(held)))


def test_the_loss_is_told_in_two_lines_and_in_full() -> None:
    held, found = material("ucdp")
    loss = FORMATS["ged"].loss(held)
    first, second = loss_in_short(loss)
    assert first.startswith("ged: 4 of 8 incidents written, 4 left out (2 because no report tells of a death; ")
    assert "counts of the wounded (1)" in second
    assert f"{found['unhurt'].id}: no report tells of a death" in list(loss_in_full(loss))


def test_losses_of_two_portions_add_up_to_the_loss_of_both() -> None:
    form = FORMATS["acled"]
    held, _ = material("acled")
    portions = [replace(held, incidents=held.incidents[:3]), replace(held, incidents=held.incidents[3:])]
    one, other = (form.loss(portion) for portion in portions)
    assert one + other == form.loss(held)


def written(form: Format, held: Material) -> str:
    return b"".join(form.encode(form.rows(held), form.names)).decode()


@tables
def test_a_table_is_read_back_as_what_was_written(name: str) -> None:
    form = FORMATS[name]
    held, found = material(form.rules or "conservative")
    read = read_table(StringIO(written(form, held)))
    assert (read.unread, read.layout.form) == ((), form)
    assert [event.id for event in read.events] == [row[form.names[0]] for row in form.rows(held)]
    college = next(event for event in read.events if event.id == found["college"].id)
    assert (str(college.first), str(college.last)) == ("2016-10-24", "2016-10-24")
    assert (college.country, college.place, college.latitude, college.best) == ("PK", "Quetta", 30.18, 64)
    assert "Islamic State" in college.actors
    clash = next(event for event in read.events if event.id == found["clash"].id)
    assert (str(clash.first), str(clash.last)) == ("2017-03-01", "2017-03-31")
    assert (clash.province, clash.best) == ("Helmand", 20)


@pytest.mark.parametrize("name", ["plover", "geojson"])
def test_an_object_is_read_back_as_what_was_written(name: str) -> None:
    form = FORMATS[name]
    assert form.read_back is not None
    held, found = material("conservative", "college", "clash")
    events = {event.id: event for event in map(form.read_back, form.rows(held))}
    college, clash = events[found["college"].id], events[found["clash"].id]
    assert (str(college.first), college.country, college.latitude) == ("2016-10-24", "PK", 30.18)
    assert college.actors == ("Islamic State", "Lashkar-e-Jhangvi", "police college")
    assert (str(clash.last), clash.best, clash.province) == ("2017-03-31", 20, "Helmand")


@pytest.mark.parametrize("name", ["plover", "jsonl"])
def test_lines_are_objects(name: str) -> None:
    form = FORMATS[name]
    held, _ = material("conservative")
    assert len([json.loads(line) for line in written(form, held).splitlines()]) == 8


def test_words_a_spreadsheet_would_run_are_harmless_and_come_back_as_they_were() -> None:
    form, (held, found) = FORMATS["acled"], material("acled", "raid")
    side = replace(found["raid"].perpetrators[0], value="=1+1")
    held = replace(held, incidents=[replace(found["raid"], perpetrators=(side,))])
    (row,) = csv.DictReader(StringIO(written(form, held)))
    assert row["actor1"] == "'=1+1"
    assert "=1+1" in read_table(StringIO(written(form, held))).events[0].actors


GROUPS = ("all", "civilian", "security", "militant", "official", "attacker")
numbers = st.integers(0, 500)
counts = st.one_of(
    numbers.map(lambda n: Count(low=n, best=n, high=n)),
    numbers.map(lambda n: Count(low=n, best=n, high=None)),
    numbers.map(lambda n: Count(low=None, best=None, high=n)),
    numbers.map(lambda n: Count(low=None, best=n, high=None)),
    st.tuples(numbers, numbers).map(lambda p: Count(low=min(p), best=None, high=max(p))),
)
FORMS = (
    "suicide_bombing",
    "bombing",
    "shooting",
    "clash",
    "raid",
    "airstrike",
    "abduction",
    "riot",
    "takeover",
    "attack",
)
ACTORS = ("Taliban", "Pakistan Army", "gunmen", "Islamic State", "police", "worshippers", "a bus", "someone else")
DAYS = ("2018-01-02", "2018-01-01/2018-01-31", "2018-01-01/2019-12-31", "--06-04")


@st.composite
def ledgers(draw: Any) -> list[tuple[Any, Any]]:
    """Documents with a report each, of anything that a report can hold."""
    pairs = []
    for number in range(draw(st.integers(1, 4))):
        home = document(f"paper {number}", None, "Dawn", "2018-01-03")
        said = [claim("date", day(draw(st.sampled_from(DAYS))), document=str(number))]
        said += [claim("place", draw(st.sampled_from((QUETTA, KABUL, HELMAND, PAKISTAN))), document=str(number))]
        for place in range(draw(st.integers(0, 4))):
            field = draw(st.sampled_from(("killed", "wounded", "abducted")))
            of = draw(st.sampled_from(GROUPS))
            said.append(claim(field, draw(counts), f"{field}{place}", 50 * place, of=of, document=str(number)))
        for field in ("perpetrator", "target"):
            if draw(st.booleans()):
                said.append(claim(field, draw(st.sampled_from(ACTORS)), document=str(number)))
        form = draw(st.sampled_from(FORMS))
        status = draw(st.sampled_from(("happened", "happened", "foiled", "planned", "alleged")))
        pairs.append((home, report(home, *said, type=form, status=status)))
    return pairs


def counted(pairs: list[tuple[Any, Any]], rules: RuleSet) -> Material:
    """Each report an incident of its own, but the first two one together."""
    reports = {one.id: one for _, one in pairs}
    documents = {home.id: home for home, _ in pairs}
    keys = sorted(reports)
    groups = [tuple(keys[:2]), *((key,) for key in keys[2:])]
    found: list[Incident] = [
        reconcile(Cluster(id=group[0], reports=group), reports, documents, (), rules) for group in groups
    ]
    return Material(incidents=found, reports=reports, documents=documents)


@given(pairs=ledgers())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_a_ledger_holds_every_incident_is_written_or_left_out_with_a_reason(pairs: Any) -> None:
    for form in FORMATS.values():
        held = counted(pairs, form.rules or "conservative")
        rows, loss = list(form.rows(held)), form.loss(held)
        assert len(rows) + len(loss.left_out) == loss.incidents == len(held.incidents)
        assert all(reason for _, reason in loss.left_out)
        assert list(islice(form.encode(rows, form.names), 1))


@given(pairs=ledgers())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_best_is_always_the_sum_of_the_sides_and_low_and_high_lie_around_it(pairs: Any) -> None:
    for row in FORMATS["ged"].rows(counted(pairs, "ucdp")):
        parts = [row[name] for name in ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")]
        assert row["best"] == sum(parts)
        assert min(parts) >= 0
        assert row["low"] <= row["best"] <= row["high"]
        assert row["high"] > 0


@given(pairs=ledgers())
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_what_any_ledger_writes_is_read_back_with_nothing_set_aside(pairs: Any) -> None:
    for name in ("acled", "ged", "gtd"):
        form = FORMATS[name]
        held = counted(pairs, form.rules or "conservative")
        text = b"".join(form.encode(form.rows(held), form.names)).decode()
        read = read_table(StringIO(text))
        assert read.unread == ()
        assert len(read.events) == form.loss(held).written
