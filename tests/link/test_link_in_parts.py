"""Linked part by part, as many machines do it, reports give the same clusters, link by link."""

from collections import defaultdict
from dataclasses import replace

import numpy as np
from factory import claim, day, decision, document, place, report
from hypothesis import given, settings
from hypothesis import strategies as st
from test_many_reports import ledgers

from recount.codebook.linking import load_linking
from recount.link.grouping import link_few
from recount.link.parting import components
from recount.link.parts import (
    MOST,
    RANK,
    RANKS,
    alone,
    decided,
    grouped,
    is_block,
    keys_of,
    meetings,
    neighbourhood,
    number_of,
    scored,
    searches,
    shares,
)
from recount.link.traits import traits_of
from recount.records import Published


def in_parts(traits, decisions, parts=3):
    """What a cluster of machines does, one part after the other."""
    number = [number_of(one, rank) for rank, one in enumerate(traits)]
    pairs = compared(traits, number)
    left, right, points = (np.concatenate(side) for side in zip(*scores(traits, number, pairs, parts), strict=True))
    left, right = left & RANKS, right & RANKS
    spoken = decided(decisions, {one.report: rank for rank, one in enumerate(traits)})
    near = points >= load_linking().shown
    ends = np.array([*zip(left[near], right[near], strict=True), *spoken], np.int64).reshape(-1, 2)
    first = components(len(traits), ends[:, 0], ends[:, 1])
    told = {traits[rank].report for pair in ends.tolist() for rank in pair}
    clusters = list(alone({one.report: one.document for one in traits if one.report not in told}))
    for family in sorted({int(first[rank]) for pair in ends.tolist() for rank in pair}):
        some = [one for rank, one in enumerate(traits) if first[rank] == family]
        found = {
            (traits[one].report, traits[other].report): score
            for one, other, score in zip(left.tolist(), right.tolist(), points.tolist(), strict=True)
            if first[one] == first[other] == family
        }
        clusters += grouped(some, found, decisions, reasons=True)
    return tuple(sorted(clusters, key=lambda cluster: cluster.id))


def compared(traits, number):
    blocks = defaultdict(lambda: ([], [], []))
    for one, its in zip(traits, number, strict=True):
        keys = keys_of(one)
        for role, its_keys in enumerate((keys.shared, keys.sought, keys.offered)):
            for key in its_keys:
                blocks[key][role].append(its)
    for key, (members, seekers, offers) in blocks.items():
        most = next((limit for kind, limit in MOST.items() if key.startswith(kind)), 0)
        if is_block(len(members), len(seekers), len(offers), most):
            yield meetings(np.array(members, np.int64), np.array([len(members)]))
            yield searches(
                np.array(seekers, np.int64),
                np.array([len(seekers)]),
                np.array(offers, np.int64),
                np.array([len(offers)]),
            )


def scores(traits, number, pairs, parts):
    of = dict(zip(number, traits, strict=True))
    found = [pair for left, right in pairs for pair in zip(left.tolist(), right.tolist(), strict=True)]
    homes, lived = np.unique(np.array([one >> RANK for one in number], np.int64), return_counts=True)
    starts = shares(homes, lived, len(traits) // parts + 1)
    for part in range(max(len(starts), 1)):
        mine = [pair for pair in found if np.searchsorted(starts, pair[0] >> RANK, side="right") - 1 == part]
        held = sorted({one for pair in mine for one in pair})
        left, right = (np.array([pair[side] for pair in mine], np.int64) for side in (0, 1))
        yield scored(np.array(held, np.int64), [of[one] for one in held], left, right)


@settings(deadline=None, max_examples=200)
@given(ledger=ledgers(), parts=st.integers(1, 4))
def test_the_clusters_of_all_parts_are_those_of_the_whole_link_by_link(ledger, parts):
    traits, decisions = ledger
    assert in_parts(traits, decisions, parts) == link_few(traits, decisions)


def test_what_a_person_spoke_of_hangs_together():
    traits = [traits_of(report(document(name)), Published()) for name in ("a", "b", "c")]
    traits = sorted(traits, key=lambda one: one.report)
    said = [decision("same", traits[0].report, traits[2].report), decision("reject", traits[1].report)]
    assert decided(said, {one.report: rank for rank, one in enumerate(traits)}) == [(0, 2)]
    assert in_parts(traits, said) == link_few(traits, said)


def test_families_are_found_along_chains_of_any_shape():
    left, right = np.array([7, 5, 3, 1, 8, 2]), np.array([5, 3, 1, 0, 9, 2])
    assert components(10, left, right).tolist() == [0, 0, 2, 0, 4, 0, 6, 0, 8, 8]
    long = np.arange(999)
    assert set(components(1000, long, long + 1).tolist()) == {0}


def test_a_block_that_is_too_full_or_has_one_side_only_tells_nothing():
    assert is_block(meet=30, seek=0, offer=0, most=30)
    assert not is_block(meet=31, seek=0, offer=0, most=30)
    assert not is_block(meet=1, seek=0, offer=0, most=30)
    assert is_block(meet=0, seek=20, offer=100, most=0)
    assert not is_block(meet=0, seek=21, offer=100, most=0)
    assert not is_block(meet=0, seek=0, offer=5, most=0)


def test_keys_stay_apart_whatever_stands_in_their_words():
    one = traits_of(report(document("a")), Published())
    words = [replace(one, words={word: 9.0}) for word in ("a/1", "a", "1/a")]
    keys = [set(keys_of(each).offered) for each in words]
    assert all(keys)
    assert not keys[0] & keys[1] | keys[1] & keys[2] | keys[0] & keys[2]


def test_shares_are_stretches_of_neighbourhoods_with_about_as_many_reports():
    assert shares(np.array([5, 1, 9, 3]), np.array([10, 10, 10, 10]), 20).tolist() == [1, 3, 9]
    assert shares(np.array([7]), np.array([1000]), 20).tolist() == [7]
    assert shares(np.array([], np.int64), np.array([], np.int64), 20).tolist() == []


def test_reports_of_one_country_and_week_are_neighbours_and_the_next_week_is_next():
    told = [place(locality="Quetta", country="PK"), place(locality="Mach", country="PK"), place(country="AF")]
    homes = [
        neighbourhood(
            traits_of(report(document(f"{on} {where}"), claim("date", day(on)), claim("place", where)), Published())
        )
        for on, where in [
            ("2016-10-24", told[0]),
            ("2016-10-25", told[1]),
            ("2016-10-31", told[0]),
            ("2016-10-24", told[2]),
        ]
    ]
    assert homes[0] == homes[1] == homes[2] - 1
    assert abs(homes[3] - homes[0]) > 1
