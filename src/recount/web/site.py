"""What every page works with: settings, the open ledger, the stages and the clock."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from fastapi import Request

from recount.config import Config
from recount.ledger import Ledger
from recount.pipeline import Desk
from recount.records import RuleSet
from recount.stages import Stages
from recount.web.shelf import Shelf, State

Made = TypeVar("Made")
_REMEMBERED = 500  # things kept for one state of the ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The surroundings of a page; tests furnish their own. `title` stands at the head of every page."""

    config: Config
    ledger: Ledger
    shelf: Shelf
    stages: Stages
    now: Callable[[], datetime]
    title: str = "Incident ledger"

    def desk(self, *, rules: RuleSet | None = None) -> Desk:
        """The ledger with what fills it, for decisions and for counting by other rules."""
        return Desk(ledger=self.ledger, stages=self.stages, now=self.clock, rules=rules or self.config.rules, jobs=1)

    def remembered(self, name: str, make: Callable[[], Made]) -> Made:
        """What is costly to work out, once for each state of the ledger."""
        held = self.shelf.now().memory
        known: Made | None = held.get(name)
        if known is not None:
            return known
        made = make()
        if len(held) >= _REMEMBERED:  # what was asked for once goes; what every page needs stays
            for one in [one for one in list(held) if one.startswith(("page ", "surges "))]:
                held.pop(one, None)
        held[name] = made
        return made

    def clock(self) -> str:
        """The time now, as it is recorded."""
        return self.now().strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def state_of(request: Request) -> State:
    """The incidents as they stand now."""
    return site_of(request).shelf.now()


def site_of(request: Request) -> Site:
    """The site that a request came to; also a FastAPI dependency."""
    site: Site = request.app.state.site
    return site
