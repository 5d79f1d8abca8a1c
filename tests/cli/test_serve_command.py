"""`recount serve`: the app is made on the ledger asked for, and told where to listen."""

from typing import Any

import pytest
from cli_runs import Recount

from recount.cli import serve
from recount.web.app import from_environment


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    told: dict[str, Any] = {}

    def run(app: Any, **options: Any) -> None:
        told.update(options, app=app)

    monkeypatch.setattr(serve.uvicorn, "run", run)
    return told


def test_it_listens_on_this_computer_alone_unless_told_otherwise(filled: Recount, served: dict[str, Any]) -> None:
    result = filled("serve", "--title", "Harbour monitor")
    assert result.exit_code == 0, result.output
    assert (served["host"], served["port"]) == ("127.0.0.1", 8700)
    assert "http://127.0.0.1:8700/" in result.output
    assert served["app"].state.site.title == "Harbour monitor"
    assert served["app"].state.site.shelf.now().columns.size == 2


def test_several_processes_make_an_app_each(
    filled: Recount, served: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RECOUNT_LEDGER", "recount.db")
    monkeypatch.setenv("RECOUNT_TITLE", "")
    result = filled("serve", "--workers", "3", "--title", "Harbour monitor")
    assert result.exit_code == 0, result.output
    assert (served["workers"], served["factory"]) == (3, True)
    assert served["app"] == "recount.web.app:from_environment"
    assert from_environment().state.site.title == "Harbour monitor"


def test_a_ledger_that_is_not_there_is_said(recount: Recount, served: dict[str, Any]) -> None:
    result = recount("serve", "--db", "nowhere.db")
    assert result.exit_code == 2
    assert "There is no ledger at nowhere.db" in result.output
    assert served == {}
