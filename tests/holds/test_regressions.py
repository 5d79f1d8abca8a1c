"""Inputs that once failed, and a few thousand new ones, at everything that reads what others wrote."""

import importlib.util
import random
import sys
from argparse import Namespace
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
REGRESSIONS = sorted((BENCHMARKS / "regressions").glob("*.bin"))
CASES = {"reader": 20, "page": 10, "feed": 10, "pdf": 10, "ledgers": 5}


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
    numbers = fuzz.TARGETS["numbers"]
    monkeypatch.setitem(fuzz.TARGETS, "numbers", replace(numbers, read=broken))
    assert fuzz.run_case("numbers", b"x") == "ZeroDivisionError: found"
    monkeypatch.setitem(fuzz.TARGETS, "numbers", replace(numbers, read=endless))
    assert "hang" in fuzz.run_case("numbers", b"x")


def test_a_case_is_made_again_by_seed_target_and_number(fuzz: ModuleType) -> None:
    target = fuzz.TARGETS["dates"]
    assert target.make(random.Random("1 dates 7")) == target.make(random.Random("1 dates 7"))


def test_a_failing_case_is_made_small(fuzz: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(data: bytes) -> None:
        if b"x" in data:
            raise ZeroDivisionError("found")

    monkeypatch.setitem(fuzz.TARGETS, "numbers", replace(fuzz.TARGETS["numbers"], read=broken))
    assert fuzz.smaller("numbers", b"12 people x killed", "ZeroDivisionError: found") == b"x"


def test_a_run_goes_on_where_the_one_before_it_ended(
    fuzz: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def asked(cases: int) -> Namespace:
        return Namespace(
            cases=cases, seconds=60.0, seed=1, only="kinds", state=tmp_path / "state.json", keep=tmp_path / "kept"
        )

    one = fuzz.WHOLE // fuzz.BLOCKS
    first = fuzz.Round(asked(one))
    for job in first.jobs():
        first.note(*fuzz.block((*job[:3], 5)))
    first.save()
    assert [job[2] for job in fuzz.Round(asked(3 * one)).jobs()] == [1, 2]
