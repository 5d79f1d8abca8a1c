"""Surges and alerts at the command line."""

import json
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest
from cli_runs import Recount

WATCHES = """
look_back = 5000
[[watch]]
name = "Many dead in Quetta"
area = "Quetta"
measure = "killed"
on = ["incident"]
at_least = 60
[send]
file = "alerts.jsonl"
rss = "alerts.xml"
"""


@pytest.fixture
def watching(filled: Recount) -> Recount:
    Path("watches.toml").write_text(WATCHES)
    return filled


def test_what_is_new_is_sent_and_only_once(watching: Recount) -> None:
    first = watching("alerts", "run", "--watches", "watches.toml")
    assert first.exit_code == 0, first.stderr
    assert "Incident: Many dead in Quetta" in first.stdout
    assert "file: 1 alert sent" in first.stderr
    again = watching("alerts", "run", "--watches", "watches.toml")
    assert (again.exit_code, again.stdout) == (1, "")
    assert len(Path("alerts.jsonl").read_text().splitlines()) == 1
    assert len(fromstring(Path("alerts.xml").read_bytes()).findall("channel/item")) == 1


def test_a_check_sends_and_remembers_nothing(watching: Recount) -> None:
    told = watching("alerts", "check", "--watches", "watches.toml", "--json")
    assert [one["kind"] for one in json.loads(told.stdout)] == ["incident"]
    assert sorted(path.name for path in Path().glob("*alerts*")) == []
    assert not Path("watches.toml.sent.json").exists()


def test_a_channel_that_failed_sends_the_next_time(watching: Recount) -> None:
    Path("watches.toml").write_text(WATCHES.replace('"alerts.jsonl"', '"missing/alerts.jsonl"'))
    failed = watching("alerts", "run", "--watches", "watches.toml")
    assert failed.exit_code == 2
    assert "missing/alerts.jsonl cannot be written" in failed.stderr.replace("\n", "")
    Path("missing").mkdir()
    assert "file: 1 alert sent" in watching("alerts", "run", "--watches", "watches.toml").stderr
    assert len(Path("missing/alerts.jsonl").read_text().splitlines()) == 1


def test_surges_of_a_short_ledger_say_why_there_are_none(filled: Recount) -> None:
    told = filled("surges", "--area", "PK", "--measure", "killed")
    assert (told.exit_code, told.stdout) == (1, "")
    assert "52 weeks with enough read in them must come before it" in told.stderr
    assert "0 surges in 0 weeks that could be tested" in told.stderr


def test_json_holds_weeks_surges_and_outlets(filled: Recount) -> None:
    told = json.loads(filled("surges", "--json").stdout)
    assert told["surges"] == []
    assert told["watch"]["measure"] == "incidents"
    assert sum(week["count"] for week in told["weeks"]) <= 2
