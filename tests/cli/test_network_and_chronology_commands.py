"""Networks and chronologies at the command line."""

import json
from pathlib import Path

from cli_runs import Recount


def test_a_ledger_without_relations_says_so(filled: Recount) -> None:
    told = filled("network")
    assert (told.exit_code, told.stdout) == (1, "")
    assert "0 actors, 0 relations" in told.stderr


def test_a_network_is_written_to_a_file(filled: Recount) -> None:
    filled("network", "--form", "json", "-o", "actors.json")
    assert json.loads(Path("actors.json").read_text()) == {"nodes": [], "edges": []}


def test_a_place_is_told_in_order_with_sentences(filled: Recount) -> None:
    told = filled("chronology", "--area", "Quetta")
    assert told.exit_code == 0
    first, sentence = told.stdout.splitlines()[:2]
    assert first.startswith("2016-10-24  attack: ")
    assert "Quetta: killed" in sentence


def test_json_holds_kind_days_and_evidence(filled: Recount) -> None:
    (one,) = json.loads(filled("chronology", "--area", "Quetta", "--json").stdout)
    assert (one["kind"], one["first"], one["new"]) == ("attack", "2016-10-24", "first told of; first attack")
    assert one["evidence"]["sentence"]


def test_nobody_named_is_bad_input(filled: Recount) -> None:
    told = filled("chronology")
    assert told.exit_code == 2
    assert "Give --actor NAME, --area NAME, or both" in told.stderr


def test_an_actor_nobody_tells_of_is_found_nowhere(filled: Recount) -> None:
    assert filled("chronology", "--actor", "Boko Haram").exit_code == 1
