"""Reads what tables need of every incident, without the rest of it: of 200,000 incidents in about a second."""

from typing import Any

import msgspec
from sqlalchemy import Connection, Select, and_, func, or_, select

from recount.errors import LedgerError
from recount.ledger import stored, tables
from recount.ledger.countable import Countable, Figure, Side, countable_of
from recount.ledger.derived import Filter
from recount.ledger.ledger import Ledger
from recount.records import Incident

__all__ = ["Countable", "Figure", "Side", "countable_of", "countables"]

_DECODER = msgspec.json.Decoder(Countable)


def countables(ledger: Ledger, asked: Filter = Filter(), *, undated: bool = True) -> tuple[Countable, ...]:  # noqa: B008 - frozen
    """The incidents asked for, as tables count them; with `undated` also those whose day no report tells."""
    try:
        with ledger._reading() as connection:  # the ledger's own room: this is one more of its reads
            if not _kept(connection):
                bodies = connection.execute(_query(asked, tables.incidents, undated=undated)).scalars()
                return tuple(countable_of(stored.decode(body, Incident)) for body in bodies)
            found = connection.execute(_query(asked, tables.countables, undated=undated)).scalars()
            decode = _DECODER.decode
            return tuple([decode(body) for body in found])
    except msgspec.MsgspecError as error:
        what = f"The ledger holds an incident that cannot be read back: {error}"
        raise LedgerError(what, advice="Derive it anew with: recount rebuild") from error


def _kept(connection: Connection) -> bool:
    """Whether every incident has its countable beside it: ledgers derived by an older Recount have none."""
    counts = [connection.execute(select(func.count()).select_from(table)).scalar_one() for table in _BOTH]
    return counts[0] == counts[1]


_BOTH = (tables.incidents, tables.countables)


def _query(asked: Filter, table: Any, *, undated: bool) -> Select[Any]:
    query = select(table.c.body).order_by(table.c.first.is_(None), table.c.first, table.c.last, table.c.id)
    bounds = []
    if asked.since:
        bounds.append(table.c.last >= asked.since)
    if asked.until:
        bounds.append(table.c.first <= asked.until)
    if bounds:
        query = query.where(or_(and_(*bounds), table.c.first.is_(None)) if undated else and_(*bounds))
    return query.where(table.c.country == asked.country.upper()) if asked.country else query
