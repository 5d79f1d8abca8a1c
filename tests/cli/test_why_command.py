"""Why two reports are, or are not, taken for one incident, at the command line."""

import json

import pytest
from cli_runs import Recount


def incidents(recount: Recount) -> list[dict[str, list[dict[str, object]]]]:
    return json.loads(recount("incidents", "--json").stdout)


def test_the_answer_tells_points_levels_and_words(filled: Recount) -> None:
    told = filled("why", "army.txt", "police.txt")
    assert told.exit_code == 0
    lines = told.stdout.splitlines()
    assert lines[0].startswith("Linked: both tell of incident ")
    assert any(line.split() == ["+5.0", "days", "the", "same", "day"] for line in lines)
    assert "+5.0 in all; +0.0 or more makes them one." in lines


def test_two_incidents_are_not_one_and_the_exit_code_says_so(filled: Recount) -> None:
    one, other = (str(incident["id"]) for incident in incidents(filled))
    told = filled("why", one[:6], other[:6], "--json")
    answer = json.loads(told.stdout)
    assert told.exit_code == 1
    assert (answer["linked"], answer["incidents"]) == (False, sorted([one, other]))
    assert {"what", "level", "words", "points"} <= set(answer["link"]["reasons"][0])


def test_a_decision_is_named_as_what_keeps_them_apart(filled: Recount) -> None:
    left, right = (str(one["report"]) for one in incidents(filled)[0]["reports"])
    filled("decide", "not-same", left, right, "--reason", "read both", "--who", "A. Coder")
    told = filled("why", left, right)
    assert told.exit_code == 1
    assert told.stdout.startswith("Not linked: one tells of incident ")


def test_a_claim_stands_for_its_report(filled: Recount) -> None:
    first, second = incidents(filled)[0]["reports"]
    claim = first["claims"][0]["id"]  # type: ignore[index]
    assert filled("why", str(claim), str(second["report"])).exit_code == 0


@pytest.mark.parametrize(("asked", "words"), [("zzzz", "holds nothing under 'zzzz'"), ("army.txt", "the same report")])
def test_what_cannot_be_compared_is_refused(filled: Recount, asked: str, words: str) -> None:
    told = filled("why", asked, "army.txt")
    assert told.exit_code == 2
    assert words in told.stderr
