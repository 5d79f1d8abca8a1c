"""The docs tell the truth: commands, links, and every module that ARCHITECTURE names."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from recount.cli.main import COMMANDS

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def test_the_reference_of_commands_is_what_the_commands_say() -> None:
    checked = subprocess.run(
        [sys.executable, str(ROOT / "building" / "reference.py"), "--check"], check=False, capture_output=True
    )
    assert checked.returncode == 0, "Run: python building/reference.py"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_an_example(command: str) -> None:
    reference = (ROOT / "docs" / "reference" / "commands.md").read_text(encoding="utf-8")
    section = reference.split(f"## recount {command}\n", 1)[1].split("\n## ", 1)[0]
    assert f"recount {command}" in section.split("Example", 1)[1]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_between_pages_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", ["ARCHITECTURE.md", "CONTRIBUTING.md"])
def test_every_file_named_is_there(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:[a-z_]+/)*[a-z_0-9-]+\.(?:py|toml|json|md))`", text))
    places = (ROOT, ROOT / "src" / "recount", ROOT / "benchmarks")
    assert [name for name in sorted(named) if not any((place / name).exists() for place in places)] == []


def test_the_reasons_for_dependencies_name_each_one() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = [project["dependencies"], *project["optional-dependencies"].values()]
    names = {re.split(r"[^A-Za-z0-9-]", one)[0] for listed in needed for one in listed}
    assert {"click", "uvicorn", "pytest"} <= names
    reasons = (ROOT / "docs" / "decisions" / "0002-dependencies.md").read_text(encoding="utf-8")
    assert [name for name in sorted(names) if name not in reasons] == []
