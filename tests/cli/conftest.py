"""A command line in an empty folder, with stages of a few lines and a clock that goes on by itself."""

from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from cli_runs import ARTICLES, Recount
from click.testing import CliRunner, Result
from small_stages import SMALL

from recount.cli import main
from recount.cli.room import Room
from recount.config import load_config


@pytest.fixture
def recount(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Recount:
    monkeypatch.chdir(tmp_path)
    runner = CliRunner()
    seconds = count()
    start = datetime(2026, 11, 20, 10, tzinfo=UTC)

    def run(*arguments: str, stdin: str | bytes | None = None, **environment: str) -> Result:
        config = load_config({"RECOUNT_JOBS": "1", **environment})
        room = Room(config=config, stages=SMALL, now=lambda: start + timedelta(seconds=next(seconds)))
        return runner.invoke(main, arguments, obj=room, input=stdin, catch_exceptions=False)

    return run


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, text in ARTICLES.items():
        (folder / name).write_text(text)
    return folder


@pytest.fixture
def filled(recount: Recount, articles: Path) -> Recount:
    assert recount("add", "articles", "--published", "2018-01-01").exit_code == 0
    return recount
