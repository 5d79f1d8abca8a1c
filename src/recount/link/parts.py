"""Linking in parts, for more reports than one machine compares: what is done with each part by itself.

1. `keys_of` tells by what each report meets others. Reports are brought together by key, wherever that is done.
2. `meetings` and `searches` give the pairs of each block, by the numbers of the reports.
3. `scored` compares the pairs of one neighbourhood, `neighbourhood` being where and when most pairs are at home.
4. `parting.components` tells which reports hang together by links worth showing or by decisions: a family, past which
   nothing reaches.
5. `grouped` makes clusters of whole families.

Together they give the clusters of `link_many`, link by link: blocks have the same keys and limits, pairs the same
points, and the best link of a family is followed first whether or not other families are at hand.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from recount.codebook.linking import load_linking
from recount.link.blocking import MOST_FOUND, SHARED, Key, largest, offered_keys, shared_keys, sought_keys
from recount.link.bulk import Scorer
from recount.link.clusters import Pair, Scores, group
from recount.link.coded import Coded
from recount.link.match import comparison, verdict_of
from recount.link.spans import too_long
from recount.link.traits import Traits
from recount.records import Cluster, Decision, Link

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Pairs = tuple[Ints, Ints]

RANK = 40
"""Bits of a report's number that hold its place in the order of ids; those above hold its neighbourhood."""
RANKS = (1 << RANK) - 1
"""Those bits."""
MOST = {f"{kind}/": largest(kind) for kind in sorted(SHARED)}
"""The most that are compared with one another under a shared key, by how it begins."""
_WEEKS, _COUNTRIES = (1 << 17) - 1, (1 << 6) - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """By what a report meets others that have it too, seeks others, and is found by those who seek."""

    shared: list[str]
    sought: list[str]
    offered: list[str]


def number_of(one: Traits, rank: int) -> int:
    """A report's number: its place in the order of ids, under its neighbourhood."""
    return neighbourhood(one) << RANK | rank


def neighbourhood(one: Traits) -> int:
    """The country and week of a report as a number, weeks next to one another; any number, where it tells neither."""
    day = next((when.first for when in one.days if when.first), one.published.day)
    if day and one.places:
        return (_hashed(one.places[0].country or "") & _COUNTRIES) << 17 | (day.toordinal() // 7 & _WEEKS)
    return _hashed(one.report) & (_COUNTRIES << 17 | _WEEKS)


def _hashed(words: str) -> int:
    return int.from_bytes(blake2b(words.encode(), digest_size=4).digest())


def shares(neighbourhoods: Ints, counts: Ints, size: int) -> Ints:
    """Where shares of about so many reports begin, given how many live in each neighbourhood."""
    order = np.argsort(neighbourhoods)
    share = np.cumsum(counts[order]) // size
    return neighbourhoods[order][np.flatnonzero(np.r_[len(share) > 0, share[1:] != share[:-1]])]


def keys_of(one: Traits) -> Keys:
    """The keys of a report, each once."""
    return Keys(
        shared=_written(shared_keys(one)), sought=_written(sought_keys(one)), offered=_written(offered_keys(one))
    )


def _written(keys: Iterable[Key]) -> list[str]:
    """Keys as words that no other key has, whatever stands in them."""
    return ["/".join((key[0], *(f"{len(part)}/{part}" for part in key[1:]))) for key in sorted(set(keys))]


def meetings(members: Ints, ends: Ints) -> Pairs:
    """The pairs of blocks that lie one after the other in `members`, each up to one of `ends`."""
    starts = np.concatenate((np.zeros(1, np.int64), ends[:-1]))
    sizes = ends - starts
    found = [(np.empty(0, np.int64), np.empty(0, np.int64))]
    for size in np.unique(sizes[sizes > 1]).tolist():
        rows = members[starts[sizes == size][:, None] + np.arange(size)]
        one, other = np.triu_indices(size, 1)
        found.append((rows[:, one].ravel(), rows[:, other].ravel()))
    return _ordered(*(np.concatenate(side) for side in zip(*found, strict=True)))


def searches(seekers: Ints, seekers_ends: Ints, offers: Ints, offers_ends: Ints) -> Pairs:
    """The pairs of those who seek with those who are found, block by block."""
    found = [(np.empty(0, np.int64), np.empty(0, np.int64))]
    start, other_start = 0, 0
    for end, other_end in zip(seekers_ends.tolist(), offers_ends.tolist(), strict=True):
        mine, theirs = seekers[start:end], offers[other_start:other_end]
        found.append((np.repeat(mine, len(theirs)), np.tile(theirs, len(mine))))
        start, other_start = end, other_end
    left, right = (np.concatenate(side) for side in zip(*found, strict=True))
    return _ordered(left[left != right], right[left != right])


def is_block(meet: Any, seek: Any, offer: Any, most: Any) -> Any:
    """Whether a key that so many meet by, seek and offer tells anything apart: of numbers, or of columns of them."""
    return ((meet > 1) & (meet <= most)) | ((seek * offer > 0) & (seek * offer <= MOST_FOUND))


def _ordered(left: Ints, right: Ints) -> Pairs:
    """Pairs with the smaller id first."""
    turned = (left & RANKS) > (right & RANKS)
    return np.where(turned, right, left), np.where(turned, left, right)


def scored(numbers: Ints, traits: Sequence[Traits], left: Ints, right: Ints) -> tuple[Ints, Ints, Floats]:
    """The pairs that do not contradict, each once, with their points; `numbers` are those of the reports, ascending."""
    coded, against = _coded(traits), load_linking().against
    places = np.unique(np.searchsorted(numbers, left) * len(numbers) + np.searchsorted(numbers, right))
    one, other = np.divmod(places, max(len(numbers), 1))
    scorer = Scorer(coded, load_linking())
    apart = scorer.homes[one] != scorer.homes[other]
    one, other = one[apart], other[apart]
    points = scorer.scores(one, other, least=against)
    kept = points > against
    return numbers[one[kept]], numbers[other[kept]], points[kept]


def decided(decisions: Sequence[Decision], rank: Mapping[str, int]) -> list[tuple[int, int]]:
    """The pairs of ranks that people spoke of, which hang together whatever was decided."""
    kinds = {"same", "not same", "unsure"}
    spoken = [sorted(set(one.subjects) & rank.keys()) for one in decisions if one.kind in kinds]
    return [(rank[left], rank[right]) for subjects in spoken for left, right in combinations(subjects, 2)]


def grouped(
    traits: Sequence[Traits], found: Mapping[Pair, float], decisions: Sequence[Decision], *, reasons: bool
) -> tuple[Cluster, ...]:
    """The clusters of whole families, out of the points of their pairs; links keep their reasons where asked for."""
    linking = load_linking()
    scorer = Scorer(_coded(traits), linking)
    place = {one.report: position for position, one in enumerate(traits)}

    def points(asked: Sequence[Pair]) -> list[float]:
        order = sorted(range(len(asked)), key=lambda number: asked[number])
        ends = [np.array([place[asked[number][side]] for number in order], np.int64) for side in (0, 1)]
        given = scorer.scores(ends[0], ends[1]).tolist()
        return [score for _, score in sorted(zip(order, given, strict=True))]

    def bare(one: str, other: str) -> Link:
        score = found.get((one, other))
        told = points([(one, other)])[0] if score is None else score
        return Link(left=one, right=other, verdict=verdict_of(told, linking), score=told, reasons=())

    held = {one.report: one for one in traits}
    scores = Scores(
        found=found,
        points=points,
        explain=comparison(traits) if reasons else bare,
        too_long=lambda one, other: too_long(held[one], held[other], linking),
    )
    return group({one.report: one.document for one in traits}, scores, decisions)


def alone(documents: Mapping[str, str]) -> tuple[Cluster, ...]:
    """The clusters of reports that hang together with no other; `documents` maps each to its document."""
    scores = Scores(
        found={}, points=lambda pairs: [0.0] * len(pairs), explain=_unlike, too_long=lambda _one, _other: None
    )
    return group(documents, scores, ())


def _unlike(one: str, other: str) -> Link:
    return Link(left=one, right=other, verdict="not same", score=0.0, reasons=())


def _coded(traits: Sequence[Traits]) -> Coded:
    coded = Coded()
    for one in traits:
        coded.add(one)
    return coded
