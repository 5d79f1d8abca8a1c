"""The cards of many incidents, drawn by one process or by several."""

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from multiprocessing import get_context, parent_process

from recount.ledger.search import AT_ONCE, Search, Telling, digest_of
from recount.records import Incident

Toll = tuple[int, int, int, int]
GROUPS = ("civilian", "security", "militant", "official", "attacker")


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What lists, maps and counts need of an incident. Days are ordinals; a toll is low, best, high and whether open.

    `dead` is the best figure of those killed of each of `GROUPS`. `month` is where tables count it: "2016-10", "2016"
    where the month is not known, else "". `shown` is JSON of what a list prints; `words` what a search looks through.
    """

    id: str
    first: int | None
    last: int | None
    month: str
    country: str | None
    province: str | None
    place: str | None
    level: str | None
    latitude: float | None
    longitude: float | None
    radius_km: float | None
    type: str
    status: str
    grade: str
    witnesses: int
    reports: int
    disputes: int
    killed: Toll
    wounded: Toll
    dead: tuple[int, ...]
    actors: tuple[tuple[str, str], ...]
    recorded: str
    changed: str
    shown: str
    words: str


Draw = Callable[[Incident, Telling], Card]
MANY = 10_000  # from so many on several processes, which take seconds to start, are quicker than one
AHEAD = 4  # stretches under way for each process


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A card, and a mark of what it was drawn from."""

    digest: str
    card: Card


def cards_in_turn(
    search: Search, keys: Sequence[str], draw: Draw, redacted: Mapping[str, str], *, jobs: int
) -> Iterator[list[Drawn]]:
    """The cards of some incidents, a stretch at a time."""
    stretches = [keys[start : start + AT_ONCE] for start in range(0, len(keys), AT_ONCE)]
    if jobs == 1 or len(keys) < MANY or parent_process() is not None:
        decided = search.decided() if keys else {}
        for some in stretches:
            yield cards(search, some, draw, redacted, decided)
        return
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        waiting = deque(pool.submit(_cards_elsewhere, search.place, some, draw) for some in stretches[: jobs * AHEAD])
        for some in stretches[jobs * AHEAD :]:
            yield waiting.popleft().result()
            waiting.append(pool.submit(_cards_elsewhere, search.place, some, draw))
        while waiting:
            yield waiting.popleft().result()


def cards(
    search: Search, keys: Sequence[str], draw: Draw, redacted: Mapping[str, str], decided: Mapping[str, str]
) -> list[Drawn]:
    """The cards of a stretch of incidents."""
    bodies = search.bodies_of(keys)
    tellings = search.tellings(keys, decided)
    return [
        Drawn(
            digest=digest_of(bodies[one.id], redacted.get(one.id, "")),
            card=draw(one, tellings.get(one.id, Telling())),
        )
        for one in search.shown(bodies)
    ]


def _cards_elsewhere(place: str, keys: Sequence[str], draw: Draw) -> list[Drawn]:
    search, redacted, decided = _opened(place)
    return cards(search, keys, draw, redacted, decided)


@lru_cache(maxsize=1)
def _opened(place: str) -> tuple[Search, dict[str, str], dict[str, str]]:
    """What a process needs for all its stretches, read once."""
    search = Search.open(place)
    return search, search.redacted(), search.decided()
