"""What is kept of the linking, so that a change costs what it touches: made with the derived tables, in no digest.

All of it repeats what a rebuild finds anew. `progress` tells up to which line of the log the derived tables go.
"""

from sqlalchemy import BigInteger, Column, Double, Integer, LargeBinary, Table, Text

from recount.ledger.tables import metadata


def _text(name: str, *, key: bool = False) -> Column[str]:
    return Column(name, Text, nullable=False, primary_key=key)


def _number(name: str, *, key: bool = False) -> Column[int]:
    return Column(name, BigInteger, nullable=False, primary_key=key, autoincrement=False)


# Every report that is linked, with the cluster it is in; `body` is what of it is compared with others.
linked = Table(
    "linked",
    metadata,
    _text("report", key=True),
    _text("document"),
    _text("cluster"),
    Column("blocks", LargeBinary, nullable=False),
    Column("body", LargeBinary, nullable=False),
)

# Which reports meet in which block, and how many there are in each.
meetings = Table("meetings", metadata, _number("block", key=True), _text("report", key=True))
blocks = Table("blocks", metadata, _number("block", key=True), Column("size", Integer, nullable=False))

# Pairs of reports near enough to be shown, in both orders, with the score that comparing gave them.
near = Table(
    "near", metadata, _text("one", key=True), _text("other", key=True), Column("score", Double, nullable=False)
)

# The derivation by which an incident was last made, changed or taken away, since all were last made anew.
moved = Table("moved", metadata, _text("incident", key=True), _number("derivation"))

progress = Table("progress", metadata, _text("key", key=True), _text("value"))

KEPT = (linked, meetings, blocks, near, moved, progress)
