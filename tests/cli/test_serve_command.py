"""`recount serve`: the app is made on the ledger asked for, and told where to listen."""

import socket
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
    made: list[Any] = []

    class Processes:
        def __init__(self, config: Any, sockets: Any) -> None:
            made.extend([config, sockets[0].getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)])
            sockets[0].close()

        def run(self) -> None:
            made.append("ran")

    monkeypatch.setattr(serve, "Multiprocess", Processes)
    result = filled("serve", "--workers", "3", "--port", "18731", "--title", "Harbour monitor")
    assert result.exit_code == 0, result.output
    assert (made[0].workers, made[0].app, made[2]) == (3, "recount.web.app:from_environment", "ran")
    assert made[1] != 0
    assert from_environment().state.site.title == "Harbour monitor"


def test_addresses_that_a_proxy_forwards_stand_in_for_it_only_where_it_signs_nobody_in(
    filled: Recount, served: dict[str, Any]
) -> None:
    filled("serve")
    assert served["proxy_headers"] is True
    filled("serve", RECOUNT_PROXY_HEADER="Remote-User")
    assert served["proxy_headers"] is False


def test_a_ledger_that_is_not_there_is_said(recount: Recount, served: dict[str, Any]) -> None:
    result = recount("serve", "--db", "nowhere.db")
    assert result.exit_code == 2
    assert "There is no ledger at nowhere.db" in result.output
    assert served == {}
