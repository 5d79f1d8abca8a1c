"""From pairs to clusters, the best links first, with guard rails: what contradicts never stands together.

Two reports of one document are never one incident. A chain A-B-C where A and C contradict is not merged: the link that
would close it is kept as refused, with the verdict unsure, for a person to look at. Decisions always win.
"""

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, product

from recount.codebook.linking import load_linking
from recount.records import Cluster, Decision, Link, Reason

Pair = tuple[str, str]
Points = Callable[[Sequence[Pair]], Sequence[float]]
Explain = Callable[[str, str], Link]

_DECIDED = 100.0  # points of a decision: more than all comparisons together can give


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """The scores of pairs of reports, the smaller id first.

    `found`: of the pairs worth comparing those that no guard has to know of; `points` gives that of any others,
    `explain` a pair as a link, with its reasons where they are to be kept, and `too_long` says in words why two reports
    lie too many days apart for one incident, if they do.
    """

    found: Mapping[Pair, float]
    points: Points
    explain: Explain
    too_long: Callable[[str, str], str | None]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why two groups were not made one: what speaks against it, and between which reports."""

    pair: Pair
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouped:
    """The reports that each report stands with, itself among them; what people decided; joins that a guard refused."""

    members: Mapping[str, tuple[str, ...]]
    decrees: Mapping[Pair, Link]
    refused: Mapping[Pair, Refusal]


def group(documents: Mapping[str, str], scores: Scores, decisions: Sequence[Decision]) -> tuple[Cluster, ...]:
    """Clusters of report ids, in order of their ids; `documents` maps each report to its document."""
    grouped = join(documents, scores, decisions)
    shown = load_linking().shown
    near = {pair for pair, score in scores.found.items() if score >= shown}
    pairs = sorted(near | grouped.decrees.keys())
    return clusters_of(grouped, (grouped.decrees.get(pair) or scores.explain(*pair) for pair in pairs))


def join(documents: Mapping[str, str], scores: Scores, decisions: Sequence[Decision]) -> Grouped:
    """Which reports stand together, the best links followed first."""
    decided = decided_pairs(decisions, documents)
    decrees = {pair: _decree(scores.explain(*pair), decision) for pair, decision in decided.items()}
    grouping = _Grouping(documents, decided, scores)
    same = load_linking().same
    joining = [(-score, pair) for pair, score in scores.found.items() if score >= same and pair not in decided]
    joining += [(-link.score, pair) for pair, link in decrees.items() if link.verdict == "same"]
    for _, pair in sorted(joining):
        grouping.join(pair)
    return Grouped(members=grouping.members, decrees=decrees, refused=grouping.refused)


def decided_pairs(decisions: Sequence[Decision], known: Container[str]) -> dict[Pair, Decision]:
    """The last word of people on each pair of reports."""
    last: dict[Pair, Decision] = {}
    for decision in sorted(decisions, key=lambda one: (one.at, one.id)):
        if decision.kind in {"same", "not same", "unsure"}:
            for left, right in combinations(sorted({one for one in decision.subjects if one in known}), 2):
                last[left, right] = decision
    return last


def _decree(machine: Link, decision: Decision) -> Link:
    points = {"same": _DECIDED, "not same": -_DECIDED}.get(decision.kind, 0.0)
    reason = Reason(what="decision", words=f"{decision.who}: {decision.reason}", points=points)
    verdict = decision.kind if decision.kind in {"same", "not same"} else "unsure"
    return replace(machine, verdict=verdict, score=machine.score + points, reasons=(*machine.reasons, reason))


class _Grouping:
    """Which report stands in which group, and which links were refused and why."""

    def __init__(self, documents: Mapping[str, str], decided: Mapping[Pair, Decision], scores: Scores) -> None:
        self.documents = documents
        self.decided = decided
        self.scores = scores
        self.against = load_linking().against
        self.members: dict[str, tuple[str, ...]] = {report: (report,) for report in documents}
        self.refused: dict[Pair, Refusal] = {}

    def join(self, pair: Pair) -> None:
        """Make one group of two, unless something in the one contradicts something in the other."""
        left, right = self.members[pair[0]], self.members[pair[1]]
        if left is right:
            return
        refusal = self._refusal(left, right, decided=pair in self.decided)
        if refusal:
            self.refused[pair] = refusal
            return
        merged = tuple(sorted(left + right))
        self.members.update(dict.fromkeys(merged, merged))

    def _refusal(self, left: tuple[str, ...], right: tuple[str, ...], *, decided: bool) -> Refusal | None:
        """What speaks against making two groups one; against a decision of people only another decision does."""
        pairs = sorted(min((one, other), (other, one)) for one, other in product(left, right))
        open_pairs = [pair for pair in pairs if pair not in self.decided and not decided]
        bad = set(self._contradicting(open_pairs))
        for pair in pairs:
            decision = self.decided.get(pair)
            if decision is not None and decision.kind != "same":
                return Refusal(pair, f"{decision.who} decided {decision.kind!r}: {decision.reason}")
            if pair in bad:
                return self._told_apart(pair)
        return None

    def _contradicting(self, pairs: Sequence[Pair]) -> Iterator[Pair]:
        unknown = []
        for pair in pairs:
            if self.documents[pair[0]] == self.documents[pair[1]] or self.scores.too_long(*pair):
                yield pair
            elif pair not in self.scores.found:
                unknown.append(pair)
            elif self.scores.found[pair] <= self.against:
                yield pair
        if unknown:
            points = self.scores.points(unknown)
            yield from (pair for pair, score in zip(unknown, points, strict=True) if score <= self.against)

    def _told_apart(self, pair: Pair) -> Refusal:
        if self.documents[pair[0]] == self.documents[pair[1]]:
            return Refusal(pair, "one document tells them apart")
        too_long = self.scores.too_long(*pair)
        if too_long:
            return Refusal(pair, too_long)
        machine = self.scores.explain(*pair)
        worst = min(machine.reasons, key=lambda reason: reason.points, default=None)
        words = f": {worst.what}, {worst.words}" if worst else ""
        return Refusal(pair, f"they contradict ({machine.score:g}){words}")


def _flagged(link: Link, refusal: Refusal) -> Link:
    words = f"not merged: {refusal.pair[0]} and {refusal.pair[1]} would stand together, but {refusal.words}"
    return replace(
        link, verdict="unsure", reasons=(*link.reasons, Reason(what="contradiction", words=words, points=0.0))
    )


def clusters_of(grouped: Grouped, links: Iterable[Link]) -> tuple[Cluster, ...]:
    """The groups with their links; of those that were not followed the ones worth showing, so that none is silent."""
    held: dict[str, list[Link]] = defaultdict(list)
    refused: dict[str, list[Link]] = defaultdict(list)
    for link in links:
        homes = grouped.members[link.left][0], grouped.members[link.right][0]
        if homes[0] == homes[1]:
            held[homes[0]].append(link)
            continue
        refusal = grouped.refused.get((link.left, link.right))
        for home in homes:
            refused[home].append(_flagged(link, refusal) if refusal else link)
    groups = sorted(set(grouped.members.values()))
    return tuple(
        Cluster(
            id=reports[0],
            reports=reports,
            links=tuple(held.get(reports[0], ())),
            refused=tuple(refused.get(reports[0], ())),
        )
        for reports in groups
    )
