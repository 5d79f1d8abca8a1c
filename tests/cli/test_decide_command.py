"""Decisions of people."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from cli_runs import Recount
from click.testing import CliRunner
from small_stages import SMALL

from recount.cli import main
from recount.cli.room import Room
from recount.config import load_config
from recount.ledger import Ledger
from recount.link import link
from recount.link.reach import REACH

BY = ("--reason", "read both", "--who", "A. Coder")


def reports(recount: Recount) -> list[str]:
    incident = json.loads(recount("incidents", "--json").stdout)[0]
    return [report["report"] for report in incident["reports"]]


def test_two_reports_can_be_told_apart_and_joined_again(filled: Recount) -> None:
    left, right = reports(filled)
    apart = filled("decide", "not-same", left, right[:8], *BY)
    assert apart.stdout.splitlines() == [
        f"{min(left, right)} and {max(left, right)}: not same",
        "The ledger tells of 3 incidents now.",
    ]
    joined = filled("decide", "same", left, right, *BY)
    assert joined.stdout.splitlines()[-1] == "The ledger tells of 2 incidents now."
    with Ledger.open("recount.db") as ledger:
        made = [(one.kind, one.who, one.reason) for one in ledger.decisions()]
    assert made == [("not same", "A. Coder", "read both"), ("same", "A. Coder", "read both")]


def test_two_incidents_can_be_joined_and_the_same_two_ids_part_them_again(filled: Recount) -> None:
    clock = (datetime(2026, 11, 20, 12, tzinfo=UTC) + timedelta(seconds=n) for n in count())
    room = Room(config=load_config({}), stages=replace(SMALL, link=link, reach=REACH), now=clock.__next__)

    def run(*words: str) -> str:
        result = CliRunner().invoke(main, words, obj=room, catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return result.stdout

    run("rebuild")
    before = run("incidents", "--json")
    first, second = (one["id"] for one in json.loads(before))
    assert run("decide", "same", first, second, *BY).endswith("tells of 1 incident now.\n")
    assert run("decide", "not-same", first, second, *BY).endswith("tells of 2 incidents now.\n")
    assert run("incidents", "--json") == before


def test_a_claim_can_be_rejected(filled: Recount) -> None:
    incident = json.loads(filled("incidents", "--json").stdout)[0]
    claim = incident["reports"][0]["claims"][2]["id"]
    assert filled("decide", "reject", claim[:10], *BY).stdout.startswith(f"{claim}: reject\n")
    with Ledger.open("recount.db") as ledger:
        assert ledger.decisions()[0].subjects == (claim,)


def test_a_claim_can_be_corrected_and_a_report_excluded(filled: Recount) -> None:
    report = json.loads(filled("incidents", "--json").stdout)[0]["reports"][0]
    claim = report["claims"][2]["id"]
    assert filled("decide", "correct", claim, "--value", "[62, 62, 62]", *BY).stdout.startswith(f"{claim}: correct\n")
    assert filled("decide", "exclude", report["report"], *BY).stdout.startswith(f"{report['report']}: exclude\n")
    with Ledger.open("recount.db") as ledger:
        assert [(one.subjects, one.value) for one in ledger.decisions()] == [
            ((claim,), "[62, 62, 62]"),
            ((report["report"],), None),
        ]


def test_who_decides_can_be_set(filled: Recount) -> None:
    left, right = reports(filled)
    assert filled("decide", "unsure", left, right, "--reason", "read both", RECOUNT_WHO="B. Coder").exit_code == 0
    with Ledger.open("recount.db") as ledger:
        assert ledger.decisions()[0].who == "B. Coder"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("same", "LEFT", "RIGHT", "--reason", "x"), "needs the name of who made it"),
        (("same", "LEFT", "RIGHT", "--reason", " ", "--who", "x"), "needs a reason"),
        (("same", "LEFT", *BY), "and 1 id given. Give the ids of two"),
        (("same", "LEFT", "LEFT", *BY), "are the same thing"),
        (("same", "LEFT", "nowhere", *BY), "holds nothing under 'nowhere'"),
        (("reject", "nowhere", *BY), "holds nothing under 'nowhere'"),
        (("reject", "LEFT", *BY), "holds nothing under"),
        (("exclude", "nowhere", *BY), "holds nothing under 'nowhere'"),
    ],
)
def test_a_decision_that_cannot_stand_is_refused(filled: Recount, arguments: tuple[str, ...], words: str) -> None:
    left, right = reports(filled)
    decided = filled("decide", *(one.replace("LEFT", left).replace("RIGHT", right) for one in arguments))
    assert decided.exit_code == 2
    assert words in decided.stderr
    with Ledger.open("recount.db") as ledger:
        assert ledger.decisions() == ()
