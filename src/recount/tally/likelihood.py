"""How likely it is that an incident and a row of another project's table are one event, with the reasons."""

from dataclasses import dataclass
from itertools import product
from math import asin, cos, radians, sin, sqrt

from recount.codebook.kinship import kinship
from recount.codebook.spelling import alike
from recount.records import Incident, Reason, When, Where
from recount.tally.deaths import deaths
from recount.tally.events import Event

ENOUGH = 4.0  # the same day and the same town are, neighbouring days and one province are not
_EARTH_KM, _NEAR_KM, _FAR_KM = 6371.0, 20.0, 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    """The points of each consideration, and their sum."""

    reasons: tuple[Reason, ...]

    @property
    def total(self) -> float:
        """All points together."""
        return sum(reason.points for reason in self.reasons)


def likeness(incident: Incident, event: Event, *, slack: int) -> Points | None:
    """The points for an incident and a row being one event; None where day or place exclude it."""
    day = _days(incident.days, event, slack)
    place = _places(incident.place, event)
    if day is None or place is None:
        return None
    return Points(reasons=(day, place, _actors(incident, event), _deaths(incident, event)))


def _days(when: When, event: Event, slack: int) -> Reason | None:
    if when.first is None or when.last is None:
        return None
    gap = max((event.first - when.last).days, (when.first - event.last).days, 0)
    if gap > slack:
        return None
    if gap:
        return Reason(what="day", words=f"{gap} {'day' if gap == 1 else 'days'} apart", points=2.0 - gap)
    open_days = max((when.last - when.first).days, (event.last - event.first).days)
    if open_days == 0:
        return Reason(what="day", words="the same day", points=3.0)
    return Reason(what="day", words="days that overlap", points=2.0 if open_days < 7 else 1.0)


def _places(where: Where, event: Event) -> Reason | None:
    if where.country and event.country and where.country != event.country:
        return None
    ours = [name for name in (where.site, where.locality, where.district) if name]
    theirs = [name for name in (event.place, event.district) if name]
    shared = next((one for one, other in product(ours, theirs) if alike(one, other)), None)
    if shared:
        return Reason(what="place", words=f"both in {shared}", points=3.0)
    km = _kilometres(where, event) if where.level in {"site", "locality"} else None
    if km is None:
        return _roughly(where, event, (*ours[:1], *theirs[:1]))
    far = km > _FAR_KM + (where.radius_km or 0)
    return None if far else Reason(what="place", words=f"{km:.0f} km apart", points=2.0 if km <= _NEAR_KM else 0.0)


def _roughly(where: Where, event: Event, names: tuple[str, ...]) -> Reason:
    if len(names) == 2:
        return Reason(what="place", words=f"{names[0]} here, {names[1]} there", points=-2.0)
    if where.province and event.province and alike(where.province, event.province):
        return Reason(what="place", words=f"both in {where.province}", points=1.0)
    return Reason(what="place", words="the place of one of them is not told", points=0.0)


def _kilometres(where: Where, event: Event) -> float | None:
    if where.latitude is None or where.longitude is None or event.latitude is None or event.longitude is None:
        return None
    north, other = radians(where.latitude), radians(event.latitude)
    east = radians(event.longitude - where.longitude)
    half = sin((other - north) / 2) ** 2 + cos(north) * cos(other) * sin(east / 2) ** 2
    return 2 * _EARTH_KM * asin(min(1.0, sqrt(half)))


def _actors(incident: Incident, event: Event) -> Reason:
    ours = [one.value for one in (*incident.perpetrators, *incident.targets) if isinstance(one.value, str)]
    found = {kinship(*pair): pair for pair in product(ours, event.actors)}
    for kin, points in (("same", 2.0), ("related", 1.5), ("described", 0.0)):
        if kin in found:
            one, other = found[kin]
            words = one if one == other else f"{one} and {other}"
            return Reason(what="actors", words=f"{words}: {kin}", points=points)
    if found:
        return Reason(what="actors", words="other actors", points=-1.5)
    return Reason(what="actors", words="actors not told by both", points=0.0)


def _deaths(incident: Incident, event: Event) -> Reason:
    toll = deaths(incident)
    if toll is None or event.best is None:
        return Reason(what="killed", words="deaths not told by both", points=0.0)
    if toll.best == event.best:
        points = 2.0 if toll.best else 0.5
    elif toll.low <= event.best <= toll.high:
        points = 1.0
    else:
        points = 0.0 if abs(toll.best - event.best) <= max(2, 0.2 * toll.best) else -1.0
    return Reason(what="killed", words=f"{toll.best} here, {event.best} there", points=points)
