"""Inputs that once failed, and a few thousand new ones, at everything that reads what others wrote."""

import importlib.util
import random
import sys
from pathlib import Path
from types import ModuleType

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
REGRESSIONS = sorted((BENCHMARKS / "regressions").glob("*.bin"))
CASES = {"reader": 3, "places": 20, "page": 10, "feed": 10, "pdf": 10}


@pytest.fixture(scope="module")
def fuzz() -> ModuleType:
    spec = importlib.util.spec_from_file_location("fuzz", BENCHMARKS / "fuzz.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["fuzz"] = module  # its dataclasses ask for it
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("file", REGRESSIONS, ids=lambda file: file.stem)
def test_what_once_failed_is_borne(fuzz: ModuleType, file: Path) -> None:
    assert fuzz.run_case(file.stem.partition("-")[0], file.read_bytes()) is None


def test_made_up_input_is_borne_by_everything_that_reads(fuzz: ModuleType, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("CRITICAL")
    chance = random.Random(3)
    for name, target in fuzz.TARGETS.items():
        for _ in range(CASES.get(name, 150)):
            data = target.make(chance)
            assert fuzz.run_case(name, data) is None, (name, data)


def test_a_fuzzer_that_cannot_fail_is_none(fuzz: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_data: bytes) -> None:
        raise ZeroDivisionError("found")

    def endless(_data: bytes) -> None:
        while True:
            continue

    monkeypatch.setattr(fuzz, "SECONDS", 0.2)
    monkeypatch.setitem(fuzz.TARGETS, "numbers", fuzz.Target(fuzz.text_of, broken))
    assert fuzz.run_case("numbers", b"x") == "ZeroDivisionError: found"
    monkeypatch.setitem(fuzz.TARGETS, "numbers", fuzz.Target(fuzz.text_of, endless))
    assert "hang" in fuzz.run_case("numbers", b"x")
