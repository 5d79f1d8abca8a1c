"""`recount rebuild`: everything derived, anew."""

import click

from recount.cli import options
from recount.cli.engine import with_engine
from recount.cli.printing import counted, line
from recount.cli.room import Room
from recount.pipeline import rebuild
from recount.records import RuleSet


@click.command()
@options.rules
@options.db
@click.pass_obj
@with_engine
def command(room: Room, rules: RuleSet | None, db: str | None) -> None:
    """Derive all incidents anew from documents, claims and decisions, and say whether anything changed.

    With the same version of Recount and the same rules nothing does. After an update, this applies what is new in
    linking and counting; articles are not read again (recount add does that).

    \b
    Example:
      recount rebuild
      recount rebuild --rules ucdp
    """  # noqa: D301
    with room.ledger(db) as ledger:
        before = ledger.digest()
        rebuild(room.desk(ledger, rules=rules))
        number = len(ledger.incidents())
        same = ledger.digest() == before
        failed = [failure for failure, _ in ledger.failures() if failure.stage == "reconcile"]
    line(f"{counted(number, 'incident')}, {'identical to those before' if same else 'not the same as before'}.")
    if failed:
        line(f"{len(failed)} could not be reconciled. See: recount doctor")
        click.get_current_context().exit(2)
