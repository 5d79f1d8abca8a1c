"""The second coder from the command line."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from endpoint_stub import GOOD, TEXT, Reply, Stub, serving

from recount.cli import main
from recount.cli.room import Room
from recount.config import load_config
from recount.ledger import Ledger
from recount.stages import STAGES

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "one.txt").write_text(TEXT)
    room = Room(config=load_config({}), stages=STAGES, now=lambda: datetime(2026, 11, 20, tzinfo=UTC))

    def run(command: str, *options: str, stub: Stub | None = None) -> Result:
        named = ("--coder", stub.url, "--coder-model", "small") if stub else ()
        arguments = (command, "one.txt", "--published", "2021-08-31", *named, *options)
        return CliRunner().invoke(main, arguments, obj=room, catch_exceptions=False)

    return run


def test_add_reads_with_the_second_coder_and_records_its_name(run: Run) -> None:
    with serving(Reply(GOOD)) as stub:
        result = run("add", stub=stub)
    assert result.exit_code == 0
    assert "1 incident" in result.output
    with Ledger.open("recount.db") as ledger:
        (account,) = ledger.accounts().values()
    assert [claim.span.quote for claim in account.reports[0].claims] == ["12 policemen"]


def test_read_writes_the_contract(run: Run) -> None:
    with serving(Reply(GOOD)) as stub:
        result = run("read", stub=stub)
    (claim,) = json.loads(result.output)["incidents"][0]["claims"]
    assert (claim["f"], claim["v"], claim["q"]) == ("killed", [12, 12, 12], "12 policemen")


def test_a_failure_is_recorded_and_made_up_for_later(run: Run) -> None:
    with serving(Reply(status=401)) as stub:
        failed = run("add", stub=stub)
    assert failed.exit_code == 2
    assert "refuses: it answers 401" in failed.output
    with serving(Reply(GOOD)) as stub:
        assert "1 incident told of" in run("add", stub=stub).output
        assert "in the ledger already" in run("add", stub=stub).output
    assert len(stub.asked) == 1


def test_answers_lie_beside_the_ledger_and_serve_another_one_there(run: Run, tmp_path: Path) -> None:
    with serving(Reply(GOOD)) as stub:
        run("add", stub=stub)
        (tmp_path / "recount.db").unlink()
        assert run("add", stub=stub).exit_code == 0
    assert len(stub.asked) == 1
    assert len(list((tmp_path / "recount.db.answers").glob("*.json"))) == 1


def test_the_key_comes_from_the_environment_alone(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECOUNT_CODER_KEY", "very-secret")
    with serving(Reply(GOOD)) as stub:
        result = run("add", stub=stub)
    assert stub.headers[0]["Authorization"] == "Bearer very-secret"
    assert "very-secret" not in result.output
    assert b"very-secret" not in Path("recount.db").read_bytes()


def test_without_a_model_nothing_is_asked(run: Run) -> None:
    result = run("add", "--coder", "http://localhost:9/v1")
    assert (result.exit_code, "--coder-model" in result.output) == (2, True)


def test_an_address_that_cannot_be_used_is_said_before_anything_is_read(run: Run) -> None:
    result = run("read", "--coder", "localhost", "--coder-model", "small")
    assert (result.exit_code, "no http" in result.output) == (2, True)


def test_without_the_option_the_usual_reader_reads(run: Run) -> None:
    result = run("read", "--published", "2021-08-31")
    assert json.loads(result.output)["incidents"][0]["type"] == "shooting"
