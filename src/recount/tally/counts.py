"""How many incidents and victims, by month, country, province and type, with what is not known kept as such."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from recount.records import CountField, Estimate, Incident, Status, When, Where

Cut = Literal["month", "year", "country", "province", "type"]

_UNKNOWN = "not known"


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """Victims as low, best and high; `open`: in how many incidents the toll has no upper bound."""

    low: int = 0
    best: int = 0
    high: int = 0
    open: int = 0

    def __add__(self, other: "Toll") -> "Toll":
        return Toll(
            low=self.low + other.low,
            best=self.best + other.best,
            high=self.high + other.high,
            open=self.open + other.open,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a table: what it is of, how many incidents, how many killed and wounded."""

    of: tuple[str, ...]
    incidents: int
    killed: Toll
    wounded: Toll


def tally(
    incidents: Iterable[Incident], by: Sequence[Cut] = ("month",), statuses: Iterable[Status] = ("happened",)
) -> tuple[Row, ...]:
    """A table of incidents cut by month, year, country, province or type, or several of these, in order of the cuts."""
    counted = set(statuses)
    rows: dict[tuple[str, ...], list[Incident]] = defaultdict(list)
    for incident in incidents:
        if incident.status in counted:
            rows[tuple(_cut(incident, cut) for cut in by)].append(incident)
    return tuple(_row(key, rows[key]) for key in sorted(rows))


def _row(key: tuple[str, ...], incidents: Sequence[Incident]) -> Row:
    killed = sum((victims(incident, "killed") for incident in incidents), Toll())
    wounded = sum((victims(incident, "wounded") for incident in incidents), Toll())
    return Row(of=key, incidents=len(incidents), killed=killed, wounded=wounded)


def victims(incident: Incident, field: CountField) -> Toll:
    """An incident's toll without the attackers: the total where there is one, else its categories together."""
    estimates = [one for one in incident.counts if one.field == field and one.of != "attacker"]
    totals = [one for one in estimates if one.of in {None, "all"}]
    return sum((_toll(one) for one in totals or estimates), Toll())


def _toll(one: Estimate) -> Toll:
    best = next((number for number in (one.best, one.low, one.high) if number is not None), None)
    if best is None:
        return Toll()
    high = one.high if one.high is not None else best
    return Toll(low=one.low or 0, best=best, high=high, open=int(one.high is None))


def _cut(incident: Incident, cut: Cut) -> str:
    if cut == "type":
        return incident.type
    if cut in {"month", "year"}:
        return _time(incident.when.value if incident.when else None, cut)
    where = incident.where.value if incident.where else None
    name = getattr(where, cut) if isinstance(where, Where) else None
    return name or f"{cut} {_UNKNOWN}"


def _time(value: object, cut: Cut) -> str:
    """The month of an event, or the year with the month not known; an event across two months is of its first."""
    if not isinstance(value, When) or value.first is None or value.last is None:
        return f"{cut} {_UNKNOWN}"
    if value.first.year != value.last.year and not value.lasted:
        return f"{cut} {_UNKNOWN}"
    if cut == "year":
        return f"{value.first:%Y}"
    if value.first.month != value.last.month and not value.lasted:
        return f"{value.first:%Y}, month {_UNKNOWN}"
    return f"{value.first:%Y-%m}"
