"""The ledger for others."""

import csv
import json
from pathlib import Path

from cli_runs import Recount


def test_jsonl_is_one_incident_a_line_as_the_list_has_it(filled: Recount) -> None:
    exported = filled("export", "jsonl")
    lines = [json.loads(line) for line in exported.stdout.splitlines()]
    assert lines == json.loads(filled("incidents", "--json").stdout)
    assert "2 of 2 incidents written" in exported.stderr
    assert "statistics are in: recount statistics --json" in exported.stderr


def test_csv_is_one_incident_a_row_and_says_what_it_cannot_hold(filled: Recount) -> None:
    exported = filled("export", "csv")
    rows = list(csv.DictReader(exported.stdout.splitlines()))
    assert [(row["first_day"], row["locality"], row["killed_low"], row["killed_high"]) for row in rows] == [
        ("2016-10-24", "Quetta", "61", "65"),
        ("2017-05-12", "Mastung", "25", "25"),
    ]
    assert "categories of the dead and wounded" in exported.stderr


def test_a_csv_file_has_its_claims_beside_it(filled: Recount) -> None:
    assert filled("export", "csv", "-o", "out.csv").exit_code == 0
    assert len(Path("out.csv").read_text(encoding="utf-8").splitlines()) == 3
    with Path("out-claims.csv").open(encoding="utf-8", newline="") as file:
        claims = list(csv.DictReader(file))
    assert len(claims) == 9
    (police,) = [claim for claim in claims if claim["speaker"] == "police"]
    assert (police["document"], police["field"], police["best"], police["quote"]) == ("police", "killed", "65", "65")


def test_words_that_a_spreadsheet_would_run_are_made_harmless(recount: Recount) -> None:
    Path("=cmd.txt").write_text("An attack.\n\n2016-10-24 Quetta: killed 61 (army)\n")
    recount("add", "=cmd.txt")
    recount("export", "csv", "-o", "out.csv")
    with Path("out-claims.csv").open(encoding="utf-8", newline="") as file:
        assert {claim["document"] for claim in csv.DictReader(file)} == {"'=cmd"}


def test_a_place_that_cannot_be_written_is_refused(filled: Recount) -> None:
    exported = filled("export", "jsonl", "-o", "no/such/folder.jsonl")
    assert exported.exit_code == 2
    assert exported.stderr.startswith("error: no/such/folder.jsonl cannot be written")


def test_an_empty_ledger_exports_nothing_with_exit_code_one(recount: Recount) -> None:
    recount("add", "-", stdin="A fine day in the hills.")
    assert recount("export", "jsonl").exit_code == 1
