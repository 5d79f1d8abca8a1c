"""The commands of the tutorial work as they stand there, and its pictures are there."""

import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from recount.cli import main

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "tutorial" / "first-ledger.md"
TEXT = PAGE.read_text(encoding="utf-8")


def test_the_commands_of_the_tutorial_run_one_after_the_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(ROOT / "src" / "recount" / "examples", tmp_path / "articles")
    blocks = re.findall(r"```console\n(.*?)```", TEXT, re.DOTALL)
    lines = [line.removeprefix("$ ") for block in blocks for line in block.splitlines()]
    assert len(lines) >= 7
    for line in lines:
        result = CliRunner().invoke(main, shlex.split(line)[1:], catch_exceptions=False)
        assert result.exit_code == 0, f"{line}: {result.output}"
    assert {"recount.db", "ledger.html", "incidents.csv"} <= {path.name for path in (tmp_path / "tour").iterdir()}


def test_every_picture_of_the_tutorial_is_there_and_small() -> None:
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", TEXT)
    assert len(pictures) >= 4
    for picture in pictures:
        assert 10_000 < (PAGE.parent / picture).stat().st_size < 200_000, picture
