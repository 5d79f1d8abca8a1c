"""What news touches: the reports that must be grouped anew, and whatever is near enough to matter to them.

A report touches those near it. Groups only grow along pairs that score as the same or that people decided on, so the
reports to group anew are those whose near pairs changed, and all that hang together with them by such pairs; nothing
outside can be moved. A block that becomes too full, or is so no more, changes which of its members are near.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from recount.codebook.linking import load_linking
from recount.ledger.decided import SAMENESS
from recount.ledger.kept import Kept, Pair, change_of_sizes
from recount.ledger.ledger import Ledger
from recount.ledger.linked import Linked, linked_documents, linked_reports, members, near_pairs, sizes
from recount.ledger.news import News
from recount.link.reach import Reach, meet, met_in
from recount.records import Account, Cluster, Decision
from recount.traces import Trace


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """The reports to group anew (`unit`), with those near them, the clusters they were in, and what is to be kept."""

    unit: frozenset[str]
    traces: Mapping[str, Trace]
    near: Mapping[Pair, float]
    former: frozenset[str]
    kept: Kept


def traces_in(reach: Reach, accounts: Iterable[Account]) -> list[Trace]:
    """What is kept of every report of some accounts, in order of their ids."""
    found = {report.id: reach.put_down(report, account.published) for account in accounts for report in account.reports}
    return [found[key] for key in sorted(found)]


def kept_of_all(
    reach: Reach, traces: Sequence[Trace], clusters: Iterable[Cluster], decisions: Sequence[Decision]
) -> Kept:
    """What is kept where all reports were linked: a pair that people decided on is scored without their word."""
    known = {trace.report: trace for trace in traces}
    held = change_of_sizes((), traces)
    decided = {pair for pair in _decided_pairs(decisions) if set(pair) <= known.keys()}
    near = {
        (link.left, link.right): link.score
        for cluster in clusters
        for link in (*cluster.links, *cluster.refused)
        if (link.left, link.right) not in decided
    }

    def open_block(block: int) -> bool:
        return reach.is_open(block, lambda one: held.get(one, 0))

    met = [pair for pair in sorted(decided) if meet(known[pair[0]], known[pair[1]], open_block)]
    return Kept(traces=traces, near={**near, **_near(reach, known, met)})


def touched(
    ledger: Ledger, reach: Reach, news: News, accounts: Iterable[Account], decisions: Sequence[Decision]
) -> Touched:
    """What news touches; `accounts` are those of its documents, `decisions` those that stand."""
    before = linked_documents(ledger, news.documents)
    came = {trace.report: trace for trace in traces_in(reach, accounts)}
    room = _Room(ledger, reach, before, came)
    near, lost = room.changed_pairs()
    partners = _partners(decisions)
    changed = {*before, *came}
    seeds = {*changed, *news.reports, *_ends(near), *_ends(lost)}
    seeds |= {other for key in changed for other in partners.get(key, ())}
    unit, held = _closure(ledger, seeds, near, lost, partners)
    unit = {key for key in unit if key in came or key not in before}
    traces, linked = _traces({*unit, *_ends(held)}, came, linked_reports(ledger, {*unit, *_ends(held)} - came.keys()))
    unit &= traces.keys()
    kept = Kept(traces=list(came.values()), near=near, gone=[one.trace for one in before.values()], lost=lost)
    former = {linked[key].cluster for key in unit if key in linked} | {one.cluster for one in before.values()}
    return Touched(unit=frozenset(unit), traces=traces, near=held, former=frozenset(former), kept=kept)


def _traces(
    wanted: Iterable[str], came: Mapping[str, Trace], linked: Mapping[str, Linked]
) -> tuple[dict[str, Trace], Mapping[str, Linked]]:
    held = {key: came[key] if key in came else linked[key].trace for key in wanted if key in came or key in linked}
    return held, linked


class _Room:
    """The blocks in which changed reports stand, before and after the change."""

    def __init__(self, ledger: Ledger, reach: Reach, before: Mapping[str, Linked], came: Mapping[str, Trace]) -> None:
        self.ledger, self.reach, self.came = ledger, reach, came
        self.gone = {key: one.trace for key, one in before.items()}
        self.change = change_of_sizes(self.gone.values(), came.values())
        self.blocks = {side for block in self.change for side in (block, met_in(block))}
        self.sizes = sizes(ledger, self.blocks)

    def was_open(self, block: int) -> bool:
        return self.reach.is_open(block, self._size_before)

    def is_open(self, block: int) -> bool:
        return self.reach.is_open(block, self._size_after)

    def _size_before(self, block: int) -> int:
        return self.sizes.get(block, 0)

    def _size_after(self, block: int) -> int:
        return self.sizes.get(block, 0) + self.change.get(block, 0)

    def learn_sizes(self, blocks: Iterable[int]) -> None:
        """Looks up how many stand in blocks that were not asked about before."""
        wanted = {side for block in blocks for side in (block, met_in(block))} - self.blocks
        self.blocks |= wanted
        self.sizes |= sizes(self.ledger, wanted)

    def changed_pairs(self) -> tuple[dict[Pair, float], set[Pair]]:
        """The pairs that are near now and may not have been, and those that were near and are no more."""
        opened = {block for block in self.blocks if self.is_open(block) and not self.was_open(block)}
        closed = {block for block in self.blocks if self.was_open(block) and not self.is_open(block)}
        wanted = {met_in(block) for trace in self.came.values() for block in trace.blocks if self.is_open(block)}
        standing = members(self.ledger, wanted | opened | closed | {met_in(block) for block in opened})
        lost = self._lost(standing, closed)
        pairs = set(self._met(standing, opened))
        traces = self._known(pairs)
        apart = [pair for pair in sorted(pairs) if traces[pair[0]].document != traces[pair[1]].document]
        return _near(self.reach, traces, apart), lost

    def _known(self, pairs: Collection[Pair]) -> dict[str, Trace]:
        ends = _ends(pairs)
        linked = linked_reports(self.ledger, ends - self.came.keys())
        return {key: self.came[key] if key in self.came else linked[key].trace for key in ends}

    def _met(self, standing: Mapping[int, Sequence[str]], opened: Collection[int]) -> Iterable[Pair]:
        """The pairs to compare: what came with all that it meets, and all that meet in a block that has opened."""
        now: dict[int, set[str]] = {
            block: {key for key in keys if key not in self.gone} for block, keys in standing.items()
        }
        for trace in self.came.values():
            for block in trace.blocks:
                now.setdefault(block, set()).add(trace.report)
        for trace in self.came.values():
            for block in (one for one in trace.blocks if self.is_open(one)):
                yield from _pairs([trace.report], now.get(met_in(block), ()))
        for block in opened:
            yield from _pairs(now.get(block, ()), now.get(met_in(block), ()))

    def _lost(self, standing: Mapping[int, Sequence[str]], closed: Collection[int]) -> set[Pair]:
        """The near pairs of what is gone, and those that met in a closed block and now meet in none."""
        crowd = {key for block in closed for key in standing.get(block, ())} - self.gone.keys()
        held = near_pairs(self.ledger, crowd | self.gone.keys())
        lost = {pair for pair in held if self.gone.keys() & pair}
        doubtful = [pair for pair in held if pair not in lost and crowd.issuperset(pair)]
        traces = {key: one.trace for key, one in linked_reports(self.ledger, _ends(doubtful)).items()}
        self.learn_sizes(block for trace in traces.values() for block in trace.blocks)
        return lost | {pair for pair in doubtful if not meet(traces[pair[0]], traces[pair[1]], self.is_open)}


def _near(reach: Reach, traces: Mapping[str, Trace], pairs: Sequence[Pair]) -> dict[Pair, float]:
    """Those of some pairs that are near enough to be shown."""
    shown = load_linking().shown
    return {pair: score for pair, score in zip(pairs, reach.scores(traces, pairs), strict=True) if score >= shown}


def _closure(
    ledger: Ledger,
    seeds: Collection[str],
    found: Mapping[Pair, float],
    lost: Collection[Pair],
    partners: Mapping[str, Collection[str]],
) -> tuple[set[str], dict[Pair, float]]:
    """All that hangs together with some reports by pairs that make one incident, and every near pair of those."""
    same = load_linking().same
    fresh: dict[str, list[Pair]] = {}
    for pair in found:
        for key in pair:
            fresh.setdefault(key, []).append(pair)
    unit, near, waiting = set[str](), dict[Pair, float](), set(seeds)
    while waiting:
        unit |= waiting
        kept = {pair: score for pair, score in near_pairs(ledger, waiting).items() if pair not in lost}
        new = {**kept, **{pair: found[pair] for key in waiting for pair in fresh.get(key, ())}}
        near |= new
        joined = {key for pair, score in new.items() if score >= same for key in pair}
        waiting = (joined | {other for key in waiting for other in partners.get(key, ())}) - unit
    return unit, near


def _decided_pairs(decisions: Iterable[Decision]) -> set[Pair]:
    made = (one for one in decisions if one.kind in SAMENESS)
    return {pair for one in made for pair in combinations(sorted(set(one.subjects)), 2)}


def _partners(decisions: Iterable[Decision]) -> dict[str, set[str]]:
    """Whom people told of each report that it is or is not the same."""
    found: dict[str, set[str]] = {}
    for one, other in _decided_pairs(decisions):
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return found


def _ends(pairs: Iterable[Pair]) -> set[str]:
    return {key for pair in pairs for key in pair}


def _pairs(some: Iterable[str], others: Iterable[str]) -> Iterable[Pair]:
    yield from (
        (min(pair), max(pair)) for pair in ((one, other) for one in some for other in others) if pair[0] != pair[1]
    )
