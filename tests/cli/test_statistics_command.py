"""Published figures."""

import json

from cli_runs import ARTICLES, Recount


def test_a_figure_is_told_with_its_document_and_words(filled: Recount) -> None:
    listed = filled("statistics")
    assert listed.exit_code == 0
    (line,) = [line for line in listed.stdout.splitlines() if "\t" in line]
    assert line.split("\t") == [
        "killed",
        "595",
        "",
        "not known",
        "not known",
        "the report itself",
        "total",
        "In all 595 were killed",
    ]


def test_json_holds_figures_and_findings(filled: Recount) -> None:
    told = json.loads(filled("statistics", "--json").stdout)
    (figure,) = told["statistics"]
    assert (figure["doc"], figure["v"], figure["q"]) == ("total", [595, 595, 595], "In all 595 were killed")
    known = {one["id"] for one in told["statistics"]}
    assert all(set(finding["statistics"]) <= known for finding in told["findings"])


def test_without_figures_the_exit_code_is_one(recount: Recount) -> None:
    recount("add", "-", stdin=ARTICLES["army.txt"])
    listed = recount("statistics")
    assert (listed.exit_code, listed.stdout) == (1, "")
    assert "no published figures" in listed.stderr
