"""Training steps run again only where something changed."""

import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "training"))

from run import fingerprint, is_done, run


@pytest.fixture
def step(tmp_path: Path) -> dict[str, object]:
    """A step that copies nothing but has an input and an output."""
    (tmp_path / "in.txt").write_text("seven dead")
    return {"command": "a b", "inputs": ["{work}/in.txt"], "code": [], "outputs": ["{work}/out.txt"]}


def test_a_step_without_its_output_is_not_done(step: dict[str, object], tmp_path: Path) -> None:
    assert not is_done(step, {"work": str(tmp_path)}, None)


def test_a_step_is_done_until_an_input_changes(step: dict[str, object], tmp_path: Path) -> None:
    (tmp_path / "out.txt").write_text("7")
    known = fingerprint("a b", [tmp_path / "in.txt"])
    assert is_done(step, {"work": str(tmp_path)}, known)
    (tmp_path / "in.txt").write_text("eight dead")
    assert not is_done(step, {"work": str(tmp_path)}, known)


def test_a_change_of_the_command_counts_too(tmp_path: Path) -> None:
    (tmp_path / "in.txt").write_text("seven dead")
    assert fingerprint("train --seed 1", [tmp_path / "in.txt"]) != fingerprint("train --seed 2", [tmp_path / "in.txt"])


def test_the_order_of_files_does_not_matter(tmp_path: Path) -> None:
    files = [tmp_path / "a", tmp_path / "b"]
    for path in files:
        path.write_text(path.name)
    assert fingerprint("x", files) == fingerprint("x", files[::-1])


def test_what_is_up_to_date_is_not_run(step: dict[str, object], tmp_path: Path) -> None:
    (tmp_path / "out.txt").write_text("7")
    known = {"copy": fingerprint("a b", [tmp_path / "in.txt"])}
    (tmp_path / "steps.json").write_text(json.dumps(known))
    assert run({"copy": step}, {"work": str(tmp_path)}, None) == []
