"""The ledger's history: numbered, named changes of its tables, each in one transaction, never edited once released.

A migration holds its own SQL, in the words that SQLite and PostgreSQL share; `tables.py` shows where they lead.
"""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, inspect, select

from recount.errors import LedgerError
from recount.ledger import tables
from recount.ledger.engine import transaction
from recount.ledger.m001_create_ledger import m001_create_ledger
from recount.ledger.m002_custody import m002_custody
from recount.ledger.m020_staff import m020_staff
from recount.ledger.m050_countables import m050_countables
from recount.ledger.m090_linked import m090_linked


@dataclass(frozen=True, slots=True)
class Migration:
    """A step from one shape of the ledger to the next."""

    number: int
    name: str
    run: Callable[[Connection], None]


MIGRATIONS: tuple[Migration, ...] = (
    Migration(1, "create ledger", m001_create_ledger),
    Migration(2, "custody", m002_custody),
    Migration(20, "staff", m020_staff),
    Migration(50, "countables", m050_countables),
    Migration(90, "linked", m090_linked),
)


def applied(connection: Connection) -> tuple[int, ...]:
    """The numbers of the steps that a ledger has behind it; a file of another program is refused."""
    names = inspect(connection).get_table_names()
    if not names:
        return ()
    if "migrations" not in names or "captures" not in names:
        what = f"The file holds tables of another program ({', '.join(sorted(names)[:3])})"
        raise LedgerError(what, advice="Give another file with --db")
    return tuple(connection.execute(select(tables.migrations.c.number).order_by(tables.migrations.c.number)).scalars())


def pending(connection: Connection) -> tuple[Migration, ...]:
    """The steps still to be taken; LedgerError where the ledger is of a newer Recount."""
    done = applied(connection)
    unknown = set(done) - {migration.number for migration in MIGRATIONS}
    if unknown:
        what = (
            f"The ledger was written by a newer Recount (step {max(unknown)}; this one knows {MIGRATIONS[-1].number})"
        )
        raise LedgerError(what, advice="Install the newer version: pip install --upgrade recount-ledger")
    return tuple(migration for migration in MIGRATIONS if migration.number not in done)


def migrate(engine: Engine, place: str) -> None:
    """Takes every pending step, each in a transaction of its own."""
    with transaction(engine, place, writing=False) as connection:
        waiting = pending(connection)
    for migration in waiting:
        with transaction(engine, place, writing=True) as connection:
            if migration in pending(connection):  # another process may have been quicker
                migration.run(connection)
                row = {"number": migration.number, "name": migration.name}
                connection.execute(tables.migrations.insert(), row)
