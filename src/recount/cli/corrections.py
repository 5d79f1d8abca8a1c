"""`recount corrections`: what is told otherwise than before, as a list or a feed."""

from datetime import date, timedelta
from functools import partial
from pathlib import Path

import click

from recount.cli import options
from recount.cli.printing import line, note, opened, paragraph, standard_output
from recount.cli.room import Room
from recount.config import RULES
from recount.publish.corrections_feed import corrections_feed
from recount.publish.feeds import atom, rss

DAYS = 90


@click.command()
@click.option("--since", type=options.DAY, metavar="DAY", help=f"Corrections since a day. Default: {DAYS} days ago.")
@click.option("--form", type=click.Choice(["text", "rss", "atom"]), default="text", help="How to write it.")
@options.to_file
@options.db
@click.pass_obj
def command(room: Room, since: date | None, form: str, output: Path | None, db: str | None) -> None:
    """List incidents that are told otherwise than before, and people's decisions that changed what is told.

    A published number that changes without a word is worth nothing. As a feed, readers of a ledger learn of each
    change: what it was, what it is, and the documents or the decision behind it.

    \b
    Example:
      recount corrections --since 2019-01-01
      recount corrections --form rss -o corrections.xml
    """  # noqa: D301
    first = since or room.now().date() - timedelta(days=DAYS)
    with room.current(db) as ledger:
        rules = next((one for one in RULES if one == ledger.derived_rules()), room.config.rules)
        feed = corrections_feed(ledger, partial(room.stages.reconcile, rules=rules), since=first, at=room.now())
    if form == "text":
        for item in feed.items:
            line(f"{item.at:%Y-%m-%d}  {item.title}")
            paragraph(item.words, indent=2)
        if not feed.items:
            note(f"nothing found: nothing was corrected since {first}")
            click.get_current_context().exit(1)
        return
    stream = opened(output) if output else standard_output()
    stream.write(rss(feed) if form == "rss" else atom(feed))
    stream.flush()
    if output:
        stream.close()
