"""From pairs to clusters, the best links first, with guard rails: what contradicts never stands together.

Two reports of one document are never one incident. A chain A-B-C where A and C contradict is not merged: the link that
would close it is kept as refused, with the verdict unsure, for a person to look at. Decisions always win.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
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

    `found`: of the pairs worth comparing those that no guard has to know of; `points` gives that of any others, and
    `explain` a pair as a link, with its reasons where they are to be kept.
    """

    found: Mapping[Pair, float]
    points: Points
    explain: Explain


@dataclass(frozen=True, slots=True)
class _Refusal:
    pair: Pair
    words: str


def group(documents: Mapping[str, str], scores: Scores, decisions: Sequence[Decision]) -> tuple[Cluster, ...]:
    """Clusters of report ids, in order of their ids; `documents` maps each report to its document."""
    decided = _decided(decisions, set(documents))
    decrees = {pair: _decree(scores.explain(*pair), decision) for pair, decision in decided.items()}
    grouping = _Grouping(documents, decided, scores)
    same = load_linking().same
    joining = [(-score, pair) for pair, score in scores.found.items() if score >= same and pair not in decided]
    joining += [(-link.score, pair) for pair, link in decrees.items() if link.verdict == "same"]
    for _, pair in sorted(joining):
        grouping.join(pair)
    return _clusters(grouping, decrees)


def _decided(decisions: Sequence[Decision], known: set[str]) -> dict[Pair, Decision]:
    """The last word of people on each pair of reports."""
    last: dict[Pair, Decision] = {}
    for decision in sorted(decisions, key=lambda one: (one.at, one.id)):
        if decision.kind in {"same", "not same", "unsure"}:
            for left, right in combinations(sorted(set(decision.subjects) & known), 2):
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
        self.refused: dict[Pair, _Refusal] = {}

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

    def _refusal(self, left: tuple[str, ...], right: tuple[str, ...], *, decided: bool) -> _Refusal | None:
        """What speaks against making two groups one; against a decision of people only another decision does."""
        pairs = sorted(min((one, other), (other, one)) for one, other in product(left, right))
        open_pairs = [pair for pair in pairs if pair not in self.decided and not decided]
        bad = set(self._contradicting(open_pairs))
        for pair in pairs:
            decision = self.decided.get(pair)
            if decision is not None and decision.kind != "same":
                return _Refusal(pair, f"{decision.who} decided {decision.kind!r}: {decision.reason}")
            if pair in bad:
                return self._told_apart(pair)
        return None

    def _contradicting(self, pairs: Sequence[Pair]) -> Iterator[Pair]:
        unknown = []
        for pair in pairs:
            if self.documents[pair[0]] == self.documents[pair[1]]:
                yield pair
            elif pair not in self.scores.found:
                unknown.append(pair)
            elif self.scores.found[pair] <= self.against:
                yield pair
        if unknown:
            points = self.scores.points(unknown)
            yield from (pair for pair, score in zip(unknown, points, strict=True) if score <= self.against)

    def _told_apart(self, pair: Pair) -> _Refusal:
        if self.documents[pair[0]] == self.documents[pair[1]]:
            return _Refusal(pair, "one document tells them apart")
        machine = self.scores.explain(*pair)
        worst = min(machine.reasons, key=lambda reason: reason.points, default=None)
        words = f": {worst.what}, {worst.words}" if worst else ""
        return _Refusal(pair, f"they contradict ({machine.score:g}){words}")


def _flagged(link: Link, refusal: _Refusal) -> Link:
    words = f"not merged: {refusal.pair[0]} and {refusal.pair[1]} would stand together, but {refusal.words}"
    return replace(
        link, verdict="unsure", reasons=(*link.reasons, Reason(what="contradiction", words=words, points=0.0))
    )


def _clusters(grouping: _Grouping, decrees: Mapping[Pair, Link]) -> tuple[Cluster, ...]:
    """The groups with their links; of those that were not followed the ones worth showing, so that none is silent."""
    shown = load_linking().shown
    held: dict[str, list[Link]] = defaultdict(list)
    refused: dict[str, list[Link]] = defaultdict(list)
    near = {pair for pair, score in grouping.scores.found.items() if score >= shown}
    for pair in sorted(near | decrees.keys()):
        homes = {grouping.members[pair[0]][0], grouping.members[pair[1]][0]}
        link = decrees.get(pair) or grouping.scores.explain(*pair)
        if len(homes) == 1:
            held[homes.pop()].append(link)
            continue
        refusal = grouping.refused.get(pair)
        for home in homes:
            refused[home].append(_flagged(link, refusal) if refusal else link)
    groups = sorted(set(grouping.members.values()))
    return tuple(
        Cluster(id=reports[0], reports=reports, links=tuple(held[reports[0]]), refused=tuple(refused[reports[0]]))
        for reports in groups
    )
