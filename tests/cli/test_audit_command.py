"""Verdicts on published figures."""

import json

from cli_runs import ARTICLES, Recount


def test_each_figure_has_a_verdict_with_its_sentence_and_reason(filled: Recount) -> None:
    told = filled("audit")
    assert told.exit_code == 0
    first, evidence, reason = told.stdout.splitlines()[:3]
    assert first.startswith("not enough data: 595 killed")
    assert evidence == "  in total: “In all 595 were killed”"
    assert reason.startswith("  nothing that it could be set beside")
    assert "1 not enough data" in told.stderr


def test_figures_can_be_asked_for_by_their_verdict(filled: Recount) -> None:
    told = filled("audit", "--verdict", "arithmetic fails")
    assert (told.exit_code, told.stdout) == (1, "")


def test_figures_can_be_asked_for_by_who_published_them(filled: Recount) -> None:
    assert filled("audit", "--issuer", "total").exit_code == 0
    assert filled("audit", "--issuer", "PIPS").exit_code == 1


def test_json_holds_verdict_figure_and_checks(filled: Recount) -> None:
    (told,) = json.loads(filled("audit", "--json").stdout)
    assert (told["doc"], told["verdict"], told["statistic"]["v"]) == ("total", "not enough data", [595, 595, 595])
    assert told["checks"] == []


def test_a_ledger_without_figures_is_told_so(recount: Recount) -> None:
    recount("add", "-", stdin=ARTICLES["army.txt"])
    told = recount("audit")
    assert (told.exit_code, told.stdout) == (1, "")
    assert "nothing found" in told.stderr
