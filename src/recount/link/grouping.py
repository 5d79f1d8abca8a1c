"""Reports in, clusters out: compare the pairs worth comparing, add up the reasons, group without contradiction.

A small ledger is compared report by report; one of very many by columns of numbers (`bulk`). Both take the same pairs,
give them the same points and group them by the same code, so that how many reports a ledger holds changes nothing.
"""

import os
from collections.abc import Iterable, Mapping, Sequence

from recount.codebook.linking import load_linking
from recount.link.blocking import candidate_pairs
from recount.link.blocks import candidates
from recount.link.bulk import Scorer
from recount.link.clusters import Scores, clusters_of, group
from recount.link.coded import Coded
from recount.link.match import comparison
from recount.link.parting import Near, Parting
from recount.link.spans import too_long
from recount.link.traits import Traits, traits_of
from recount.records import Cluster, Decision, Published, Report

MANY = 5_000
"""From this many reports on they are linked by columns."""
MOST_THREADS = 4
"""More than so many threads wait for one another."""
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
    compare, linking = comparison(traits), load_linking()
    held = {one.report: one for one in traits}
    links = [compare(traits[one].report, traits[other].report) for one, other in candidate_pairs(traits)]
    known = {(one.left, one.right): one for one in links}
    scores = Scores(
        found={pair: one.score for pair, one in known.items()},
        points=lambda pairs: [compare(*pair).score for pair in pairs],
        explain=lambda left, right: known.get((left, right)) or compare(left, right),
        too_long=lambda left, right: too_long(held[left], held[right], linking),
    )
    return group({one.report: one.document for one in traits}, scores, decisions)


def link_many(
    traits: Iterable[Traits], decisions: Sequence[Decision] = (), *, explained: Sequence[Traits] | None = None
) -> tuple[Cluster, ...]:
    """The same clusters of very many reports; their links have reasons where `explained` has the reports at hand."""
    coded = Coded()
    for one in traits:
        coded.add(one)
    return group_coded(coded, decisions, explained=explained, jobs=min(MOST_THREADS, os.cpu_count() or 1))


def group_coded(
    coded: Coded,
    decisions: Sequence[Decision] = (),
    *,
    explained: Sequence[Traits] | None = None,
    jobs: int = 1,
) -> tuple[Cluster, ...]:
    """Clusters of the reports that were put down as numbers, by so many threads: the same by any number of them."""
    linking = load_linking()
    scorer = Scorer(coded, linking, jobs=jobs)
    left, right, scores = scorer.near(candidates(coded, scorer.homes, jobs=jobs), linking.shown)
    near = Near(left=left, right=right, scores=scores)
    parting = Parting(scorer, linking, near, coded.reports, comparison(explained) if explained is not None else None)
    grouped = parting.grouped(decisions)
    return clusters_of(grouped, parting.links(grouped))
