"""From pairs to clusters, the best links first, with guard rails: what contradicts never stands together.

Two reports of one document are never one incident. A chain A-B-C where A and C contradict is not merged: the link that
would close it is kept as refused, with the verdict unsure, for a person to look at. Decisions always win.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, product

from recount.codebook.linking import load_linking
from recount.records import Cluster, Decision, Link, Reason

Pair = tuple[str, str]
Score = Callable[[str, str], Link]

_DECIDED = 100.0  # points of a decision: more than all comparisons together can give


@dataclass(frozen=True, slots=True)
class _Refusal:
    pair: Pair
    words: str


def group(
    documents: Mapping[str, str], pairs: Iterable[Link], score: Score, decisions: Sequence[Decision]
) -> tuple[Cluster, ...]:
    """Clusters of report ids, in order of their ids; `documents` maps each report to its document."""
    decided = _decided(decisions, set(documents))
    links = _with_decisions({(one.left, one.right): one for one in pairs}, decided, score)
    grouping = _Grouping(documents, decided, score)
    for candidate in sorted(links.values(), key=lambda one: (-one.score, one.left, one.right)):
        if candidate.verdict == "same":
            grouping.join(candidate)
    return _clusters(grouping, links)


def _decided(decisions: Sequence[Decision], known: set[str]) -> dict[Pair, Decision]:
    """The last word of people on each pair of reports."""
    last: dict[Pair, Decision] = {}
    for decision in sorted(decisions, key=lambda one: (one.at, one.id)):
        if decision.kind in {"same", "not same", "unsure"}:
            for left, right in combinations(sorted(set(decision.subjects) & known), 2):
                last[left, right] = decision
    return last


def _with_decisions(links: dict[Pair, Link], decided: Mapping[Pair, Decision], score: Score) -> dict[Pair, Link]:
    decreed = {pair: _decree(links.get(pair) or score(*pair), decision) for pair, decision in decided.items()}
    return {**links, **decreed}


def _decree(machine: Link, decision: Decision) -> Link:
    points = {"same": _DECIDED, "not same": -_DECIDED}.get(decision.kind, 0.0)
    reason = Reason(what="decision", words=f"{decision.who}: {decision.reason}", points=points)
    verdict = decision.kind if decision.kind in {"same", "not same"} else "unsure"
    return replace(machine, verdict=verdict, score=machine.score + points, reasons=(*machine.reasons, reason))


class _Grouping:
    """Which report stands in which group, and which links were refused and why."""

    def __init__(self, documents: Mapping[str, str], decided: Mapping[Pair, Decision], score: Score) -> None:
        self.documents = documents
        self.decided = decided
        self.score = score
        self.members: dict[str, tuple[str, ...]] = {report: (report,) for report in documents}
        self.refused: list[Link] = []

    def join(self, link: Link) -> None:
        """Make one group of two, unless something in the one contradicts something in the other."""
        left, right = self.members[link.left], self.members[link.right]
        if left is right:
            return
        refusal = self._refusal(left, right, decided=(link.left, link.right) in self.decided)
        if refusal:
            self.refused.append(_flagged(link, refusal))
            return
        merged = tuple(sorted(left + right))
        self.members.update(dict.fromkeys(merged, merged))

    def _refusal(self, left: tuple[str, ...], right: tuple[str, ...], *, decided: bool) -> _Refusal | None:
        """What speaks against making two groups one; against a decision of people only another decision does."""
        pairs = sorted(min((one, other), (other, one)) for one, other in product(left, right))
        weighed = [pair for pair in pairs if pair in self.decided] if decided else pairs
        return next((refusal for pair in weighed if (refusal := self._contradiction(pair))), None)

    def _contradiction(self, pair: Pair) -> _Refusal | None:
        decision = self.decided.get(pair)
        if decision is not None:
            wins = decision.kind == "same"
            return None if wins else _Refusal(pair, f"{decision.who} decided {decision.kind!r}: {decision.reason}")
        if self.documents[pair[0]] == self.documents[pair[1]]:
            return _Refusal(pair, "one document tells them apart")
        machine = self.score(*pair)
        if machine.score > load_linking().against:
            return None
        worst = min(machine.reasons, key=lambda reason: reason.points)
        return _Refusal(pair, f"they contradict ({machine.score:g}): {worst.what}, {worst.words}")


def _flagged(link: Link, refusal: _Refusal) -> Link:
    words = f"not merged: {refusal.pair[0]} and {refusal.pair[1]} would stand together, but {refusal.words}"
    return replace(
        link, verdict="unsure", reasons=(*link.reasons, Reason(what="contradiction", words=words, points=0.0))
    )


def _clusters(grouping: _Grouping, links: Mapping[Pair, Link]) -> tuple[Cluster, ...]:
    shown = load_linking().shown
    flagged = {(link.left, link.right): link for link in grouping.refused}
    held: dict[str, list[Link]] = defaultdict(list)
    refused: dict[str, list[Link]] = defaultdict(list)
    for pair, machine in sorted(links.items()):
        homes = {grouping.members[pair[0]][0], grouping.members[pair[1]][0]}
        if len(homes) == 1:
            held[homes.pop()].append(machine)
        elif pair in flagged or machine.score >= shown or pair in grouping.decided:
            for home in homes:
                refused[home].append(flagged.get(pair, machine))
    groups = sorted(set(grouping.members.values()))
    return tuple(
        Cluster(id=reports[0], reports=reports, links=tuple(held[reports[0]]), refused=tuple(refused[reports[0]]))
        for reports in groups
    )
