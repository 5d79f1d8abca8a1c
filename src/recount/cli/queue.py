"""`recount queue`: what a person should look at next, and why."""

from statistics import median
from typing import Any, get_args

import click

from recount.cli import options
from recount.cli.printing import counted, json_line, line, paragraph
from recount.cli.room import Room
from recount.ledger.sittings import Sitting, sittings
from recount.pipeline import heaviest, open_questions
from recount.review.queue import Item, ItemKind

SHOWN = 10  # questions, unless more are asked for


@click.command()
@click.option("--most", type=click.IntRange(1, 1000), default=SHOWN, show_default=True, help="How many to list.")
@click.option("--kind", "kinds", type=click.Choice(get_args(ItemKind)), multiple=True, help="Only this kind.")
@click.option("--stats", is_flag=True, help="How long decisions took at the desk, instead of the questions.")
@options.db
@options.as_json
@click.pass_obj
def command(room: Room, /, *, most: int, kinds: tuple[str, ...], stats: bool, db: str | None, as_json: bool) -> None:
    """List what a person should look at next, and what each answer would change.

    Questions whose answer would change the figures most come first; requests to redact come before all. Every one says
    why it is asked. Answer with recount decide, or at the desk: recount serve.

    \b
    Example:
      recount queue
      recount queue --kind pair --json
      recount queue --stats
    """  # noqa: D301
    with room.current(db) as ledger:
        if stats:
            _print_stats(sittings(ledger), as_json=as_json)
            return
        desk = room.desk(ledger)
        found = [item for item in open_questions(desk) if not kinds or item.kind in kinds]
        items, number = heaviest(desk, found, most=most), len(found)
    if as_json:
        click.echo(json_line({"open": number, "questions": [item_as_json(item) for item in items]}), nl=False)
        return
    line(f"{counted(number, 'question')} open." if number else "Nothing is waiting for a person.")
    for item in items:
        _print(item)


def item_as_json(item: Item) -> dict[str, Any]:
    """A question for other programs."""
    answers = [
        {
            "answer": one.label,
            "decisions": [{"kind": it.kind, "subjects": it.subjects, "value": it.value} for it in one.records],
            "changes": one.effect,
            "size": one.size,
        }
        for one in item.answers
    ]
    told = {"id": item.id, "kind": item.kind, "question": item.question, "why": item.why, "weight": item.weight}
    return {**told, "subjects": item.subjects, "incidents": item.incidents, "answers": answers}


def _print(item: Item) -> None:
    line()
    line(f"{item.kind} {item.id[:8]}  {' and '.join(item.subjects[:2])}")
    paragraph(item.question, indent=2)
    paragraph(f"because {item.why}", indent=2)
    for answer in item.answers:
        paragraph(f"{answer.label}: {answer.effect or 'no figure changes'}", indent=4)


def _print_stats(found: tuple[Sitting, ...], *, as_json: bool) -> None:
    rows = [_stats(who, [one for one in found if one.who == who]) for who in sorted({one.who for one in found})]
    if as_json:
        click.echo(json_line(rows), nl=False)
        return
    if not rows:
        line("No decision was made at the desk yet.")
    for row in rows:
        half = f"half of them within {row['median_seconds']:.0f} seconds" if row["timed"] else "none of them timed"
        line(f"{row['who']}: {counted(row['decisions'], 'decision')} in {row['minutes']:.0f} minutes, {half}")


def _stats(who: str, mine: list[Sitting]) -> dict[str, Any]:
    times = [one.seconds for one in mine if one.seconds is not None]
    return {
        "who": who,
        "decisions": len(mine),
        "timed": len(times),
        "minutes": round(sum(times) / 60, 1),
        "minutes_per_decision": round(sum(times) / 60 / len(times), 2) if times else None,
        "median_seconds": median(times) if times else None,
    }
