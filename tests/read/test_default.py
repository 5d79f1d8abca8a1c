"""Which reader reads where nobody asks for another."""

from pathlib import Path

import pytest

from recount.read import default
from recount.read.model import ModelReader
from recount.read.reader import RuleReader


def test_the_trained_reader_is_the_default() -> None:
    assert isinstance(default.default_reader(1), ModelReader)


def test_without_weights_the_rules_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(default, "files", lambda _: tmp_path)
    assert isinstance(default.default_reader(), RuleReader)
