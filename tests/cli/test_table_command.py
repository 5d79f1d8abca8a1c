"""Tables on the command line, for people, pipes and programs."""

import csv
import io
import json

import pytest
from cli_runs import Recount


def test_a_table_by_month_in_a_pipe(filled: Recount) -> None:
    run = filled("table")
    assert run.stdout.splitlines() == [
        "2016-10\t1\t61 (61–65)\t0\t0",
        "2017-05\t1\t25\t0\t0",
        "total\t2\t86 (86–90)\t0\t0",
    ]


def test_a_period_and_an_area(filled: Recount) -> None:
    run = filled("table", "--by", "year,admin-1", "--area", "Pakistan", "--from", "2017", "--to", "2017-12")
    assert run.stdout.splitlines()[0] == "2017\tprovince not known\t1\t25\t0\t0"


def test_every_cell_of_the_json_names_its_incidents_and_they_their_claims(filled: Recount) -> None:
    told = json.loads(filled("table", "--json", "--incidents").stdout)
    killed = told["rows"][0]["cells"][1]
    assert (killed["low"], killed["best"], killed["high"]) == (61, 61, 65)
    listed = {one["id"]: one for one in json.loads(filled("incidents", "--json").stdout)}
    claims = told["claims"][killed["incidents"][0]]["killed"]
    assert len(claims) == 2
    shown = filled("show", claims[0]).stdout
    assert killed["incidents"][0] in listed
    assert claims[0] in shown


def test_csv_has_low_best_and_high(filled: Recount) -> None:
    rows = list(csv.DictReader(io.StringIO(filled("table", "--csv").stdout)))
    assert rows[0]["killed, low"] == "61"
    assert rows[0]["killed, high"] == "65"
    assert rows[0]["killed, open"] == "0"
    assert rows[-1]["month"] == "total"


def test_csv_and_json_are_not_written_into_one_stream(filled: Recount) -> None:
    told = filled("table", "--csv", "--json")
    assert (told.exit_code, told.stdout) == (2, "")
    assert "Give one of them" in told.stderr


def test_changes_are_told_beside_the_month(filled: Recount) -> None:
    told = json.loads(filled("table", "--change", "--json").stdout)
    assert told["rows"][1]["compared"][1]["previous"] == {
        "against": "2017-04", "difference": 25, "percent": None, "certain": True,
    }  # fmt: skip


def test_rows_can_be_followed_to_their_incidents(filled: Recount) -> None:
    lines = filled("table", "--incidents").stdout.splitlines()
    assert "May 2017" in lines
    assert any("2017-05-12  Mastung  bombing  in killed" in line for line in lines)
    assert sum("killed: claims" in line for line in lines) == 2


def test_a_named_layout(filled: Recount) -> None:
    run = filled("table", "--layout", "satp")
    assert run.stdout.splitlines()[0] == "2016\t1\t0\t0\t0\t61 (61–65)\t61 (61–65)"
    assert "their word" not in run.stdout
    assert "note: Only incidents in which somebody was killed" in run.stderr


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (("--by", "moon"), "nothing to cut by"),
        (("--area", "Atlantis"), "no country or province"),
        (("--from", "soon"), "no such time"),
        (("--from", "2018", "--to", "2017"), "is after"),
        (("--by", "actor", "--change"), "needs rows of time"),
        (("--layout", "mine.toml"), "cannot be read"),
    ],
)
def test_bad_input_is_named_with_exit_code_2(filled: Recount, wrong: tuple[str, ...], told: str) -> None:
    run = filled("table", *wrong)
    assert run.exit_code == 2
    assert told in run.stderr


def test_nothing_found_is_exit_code_1(filled: Recount) -> None:
    assert filled("table", "--area", "Iraq").exit_code == 1
