"""Reports in, clusters out: compare the pairs worth comparing, add up the reasons, group without contradiction.

A small ledger is compared report by report; one of very many by columns of numbers (`bulk`). Both take the same pairs,
give them the same points and group them by the same code, so that how many reports a ledger holds changes nothing.
"""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from recount.codebook.linking import load_linking
from recount.link.blocking import candidate_pairs
from recount.link.bulk import Scorer, candidates
from recount.link.clusters import Pair, Scores, group
from recount.link.coded import Coded
from recount.link.match import comparison, verdict_of
from recount.link.traits import Traits, traits_of
from recount.records import Cluster, Decision, Link, Published, Report

MANY = 5_000
"""From this many reports on they are linked by columns."""
MOST_EXPLAINED = 200_000
"""Up to this many reports links keep their reasons; beyond, `explain` gives them when somebody asks."""


def link(
    reports: Sequence[Report], published: Mapping[str, Published], decisions: Sequence[Decision] = ()
) -> tuple[Cluster, ...]:
    """Which reports tell of one incident. Every report is in exactly one cluster; order of arrival does not matter.

    `published` maps document ids to when they were published. Decisions on report ids (same, not same, unsure) win.
    """
    unique = {report.id: report for report in reports}
    traits = (traits_of(unique[key], published.get(unique[key].document, Published())) for key in sorted(unique))
    if len(unique) < MANY:
        return link_few(list(traits), decisions)
    if len(unique) <= MOST_EXPLAINED:
        return link_many(held := list(traits), decisions, explained=held)
    return link_many(traits, decisions)


def link_few(traits: Sequence[Traits], decisions: Sequence[Decision] = ()) -> tuple[Cluster, ...]:
    """Clusters of some reports, in order of their ids, compared one pair after the other."""
    compare = comparison(traits)
    links = [compare(traits[one].report, traits[other].report) for one, other in candidate_pairs(traits)]
    known = {(one.left, one.right): one for one in links}
    scores = Scores(
        found={pair: one.score for pair, one in known.items()},
        points=lambda pairs: [compare(*pair).score for pair in pairs],
        explain=lambda left, right: known.get((left, right)) or compare(left, right),
    )
    return group({one.report: one.document for one in traits}, scores, decisions)


def link_many(
    traits: Iterable[Traits], decisions: Sequence[Decision] = (), *, explained: Sequence[Traits] | None = None
) -> tuple[Cluster, ...]:
    """The same clusters of very many reports; their links have reasons where `explained` has the reports at hand."""
    coded = Coded()
    for one in traits:
        coded.add(one)
    return group_coded(coded, decisions, explained=explained)


def group_coded(
    coded: Coded, decisions: Sequence[Decision] = (), *, explained: Sequence[Traits] | None = None
) -> tuple[Cluster, ...]:
    """Clusters of the reports that were put down as numbers."""
    linking = load_linking()
    scorer = Scorer(coded, linking)
    left, right = candidates(coded)
    scores = scorer.scores(left, right, least=linking.against)
    kept = np.flatnonzero(scores > linking.against)
    names = coded.reports
    pairs = zip(left[kept].tolist(), right[kept].tolist(), scores[kept].tolist(), strict=True)
    found = {(names[one], names[other]): score for one, other, score in pairs}
    place = {report: position for position, report in enumerate(names)}

    def points(asked: Sequence[Pair]) -> list[float]:
        order = sorted(range(len(asked)), key=lambda number: asked[number])
        ends = [np.array([place[asked[number][side]] for number in order], np.int64) for side in (0, 1)]
        given = scorer.scores(ends[0], ends[1])
        return [score for _, score in sorted(zip(order, given.tolist(), strict=True))]

    def bare(one: str, other: str) -> Link:
        score = found.get((one, other))
        told = points([(one, other)])[0] if score is None else score
        return Link(left=one, right=other, verdict=verdict_of(told, linking), score=told, reasons=())

    documents = dict(zip(names, coded.documents, strict=True))
    explain = bare if explained is None else comparison(explained)
    return group(documents, Scores(found=found, points=points, explain=explain), decisions)
