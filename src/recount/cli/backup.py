"""`recount backup`: a copy of the ledger while it is in use, and the way back."""

import click

from recount.cli import options
from recount.cli.printing import counted, line
from recount.cli.releases import there
from recount.cli.room import Room
from recount.errors import LedgerError
from recount.ledger import Ledger
from recount.ledger.copying import back_up
from recount.ledger.engine import shown


@click.command()
@click.argument("file")
@click.option("--restore", is_flag=True, help="The other way: from FILE into the ledger, which must not be there yet.")
@options.db
@click.pass_obj
def command(room: Room, file: str, restore: bool, db: str | None) -> None:
    """Copy the ledger while others read and write it, and check the copy.

    The copy is of one moment and is checked as recount verify does before it counts; nothing is overwritten. FILE and
    the ledger may each be a file or a database address, so this also takes a ledger from the one to the other.

    \b
    Example:
      recount backup recount-2026-11-20.db
      recount backup recount-2026-11-20.db --restore --db restored.db
      recount backup recount.db --restore --db postgresql+psycopg://localhost/recount
    """  # noqa: D301
    place = db or room.config.ledger
    source, target = (file, place) if restore else (place, file)
    there(source)
    back_up(source, target)
    with Ledger.open(target, create=False) as copy:
        found = copy.verify()
        documents = copy.counts()["documents"]
    if not found.sound:
        advice = "The ledger it was copied from has the same fault: look at it with recount verify"
        raise LedgerError(f"The copy {shown(target)} is not sound ({found.complaints[0]})", advice=advice)
    line(f"{shown(target)}: {counted(documents, 'document')}, checked. Seal: {found.head}")
