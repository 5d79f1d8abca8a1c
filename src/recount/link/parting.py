"""Groups of very many reports: what hangs together and does not contradict is one; the rest is joined in order.

Most connected parts hold nothing that speaks against them, and in any order of joining they end as one group. They are
found by arrays; only parts in which something contradicts, or about which people decided, are joined link by link.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from recount.codebook.linking import Linking
from recount.link.blocks import distinct, ranked
from recount.link.bulk import Scorer
from recount.link.clusters import Grouped, Pair, Scores, decided_pairs, join
from recount.link.match import Comparison, verdict_of
from recount.link.spans import too_long
from recount.records import Decision, Link

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

LARGEST = 200
"""Reports; what hangs together in larger parts is joined link by link, or its pairs would be too many at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """The pairs worth showing, by position, in order, with their scores."""

    left: Ints
    right: Ints
    scores: Floats


@dataclass(slots=True)
class Parting:
    """Groups the reports of a scorer; `names` are their ids, in the order of their positions.

    `reasons` explains a pair in words; without it links have a score only.
    """

    scorer: Scorer
    linking: Linking
    near: Near
    names: Sequence[str]
    reasons: Comparison | None
    order: Ints = field(init=False)
    rank: Ints = field(init=False)
    place: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        self.order, self.rank = ranked(self.names)
        self.place = {report: position for position, report in enumerate(self.names)}

    def grouped(self, decisions: Sequence[Decision]) -> Grouped:
        """Which reports stand together."""
        decided = decided_pairs(decisions, self.place)
        ends = np.array([[self.place[one] for one in pair] for pair in decided], np.int64).reshape(-1, 2)
        same = self.near.scores >= self.linking.same
        part = components(
            len(self.names), np.r_[self.near.left[same], ends[:, 0]], np.r_[self.near.right[same], ends[:, 1]]
        )
        inner = self._inner(part)
        unsound = self._unsound(part, inner, ends)
        order = np.argsort(part, kind="stable")
        members = self._members(order[~unsound[order]], part)
        apart = np.flatnonzero(unsound)
        if not len(apart):
            return Grouped(members=members, decrees={}, refused={})
        joined = join(
            {self.names[one]: self.scorer.coded.documents[one] for one in apart.tolist()},
            self._scores(unsound, inner),
            decisions,
        )
        return Grouped(members={**members, **joined.members}, decrees=joined.decrees, refused=joined.refused)

    def _members(self, order: Ints, part: Ints) -> dict[str, tuple[str, ...]]:
        """Of each report of the sound parts the group: reports in order of their parts."""
        names = [self.names[one] for one in order.tolist()]
        members: dict[str, tuple[str, ...]] = {}
        for start, end in pairwise([*_starts(part[order]).tolist(), len(names)]):
            group = tuple(sorted(names[start:end]))
            for one in group:
                members[one] = group
        return members

    def _inner(self, part: Ints) -> Near:
        """All pairs within the parts that are not too large, with their scores."""
        order = np.argsort(part, kind="stable")
        starts = _starts(part[order])
        sizes = np.diff(np.r_[starts, len(order)])
        found = [np.empty(0, np.int64)]
        for size in np.unique(sizes[(sizes > 1) & (sizes <= LARGEST)]).tolist():
            rows = order[starts[sizes == size][:, None] + np.arange(size)]
            one, other = np.triu_indices(size, 1)
            found.append(self._numbered(rows[:, one].ravel(), rows[:, other].ravel()))
        keys = distinct(np.concatenate(found))
        left, right = (self.order[some] for some in np.divmod(keys, len(self.names) or 1))
        return Near(left=left, right=right, scores=self._scored(keys, left, right))

    def _numbered(self, one: Ints, other: Ints) -> Ints:
        """Pairs as numbers, in the order of near pairs: by the smaller report id, then by the larger."""
        ranks = self.rank[one], self.rank[other]
        return np.minimum(*ranks) * len(self.names) + np.maximum(*ranks)

    def _scored(self, keys: Ints, left: Ints, right: Ints) -> Floats:
        known = self._numbered(self.near.left, self.near.right)
        scores = np.full(len(keys), np.nan)
        if len(known):
            place = np.minimum(np.searchsorted(known, keys), len(known) - 1)
            met = known[place] == keys
            scores[met] = self.near.scores[place[met]]
        open_pairs = np.flatnonzero(np.isnan(scores))
        scores[open_pairs] = self.scorer.scores(left[open_pairs], right[open_pairs])
        return scores

    def _unsound(self, part: Ints, inner: Near, decided: Ints) -> Bools:
        """The reports of parts in which something contradicts, or is decided, and of those too large to tell."""
        bad = (inner.scores <= self.linking.against) | (self.scorer.homes[inner.left] == self.scorer.homes[inner.right])
        bad |= self._too_long(inner.left, inner.right)
        parts = np.zeros(len(part), np.bool_)
        parts[part[inner.left[bad]]] = True
        parts[part[decided.ravel()]] = True
        parts |= np.bincount(part, minlength=len(part)) > LARGEST
        return parts[part]

    def _too_long(self, left: Ints, right: Ints) -> Bools:
        """Of which pairs the days lie further apart than the form of the event allows."""
        forms = self.scorer.coded.standing.get("form", [])
        spans = np.array([self.linking.span_of(one.type) for one in forms], np.int64)
        if not len(left):
            return np.zeros(0, np.bool_)
        form = self.scorer.column["form"]
        most = np.maximum(spans[form[left]], spans[form[right]])
        apart: Bools = self.scorer.days.gaps(left, right) > most
        return apart

    def _scores(self, unsound: Bools, inner: Near) -> Scores:
        """The scores among the reports of unsound parts."""
        found: dict[Pair, float] = {}
        for some in (self.near, inner):
            kept = np.flatnonzero(unsound[some.left] & unsound[some.right])
            ends = zip(some.left[kept].tolist(), some.right[kept].tolist(), some.scores[kept].tolist(), strict=True)
            found.update(((self.names[one], self.names[other]), score) for one, other, score in ends)

        def bare(one: str, other: str) -> Link:
            score = found.get((one, other))
            return self._link(one, other, self.points([(one, other)])[0] if score is None else score)

        within = self._within(unsound, inner)

        def long(one: str, other: str) -> str | None:
            return self._words_of_span(one, other) if within.get((one, other), True) else None

        return Scores(found=found, points=self.points, explain=self.reasons or bare, too_long=long)

    def _within(self, unsound: Bools, inner: Near) -> dict[Pair, bool]:
        """Of pairs within unsound parts whether they lie too many days apart."""
        kept = np.flatnonzero(unsound[inner.left])
        left, right = inner.left[kept], inner.right[kept]
        names = ((self.names[one], self.names[other]) for one, other in zip(left.tolist(), right.tolist(), strict=True))
        return dict(zip(names, self._too_long(left, right).tolist(), strict=True))

    def links(self, grouped: Grouped) -> Iterable[Link]:
        """The pairs worth showing as links, in order, and those that people decided."""
        near = self._near_links()
        if not grouped.decrees:
            return near
        held = {**{(link.left, link.right): link for link in near}, **grouped.decrees}
        return [held[pair] for pair in sorted(held)]

    def _near_links(self) -> Iterator[Link]:
        reasons = self.reasons
        ends = zip(self.near.left.tolist(), self.near.right.tolist(), self.near.scores.tolist(), strict=True)
        for left, right, score in ends:
            one, other = self.names[left], self.names[right]
            yield reasons(one, other) if reasons else self._link(one, other, score)

    def _link(self, one: str, other: str, score: float) -> Link:
        return Link(left=one, right=other, verdict=verdict_of(score, self.linking), score=score, reasons=())

    def points(self, asked: Sequence[Pair]) -> list[float]:
        """The scores of any pairs."""
        ends = [np.array([self.place[pair[side]] for pair in asked], np.int64) for side in (0, 1)]
        given: list[float] = self.scorer.scores(ends[0], ends[1]).tolist()
        return given

    def _words_of_span(self, one: str, other: str) -> str | None:
        dated = [self.scorer.coded.dates_of(self.place[name]) for name in (one, other)]
        return too_long(dated[0], dated[1], self.linking)


def _starts(ordered: Ints) -> Ints:
    """Where each new value begins."""
    return np.flatnonzero(np.diff(ordered, prepend=-1))


def components(number: int, left: Ints, right: Ints) -> Ints:
    """For each of so many positions the smallest position that hangs together with it."""
    part = np.arange(number)
    while True:
        ends = part[left], part[right]
        low, high = np.minimum(*ends), np.maximum(*ends)
        if (low == high).all():
            return part
        np.minimum.at(part, high, low)
        while True:
            nearer = part[part]
            if (nearer == part).all():
                break
            part = nearer
