"""`recount watch`: feeds, looked at again and again."""

import signal
import sys
import time
from pathlib import Path

import click

from recount.cli import options
from recount.cli.add import words_of
from recount.cli.intake import keeper
from recount.cli.printing import complain, log
from recount.cli.room import Room
from recount.cli.rounds import Rounds, feeds_in
from recount.errors import ConfigError, RecountError
from recount.pipeline import Outcome


@click.command()
@click.argument("feeds", type=click.Path(path_type=Path))
@click.option("--every", type=click.IntRange(1, 10_080), default=15, help="Minutes between two looks at a feed.")
@click.option("--once", is_flag=True, help="Look at each feed once, then end (for a timer).")
@options.db
@click.pass_obj
def command(room: Room, feeds: Path, every: int, once: bool, db: str | None) -> None:
    """Look at feeds again and again, and add what is new.

    FEEDS is a file with one address a line; it is read anew before each look. What a feed links to is fetched once and
    again after a day, as its site's robots.txt allows, one page a second at most. A feed that fails is asked less
    often, down to every six hours. Everything is in the ledger when it is told; stopped or killed, it goes on from
    there. Runs as a service: docs/how-to/watch-feeds.md.

    \b
    Example:
      recount watch feeds.txt
      recount --log-json watch feeds.txt --every 30 --db recount.db
    """  # noqa: D301
    named = feeds_in(feeds)
    if not named:
        raise ConfigError(f"{feeds} names no feed", advice="Write one http(s) address a line")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # a service is stopped with it

    def current() -> list[str]:
        nonlocal named
        try:
            named = feeds_in(feeds)
        except RecountError as error:  # being edited, perhaps: the list before holds on
            log("warning", str(error))
        return named

    with room.ledger(db, create=True) as ledger:
        keep = keeper(room, ledger)
        rounds = Rounds(
            desk=room.desk(ledger, jobs=1),
            every=every * 60.0,
            now=time.monotonic,
            sleep=time.sleep,
            today=lambda: room.now().date(),
            tell=_tell,
            warn=lambda error: log("error", f"error: {error}", what=error.what, advice=error.advice),
            keep=keep or (lambda _: None),
        )
        log("info", f"watching {len(named)} feeds, every {every} minutes", feeds=len(named))
        rounds.run(current, rounds=len(named) if once else None)


def _tell(outcome: Outcome) -> None:
    if outcome.failure:
        complain(outcome.failure)
        return
    reports = len(outcome.account.reports) if outcome.account else 0
    log("info", f"{outcome.source}: {words_of(outcome)}", source=outcome.source, kind=outcome.kind, incidents=reports)
