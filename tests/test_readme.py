"""The commands that the README shows work as they stand there."""

import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from recount.cli import main

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "src" / "recount" / "examples"


def shown(page: Path) -> list[str]:
    """The `recount` commands in a page's console blocks, without their comments."""
    blocks = re.findall(r"```console\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]
    return [line.removeprefix("$ ").split("  #")[0].strip() for line in lines if line.startswith("$ recount")]


def test_the_readme_shows_commands() -> None:
    assert len(shown(ROOT / "README.md")) >= 7


def test_the_commands_of_the_readme_run_one_after_the_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(EXAMPLES, tmp_path / "articles")
    for line in shown(ROOT / "README.md"):
        words = shlex.split(line.split(" > ")[0])[1:]
        result = CliRunner().invoke(main, words, catch_exceptions=False)
        assert result.exit_code == 0, f"{line}: {result.output}"
    assert {"incidents.csv", "incidents-claims.csv", "ledger.html"} <= {path.name for path in tmp_path.iterdir()}
