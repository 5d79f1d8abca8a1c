"""`recount decide`: what a person decided, with the reason."""

from collections.abc import Mapping
from itertools import product
from typing import Any

import click

from recount.cli import options
from recount.cli.printing import counted, line
from recount.cli.room import Room
from recount.errors import DecisionError
from recount.ledger import Ledger
from recount.ledger.former import former_claims
from recount.pipeline import Desk, decide, parts_of
from recount.review.decide import SAMENESS, make_decision
from recount.review.stretches import check_reason, places

SHOWN = 6  # pairs of reports that are listed
KINDS = (
    "same", "not-same", "unsure", "accept", "reject", "correct", "include", "exclude", "redact", "ask-redaction",
    "withdraw",
)  # fmt: skip
# What a kind is recorded as, where that is another word.
RECORDED = {"include": "accept", "not-same": "not same", "ask-redaction": "ask redaction"}
Question = tuple[tuple[str, ...], str | None]  # what is decided on, and the value


@click.command()
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@click.option("--reason", required=True, metavar="WORDS", help="What the decision rests on.")
@click.option("--value", metavar="JSON", help="What a claim is corrected to.")
@click.option("--words", metavar="WORDS", help="What to redact of a document: wherever these words stand in it.")
@click.option("--who", metavar="NAME", help="Who decides. Default: as set (RECOUNT_WHO).")
@options.db
@click.pass_obj
def command(room: Room, /, *, kind: str, ids: tuple[str, ...], who: str | None, db: str | None, **said: Any) -> None:
    """Record what a person decided, and derive the incidents that follow from it.

    same, not-same, unsure: whether two incidents, or two reports, are one event. accept, reject, correct: whether
    claims count, and as what. include, exclude: whether a report counts at all. redact, ask-redaction: words of a
    document (or a claim's own) that should no longer be shown, while the claims stand. withdraw: that decisions no
    longer stand. Nothing is overwritten: a later decision on the same question takes the place of the earlier one.

    \b
    Example:
      recount decide same 7f3a 91bc --reason "both tell of the attack at the gate" --who "A. Coder"
      recount decide not-same 7f3a 91bc --reason "the second was a week later" --who "A. Coder"
      recount decide reject 0c77 --reason "the figure is of another attack" --who "A. Coder"
      recount decide correct 0c77 --value "[12, 12, 12]" --reason "misread" --who "A. Coder"
      recount decide redact 5be1 --words "Asif Jan" --reason "private person" --who "An Editor"
    """  # noqa: D301
    named = RECORDED.get(kind, kind)
    with room.ledger(db) as ledger:
        at, name, desk = room.clock(), who or room.config.who or "", room.desk(ledger)
        reason = said["reason"]
        made = [
            make_decision(named, some, who=name, at=at, reason=reason, value=value)
            for some, value in _questions(desk, kind, ids, said)
        ]
        decide(desk, made)
        number = len(ledger.incidents())
    for decision in made[:SHOWN]:
        line(f"{' and '.join(decision.subjects)}: {decision.kind}")
    if len(made) > SHOWN:
        line(f"and {len(made) - SHOWN} more of the same: {named}")
    line(f"The ledger tells of {counted(number, 'incident')} now.")


def _questions(desk: Desk, kind: str, ids: tuple[str, ...], said: Mapping[str, Any]) -> list[Question]:
    """What is decided on, a decision each."""
    ledger, value = desk.ledger, said["value"]
    if kind.replace("-", " ") in SAMENESS:
        return [(pair, value) for pair in _pairs(desk, ids)]
    if kind in {"redact", "ask-redaction"}:
        check_reason(said["reason"], said["words"] or "")
        return [question for one in ids for question in _stretches(ledger, one, said["words"])]
    if kind == "withdraw":
        return [(tuple(_decision(ledger, one) for one in ids), value)]
    meant = ledger.report_meant if kind in {"include", "exclude"} else ledger.claim_meant
    return [((meant(one),), value) for one in ids]


def _stretches(ledger: Ledger, key: str, words: str | None) -> list[Question]:
    """The places of words in a document; without words, the place of a claim's own."""
    if words is None:
        claim = ledger.claim_meant(key)
        former = former_claims(ledger, [claim], original=True)[claim]
        return [((former.document,), f"[{former.span.start}, {former.span.end}]")]
    document = ledger.document_meant(key)
    text = ledger.documents({document}, original=True)[document].text
    return [((document,), place) for place in places(text, words)]


def _decision(ledger: Ledger, prefix: str) -> str:
    """The decision that an id or its beginning means."""
    found = [one.id for one in ledger.decisions() if prefix and one.id.startswith(prefix)]
    if len(found) != 1:
        what = f"{prefix!r} means {counted(len(found), 'decision')}"
        raise DecisionError(what, advice="Look its id up in the history of the desk, and give more of it")
    return found[0]


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
