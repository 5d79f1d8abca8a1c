"""`recount decide`: what a person decided, with the reason."""

from itertools import product
from typing import Any

import click

from recount.cli import options
from recount.cli.printing import counted, line
from recount.cli.room import Room
from recount.errors import DecisionError
from recount.pipeline import Desk, decide, parts_of
from recount.review.decide import SAMENESS, make_decision

SHOWN = 6  # pairs of reports that are listed
KINDS = ("same", "not-same", "unsure", "accept", "reject", "correct", "exclude")


@click.command()
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@click.option("--reason", required=True, metavar="WORDS", help="What the decision rests on.")
@click.option("--value", metavar="JSON", help="What a claim is corrected to.")
@click.option("--who", metavar="NAME", help="Who decides. Default: as set (RECOUNT_WHO).")
@options.db
@click.pass_obj
def command(room: Room, /, *, kind: str, ids: tuple[str, ...], who: str | None, db: str | None, **said: Any) -> None:
    """Record what a person decided, and derive the incidents that follow from it.

    same, not-same, unsure: whether two incidents, or two reports, are one event. accept, reject, correct: whether
    claims count, and as what. exclude: that a report does not count at all. Nothing is overwritten: a later decision
    on the same question takes the place of the earlier one.

    \b
    Example:
      recount decide same 7f3a 91bc --reason "both tell of the attack at the gate" --who "A. Coder"
      recount decide not-same 7f3a 91bc --reason "the second was a week later" --who "A. Coder"
      recount decide reject 0c77 --reason "the figure is of another attack" --who "A. Coder"
      recount decide correct 0c77 --value "[12, 12, 12]" --reason "misread" --who "A. Coder"
    """  # noqa: D301
    named = kind.replace("-", " ")
    with room.ledger(db) as ledger:
        at, name, desk = room.clock(), who or room.config.who or "", room.desk(ledger)
        made = [make_decision(named, some, who=name, at=at, **said) for some in _subjects(desk, named, ids)]
        decide(desk, made)
        number = len(ledger.incidents())
    for decision in made[:SHOWN]:
        line(f"{' and '.join(decision.subjects)}: {decision.kind}")
    if len(made) > SHOWN:
        line(f"and {len(made) - SHOWN} more pairs of their reports: {named}")
    line(f"The ledger tells of {counted(number, 'incident')} now.")


def _subjects(desk: Desk, kind: str, ids: tuple[str, ...]) -> list[tuple[str, ...]]:
    ledger = desk.ledger
    if kind in SAMENESS:
        return _pairs(desk, ids)
    return [(ledger.report_meant(one) if kind == "exclude" else ledger.claim_meant(one),) for one in ids]


def _pairs(desk: Desk, ids: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Each report of the one with each of the other; of an incident and one of its reports, that with the rest.

    Where people joined the incident, the rest is what they joined the report's own part with: so a joining is undone.
    """
    if len(ids) != 2:
        what = f"Whether two are one event was asked, and {counted(len(ids), 'id')} given"
        raise DecisionError(what, advice="Give the ids of two incidents or reports: recount incidents")
    left, right = (set(desk.ledger.reports_meant(one)) for one in ids)
    if left == right:
        raise DecisionError(f"{ids[0]} and {ids[1]} are the same thing", advice="Give two reports: recount show ID")
    smaller, larger = sorted((left, right), key=len)
    if smaller < larger:
        part = next(part for part in parts_of(desk, larger) if smaller & part)
        smaller = part if part < larger else smaller
    return sorted((min(pair), max(pair)) for pair in product(smaller, larger - smaller))
