"""Why two reports are, or are not, taken for one incident: the comparisons, the chain that joined them, the guard."""

from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import product

from recount.link.match import explain
from recount.records import Cluster, Link, Published, Report

GUARDS = frozenset({"contradiction", "decision"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """The answer: `link` compares the two reports that come closest, one of either side.

    `chain`: the links that hold them in one incident where the two alone would not. `guards`: refused links between
    the two incidents that a contradiction or a decision kept apart. `one_document`: one text tells of both, as of two.
    """

    linked: bool
    link: Link
    incidents: tuple[str, str]
    chain: tuple[Link, ...] = ()
    guards: tuple[Link, ...] = ()
    one_document: bool = False


def why(
    left: Collection[str],
    right: Collection[str],
    clusters: Iterable[Cluster],
    reports: Mapping[str, Report],
    published: Mapping[str, Published],
) -> Why:
    """Why the reports of the one side and those of the other are, or are not, of one incident.

    `clusters` are those that hold them. Of several pairs the answer is about one within an incident, else the closest.
    """
    homes = {report: cluster for cluster in clusters for report in cluster.reports}
    kept = {_pair(one): one for cluster in homes.values() for one in (*cluster.links, *cluster.refused)}
    pairs = sorted({(min(pair), max(pair)) for pair in product(left, right) if pair[0] != pair[1]})
    together = [pair for pair in pairs if homes[pair[0]].id == homes[pair[1]].id]
    compared = [
        link if (link := kept.get(pair)) and link.reasons else explain(reports[pair[0]], reports[pair[1]], published)
        for pair in together or pairs
    ]
    closest = max(compared, key=lambda one: (one.verdict == "same", one.score))
    one, other = homes[closest.left], homes[closest.right]
    linked = one.id == other.id
    return Why(
        linked=linked,
        link=closest,
        incidents=(one.id, other.id),
        chain=_chain(one.links, closest) if linked and closest.verdict != "same" else (),
        guards=() if linked else _guards(kept.values(), one, other),
        one_document=reports[closest.left].document == reports[closest.right].document,
    )


def _pair(link: Link) -> tuple[str, str]:
    return link.left, link.right


def _guards(kept: Iterable[Link], one: Cluster, other: Cluster) -> tuple[Link, ...]:
    """The refused links from the one incident to the other that a guard stopped."""
    between = [
        link
        for link in kept
        if {link.left, link.right} & set(one.reports) and {link.left, link.right} & set(other.reports)
    ]
    stopped = [link for link in between if any(reason.what in GUARDS for reason in link.reasons)]
    return tuple(sorted(stopped, key=lambda link: (-link.score, link.left, link.right)))


def _chain(links: Iterable[Link], asked: Link) -> tuple[Link, ...]:
    """The links by which a report came to stand with another: the best first, as clusters are built."""
    group: dict[str, str] = {}
    tree: dict[str, list[tuple[str, Link]]] = defaultdict(list)
    for link in sorted(links, key=lambda one: (-one.score, one.left, one.right)):
        ends = _root(group, link.left), _root(group, link.right)
        if link.verdict == "same" and ends[0] != ends[1]:
            group[ends[0]] = ends[1]
            tree[link.left].append((link.right, link))
            tree[link.right].append((link.left, link))
    return _path(tree, asked.left, asked.right)


def _root(group: Mapping[str, str], report: str) -> str:
    while report in group:
        report = group[report]
    return report


def _path(tree: Mapping[str, list[tuple[str, Link]]], start: str, goal: str) -> tuple[Link, ...]:
    reached: dict[str, tuple[Link, ...]] = {start: ()}
    waiting = deque([start])
    while waiting:
        here = waiting.popleft()
        for there, link in tree.get(here, ()):
            if there not in reached:
                reached[there] = (*reached[here], link)
                waiting.append(there)
    return reached.get(goal, ())
