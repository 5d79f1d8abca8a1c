"""Commands, help, errors and exit codes."""

import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from cli_runs import Recount

from recount import __version__
from recount.cli.main import COMMANDS

HERE = Path(__file__).parents[2] / "src" / "recount" / "cli"


def test_the_version_is_told(recount: Recount) -> None:
    assert recount("--version").output == f"recount, version {__version__}\n"


def test_the_help_lists_every_command_with_what_it_does(recount: Recount) -> None:
    words = " ".join(recount("--help").output.split())
    for name, does in COMMANDS.items():
        assert f"{name} {does}" in words


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself_with_an_example(recount: Recount, name: str) -> None:
    for flag in ("--help", "-h"):
        shown = recount(name, flag)
        assert shown.exit_code == 0
        assert "Example:\n" in shown.output
        assert f"recount {name}" in shown.output.split("Example:")[1]


def test_every_file_with_a_command_is_listed() -> None:
    commands = {path.stem for path in HERE.glob("*.py") if "\ndef command(" in path.read_text(encoding="utf-8")}
    assert commands == set(COMMANDS)


@pytest.mark.parametrize("name", [name for name in COMMANDS if name != "demo"])
def test_a_command_is_short(name: str) -> None:
    file = import_module(f"recount.cli.{name}").__file__
    assert len(Path(str(file)).read_text(encoding="utf-8").splitlines()) <= 125


@pytest.mark.parametrize(
    "arguments",
    [
        ("incidents",),
        ("show", "7f3a"),
        ("statistics",),
        ("export", "jsonl"),
        ("rebuild",),
        ("doctor",),
        ("decide", "same", "a", "b", "--reason", "x", "--who", "y"),
    ],
    ids=lambda arguments: arguments[0],
)
def test_without_a_ledger_each_says_in_one_line_how_to_make_one(recount: Recount, arguments: tuple[str, ...]) -> None:
    asked = recount(*arguments)
    assert asked.exit_code == 2
    assert asked.stderr == "error: There is no ledger at recount.db. Make one with: recount add ARTICLE…\n"
    assert asked.stdout == ""
    assert not Path("recount.db").exists()


@pytest.mark.parametrize(
    "arguments", [("nonsense",), ("add",), ("incidents", "--since", "yesterday"), ("add", "x", "--jobs", "0")]
)
def test_what_cannot_be_understood_is_refused_with_exit_code_two(recount: Recount, arguments: tuple[str, ...]) -> None:
    assert recount(*arguments).exit_code == 2


def test_a_setting_that_cannot_be_used_is_one_line_and_no_traceback(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "recount", "doctor"],
        env={**os.environ, "RECOUNT_RULES": "strict"},
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 2
    assert run.stderr.startswith("error: rules = 'strict' in the environment cannot be used. Give one of: conservative")
    assert run.stderr.count("\n") == 1


def test_the_ledger_and_the_rules_can_be_set(recount: Recount, articles: Path) -> None:
    assert recount("add", "articles", RECOUNT_LEDGER="other.db", RECOUNT_RULES="gtd").exit_code == 0
    assert Path("other.db").exists()
    assert "65" in recount("incidents", RECOUNT_LEDGER="other.db").stdout.splitlines()[0].split("\t")[5]


def test_a_file_that_is_no_ledger_is_refused(recount: Recount) -> None:
    Path("x.db").write_text("a shopping list " * 100)
    asked = recount("incidents", "--db", "x.db")
    assert (asked.exit_code, asked.stderr.count("\n")) == (2, 1)
    assert "not a database" in asked.stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--nonsense",), "error: No such option '--nonsense'. See: recount --help"),
        (("nonsense",), "error: No such command 'nonsense'. See: recount --help"),
        (("incidents", "--nonsense"), "error: No such option '--nonsense'. See: recount incidents --help"),
        (("show",), "error: Missing argument 'ID'. See: recount show --help"),
    ],
    ids=" ".join,
)
def test_what_is_no_command_is_one_line_with_what_to_do(recount: Recount, words: tuple[str, ...], told: str) -> None:
    run = recount(*words)
    assert (run.exit_code, run.stderr) == (2, f"{told}\n")


def test_where_memory_runs_out_it_is_said_in_one_line(recount: Recount, monkeypatch: pytest.MonkeyPatch) -> None:
    def greedy(*_: object, **__: object) -> None:
        raise MemoryError

    recount("add", "-", stdin="2016-10-24 Quetta: killed 61 (army)")
    monkeypatch.setattr("recount.ledger.Ledger.incidents", greedy)
    told = recount("incidents")
    assert (told.exit_code, told.stdout) == (2, "")
    assert told.stderr.startswith("error: Memory ran out. Close other programs")
