"""Rows and columns paired one to one so that the sum of what the pairs are worth is greatest."""

from collections.abc import Sequence


def best_pairs(worth: Sequence[Sequence[float]]) -> dict[int, int]:
    """Rows and columns paired one to one so that the sum is greatest (the Hungarian method)."""
    size = max(len(worth), max((len(row) for row in worth), default=0))
    cost = [[0.0] * (size + 1) for _ in range(size + 1)]
    for at, row in enumerate(worth):
        for to, value in enumerate(row):
            cost[at + 1][to + 1] = -value
    up, side, owner = [0.0] * (size + 1), [0.0] * (size + 1), [0] * (size + 1)
    for row_ in range(1, size + 1):
        owner[0] = row_
        _place(cost, up, side, owner)
    wide = max((len(row) for row in worth), default=0)
    return {owner[to] - 1: to - 1 for to in range(1, wide + 1) if owner[to] - 1 < len(worth)}


def _place(cost: list[list[float]], up: list[float], side: list[float], owner: list[int]) -> None:
    """Find the cheapest way to give the row waiting in column 0 a column, moving others on."""
    size, way = len(owner) - 1, [0] * len(owner)
    least, used, at = [float("inf")] * (size + 1), [False] * (size + 1), 0
    while owner[at]:
        used[at] = True
        row, step, nearest = owner[at], float("inf"), 0
        for to in range(1, size + 1):
            if not used[to]:
                here = cost[row][to] - up[row] - side[to]
                if here < least[to]:
                    least[to], way[to] = here, at
                if least[to] < step:
                    step, nearest = least[to], to
        for to in range(size + 1):
            if used[to]:
                up[owner[to]] += step
                side[to] -= step
            else:
                least[to] -= step
        at = nearest
    while at:
        owner[at], at = owner[way[at]], way[at]
