"""Days, places, numbers and learners of the way from a reading to MUC-4 templates, on small made-up texts."""

import sys
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from recount.read.sentences import split_sentences
from recount.records import Account, Published

PUBLIC = Path(__file__).parents[2] / "benchmarks" / "public"


def program(name: str) -> Any:
    before = list(sys.path)
    sys.path.insert(0, str(PUBLIC))
    try:
        return import_module(name)
    finally:
        sys.path[:] = before


FEATURES, VALUES, READING, JUDGING = (program(f"muc4_{name}") for name in ("features", "values", "reading", "judging"))
KEYS, LEARNING, TEMPLATES, NOTICING = (
    program(f"muc4_{name}") for name in ("keys", "learning", "templates", "noticing")
)
FIFTH = date(1990, 1, 5)


def sheet(text: str) -> Any:
    page = READING.Page(
        id="A",
        text=text,
        day=FIFTH,
        account=Account(document="a", published=Published(first=FIFTH, last=FIFTH)),
        sentences=tuple(split_sentences(text)),
        words=tuple(match.span() for match in READING.WORD.finditer(text)),
        vectors=None,
    )
    return FEATURES.Sheet(page)


def string(text: str, words: str, slot: str = "hum_description") -> Any:
    return FEATURES.String(slot, text.index(words), text.index(words) + len(words), 0.9)


@pytest.mark.parametrize(
    ("text", "words", "number"),
    [
        ("GUNMEN SHOT THREE PEASANTS TODAY.", "PEASANTS", "3"),
        ("GUNMEN SHOT ABOUT 50 PEASANTS TODAY.", "PEASANTS", "~50"),
        ("GUNMEN SHOT AT LEAST 12 PEASANTS.", "PEASANTS", "12-"),
        ("GUNMEN SHOT PEASANTS OF THE VALLEY.", "PEASANTS OF THE VALLEY", "PLURAL"),
        ("GUNMEN SHOT PEOPLE IN THE SQUARE.", "PEOPLE", "PLURAL"),
        ("GUNMEN SHOT A PEASANT IN THE SQUARE.", "PEASANT", "1"),
        ("GUNMEN SHOT A MEMBER OF TWO UNIONS.", "MEMBER OF TWO UNIONS", "1"),
    ],
)
def test_a_description_counts_by_the_number_before_it_or_by_its_head(text: str, words: str, number: str) -> None:
    assert VALUES.number_of(sheet(text), string(text, words)) == number


def test_the_nearest_recent_date_is_the_day_and_without_one_the_dateline_bounds_it() -> None:
    text = "LIMA, 5 JAN 90 -- [TEXT] A BOMB WENT OFF ON 3 JANUARY. PEOPLE REMEMBER 12 MARCH 1971. NOTHING ELSE."
    told = FEATURES.Group("BOMBING", (0,), (0.9,))
    day = VALUES.day_of(sheet(text), told, 0.9)
    default = VALUES.day_of(sheet(text), told, 0.1)
    assert (day.first, day.last) == (date(1990, 1, 3), date(1990, 1, 3))
    assert (default.first, default.last) == (None, FIFTH)


def keys() -> Any:
    places = [["PERU", None], ["AYACUCHO", "DEPARTMENT"], ["HUANTA", "TOWN"]]
    slots = {slot: [] for slot in JUDGING.SLOTS} | {
        "type": [{"v": ["BOMBING"]}],
        "location": [{"v": [{"path": places, "raw": ""}]}],
        "date": [{"v": [{"op": "on", "from": "1990-06-31", "to": "1990-06-31", "raw": "31 JUN 90"}]}],
        "phys_id": [{"v": [{"s": "BRIDGE", "at": [[10, 16]]}], "opt": True}],
        "phys_effect": [{"v": ["DESTROYED", "-"], "ref": ["BRIDGE"]}],
        "hum_total": [{"v": ["3 - 4"]}],
    }
    return KEYS.templates({"templates": [{"optional": False, **slots}]})


def test_a_key_is_read_with_its_alternatives_references_and_what_may_be_left_out() -> None:
    (template,) = keys()
    assert template.slots["phys_effect"][0].optional
    assert template.slots["phys_effect"][0].refs == ("BRIDGE",)
    assert template.slots["phys_id"][0].optional
    assert template.at["phys_id"] == (((10, 16),),)
    assert template.slots["hum_total"][0].values == ("3-4",)


def test_a_day_that_is_none_stays_as_written() -> None:
    (template,) = keys()
    assert template.slots["date"][0].values == ("31 JUN 90",)


def test_a_place_named_beside_the_incident_is_told_with_all_that_holds_it() -> None:
    text = "LIMA, 5 JAN 90 -- [TEXT] A BOMB WENT OFF IN HUANTA."
    atlas = VALUES.learn_places([keys()])
    place = atlas.place_of(sheet(text), FEATURES.Group("BOMBING", (0,), (0.9,)))
    assert place == (("PERU", ""), ("AYACUCHO", "DEPARTMENT"), ("HUANTA", "TOWN"))


@pytest.mark.parametrize(
    ("text", "is_role"),
    [
        ("THE MAYOR ALBERTO TORRES DIED.", True),
        ("THE MAYOR, DR. ALBERTO TORRES DIED.", True),
        ("ALBERTO TORRES, THE MAYOR DIED.", True),
        ("THE MAYOR SAID NOTHING. ALBERTO TORRES DIED.", False),
    ],
)
def test_a_description_beside_a_name_is_that_persons(text: str, is_role: bool) -> None:
    role, name = string(text, "MAYOR"), string(text, "ALBERTO TORRES", "hum_name")
    assert TEMPLATES.is_role_of(sheet(text), role, name) is is_role


def test_of_strings_within_one_another_only_the_surest_is_chosen() -> None:
    text = "THE FMLN GUERRILLAS CAME. GUERRILLAS FIRED. BANDITS RAN."
    found = [
        (FEATURES.String("perp_individual", start, end, 0.9), chance, None)
        for start, end, chance in ((4, 19, 0.6), (26, 36, 0.9), (44, 51, 0.5))
    ]
    chosen = TEMPLATES.choose(sheet(text), found, "perp_individual", 0.4, 3)
    assert [TEMPLATES.said(sheet(text), one) for one in chosen] == ["GUERRILLAS", "BANDITS"]


def test_the_learner_tells_two_kinds_apart_and_gives_the_same_weights_again() -> None:
    rows = np.array([[number % 2, 1.0] for number in range(200)], dtype=np.float32)
    labels = ["odd" if number % 2 else "even" for number in range(200)]
    one, other = (LEARNING.learn(rows, labels, hidden=8, passes=40, rate=0.02) for _ in range(2))
    assert one.best(rows[:2]) == ["even", "odd"]
    assert np.array_equal(one.chances(rows), other.chances(rows))


def test_words_that_begin_and_go_on_are_one_string() -> None:
    text = "SIX ARMED MEN CAME"
    marks = np.zeros((4, len(JUDGING.STRINGS), 2), dtype=np.float32)
    slot = JUDGING.STRINGS.index("perp_individual")
    marks[0, slot, 0], marks[1, slot, 1], marks[2, slot, 1] = 0.9, 0.8, 0.7
    (found,) = NOTICING.find_strings(sheet(text), marks)
    assert (found.slot, text[found.start : found.end]) == ("perp_individual", "SIX ARMED MEN")


def test_incidents_of_one_type_are_told_as_one_and_unsure_ones_not_at_all() -> None:
    chances = np.array([[0.8, 0.1, 0.1], [0.1, 0.1, 0.8], [0.5, 0.1, 0.4]], dtype=np.float32)
    noticed = NOTICING.Noticed(("ATTACK", "BOMBING", NOTICING.NONE), chances, np.zeros((0, 6, 2)))
    (group,) = noticed.groups(least=0.3, member=0.5)
    assert (group.type, group.sentences) == ("ATTACK", (0, 2))
