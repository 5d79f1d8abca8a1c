"""What every command works with: settings, stages, the clock, and the ledger for as long as the command runs."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

import click

from recount.config import Config
from recount.ledger import Ledger
from recount.pipeline import Desk
from recount.records import RuleSet
from recount.stages import Engine, Stages


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """The surroundings of a command; tests furnish their own."""

    config: Config
    stages: Stages
    now: Callable[[], datetime]
    engine: Engine | None = None

    @contextmanager
    def ledger(self, place: str | None, *, create: bool = False) -> Iterator[Ledger]:
        """The ledger at a place, or the one set."""
        with Ledger.open(place or self.config.ledger, create=create) as ledger:
            yield ledger

    def desk(self, ledger: Ledger, *, rules: RuleSet | None = None, jobs: int | None = None) -> Desk:
        """A ledger with what fills it; what a command leaves open is as set."""
        return Desk(
            ledger=ledger,
            stages=self.stages,
            now=self.clock,
            rules=rules or self.config.rules,
            jobs=jobs or self.config.jobs,
            engine=self.engine,
        )

    def clock(self) -> str:
        """The time now, as it is recorded: fine enough to tell which of two decisions was the later one."""
        return self.now().strftime("%Y-%m-%dT%H:%M:%S.%fZ")

    @contextmanager
    def current(self, place: str | None) -> Iterator[Ledger]:
        """The ledger for reading; says on the error stream where its incidents are behind its documents."""
        with self.ledger(place) as ledger:
            if not ledger.is_derived():
                click.echo("note: documents came in that no incident tells of yet. Run: recount rebuild", err=True)
            yield ledger
