"""How well found groups meet true ones: pairwise, B³, MUC, CEAF-e and their CoNLL mean, over the same items."""

from collections import defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from itertools import combinations

from matching import best_pairs

Grouping = Mapping[Hashable, Hashable]
"""Each item's group, found or true."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Precision, recall and F1 of one measure."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def groups(grouping: Grouping) -> list[frozenset[Hashable]]:
    members: dict[Hashable, set[Hashable]] = defaultdict(set)
    for item, group in grouping.items():
        members[group].add(item)
    return [frozenset(some) for some in members.values()]


def pairwise(found: Grouping, true: Grouping) -> Figures:
    """Over pairs of items: those in one found group, and those in one true group."""
    hits, mine, theirs = 0, 0, 0
    both: dict[tuple[Hashable, Hashable], int] = defaultdict(int)
    for item in true:
        both[found[item], true[item]] += 1
    hits = sum(number * (number - 1) // 2 for number in both.values())
    mine = sum(len(group) * (len(group) - 1) // 2 for group in groups({item: found[item] for item in true}))
    theirs = sum(len(group) * (len(group) - 1) // 2 for group in groups(true))
    return Figures(precision=hits / mine if mine else 1.0, recall=hits / theirs if theirs else 1.0)


def b_cubed(found: Grouping, true: Grouping) -> Figures:
    """The mean over items of how pure and how complete the group of each is."""
    both: dict[tuple[Hashable, Hashable], int] = defaultdict(int)
    mine: dict[Hashable, int] = defaultdict(int)
    theirs: dict[Hashable, int] = defaultdict(int)
    for item in true:
        both[found[item], true[item]] += 1
        mine[found[item]] += 1
        theirs[true[item]] += 1
    precision = sum(number * number / mine[pair[0]] for pair, number in both.items())
    recall = sum(number * number / theirs[pair[1]] for pair, number in both.items())
    return Figures(precision=precision / len(true), recall=recall / len(true))


def muc(found: Grouping, true: Grouping) -> Figures:
    """By the links that would be needed to make the one grouping out of the other."""
    return Figures(precision=_kept(found, true), recall=_kept(true, found))


def _kept(one: Grouping, other: Grouping) -> float:
    kept, needed = 0, 0
    for group in groups(one):
        kept += len(group) - len({other[item] for item in group})
        needed += len(group) - 1
    return kept / needed if needed else 1.0


def ceaf_e(found: Grouping, true: Grouping) -> Figures:
    """By the best matching of whole groups, each pair of groups weighed by 2·shared / (sizes together)."""
    mine, theirs = groups(found), groups(true)
    weight = sum(block[one][other] for block in _blocks(mine, theirs) for one, other in best_pairs(block).items())
    return Figures(precision=weight / len(mine), recall=weight / len(theirs))


def conll(found: Grouping, true: Grouping) -> float:
    """The mean F1 of MUC, B³ and CEAF-e."""
    return (muc(found, true).f1 + b_cubed(found, true).f1 + ceaf_e(found, true).f1) / 3


def _blocks(mine: list[frozenset[Hashable]], theirs: list[frozenset[Hashable]]) -> list[list[list[float]]]:
    """The weights of groups that overlap, one table for each set of groups that hang together."""
    home = {item: number for number, group in enumerate(theirs) for item in group}
    touching = {number: {home[item] for item in group} for number, group in enumerate(mine)}
    waiting, blocks = dict(touching), []
    while waiting:
        rows, columns = [], set(waiting[next(iter(waiting))])
        while grown := [number for number, touched in waiting.items() if touched & columns]:
            for number in grown:
                rows.append(number)
                columns |= waiting.pop(number)
        order = sorted(columns)
        blocks.append([[_likeness(mine[row], theirs[column]) for column in order] for row in rows])
    return blocks


def _likeness(one: frozenset[Hashable], other: frozenset[Hashable]) -> float:
    return 2 * len(one & other) / (len(one) + len(other))


def components(pairs: list[tuple[Hashable, Hashable]], items: list[Hashable]) -> dict[Hashable, Hashable]:
    """Items that hang together by pairs, each with one item of its group as its name."""
    parent = {item: item for item in items}

    def root(item: Hashable) -> Hashable:
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    for one, other in pairs:
        parent[root(one)] = root(other)
    return {item: root(item) for item in items}


def joined(grouping: Grouping) -> set[frozenset[Hashable]]:
    """Every pair of items in one group."""
    return {frozenset(pair) for group in groups(grouping) for pair in combinations(sorted(group, key=str), 2)}
