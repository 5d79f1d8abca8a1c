"""`recount decide`: what a person decided, with the reason."""

from itertools import product

import click

from recount.cli import options
from recount.cli.printing import counted, line
from recount.cli.room import Room
from recount.errors import DecisionError
from recount.ledger import Ledger
from recount.pipeline import decide
from recount.review.decide import SAMENESS, make_decision

KINDS = ("same", "not-same", "unsure", "accept", "reject")


@click.command()
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@click.option("--reason", required=True, metavar="WORDS", help="What the decision rests on.")
@click.option("--who", metavar="NAME", help="Who decides. Default: as set (RECOUNT_WHO).")
@options.db
@click.pass_obj
def command(room: Room, *, kind: str, ids: tuple[str, ...], reason: str, who: str | None, db: str | None) -> None:
    """Record what a person decided, and derive the incidents that follow from it.

    same, not-same, unsure: whether two incidents, or two reports, are one event. accept, reject: whether claims count.
    Nothing is overwritten: a later decision on the same question takes the place of the earlier one.

    \b
    Example:
      recount decide same 7f3a 91bc --reason "both tell of the attack at the gate" --who "A. Coder"
      recount decide not-same 7f3a 91bc --reason "the second was a week later" --who "A. Coder"
      recount decide reject 0c77 --reason "the figure is of another attack" --who "A. Coder"
    """  # noqa: D301
    named = kind.replace("-", " ")
    with room.ledger(db) as ledger:
        subjects = _pairs(ledger, ids) if named in SAMENESS else [(ledger.claim_meant(one),) for one in ids]
        at, name = room.clock(), who or room.config.who or ""
        made = [make_decision(named, some, reason=reason, who=name, at=at) for some in subjects]
        decide(room.desk(ledger), made)
        number = len(ledger.incidents())
    for decision in made:
        line(f"{' and '.join(decision.subjects)}: {decision.kind}")
    line(f"The ledger tells of {counted(number, 'incident')} now.")


def _pairs(ledger: Ledger, ids: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Each report of the one with each of the other; of an incident and one of its reports, that with the rest."""
    if len(ids) != 2:
        raise DecisionError(f"Whether they are one event was asked of {len(ids)} ids", advice="Give two")
    left, right = (set(ledger.reports_meant(one)) for one in ids)
    smaller = min(left, right, key=len)
    if left == right:
        raise DecisionError(f"{ids[0]} and {ids[1]} are the same thing", advice="Give two reports: recount show ID")
    other = (right if smaller is left else left) - smaller
    return sorted((min(pair), max(pair)) for pair in product(smaller, other))
