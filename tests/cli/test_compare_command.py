"""Another project's table beside the ledger, and exports in other projects' formats."""

import csv
import json
from pathlib import Path

import pytest
from cli_runs import Recount

from recount.cli import counting

HEAD = "event_id_cnty,event_date,country,location,fatalities,actor1,sub_event_type\n"
ROWS = "PAK1,2016-10-24,Pakistan,Quetta,65,,Suicide bomb\nPAK2,2016-11-12,Pakistan,Khuzdar,52,,Suicide bomb\n"


def test_the_command_lists_what_differs_what_is_missing_and_how_many(filled: Recount) -> None:
    Path("acled.csv").write_text(HEAD + ROWS)
    run = filled("compare", "acled.csv")
    lines = [line.split("\t") for line in run.stdout.splitlines()]
    assert [line[0] for line in lines[:-1]] == ["killed", "theirs only"]
    assert lines[0][2:5] == ["PAK1", "61 (61 to 65)", "65"]
    assert lines[0][5] == "rule set: another report gives their figure, and the rules chose this one"
    assert lines[1][2:] == [
        "PAK2",
        "",
        "2016-11-12, Khuzdar, Suicide bomb, killed 52",
        "the ledger's documents do not tell of it",
    ]
    assert lines[-1][0].startswith("in both: 1 (1 told differently) · in the ledger alone: 0 · in the table alone: 1 ·")
    assert run.exit_code == 0


def test_the_comparison_as_json_has_the_reasons_and_the_rows_set_aside(filled: Recount) -> None:
    Path("acled.csv").write_text(HEAD + ROWS + "PAK3,someday,Pakistan,Quetta,1,,\n")
    run = filled("compare", "acled.csv", "--json")
    told = json.loads(run.stdout)
    assert told["project"] == "ACLED"
    assert [pair["row"] for pair in told["both"]] == ["PAK1"]
    assert told["unread"][0]["row"] == 4
    assert "note: row 4 of acled.csv was set aside" in run.stderr
    assert len(told["outside"]) == 1


def test_a_row_that_agrees_is_listed_on_demand(filled: Recount) -> None:
    Path("acled.csv").write_text(HEAD + ROWS.replace(",65,", ",61,"))
    assert not filled("compare", "acled.csv").stdout.startswith("same")
    assert filled("compare", "acled.csv", "--all").stdout.startswith("same\t")


def test_a_table_that_shares_nothing_with_the_ledger_is_answered_with_one(filled: Recount) -> None:
    Path("acled.csv").write_text(f"{HEAD}MEX1,2016-10-24,Mexico,Tijuana,3,,Attack\n")
    assert filled("compare", "acled.csv").exit_code == 1


def test_a_table_that_lacks_a_column_is_refused_by_its_name(filled: Recount) -> None:
    Path("acled.csv").write_text("event_id_cnty,event_date,country\nPAK1,2016-10-24,Pakistan\n")
    run = filled("compare", "acled.csv")
    assert run.exit_code == 2
    assert "the ACLED table lacks the columns fatalities" in run.stderr
    assert filled("compare", "nowhere.csv").exit_code == 2


def test_a_project_format_is_counted_by_its_own_rules(filled: Recount) -> None:
    filled("export", "acled", "-o", "acled.csv")
    filled("export", "gtd", "-o", "gtd.csv")
    with Path("acled.csv").open(encoding="utf-8", newline="") as file:
        assert [row["fatalities"] for row in csv.DictReader(file)] == ["61", "25"]
    with Path("gtd.csv").open(encoding="utf-8", newline="") as file:
        assert [row["nkill"] for row in csv.DictReader(file)] == ["65", "25"]
    assert [row["rules"] for row in map(json.loads, filled("export", "jsonl").stdout.splitlines())] == [
        "conservative"
    ] * 2


def test_an_incident_that_a_projects_rules_cannot_count_is_left_out_and_told_of(
    filled: Recount, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counting, "recount", lambda _, incidents: tuple(incidents[1:]))
    run = filled("export", "acled")
    assert len(run.stdout.splitlines()) == 2
    assert "acled: 1 of 2 incidents written, 1 left out (1 because it could not be counted by the acled" in run.stderr


def test_the_loss_is_written_in_full_where_it_is_asked_for(filled: Recount) -> None:
    run = filled("export", "ged", "--loss", "loss.txt")
    assert run.stderr.startswith("note: ged: 0 of 2 incidents written, 2 left out (2 because")
    assert len(Path("loss.txt").read_text(encoding="utf-8").splitlines()) == 5
    assert run.exit_code == 1


def test_the_code_book_needs_no_ledger(recount: Recount) -> None:
    told = recount("export", "gtd", "--codebook").stdout
    assert told.startswith("# gtd: attacks as GTD lays them out (135 columns)\n")
    assert "| `nkill` | Everybody killed, attackers included; empty where not told |" in told


def test_what_is_exported_compares_with_nothing_to_say(filled: Recount) -> None:
    filled("export", "gtd", "-o", "gtd.csv")
    run = filled("compare", "gtd.csv")
    assert run.stdout.startswith("in both: 2 (0 told differently) · in the ledger alone: 0 · in the table alone: 0 ·")
