"""Which incidents moved since somebody last looked, so that whatever is kept beside them is brought up to them."""

from sqlalchemy import Connection, select

from recount.errors import ConfigError
from recount.ledger import tables
from recount.ledger.custody import Head, head_of
from recount.ledger.linked_tables import moved
from recount.ledger.news import progress_of


def mark_of(connection: Connection) -> str:
    """How far the derived tables and the log go now: what to give to `moved_since` the next time."""
    return f"{progress_of(connection).get('derivation', '0')} {head_of(connection)}"


def moved_since(connection: Connection, mark: str) -> frozenset[str] | None:
    """The incidents that were made, changed or taken away since a mark; None where any may have been.

    A ledger that was put back to an earlier state since, or exchanged, does not have the mark's line in its log.
    """
    derivation, _, noted = mark.partition(" ")
    progress = progress_of(connection)
    try:
        head = Head.read(noted)
    except ConfigError:
        return None
    seal = connection.execute(select(tables.log.c.seal).where(tables.log.c.number == head.number)).scalar()
    if seal != head.seal or not int(progress.get("anew", 0)) <= int(derivation) <= int(progress.get("derivation", 0)):
        return None
    query = select(moved.c.incident).where(moved.c.derivation > int(derivation))
    return frozenset(connection.execute(query).scalars())
