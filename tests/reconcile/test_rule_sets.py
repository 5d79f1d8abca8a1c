"""One incident by the rules of five projects, each saying its rule."""

import pytest
from factory import claim, document, report
from told import bounds, count, told

from recount.records import Count

DOZENS = Count(low=24, best=None, high=None)


def paper(name, value, words="", by=None, on=None):
    home = document(name, on=on, outlet=name)
    return home, report(home, claim("killed", value, words, of="all", by=by, document=name))


RIVALS = (
    paper("a", 20, on="2016-10-24"),
    paper("b", 20, on="2016-10-24"),
    paper("c", 26, on="2016-10-26"),
    paper("d", 14, by="a police spokesman", on="2016-10-26"),
)


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ("conservative", (14, 20, 26)),
        ("ucdp", (14, 20, 26)),
        ("acled", (14, 14, 26)),
        ("gtd", (14, 26, 26)),
        ("ibc", (14, None, 26)),
    ],
)
def test_each_project_would_code_its_own_best(rules, expected):
    incident = told(*RIVALS, rules=rules)
    assert bounds(incident, "killed", "all") == expected
    assert incident.rules == rules
    assert count(incident, "killed", "all").rule.startswith(f"{rules}: ")


@pytest.mark.parametrize(
    ("words", "number"),
    [("dozens of people", 12), ("tens of people", 10), ("hundreds of people", 100), ("several people", 3)],
)
def test_acled_codes_vague_words_by_fixed_numbers(words, number):
    vague = (
        DOZENS if words.startswith("dozens") else Count(low={"t": 20, "h": 200, "s": 3}[words[0]], best=None, high=None)
    )
    assert count(told(paper("a", vague, words), rules="acled"), "killed", "all").low == number


def test_gtd_takes_the_majority_where_the_newest_differ_and_the_lowest_without_one():
    newest_differ = (paper("a", 20, on="2016-10-24"), paper("b", 26, on="2016-10-24"), paper("c", 26, on="2016-10-24"))
    assert count(told(*newest_differ, rules="gtd"), "killed", "all").best == 26
    level = (paper("a", 20, on="2016-10-24"), paper("b", 26, on="2016-10-24"))
    assert count(told(*level, rules="gtd"), "killed", "all").best == 20


def test_ucdp_prefers_witnesses_who_speak_for_no_side():
    sides = (paper("a", 40, by="an army spokesman"), paper("b", 40, by="the governor"), paper("c", 8))
    assert count(told(*sides, rules="ucdp"), "killed", "all").best == 8
    assert count(told(*sides, rules="conservative"), "killed", "all").best == 40


def test_the_rule_says_what_was_counted():
    assert count(told(*RIVALS), "killed", "all").rule == (
        "conservative: the figure of most independent witnesses (2 of 4), newest first, ties to the lower"
    )
    assert count(told(paper("a", 4)), "killed", "all").rule == "conservative: the only figure that stands, 4"
