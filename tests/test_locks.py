"""What is installed is locked: every dependency by version and by the hashes of its files."""

import re
import tomllib
from functools import cache
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
RUN = ("custody", "postgres", "coder", "pdf", "web", "parquet")
FILES = {"run.txt": RUN, "spark.txt": (*RUN, "spark"), "dev.txt": (*RUN, "dev")}
LINE = re.compile(r"^([a-z0-9.-]+)==(\S+)[^\n]*((?:\n    --hash=sha256:[0-9a-f]{64}(?: \\)?)*)", re.MULTILINE)


@cache
def locked(name: str) -> dict[str, set[str]]:
    """The versions of each package in a file; a package may have several, for different systems."""
    held: dict[str, set[str]] = {}
    for package, version, hashes in LINE.findall((ROOT / "requirements" / name).read_text(encoding="utf-8")):
        assert hashes, f"{package} is not locked by a hash"
        held.setdefault(package, set()).add(version)
    return held


@pytest.mark.parametrize("name", FILES)
def test_every_dependency_is_locked_in_a_version_that_fits(name: str) -> None:
    wanted = [*PROJECT["dependencies"], *(one for extra in FILES[name] for one in EXTRAS[extra])]
    for one in map(Requirement, wanted):
        versions = locked(name).get(one.name.lower(), set())
        assert versions, f"{one.name} is not in requirements/{name}: run building/lock.py"
        assert all(one.specifier.contains(version) for version in versions), f"{one} has {versions}"


def test_every_extra_is_locked_somewhere() -> None:
    assert set(EXTRAS) == {extra for extras in FILES.values() for extra in extras}


def test_the_files_agree_with_one_another() -> None:
    dev = locked("dev.txt")
    for name in ("run.txt", "spark.txt"):
        other = {package: versions for package, versions in locked(name).items() if package in dev}
        assert other == {package: dev[package] for package in other}


def test_no_file_names_an_index_or_a_place_of_some_machine() -> None:
    for file in (ROOT / "requirements").iterdir():
        told = file.read_text(encoding="utf-8")
        assert "://" not in told
        assert "--find-links" not in told
