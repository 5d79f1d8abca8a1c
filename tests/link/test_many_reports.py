"""Very many reports are linked by columns: the same pairs, points and clusters as report by report."""

from unittest.mock import patch

import numpy as np
from factory import claim, day, decision, document, place, published, report
from hypothesis import given, settings
from hypothesis import strategies as st

from recount.codebook.linking import load_linking
from recount.link.blocking import candidate_pairs
from recount.link.blocks import candidates
from recount.link.bulk import Scorer
from recount.link.coded import Coded
from recount.link.grouping import group_coded, link_few, link_many
from recount.link.match import comparison
from recount.link.traits import traits_of
from recount.records import Count, Published

DAYS = ("2016-10-24", "2016-10-25", "2016-10-27", "--10-24", "2016-08-08", "2016-10-01/2016-10-31", None, None)
PLACES = (
    place(site="Police Training College", locality="Quetta", province="Balochistan", country="PK"),
    place(locality="Quetta", province="Balochistan", country="PK"),
    place(district="Mastung", province="Balochistan", country="PK"),
    place(locality="Mosul", province="Nineveh", country="IQ"),
    place(locality="Mosul", country="SY"),
    place(country="PK"),
    None,
)
ACTORS = ("Islamic State", "Lashkar-e-Jhangvi al-Alami", "Lashkar-e-Jhangvi", "gunmen", "Pakistan Army", None, None)
COUNTS = (1, 3, 12, 61, 65, Count(low=11, best=11, high=None), None)
WORDS = (
    "Gunmen stormed the limestone college and shot sleeping cadets near Splinji.",
    "Cadets slept when gunmen came over the wall of the limestone college.",
    "Trawler crews quarrelled about diesel rationing at the fisheries pier.",
    "The attack.",
    "",
    " ".join(
        f"{first}{second}"
        for first in ("lime", "trawl", "cadet", "diesel", "pier", "splin", "quarrel")
        for second in ("ank", "olm", "urb", "ext", "ipo")
    )
    + " limestone cadets",
)
PRINTED = (published("2016-10-25"), published("2016-10-26"), published("2017-02-01"), published())


@st.composite
def a_report(draw, number):
    name = f"doc {draw(st.integers(0, 9))}"
    told = [
        claim(field, wrap(value), document=f"{name} {number} {again}", **more)
        for again, (field, values, wrap, more) in enumerate(
            (
                ("date", DAYS, day, {}),
                ("date", DAYS, day, {}),
                ("place", PLACES, lambda value: value, {}),
                ("place", PLACES, lambda value: value, {}),
                ("perpetrator", ACTORS, str, {}),
                ("target", ACTORS, str, {}),
                ("killed", COUNTS, lambda value: value, {"of": draw(st.sampled_from(["all", "militant"]))}),
                ("wounded", COUNTS, lambda value: value, {"of": "civilian"}),
                ("arrested", COUNTS, lambda value: value, {}),
            )
        )
        if (value := draw(st.sampled_from(values))) is not None
    ]
    return report(
        document(name),
        *told,
        type=draw(st.sampled_from(["bombing", "shooting", "raid", "attack", "arrest"])),
        status=draw(st.sampled_from(["happened", "happened", "alleged", "planned"])),
        focus=draw(st.booleans()),
        number=number,
        context=draw(st.sampled_from(WORDS)),
    )


@st.composite
def ledgers(draw):
    reports = [draw(a_report(number)) for number in range(draw(st.integers(0, 9)))]
    days = {one.document: draw(st.sampled_from(PRINTED)) for one in reports}
    ordered = sorted({one.id: one for one in reports}.values(), key=lambda one: one.id)
    pairs = [(one.id, other.id) for one in ordered for other in ordered if one.id < other.id]
    chosen = draw(st.lists(st.sampled_from(pairs), max_size=2)) if pairs else []
    decisions = [decision(draw(st.sampled_from(["same", "not same", "unsure"])), *pair) for pair in chosen]
    return [traits_of(one, days.get(one.document, Published())) for one in ordered], decisions


def coded(traits):
    held = Coded()
    for one in traits:
        held.add(one)
    return held


@settings(deadline=None, max_examples=150)
@given(ledger=ledgers())
def test_the_same_pairs_are_compared(ledger):
    traits, _ = ledger
    held = coded(traits)
    left, right = candidates(held, np.array(held.homes())).between(0, len(traits) ** 2)
    assert set(zip(left.tolist(), right.tolist(), strict=True)) == set(candidate_pairs(traits))


@settings(deadline=None, max_examples=150)
@given(ledger=ledgers())
def test_every_pair_gets_the_same_points(ledger):
    traits, _ = ledger
    compare = comparison(traits)
    pairs = [(one, other) for one in range(len(traits)) for other in range(one + 1, len(traits))]
    ends = [np.array([pair[side] for pair in pairs], np.int64) for side in (0, 1)]
    given_points = Scorer(coded(traits), load_linking()).scores(*ends).tolist()
    assert given_points == [compare(traits[one].report, traits[other].report).score for one, other in pairs]


@settings(deadline=None, max_examples=150)
@given(ledger=ledgers(), random=st.randoms(use_true_random=False))
def test_the_clusters_are_the_same_link_by_link_in_any_order_of_arrival(ledger, random):
    traits, decisions = ledger
    shuffled = list(traits)
    random.shuffle(shuffled)
    assert link_many(shuffled, decisions, explained=traits) == link_few(traits, decisions)


@settings(deadline=None, max_examples=40)
@given(ledger=ledgers())
def test_pairs_compared_a_few_at_a_time_by_several_threads_give_the_same_clusters(ledger):
    traits, _ = ledger
    with patch("recount.link.bulk._AT_ONCE", 3), patch("recount.link.blocks._MANY", 2):
        few_at_a_time = group_coded(coded(traits), jobs=2)
    assert few_at_a_time == group_coded(coded(traits))


@settings(deadline=None, max_examples=150)
@given(ledger=ledgers())
def test_what_is_compared_no_further_would_not_have_reached_the_points_wanted(ledger):
    traits, _ = ledger
    pairs = [(one, other) for one in range(len(traits)) for other in range(one + 1, len(traits))]
    ends = [np.array([pair[side] for pair in pairs], np.int64) for side in (0, 1)]
    scorer, linking = Scorer(coded(traits), load_linking()), load_linking()
    whole = scorer.scores(*ends)
    for least in (linking.against, linking.shown, linking.same):
        some = scorer.scores(*ends, least=least)
        assert (some[whole >= least] == whole[whole >= least]).all()
        assert (some[whole < least] < least).all()


@settings(deadline=None, max_examples=40)
@given(ledger=ledgers())
def test_links_without_reasons_have_the_same_scores(ledger):
    traits, _ = ledger
    bare, full = link_many(traits), link_few(traits)
    assert [one.reports for one in bare] == [one.reports for one in full]
    assert [[link.score for link in one.links] for one in bare] == [[link.score for link in one.links] for one in full]


@settings(deadline=None, max_examples=60)
@given(ledger=ledgers(), kind=st.sampled_from(["same", "not same", "unsure"]), data=st.data())
def test_what_a_person_decides_holds_whatever_the_reports_say(ledger, kind, data):
    traits, _ = ledger
    pairs = [(one.report, other.report) for one in traits for other in traits if one.report < other.report]
    if not pairs:
        return
    chosen = data.draw(st.sampled_from(pairs))
    for linked in (link_few, link_many):
        homes = {key: one.id for one in linked(traits, [decision(kind, *chosen)]) for key in one.reports}
        assert (homes[chosen[0]] == homes[chosen[1]]) is (kind == "same")
