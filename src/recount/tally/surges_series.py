"""Weekly series out of incidents and of what was read, for the tests on surges.

Only incidents that a standing outlet told of are counted: one that was read in most of the weeks. A paper read since
last month brings incidents that nobody would have heard of before; they are no surge. Where a standing outlet was not
read for some days, less is expected of that week.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, get_args

from recount.records import EventType, Incident
from recount.tally.counts import victims
from recount.tally.held import days_of, did, in_area
from recount.tally.surges import PEOPLE, Rules, Surge, Watched, Week, find_surges

Measure = Literal["incidents", "killed", "wounded"]
MEASURES: tuple[Measure, ...] = get_args(Measure)
UNNAMED = "an outlet that is not named"
GAP = 14  # days without an article after which an outlet was not read any more
STANDING = 0.8  # share of the weeks in which a standing outlet was read
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """What is watched: an area, an actor, a form of violence (None: any), and how it is measured."""

    name: str
    area: str | None = None
    actor: str | None = None
    type: EventType | None = None
    measure: Measure = "incidents"

    def holds(self, incident: Incident) -> bool:
        """That an incident is one of those watched."""
        return (
            incident.status == "happened"
            and (self.type is None or incident.type == self.type)
            and (self.area is None or in_area(incident, self.area))
            and (self.actor is None or did(incident, self.actor))
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Days from first to last on which an outlet was read."""

    first: date
    last: date

    def days_in(self, monday: date) -> int:
        """How many of them lie in a week."""
        first, last = max(self.first, monday), min(self.last, monday + timedelta(days=6))
        return max(0, (last - first).days + 1)


class Coverage:
    """Which outlets were read on which days: an outlet is read from one article to the next, `GAP` days at most."""

    def __init__(self, articles: Iterable[tuple[str | None, date]]) -> None:
        days: defaultdict[str, set[date]] = defaultdict(set)
        for outlet, day in articles:
            days[outlet or UNNAMED].add(day)
        self.runs: Mapping[str, tuple[Run, ...]] = {outlet: _runs(sorted(days[outlet])) for outlet in sorted(days)}

    def lasting(self, until: date) -> "Coverage":
        """The same, each outlet read on until a day where its last article is at most `GAP` days old by then.

        A weekly that came out on Tuesday was not given up on Wednesday.
        """
        lasting = Coverage(())
        lasting.runs = {outlet: (*runs[:-1], _on(runs[-1], until)) for outlet, runs in self.runs.items()}
        return lasting

    def read(self, outlet: str, monday: date) -> int:
        """On how many days of a week an outlet was read."""
        return sum(run.days_in(monday) for run in self.runs.get(outlet, ()))

    def mondays(self, until: date) -> list[date]:
        """The weeks from the one that was first read in to the last that is over by a day."""
        first = min((run.first for runs in self.runs.values() for run in runs), default=until)
        monday = first - timedelta(days=first.weekday())
        return [monday + _WEEK * number for number in range(max(0, (until - monday).days + 1) // 7)]

    def standing(self, mondays: Sequence[date]) -> tuple[str, ...]:
        """The outlets that were read in most of these weeks."""
        needed = STANDING * len(mondays)
        return tuple(one for one in self.runs if mondays and sum(self.read(one, day) > 0 for day in mondays) >= needed)


def _on(run: Run, until: date) -> Run:
    return Run(first=run.first, last=until) if 0 < (until - run.last).days <= GAP else run


def _runs(days: Sequence[date]) -> tuple[Run, ...]:
    runs: list[Run] = []
    for day in days:
        if runs and (day - runs[-1].last).days <= GAP:
            runs[-1] = Run(first=runs[-1].first, last=day)
        else:
            runs.append(Run(first=day, last=day))
    return tuple(runs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A watch with what came of it.

    `outlets` are the standing ones, `newer` those left out, `undated` counts the incidents whose week is not known;
    `incidents` are those of each week by its Monday.
    """

    watch: Watch
    watched: Watched
    outlets: tuple[str, ...]
    newer: tuple[str, ...]
    undated: int
    incidents: Mapping[date, tuple[str, ...]]

    def behind(self, surge: Surge) -> tuple[str, ...]:
        """The incidents that a surge consists of."""
        return tuple(key for day, keys in self.incidents.items() if surge.first <= day <= surge.last for key in keys)


def watch_incidents(
    watch: Watch,
    incidents: Sequence[Incident],
    outlets: Mapping[str, str | None],
    coverage: Coverage,
    *,
    until: date,
    rules: Rules | None = None,
) -> Told:
    """The surges of a watch. `outlets` names the outlet of each report; weeks not over by `until` are left out."""
    chosen = rules or (Rules() if watch.measure == "incidents" else PEOPLE)
    coverage = coverage.lasting(until)
    mondays = coverage.mondays(until)
    standing = coverage.standing(mondays[-chosen.longest :])
    first, last = (mondays[0], mondays[-1] + _WEEK) if mondays else (until, until)
    weeks: defaultdict[date, list[Incident]] = defaultdict(list)
    undated = 0
    for incident in incidents:
        if watch.holds(incident) and any((outlets.get(key) or UNNAMED) in standing for key in incident.reports):
            monday = _monday(incident)
            if monday is None:
                undated += _may_lie_in(incident, first, last)
            else:
                weeks[monday].append(incident)
    series = [_week(monday, weeks[monday], watch.measure, standing, coverage) for monday in mondays]
    return Told(
        watch=watch,
        watched=find_surges(series, chosen),
        outlets=standing,
        newer=tuple(one for one in coverage.runs if one not in standing),
        undated=undated,
        incidents={monday: tuple(sorted(one.id for one in weeks[monday])) for monday in mondays if weeks[monday]},
    )


def _monday(incident: Incident) -> date | None:
    """The Monday of the week that an incident surely began in."""
    days = days_of(incident)
    if days is None:
        return None
    first, last = (day - timedelta(days=day.weekday()) for day in days)
    return first if first == last or incident.days.lasted else None


def _may_lie_in(incident: Incident, first: date, last: date) -> bool:
    days = days_of(incident)
    return days is None or (days[0] < last and days[1] >= first)


def _week(
    monday: date, incidents: Sequence[Incident], measure: Measure, standing: Sequence[str], coverage: Coverage
) -> Week:
    read = sum(coverage.read(outlet, monday) for outlet in standing)
    exposure = read / (7 * len(standing)) if standing else 0.0
    if measure == "incidents":
        return Week(first=monday, count=len(incidents), exposure=exposure)
    people = sum(victims(incident, measure).best for incident in incidents)
    return Week(first=monday, count=people, exposure=exposure)
