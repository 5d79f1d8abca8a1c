"""`recount surges`: when more happened than season and reading let expect."""

from datetime import date
from typing import Any, get_args

import click
import msgspec

from recount.cli import options
from recount.cli.printing import counted, json_line, line, note, paragraph
from recount.cli.room import Room
from recount.publish.alerts_find import reading_of, told_of
from recount.records import EventType
from recount.tally.surges import Surge
from recount.tally.surges_series import MEASURES, Measure, Told, Watch

SHOWN = 12


@click.command()
@click.option("--area", metavar="NAME", help="Only a country, province, district or town.")
@click.option("--actor", metavar="NAME", help="Only what an actor is said to have done, under any of its names.")
@click.option("--type", "kind", type=click.Choice(get_args(EventType)), help="Only one form of violence.")
@click.option("--measure", type=click.Choice(MEASURES), default="incidents", help="What is counted.")
@click.option("--since", type=options.DAY, metavar="DAY", help="Only surges that reach into the days since.")
@options.db
@options.as_json
@click.pass_obj
def command(room: Room, /, db: str | None, as_json: bool, **asked: Any) -> None:
    """List the weeks with more violence than expected, and slow rises.

    Each week is tested against the weeks before it, their season, and how much was read. Incidents that only a new
    outlet tells of are left out: they are no surge. The test, its false alarms and its delay are in docs/method.

    \b
    Example:
      recount surges --area PK
      recount surges --area Balochistan --actor "Islamic State" --measure killed --json
    """  # noqa: D301
    watch = _watch(**{key: value for key, value in asked.items() if key != "since"})
    with room.current(db) as ledger:
        told = told_of(watch, reading_of(ledger))
    since: date | None = asked["since"]
    shown = [one for one in told.watched.surges if since is None or one.last >= since]
    if as_json:
        click.echo(json_line(_as_json(told, shown)), nl=False)
    else:
        for one in shown:
            _print(told, one)
    _note(told)
    if not shown:
        click.get_current_context().exit(1)


def _watch(area: str | None, actor: str | None, kind: EventType | None, measure: Measure) -> Watch:
    told = [words for words in (area, actor, kind and kind.replace("_", " ")) if words]
    return Watch(name=", ".join(told) or "everything", area=area, actor=actor, type=kind, measure=measure)


def _print(told: Told, one: Surge) -> None:
    line(f"{'surge' if one.kind == 'week' else 'rise'}: {told.watch.name}, {one.first} to {one.last}")
    paragraph(one.words, indent=2)
    ids = told.behind(one)
    more = f" and {len(ids) - SHOWN} more" if len(ids) > SHOWN else ""
    paragraph(f"incidents: {' '.join(ids[:SHOWN])}{more}", indent=2)


def _note(told: Told) -> None:
    watched = told.watched
    note(f"{counted(len(watched.surges), 'surge')} in {counted(watched.tested, 'week')} that could be tested")
    if watched.reason:
        note(f"note: {watched.reason}")
    note(f"outlets counted: {'; '.join(told.outlets) or 'none was read in most of the weeks'}")
    if told.newer:
        note(f"left out, not read in most of the weeks: {'; '.join(told.newer)}")
    if told.undated:
        note(f"left out: {counted(told.undated, 'incident')} whose week is not known")


def _as_json(told: Told, shown: list[Surge]) -> dict[str, Any]:
    weeks = zip(told.watched.weeks, told.watched.expected, strict=True)
    return {
        "watch": msgspec.to_builtins(told.watch),
        "surges": [{**msgspec.to_builtins(one), "incidents": list(told.behind(one))} for one in shown],
        "weeks": [
            {"first": str(week.first), "count": week.count, "exposure": round(week.exposure, 3), "expected": expected}
            for week, one in weeks
            for expected in (None if one is None else {"mean": round(one.mean, 2), "limit": one.limit},)
        ],
        "outlets": list(told.outlets),
        "left_out": list(told.newer),
        "undated": told.undated,
        "reason": told.watched.reason,
    }
