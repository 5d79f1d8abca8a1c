"""Weights are fitted on labelled pairs and written back into the commented file."""

import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from recount.codebook.linking import load_linking
from recount.records import Link, Reason

ROOT = Path(__file__).parents[2]
NAMES = ("fit", "annotated", "linking_sets", "linking_measures", "matching", "corpora", "gold")


def programs() -> tuple[Any, Any]:
    """The two programs, imported beside tests that know other modules by the same names."""
    path, others = list(sys.path), {name: sys.modules.pop(name) for name in NAMES if name in sys.modules}
    sys.path[:0] = [str(ROOT / "training" / "linking"), str(ROOT / "benchmarks")]
    try:
        return import_module("fit"), import_module("linking_measures")
    finally:
        sys.path[:] = path
        for name in NAMES:
            sys.modules.pop(name, None)
        sys.modules.update(others)


FIT, MEASURES = programs()


def pair(level: str, *, same: bool) -> Any:
    reasons = (
        Reason(what="start", words="", points=0.0, level="any"),
        Reason(what="days", words="", points=0.0, level=level),
    )
    return FIT.Pair(link=Link(left="a", right="b", verdict="unsure", score=0.0, reasons=reasons), same=same)


def test_a_level_that_only_true_pairs_show_gains_and_one_that_only_false_pairs_show_loses() -> None:
    pairs = [pair("next_day", same=True)] * 40 + [pair("same_day", same=False)] * 40
    fitted = FIT.fit(pairs, hold=1.0)
    assert fitted["days", "next_day"][0] > load_linking().of("days", "next_day")
    assert fitted["days", "same_day"][0] < load_linking().of("days", "same_day")
    assert fitted["days", "same_day"][1:] == (40, 0)


def test_a_strong_hold_keeps_what_stands() -> None:
    fitted = FIT.fit([pair("next_day", same=True)] * 4, hold=1e6)
    assert fitted["days", "next_day"][0] == pytest.approx(load_linking().of("days", "next_day"), abs=0.01)


def test_comments_and_other_entries_stay_as_they_stand() -> None:
    text = "[days]\nsame_day = 5.0        # the very day\nnext_day = 0.3\n\n[places]\nsame_day = 1.0\n"
    done = FIT.written(text, {("days", "same_day"): (4.26, 10, 9)})
    assert done == text.replace("5.0        #", "4.3        #")


TRUE = {"a": 1, "b": 1, "c": 1, "d": 2, "e": 2, "f": 3}
FOUND = {"a": 1, "b": 1, "c": 2, "d": 2, "e": 2, "f": 3}


def test_measures_are_those_of_a_worked_example() -> None:
    assert (MEASURES.pairwise(FOUND, TRUE).precision, MEASURES.pairwise(FOUND, TRUE).recall) == (0.5, 0.5)
    assert MEASURES.b_cubed(FOUND, TRUE).precision == pytest.approx((1 + 1 + 1 / 3 + 2 / 3 + 2 / 3 + 1) / 6)
    assert MEASURES.muc(FOUND, TRUE).recall == pytest.approx(2 / 3)
    assert MEASURES.ceaf_e(FOUND, TRUE).precision == pytest.approx((4 / 5 + 4 / 5 + 1) / 3)


def test_the_truth_itself_is_perfect_by_every_measure() -> None:
    assert [
        measure(TRUE, TRUE).f1 for measure in (MEASURES.pairwise, MEASURES.b_cubed, MEASURES.muc, MEASURES.ceaf_e)
    ] == [1.0] * 4
