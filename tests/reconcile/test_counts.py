"""Which figures compete and what they give together: the counting rules, one by one."""

import pytest
from factory import at_least, claim, document, exactly, report
from told import bounds, count, told

from recount.records import Count

NOBODY = Count(low=None, best=None, high=None)


def paper(name, *figures, on=None, outlet=None):
    """A document that tells figures of people killed; each is a number or (number, speaker)."""
    home = document(name, on=on, outlet=outlet or name)
    claims = [
        claim("killed", value, of="all", by=by, document=name, start=number)
        for number, (value, by) in enumerate(one if isinstance(one, tuple) else (one, None) for one in figures)
    ]
    return home, report(home, *claims)


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ([12], (12, 12, 12)),
        ([12, 12], (12, 12, 12)),
        ([12, 11], (11, 11, 12)),
        ([at_least(11)], (11, 11, None)),
        ([12, at_least(11)], (12, 12, 12)),
        ([12, at_least(14)], (12, 12, None)),
        ([at_least(121), at_least(166)], (166, 166, None)),
        ([Count(low=None, best=30, high=30)], (None, 30, 30)),
        ([Count(low=10, best=None, high=15)], (10, 10, 15)),
        ([Count(low=None, best=60, high=None)], (60, 60, 60)),
        ([Count(low=3, best=None, high=None)], (3, 3, None)),
        ([Count(low=3, best=None, high=None), 5], (5, 5, 5)),
        ([0], (0, 0, 0)),
    ],
)
def test_figures_of_independent_papers_together(figures, expected):
    incident = told(*(paper(f"paper {number}", figure) for number, figure in enumerate(figures)))
    assert bounds(incident, "killed", "all") == expected


def test_at_least_eleven_is_no_rival_of_twelve_and_thirteen_is():
    assert told(paper("a", at_least(11)), paper("b", 12)).disagreements == ()
    assert [one.field for one in told(paper("a", 13), paper("b", 12)).disagreements] == ["killed"]


def test_the_figure_of_most_independent_witnesses_is_best():
    incident = told(paper("a", 12), paper("b", 12), paper("c", 15))
    assert bounds(incident, "killed", "all") == (12, 12, 15)


def test_witnesses_that_are_level_give_the_newest_then_the_lower():
    newer = told(paper("a", 12, on="2016-10-24"), paper("b", 15, on="2016-10-28"))
    assert count(newer, "killed", "all").best == 15
    level = told(paper("a", 12, on="2016-10-24"), paper("b", 15, on="2016-10-24"))
    assert count(level, "killed", "all").best == 12


def test_a_speakers_newest_word_replaces_its_own_earlier_one():
    incident = told(paper("a", (20, "the army"), on="2016-10-24"), paper("b", (26, "the army"), on="2016-10-28"))
    assert bounds(incident, "killed", "all") == (26, 26, 26)
    (replaced,) = count(incident, "killed", "all").set_aside
    assert replaced[1] == "replaced by the newer word of army (2016-10-28): 26"


def test_a_newer_at_least_does_not_replace_the_exact_figure_that_meets_it():
    incident = told(
        paper("a", (12, "the army"), on="2016-10-24"), paper("b", (at_least(10), "the army"), on="2016-10-28")
    )
    assert bounds(incident, "killed", "all") == (12, 12, 12)


def test_one_statement_told_two_ways_within_a_day_is_disputed():
    incident = told(
        paper("a", (5, "Pakistan Army"), on="2017-06-04"), paper("b", (10, "Pakistan Army"), on="2017-06-05")
    )
    assert bounds(incident, "killed", "all") == (5, 10, 10)
    assert incident.disagreements[0].words == "5 or 10; both rest on Pakistan Army"


def test_a_part_never_competes():
    home = document("a")
    told_claims = (claim("killed", 12, of="all"), claim("killed", 3, of="all", part=True, start=9))
    incident = told((home, report(home, *told_claims)))
    assert bounds(incident, "killed", "all") == (12, 12, 12)
    assert count(incident, "killed", "all").set_aside == ((told_claims[1].id, "part of another count"),)


def categories(words, **numbers):
    """A document with the words and a claim for each category, placed where its words stand."""
    home = document(words, text=words)
    claims = [
        claim("killed", number, quote, start=words.index(quote), of=of) for of, (number, quote) in numbers.items()
    ]
    return home, report(home, *claims)


WHOLE = categories(
    "Three policemen and nine militants were killed.", security=(3, "Three policemen"), militant=(9, "nine militants")
)


def test_a_smaller_figure_of_one_witness_in_one_text_is_taken_for_a_part():
    home = document("a", outlet="Daily")
    claims = (
        claim("wounded", 5, of="security", by="the army"),
        claim("wounded", 2, of="security", by="the army", start=9),
    )
    incident = told((home, report(home, *claims)))
    assert bounds(incident, "wounded", "security") == (5, 5, 5)
    reason = "taken for a part of the 5 of the same witness and text"
    assert count(incident, "wounded", "security").set_aside == ((claims[1].id, reason),)
    assert incident.disagreements == ()


def test_categories_told_as_a_whole_add_up():
    incident = told(WHOLE)
    assert bounds(incident, "killed", "all") == (12, 12, 12)
    assert bounds(incident, "killed", "security") == (3, 3, 3)
    assert len(count(incident, "killed", "all").claims) == 2


def test_categories_told_apart_do_not_add_up():
    apart = categories(
        "Three policemen were killed. In the market nine residents died.",
        security=(3, "Three policemen"),
        civilian=(9, "nine residents"),
    )
    assert [one.of for one in told(apart).counts] == ["civilian", "security"]


def test_a_category_alone_is_no_rival_of_a_larger_total_and_one_of_a_smaller():
    policemen = categories("Three policemen were killed.", security=(3, "Three policemen"))
    assert told(policemen, paper("b", 12)).disagreements == ()
    assert bounds(told(policemen, paper("b", 12)), "killed", "all") == (12, 12, 12)
    assert bounds(told(policemen, paper("b", 2)), "killed", "all") == (2, 2, 3)


def test_attackers_are_kept_apart_from_victims():
    both = categories(
        "Seven shoppers died beside two bombers.", civilian=(7, "Seven shoppers"), attacker=(2, "two bombers")
    )
    incident = told(both)
    assert [(one.of, one.best) for one in incident.counts] == [("civilian", 7), ("attacker", 2)]


def test_how_many_attacked_is_a_count_of_its_own():
    home = document("a")
    assert told((home, report(home, claim("attackers", 3)))).counts[0].field == "attackers"


def test_a_figure_that_its_document_takes_back_is_withdrawn():
    words = "Fourteen people were killed, police said. An earlier report said 25 had died."
    home = document("a", text=words, outlet="Daily")
    start, earlier = words.index("Fourteen"), words.index("25")
    claims = (
        claim("killed", 14, "Fourteen people were killed", start=start, of="all"),
        claim("killed", 25, "25", start=earlier, of="all"),
    )
    before = document("b", outlet="Daily", on="2016-10-24")
    old = claim("killed", 25, of="all", document="b")
    incident = told((home, report(home, *claims)), (before, report(before, old)))
    assert bounds(incident, "killed", "all") == (14, 14, 14)
    reasons = dict(count(incident, "killed", "all").set_aside)
    assert reasons == {claims[1].id: "a names it as an earlier figure", old.id: "withdrawn by a"}


@pytest.mark.parametrize(
    "words",
    [
        "Police said 12 people were killed, up from 11 in the morning.",
        "Police, who revised an earlier toll of 9, said 12 had been killed.",
    ],
)
def test_a_correction_withdraws_only_the_figure_it_names(words):
    home = document("a", text=words)
    incident = told((home, report(home, claim("killed", 12, "12", start=words.index("12"), of="all"))))
    assert bounds(incident, "killed", "all") == (12, 12, 12)


def test_figures_that_agree_stand_on_one_side():
    incident = told(*(paper(name, number) for name, number in zip("abcd", (26, at_least(20), 22, 26), strict=True)))
    assert incident.disagreements[0].words == "22 or 26; told by a, c and d"


def test_initial_reports_are_an_earlier_word():
    incident = told(paper("a", (35, "Initial reports")), paper("b", (40, "a doctor")))
    assert bounds(incident, "killed", "all") == (40, 40, 40)
    assert incident.disagreements == ()


@pytest.mark.parametrize(
    "words",
    [
        "The death toll has risen to 42, the aid group said. The group had earlier spoken of 30 dead.",
        "Doctors counted 42 dead; earlier on Friday the ministry had spoken of 9 wounded and more than 30 killed.",
    ],
)
def test_what_was_said_before_is_no_rival_of_what_is_said_now(words):
    home = document("a", text=words)
    start = words.index("30")
    claims = (
        claim("killed", 42, "42", start=words.index("42"), of="all"),
        claim("killed", 30, "30", start=start, of="all"),
    )
    incident = told((home, report(home, *claims)))
    assert bounds(incident, "killed", "all") == (42, 42, 42)
    assert incident.disagreements == ()


def test_a_denied_figure_is_set_aside_and_disputed():
    home, denial = document("a"), document("b")
    asserted = claim("killed", 30, of="civilian", document="a")
    denied = claim("killed", 30, of="civilian", by="the army", stance="denies", document="b")
    incident = told((home, report(home, asserted)), (denial, report(denial, denied)))
    assert bounds(incident, "killed", "civilian") == (30, 30, 30)
    assert incident.grade == "contested"
    assert incident.disagreements[0].sides == (("30", (asserted.id,)), ("denies: 30", (denied.id,)))


def test_a_count_without_any_number_gives_no_figure():
    incident = told(paper("a", NOBODY), paper("b", 4))
    assert bounds(incident, "killed", "all") == (4, 4, 4)


def test_nothing_is_counted_where_nothing_is_told():
    home = document("a")
    assert told((home, report(home))).counts == ()


def test_an_exact_figure_and_an_uncertain_maximum_fit():
    assert bounds(told(paper("a", exactly(20)), paper("b", Count(low=None, best=30, high=30))), "killed", "all") == (
        20,
        20,
        30,
    )


@pytest.mark.parametrize("joint", [" and ", ", and ", " & "])
def test_counts_of_one_kind_joined_by_and_are_added_up(joint):
    words = f"One man{joint}two women were wounded."
    home = document("a", words)
    start = words.index("two women")
    told_of = report(
        home,
        claim("wounded", 1, "One man", of="civilian", document="a"),
        claim("wounded", 2, "two women", start, of="civilian", part=True, document="a"),
    )
    assert bounds(told((home, told_of)), "wounded", "civilian") == (3, 3, 3)


def test_a_part_after_other_words_is_not_added():
    words = "Twelve people, including two women, were wounded."
    home = document("a", words)
    start = words.index("two women")
    told_of = report(
        home,
        claim("wounded", 12, "Twelve people", of="all", document="a"),
        claim("wounded", 2, "two women", start, of="all", part=True, document="a"),
    )
    assert bounds(told((home, told_of)), "wounded", "all") == (12, 12, 12)
