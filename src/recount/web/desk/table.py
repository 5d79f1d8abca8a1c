"""The questions on the desk, kept as long as the ledger stays as it is, and who is looking at which."""

from datetime import datetime, timedelta
from functools import partial
from threading import Lock

from fastapi import Request

from recount.asked import Asked, asked
from recount.ledger.users import User
from recount.pipeline import foresee, heaviest
from recount.review.queue import Item, ordered
from recount.web.access.permissions import can_decide
from recount.web.site import Site

# How many questions are worked out ahead, and how long a question is left to whoever looks at it.
AHEAD = 6
LOOKING = timedelta(minutes=10)


class Table:
    """The questions of one ledger as it is now."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._asked: Asked | None = None
        self._open: tuple[Item, ...] = ()
        self._ahead: dict[str, tuple[Item, Item]] = {}
        self._worked_out: dict[str, Item] = {}
        self._looking: dict[str, tuple[str, datetime]] = {}

    def questions(self, site: Site) -> tuple[Item, ...]:
        """All open questions, those first whose answers were found to change most."""
        with self._lock:
            before = self._asked
            if before is None or site.ledger.moved(before.mark)[0] != before.mark:
                self._asked = now = asked(site.ledger, before)
                self._open = ordered(now.items.values())
                first = heaviest(site.desk(), self._open, most=AHEAD, look=partial(self._foreseen, site))
                self._worked_out = {item.id: item for item in first}
                self._ahead = {key: pair for key, pair in self._ahead.items() if now.items.get(key) is pair[0]}
            rest = (item for item in self._open if item.id not in self._worked_out)
            return (*self._worked_out.values(), *rest)

    def _foreseen(self, site: Site, item: Item) -> Item:
        """A question with what each answer would change, which stays so while the question itself does."""
        before = self._ahead.get(item.id)
        if before is None or before[0] is not item:
            self._ahead[item.id] = before = (item, foresee(site.desk(), item))
        return before[1]

    def question(self, site: Site, key: str) -> Item | None:
        """A question with what each answer would change; None where it is no longer open."""
        found = {item.id: item for item in self.questions(site)}.get(key)
        if found is None or key in self._worked_out:
            return found
        return foresee(site.desk(), found)

    def next_for(self, site: Site, person: User, *, after: str | None = None) -> Item | None:
        """What somebody should look at next: past the question `after`, and not what another is looking at.

        What they could not answer is left to those who can.
        """
        found = [item for item in self.questions(site) if item.id == after or _can_answer(person, item)]
        start = next((n + 1 for n, item in enumerate(found) if item.id == after), 0)
        turned = found[start:] + found[:start]
        free = (item for item in turned if item.id != after and self.other_at(item.id, person.name, site.now()) is None)
        return next(free, turned[0] if turned else None)

    def look(self, key: str, who: str, now: datetime) -> None:
        """Notes that somebody looks at a question now."""
        with self._lock:
            held = self._looking.items()
            self._looking = {item: told for item, told in held if told[1] > now - LOOKING and told[0] != who}
            if self.other_at(key, who, now) is None:
                self._looking[key] = (who, now)

    def other_at(self, key: str, who: str, now: datetime) -> str | None:
        """Who else is looking at a question."""
        other = self._looking.get(key)
        return other[0] if other and other[0] != who and other[1] > now - LOOKING else None


def _can_answer(person: User, item: Item) -> bool:
    return any(all(can_decide(person, one.kind) for one in answer.records) for answer in item.answers)


def table_of(request: Request) -> Table:
    """The desk of the app."""
    state = request.app.state
    if not hasattr(state, "table"):
        state.table = Table()
    table: Table = state.table
    return table
