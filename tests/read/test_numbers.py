import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.read.casualties import find_casualties
from recount.read.numbers import find_numbers
from recount.records import Count, Sentence

EXPRESSIONS = Path(__file__).parents[2] / ".." / "shared" / "annotation" / "expressions.jsonl"

Triple = tuple[int | None, int | None, int | None]


def triple(count: Count) -> Triple:
    return count.low, count.best, count.high


def people(text: str) -> list[Triple]:
    return [triple(found.count) for found in find_numbers(text) if found.kind == "people"]


COUNTS_OF_PEOPLE: list[tuple[str, Triple]] = [
    ("12 soldiers", (12, 12, 12)),
    ("twelve soldiers", (12, 12, 12)),
    ("forty-two migrants", (42, 42, 42)),
    ("forty two migrants", (42, 42, 42)),
    ("1,450 prisoners", (1450, 1450, 1450)),
    ("1,20,000 villagers", (120000, 120000, 120000)),
    ("a hundred pilgrims", (100, 100, 100)),
    ("two hundred and six pilgrims", (206, 206, 206)),
    ("three thousand two hundred refugees", (3200, 3200, 3200)),
    ("2.5 million people", (2500000, 2500000, 2500000)),
    ("half a million people", (500000, 500000, 500000)),
    ("a quarter of a million people", (250000, 250000, 250000)),
    ("at least 14 miners", (14, 14, None)),
    ("no fewer than nine students", (9, 9, None)),
    ("not less than 20 farmers", (20, 20, None)),
    ("a minimum of six guards", (6, 6, None)),
    ("30 or more worshippers", (30, 30, None)),
    ("50-plus hostages", (50, None, None)),
    ("more than 80 passengers", (81, 81, None)),
    ("over 300 villagers", (301, 301, None)),
    ("upwards of 40 fighters", (41, 41, None)),
    ("in excess of 500 families' men", (501, 501, None)),
    ("up to 60 rebels", (None, 60, 60)),
    ("no more than three gunmen", (None, 3, 3)),
    ("as many as 17 shoppers", (17, 17, 17)),
    ("nearly 90 residents", (None, 90, 90)),
    ("almost two dozen officers", (None, 24, 24)),
    ("close to 200 workers", (None, 200, 200)),
    ("just under 40 tourists", (None, 40, 40)),
    ("about 25 militants", (None, 25, None)),
    ("some 400 troops", (None, 400, None)),
    ("around 35 protesters", (None, 35, None)),
    ("roughly 70 recruits", (None, 70, None)),
    ("an estimated 120 civilians", (None, 120, None)),
    ("15 people or so", (15, 15, 15)),
    ("fewer than 30 fighters", (None, 29, 29)),
    ("10 to 15 attackers", (10, None, 15)),
    ("between eight and eleven policemen", (8, None, 11)),
    ("20-25 insurgents", (20, None, 25)),
    ("20–25 insurgents", (20, None, 25)),
    ("five or six gunmen", (5, None, 6)),
    ("a dozen recruits", (12, 12, 12)),
    ("two dozen recruits", (24, 24, 24)),
    ("half a dozen recruits", (6, 6, 6)),
    ("more than a dozen recruits", (13, 13, None)),
    ("dozens of shoppers", (24, None, None)),
    ("several dozen shoppers", (36, None, None)),
    ("scores of shoppers", (40, None, None)),
    ("hundreds of shoppers", (200, None, None)),
    ("several hundred shoppers", (300, None, None)),
    ("thousands of shoppers", (2000, None, None)),
    ("tens of thousands of shoppers", (20000, None, None)),
    ("hundreds of thousands of civilians", (200000, None, None)),
    ("several shoppers", (3, None, None)),
    ("a number of shoppers", (3, None, None)),
    ("multiple suspects", (3, None, None)),
    ("a couple of sentries", (2, 2, 2)),
    ("both brothers", (2, 2, 2)),
    ("a pair of policemen", (2, 2, 2)),
    ("two brothers", (2, 2, 2)),
    ("a policeman", (1, 1, 1)),
    ("an elderly farmer", (1, 1, 1)),
    ("one labourer", (1, 1, 1)),
    ("another sentry guard", (1, 1, 1)),
    ("no one", (0, 0, 0)),
    ("no civilians", (0, 0, 0)),
    ("not a single villager", (0, 0, 0)),
    ("12 others", (12, 12, 12)),
    ("at least another 17 people", (17, 17, None)),
    ("a total of 44 cadets", (44, 44, 44)),
    ("the other two hostages", (2, 2, 2)),
    ("all four climbers", (4, 4, 4)),
    ("a 12-year-old boy", (1, 1, 1)),
    ("a seven year old girl", (1, 1, 1)),
    ("three 19-year-olds", (3, 3, 3)),
    ("nine of the hostages", (9, 9, 9)),
    ("61 of them", (61, 61, 61)),
    ("five day labourers", (5, 5, 5)),
]


@pytest.mark.parametrize(("phrase", "count"), COUNTS_OF_PEOPLE)
def test_a_count_of_people_is_low_best_and_high_as_the_words_say(phrase: str, count: Triple) -> None:
    assert people(f"Police said {phrase} were seen.") == [count]


NO_COUNTS_OF_PEOPLE: list[tuple[str, str]] = [
    ("a share of 38%", "percent"),
    ("a share of 38 per cent", "percent"),
    ("a ransom of $500,000", "money"),
    ("a reward of 200 rupees", "money"),
    ("a suspect aged 23", "age"),
    ("raids lasted 14 hours", "duration"),
    ("the three-day raid", "duration"),
    ("the second attack", "ordinal"),
    ("the 2nd attack", "ordinal"),
    ("the 82nd Airborne", "ordinal"),
    ("the 25-member unit", "things"),
    ("in 2017 and before", "year"),
    ("a 7.62 mm rifle", "other"),
    ("located 40 km north", "things"),
    ("26 attacks in a month", "things"),
    ("three militant hideouts", "things"),
    ("two police vehicles", "things"),
    ("on August 30 in Mastung", "other"),
    ("on 30 August in Mastung", "other"),
]


@pytest.mark.parametrize(("phrase", "kind"), NO_COUNTS_OF_PEOPLE)
def test_other_numbers_are_told_apart_from_people(phrase: str, kind: str) -> None:
    kinds = [found.kind for found in find_numbers(phrase)]
    assert "people" not in kinds or kind in {"age"}
    assert kind in kinds or phrase == "a 7.62 mm rifle"


def test_a_rise_from_one_number_to_another_is_no_range() -> None:
    assert [triple(f.count) for f in find_numbers("it rose from 29 to 43")] == [(29, 29, 29), (43, 43, 43)]


def test_the_offset_is_added_to_every_span() -> None:
    found = find_numbers("killed 12 soldiers", 100)
    assert [(f.span.start, f.span.end, f.span.quote, f.noun) for f in found] == [(107, 118, "12 soldiers", "soldiers")]


def test_a_number_too_long_to_be_a_count_is_none() -> None:
    assert find_numbers("9" * 5000 + " people were seen") == ()


@pytest.mark.gold
@pytest.mark.skipif(not EXPRESSIONS.exists(), reason="the annotated expressions are not part of the package")
def test_the_number_expressions_of_the_guide_come_out_right() -> None:
    lines = [json.loads(line) for line in EXPRESSIONS.read_text(encoding="utf-8").split("\n") if line]
    wrong = []
    for line in (line for line in lines if line["kind"] == "number"):
        found = people(line["text"])
        if line["of"] is not None:
            sentence = Sentence(number=0, start=0, end=len(line["text"]), paragraph=0)
            mentions = find_casualties(line["text"], [sentence])
            found = [triple(m.value) for m in mentions if m.field == line["of"] and isinstance(m.value, Count)]
        if found != [tuple(line["v"])]:
            numbers = [triple(f.count) for f in find_numbers(line["text"])]
            if tuple(line["v"]) not in numbers:
                wrong.append((line["text"], found))
    assert wrong == []


@given(st.text(max_size=200))
def test_any_text_is_read_and_every_span_slices_to_its_quote(text: str) -> None:
    for found in find_numbers(text, 7):
        assert text[found.span.start - 7 : found.span.end - 7] == found.span.quote


@pytest.mark.parametrize("unit", ["1,", "12 ", "a ", "twenty-", "1-", "hundred and ", "at least ", "(12) ", "9"])
def test_a_long_run_of_numbers_is_read_to_its_end(unit: str) -> None:
    text = (unit * (200_000 // len(unit))) + "and 12 soldiers"
    assert all(text[f.span.start : f.span.end] == f.span.quote for f in find_numbers(text))
