"""The list of incidents, for people, pipes and programs."""

import json

import pytest
from cli_runs import Recount
from factory import document
from small_stages import SMALL

from recount.ledger import Ledger
from recount.stages import read_and_code

QUETTA = ["2016-10-24", "Quetta, Pakistan", "bombing", "gunmen", "61–65", "–", "contested", "2"]
MASTUNG = ["2017-05-12", "Mastung, Pakistan", "bombing", "gunmen", "25", "–", "single", "1"]


def columns(output: str) -> list[list[str]]:
    return [line.split("\t")[1:] for line in output.splitlines()]


def test_one_line_an_incident_with_tabs_between_its_columns(filled: Recount) -> None:
    listed = filled("incidents")
    assert (listed.exit_code, listed.stderr) == (0, "")
    assert columns(listed.stdout) == [QUETTA, MASTUNG]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (("--since", "2017-01-01"), [MASTUNG]),
        (("--until", "2017-01-01"), [QUETTA]),
        (("--country", "pk", "--type", "bombing"), [QUETTA, MASTUNG]),
        (("--country", "Pakistan"), [QUETTA, MASTUNG]),
    ],
)
def test_incidents_can_be_asked_for(filled: Recount, asked: tuple[str, ...], found: list[list[str]]) -> None:
    assert columns(filled("incidents", *asked).stdout) == found


@pytest.mark.parametrize("asked", [("--country", "IQ"), ("--type", "raid", "--json")])
def test_nothing_found_is_exit_code_one(filled: Recount, asked: tuple[str, ...]) -> None:
    listed = filled("incidents", *asked)
    assert listed.exit_code == 1
    assert listed.stdout.strip() in {"", "[]"}
    assert listed.stderr.startswith("nothing found")


def test_json_holds_each_incident_with_every_claim(filled: Recount) -> None:
    quetta, mastung = json.loads(filled("incidents", "--json").stdout)
    assert len(quetta["id"]) == 16
    assert (quetta["date"], quetta["place"]) == (["2016-10-24", "2016-10-24"], {"locality": "Quetta", "country": "PK"})
    assert (quetta["type"], quetta["status"], quetta["grade"]) == ("bombing", "happened", "contested")
    killed = quetta["counts"]["killed"]["all"]
    assert (killed["low"], killed["best"], killed["high"]) == (61, 61, 65)
    assert quetta["perpetrators"][0] | {"claims": []} == {
        "name": "gunmen", "stance": "asserts", "claims": [], "set_aside": [], "rule": "",
    }  # fmt: skip
    assert quetta["witnesses"] == ["army", "police"]
    assert sorted(report["doc"] for report in quetta["reports"]) == ["army", "police"]
    (told,) = [report for report in quetta["reports"] if report["doc"] == "police"]
    (claim,) = [claim for claim in told["claims"] if claim["f"] == "killed"]
    assert (claim["v"], claim["q"], claim["by"]["q"]) == ([65, 65, 65], "65", "police")
    (disagreement,) = quetta["disagreements"]
    assert {side["value"]: side["claims"][0]["q"] for side in disagreement["sides"]} == {"61": "61", "65": "65"}
    assert mastung["disagreements"] == []


def test_every_claim_in_json_stands_in_its_document(filled: Recount) -> None:
    with Ledger.open("recount.db") as ledger:
        texts = {document.name: document.text for document in ledger.documents().values()}
    for incident in json.loads(filled("incidents", "--json").stdout):
        for report in incident["reports"]:
            for claim in report["claims"]:
                assert texts[report["doc"]][claim["start"] : claim["end"]] == claim["q"]


def test_another_set_of_rules_counts_otherwise_and_leaves_the_ledger_alone(filled: Recount) -> None:
    def best(*asked: str) -> int:
        killed: int = json.loads(filled("incidents", "--json", *asked).stdout)[0]["counts"]["killed"]["all"]["best"]
        return killed

    assert best("--rules", "gtd") == 65
    assert best() == 61


def test_a_ledger_whose_incidents_are_out_of_date_says_so_on_the_error_stream(filled: Recount) -> None:
    late = document("late", "2021-01-03 Mach: killed 11")
    with Ledger.open("recount.db") as ledger:
        ledger.record(late, read_and_code(SMALL, late), read_as=late, reader=SMALL.name, at="now")
    listed = filled("incidents")
    assert columns(listed.stdout) == [QUETTA, MASTUNG]
    assert listed.stderr.endswith("Run: recount rebuild\n")
    assert filled("rebuild").stdout == "3 incidents, not the same as before.\n"
    assert filled("incidents").stderr == ""


def test_a_country_that_is_none_is_refused_with_advice(filled: Recount) -> None:
    asked = filled("incidents", "--country", "Atlantis")
    assert asked.exit_code == 2
    assert "'Atlantis' is no country that the codebook knows. Give its ISO code, such as PK" in asked.stderr
