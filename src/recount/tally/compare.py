"""The ledger beside the table of another project: which rows tell of which incidents, and where the two differ.

An incident and a row belong together by their day, place, actors and deaths; each gets at most one of the other. The
likely reason of a difference is an opinion out of the records at hand: it is given in words, and never acted upon.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from recount.records import Incident
from recount.tally.differences import Difference
from recount.tally.events import Event
from recount.tally.likelihood import ENOUGH, Points, likeness

ROUGH = 31  # days; a row that leaves more of them open can be any of many incidents
SLACK = 2  # days by which two projects may date one event apart and still mean it


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """An incident and a row that tell of one event, with what speaks for it and what they tell differently."""

    incident: Incident
    event: Event
    points: Points
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Who has what. `beyond` are incidents outside the days and countries of the table; the reasons are in words."""

    pairs: tuple[Pair, ...]
    ours_only: tuple[tuple[Incident, str], ...]
    theirs_only: tuple[tuple[Event, str], ...]
    beyond: tuple[Incident, ...]


Differ = Callable[[Incident, Event], tuple[Difference, ...]]
WhyNot = Callable[[Incident], str | None]


def compare(
    incidents: Sequence[Incident], events: Sequence[Event], *, differ: Differ, why_not: WhyNot = lambda _: None
) -> Comparison:
    """Incidents, counted by the rules of the table's project, beside its rows.

    `differ` says what a pair tells differently, `why_not` why the project would not hold an incident at all.
    """
    scored = _scored(incidents, events)
    taken = _one_to_one(scored)
    pairs = [
        Pair(
            incident=incidents[mine],
            event=events[theirs],
            points=points,
            differences=differ(incidents[mine], events[theirs]),
        )
        for (mine, theirs), points in sorted(taken.items())
    ]
    ours, theirs = {mine for mine, _ in taken}, {their for _, their in taken}
    rest = [incident for number, incident in enumerate(incidents) if number not in ours]
    scope = _scope(events)
    within = [incident for incident in rest if scope.holds(incident)]
    like = {incidents[mine].id for mine, _, _ in scored}
    near = {their for _, their, _ in scored}
    return Comparison(
        pairs=tuple(pairs),
        ours_only=tuple((one, why_not(one) or _unmatched(one, one.id in like)) for one in within),
        theirs_only=tuple((one, _missing(one, n in near)) for n, one in enumerate(events) if n not in theirs),
        beyond=tuple(one for one in rest if not scope.holds(one)),
    )


def _scored(incidents: Sequence[Incident], events: Sequence[Event]) -> list[tuple[int, int, Points]]:
    months = _by_month(events)
    found = []
    for mine, incident in enumerate(incidents):
        for their in sorted({number for month in _months_of(incident) for number in months.get(month, ())}):
            points = likeness(incident, events[their], slack=SLACK)
            if points is not None and points.total >= ENOUGH:
                found.append((mine, their, points))
    return found


def _one_to_one(scored: Iterable[tuple[int, int, Points]]) -> dict[tuple[int, int], Points]:
    """The best pairs first; an incident and a row are used once."""
    taken: dict[tuple[int, int], Points] = {}
    ours: set[int] = set()
    theirs: set[int] = set()
    for mine, their, points in sorted(scored, key=lambda one: (-one[2].total, one[0], one[1])):
        if mine not in ours and their not in theirs:
            taken[mine, their] = points
            ours.add(mine)
            theirs.add(their)
    return taken


def _by_month(events: Sequence[Event]) -> Mapping[tuple[int, int], list[int]]:
    months: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for number, event in enumerate(events):
        for month in _months(event.first, event.last):
            months[month].append(number)
    return months


def _months_of(incident: Incident) -> set[tuple[int, int]]:
    when = incident.days
    if when.first is None or when.last is None:
        return set()
    slack = timedelta(days=SLACK)
    first = when.first - slack if when.first > date.min + slack else when.first
    return _months(first, when.last + slack if when.last < date.max - slack else when.last)


def _months(first: date, last: date) -> set[tuple[int, int]]:
    count = (last.year - first.year) * 12 + last.month - first.month
    numbers = (first.month - 1 + ahead for ahead in range(count + 1))
    return {(first.year + number // 12, number % 12 + 1) for number in numbers}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scope:
    """The days and countries of a table."""

    first: date
    last: date
    countries: frozenset[str]

    def holds(self, incident: Incident) -> bool:
        """That the table covers the incident's days and its country, as far as both are known."""
        when, country = incident.days, incident.place.country
        if country is not None and self.countries and country not in self.countries:
            return False
        if when.first is None or when.last is None:
            return True
        return when.first <= self.last and when.last >= self.first


def _scope(events: Sequence[Event]) -> _Scope:
    return _Scope(
        first=min((event.first for event in events), default=date.max),
        last=max((event.last for event in events), default=date.min),
        countries=frozenset(event.country for event in events if event.country),
    )


def _unmatched(incident: Incident, like: bool) -> str:
    if like:
        return "a row fits it, but fits another incident better: the ledger may tell one event as two"
    if incident.days.first is None:
        return "its day is not known, so that no row can be told to be it"
    if incident.place.level in {None, "country", "province"}:
        return "its place is known too roughly to be matched"
    return "no row of the table has its day, place, actors and deaths"


def _missing(event: Event, near: bool) -> str:
    if (event.last - event.first).days > ROUGH or not (event.place or event.district):
        return "its day or place is told too roughly to be matched"
    if near:
        return "an incident fits it, but fits another row better: the table may tell one event in several rows"
    if not (event.best or event.low or event.high):
        return "the ledger's documents do not tell of it; nobody was killed, so that few may have written of it"
    return "the ledger's documents do not tell of it"
