"""The incidents as they stand now, ready to be asked: brought up to date when the ledger moved on."""

from collections import Counter
from datetime import date
from functools import cached_property
from threading import Lock, Thread
from typing import Any, Self

import numpy as np

from recount.ledger.catalogue import Catalogue
from recount.ledger.search import Search
from recount.web.asking import SORTS
from recount.web.card import draw
from recount.web.coded import Numbers
from recount.web.columns import Columns

# Up to this many incidents, a reader waits for the newest state; above, the last one is shown until it is ready.
AT_ONCE = 20_000


class State:
    """What pages show of one state of the ledger; what is costly is worked out once."""

    def __init__(self, name: str, catalogue: Catalogue, search: Search) -> None:
        self.name = name
        self.catalogue = catalogue
        self.search = search
        self.columns = Columns(catalogue)
        self.memory: dict[str, Any] = {}

    @cached_property
    def coverage(self) -> list[tuple[str, date, int]]:
        """Outlet, day, number of documents read."""
        return self.catalogue.coverage()

    @cached_property
    def days_read(self) -> tuple[Numbers, Numbers]:
        """Days of publication as ordinals, and how many documents were read of each."""
        read: Counter[int] = Counter()
        for _, day, number in self.coverage:
            read[day.toordinal()] += number
        return np.array(list(read), dtype=np.int64), np.array(list(read.values()), dtype=np.int64)

    @cached_property
    def outlets(self) -> int:
        """How many outlets were read."""
        return len({outlet for outlet, _, _ in self.coverage})

    @cached_property
    def totals(self) -> dict[str, int]:
        """How many documents and claims there are."""
        return self.catalogue.totals()

    def warm(self) -> None:
        """Works out what every reader will need."""
        _ = self.days_read, self.outlets, self.totals
        for sort in SORTS:
            self.columns.ordered(self.columns.everything, sort, 0, 1)


class Shelf:
    """Hands out the state of the ledger; many readers at once."""

    def __init__(self, search: Search, catalogue: Catalogue) -> None:
        self.search = search
        self.catalogue = catalogue
        self._state: State | None = None
        self._lock = Lock()

    @classmethod
    def of(cls, place: str) -> Self:
        """The shelf of the ledger at a place."""
        return cls(Search.open(place), Catalogue.beside(place))

    def close(self) -> None:
        """Lets go of the ledger and its catalogue."""
        self.search.close()
        self.catalogue.close()

    def behind(self) -> bool:
        """Whether the catalogue must be brought up to the ledger first."""
        return self.catalogue.state() != self.search.state()

    def prepare(self, jobs: int) -> None:
        """Brings the catalogue up to the ledger, by several processes where much has to be drawn."""
        self.catalogue.refresh(self.search, draw, jobs=jobs)

    def now(self) -> State:
        """The state to show."""
        held = self._state
        name = self.search.state()
        if held is not None and held.name == name:
            return held
        if held is not None and held.columns.size > AT_ONCE:
            if self._lock.acquire(blocking=False):
                Thread(target=self._refresh_and_release, args=(name,), daemon=True).start()
            return held
        with self._lock:
            held = self._state
            return held if held is not None and held.name == name else self._refresh(name)

    def _refresh_and_release(self, name: str) -> None:
        try:
            self._refresh(name)
        finally:
            self._lock.release()

    def _refresh(self, name: str) -> State:
        self.catalogue.refresh(self.search, draw)
        self._state = made = State(name, self.catalogue, self.search)
        return made
