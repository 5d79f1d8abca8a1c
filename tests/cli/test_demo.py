"""The demo: what a new user sees first."""

import re
from pathlib import Path

from click.testing import CliRunner

from recount.cli import main


def run(*words: str) -> str:
    result = CliRunner().invoke(main, [*words], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_the_demo_reads_the_bundled_articles_and_a_second_run_adds_nothing(tmp_path: Path) -> None:
    first = run("demo", "--into", str(tmp_path))
    assert "Read 16 example articles." in first
    assert re.search(r"^\d+ incidents$", first, re.MULTILINE)
    assert "Where reports disagree" in first
    checks = first.split("Published figures, and whether they add up\n")[1]
    assert "\n  reproduced: 171 by religiously motivated groups + 80" in checks
    assert "\n  adds up" not in checks
    assert str(tmp_path / "recount.db") in first
    second = run("demo", "--into", str(tmp_path))
    assert "All 16 example articles are in the ledger already: nothing was added." in second
    assert first[first.index("incidents\n") :] == second[second.index("incidents\n") :]
    page = (tmp_path / "recount-report.html").read_text(encoding="utf-8")
    assert "Westgate" in page
    assert "<script" not in page
