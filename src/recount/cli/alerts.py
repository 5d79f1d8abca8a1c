"""`recount alerts`: sends what is new of the watches."""

import os
from pathlib import Path

import click

from recount.cli import options
from recount.cli.printing import counted, json_list, line, note, paragraph
from recount.cli.room import Room
from recount.errors import DeliveryError
from recount.publish.alerts import Alert, alert_as_json, read_memory, remember, write_memory
from recount.publish.alerts_find import alerts_of, reading_of
from recount.publish.alerts_plan import Plan, read_plan
from recount.publish.alerts_send import channels, write_feed

watches = click.option(
    "--watches", type=click.Path(path_type=Path), required=True, metavar="FILE", help="The watches, as TOML."
)


@click.group()
def command() -> None:
    """Send what watches find: surges, rises, and incidents of an area, an actor or a form of violence.

    The watches and where alerts go (a file, a feed, e-mail, a webhook) stand in a TOML file; docs/method/surges.md has
    one. Nothing is sent twice: what each channel has sent is kept beside that file.

    \b
    Example:
      recount alerts check --watches watches.toml
      recount alerts run --watches watches.toml
    """  # noqa: D301


@command.command()
@watches
@options.db
@options.as_json
@click.pass_obj
def run(room: Room, watches: Path, db: str | None, as_json: bool) -> None:
    """Find what is new and send it by every channel.

    A channel that fails is named, the others still send, and it sends the same the next time. Exit code 1 where
    nothing is new, 2 where a channel failed.

    \b
    Example:
      recount alerts run --watches watches.toml
    """  # noqa: D301
    plan = read_plan(watches, os.environ)
    memory = read_memory(plan.state)
    known = {one.id for one in memory.alerts}
    memory = remember(memory, _found(room, plan, db), at=room.now().isoformat())
    fresh = [one for one in memory.alerts if one.id not in known]
    failed = False
    write_memory(plan.state, memory)
    for name, send in channels(plan, now=room.now()).items():
        waiting = memory.unsent(name)
        if waiting:
            try:
                send(waiting)
            except DeliveryError as error:
                failed = True
                note(f"error: {error}")
                continue
            memory = memory.with_sent(name, waiting)
            write_memory(plan.state, memory)
            note(f"{name}: {counted(len(waiting), 'alert')} sent")
    if plan.rss:
        write_feed(plan.rss, memory, now=room.now())
    _show(fresh, as_json=as_json)
    if failed or not fresh:
        click.get_current_context().exit(2 if failed else 1)


@command.command()
@watches
@options.db
@options.as_json
@click.pass_obj
def check(room: Room, watches: Path, db: str | None, as_json: bool) -> None:
    """Show what would be sent, and send nothing.

    \b
    Example:
      recount alerts check --watches watches.toml
    """  # noqa: D301
    plan = read_plan(watches, os.environ)
    memory = read_memory(plan.state)
    known = {one.id for one in memory.alerts}
    after = remember(memory, _found(room, plan, db), at=room.now().isoformat())
    _show([one for one in after.alerts if one.id not in known], as_json=as_json)


def _found(room: Room, plan: Plan, db: str | None) -> list[Alert]:
    with room.current(db) as ledger:
        return list(alerts_of(plan, reading_of(ledger), room.now().date()))


def _show(alerts: list[Alert], *, as_json: bool) -> None:
    if as_json:
        json_list(alert_as_json(one) for one in alerts)
        return
    for one in alerts:
        line(one.title)
        paragraph(one.words, indent=2)
    note(f"{counted(len(alerts), 'alert')} new")
