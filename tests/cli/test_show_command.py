"""All that is known of one incident."""

import json

import pytest
from cli_runs import Recount


def first(recount: Recount) -> str:
    return recount("incidents").stdout.split("\t")[0]


def test_every_field_and_every_claim_with_its_sentence_and_speaker(filled: Recount) -> None:
    shown = filled("show", first(filled))
    assert shown.exit_code == 0
    lines = shown.stdout.splitlines()
    assert lines[0] == "Bombing, Quetta, Pakistan, 24 October 2016"
    assert "independent witnesses: 2 (army; police)" in lines
    assert "Killed, in all: 61–65, best 61" in lines
    assert "  + 61: army (army, 1 January 2018)" in lines
    assert "    “2016-10-24 Quetta: killed [65] (police)”" in lines
    assert "Reports disagree on killed, in all: they cannot all be right" in lines
    assert "    +5.0  days: the same day" in lines


def test_the_beginning_of_an_id_is_enough(filled: Recount) -> None:
    key = first(filled)
    assert filled("show", key[:6]).stdout == filled("show", key).stdout


def test_a_report_and_a_claim_lead_to_their_incident(filled: Recount) -> None:
    incident = json.loads(filled("show", first(filled), "--json").stdout)
    other = next(report for report in incident["reports"] if report["report"] != incident["id"])
    for key in (other["report"], other["claims"][2]["id"]):
        shown = filled("show", key).stdout
        assert shown.startswith(f"{key} is told of by incident {incident['id']}.\n")
        assert json.loads(filled("show", key, "--json").stdout)["id"] == incident["id"]


def test_json_also_says_why_the_reports_are_one_incident(filled: Recount) -> None:
    incident = json.loads(filled("show", first(filled), "--json").stdout)
    (link,) = incident["links"]
    assert (link["verdict"], link["reasons"][0]["words"]) == ("same", "the same day")
    assert incident["refused"] == []


@pytest.mark.parametrize("asked", ["zzzz", "", "%"])
def test_an_id_that_is_not_there_is_refused(filled: Recount, asked: str) -> None:
    shown = filled("show", asked)
    assert shown.exit_code == 2
    assert shown.stderr == f"error: The ledger holds nothing under {asked!r}. List ids with: recount incidents\n"
