"""Writes what the ledger keeps of the linking: all of it anew, or what a change touches."""

from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, insert, select, update

from recount.ledger.linked_tables import blocks, linked, meetings, near
from recount.traces import Trace

Pair = tuple[str, str]
_AT_ONCE = 900


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What linking found: reports put down anew or for the first time, and pairs that are near.

    `gone` are reports as they were before, and `lost` the pairs that were near and are no more; both are for a change.
    """

    traces: Sequence[Trace]
    near: Mapping[Pair, float]
    gone: Sequence[Trace] = ()
    lost: Collection[Pair] = ()


def keep_anew(connection: Connection, kept: Kept, homes: Mapping[str, str]) -> None:
    """Puts all that is kept in the place of what was; `homes` tells the cluster of each report."""
    for table in (linked, meetings, blocks, near):
        connection.execute(delete(table))
    _put(connection, kept, homes)
    held = Counter(block for one in kept.traces for block in one.blocks)
    _insert(connection, blocks, [{"block": block, "size": size} for block, size in sorted(held.items())])


def keep_change(connection: Connection, kept: Kept, homes: Mapping[str, str]) -> None:
    """Takes away what is gone and lost, adds what came; `homes` tells the cluster of each report that was grouped."""
    _remove(connection, linked, [(one.report,) for one in kept.gone])
    _remove(connection, meetings, [(block, one.report) for one in kept.gone for block in one.blocks])
    stale = {*kept.lost, *kept.near}
    _remove(connection, near, sorted(pair for one, other in stale for pair in ((one, other), (other, one))))
    came = {one.report for one in kept.traces}
    moved = [{"of": report, "to": home} for report, home in sorted(homes.items()) if report not in came]
    if moved:
        connection.execute(
            update(linked).where(linked.c.report == bindparam("of")).values(cluster=bindparam("to")), moved
        )
    _put(connection, kept, homes)
    _resize(connection, change_of_sizes(kept.gone, kept.traces))


def change_of_sizes(gone: Iterable[Trace], came: Iterable[Trace]) -> dict[int, int]:
    """By how many reports each block grew or shrank."""
    changed = Counter(block for one in came for block in one.blocks)
    changed.subtract(block for one in gone for block in one.blocks)
    return dict(changed)


def _put(connection: Connection, kept: Kept, homes: Mapping[str, str]) -> None:
    _insert(
        connection,
        linked,
        [
            {
                "report": one.report,
                "document": one.document,
                "cluster": homes[one.report],
                "blocks": array("q", one.blocks).tobytes(),
                "body": one.body,
            }
            for one in sorted(kept.traces, key=lambda one: one.report)
        ],
    )
    met = sorted((block, one.report) for one in kept.traces for block in one.blocks)
    _insert(connection, meetings, [{"block": block, "report": report} for block, report in met])
    pairs = sorted((*pair, score) for (one, other), score in kept.near.items() for pair in ((one, other), (other, one)))
    _insert(connection, near, [{"one": one, "other": other, "score": score} for one, other, score in pairs])


def _resize(connection: Connection, changed: Mapping[int, int]) -> None:
    keys = sorted(block for block, number in changed.items() if number)
    held: dict[int, int] = {}
    for start in range(0, len(keys), _AT_ONCE):
        some = select(blocks).where(blocks.c.block.in_(keys[start : start + _AT_ONCE]))
        held |= {row.block: row.size for row in connection.execute(some)}
    _remove(connection, blocks, [(block,) for block in keys])
    sizes = {block: held.get(block, 0) + changed[block] for block in keys}
    _insert(connection, blocks, [{"block": block, "size": size} for block, size in sizes.items() if size])


def _insert(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), rows)


def _remove(connection: Connection, table: Table, keys: Sequence[tuple[Any, ...]]) -> None:
    """Takes rows away by their primary keys."""
    columns = list(table.primary_key.columns)
    names = [f"key_{column.name}" for column in columns]
    one = delete(table).where(*(column == bindparam(name) for column, name in zip(columns, names, strict=True)))
    if keys:
        connection.execute(one, [dict(zip(names, key, strict=True)) for key in keys])
