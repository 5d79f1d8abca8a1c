"""The incidents of a ledger by month and place, so that those behind a published total are found quickly."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property

from recount.codebook.countries import countries_by_word
from recount.codebook.kinship import kinship
from recount.codebook.spelling import alike
from recount.codebook.voices import known_side
from recount.records import Incident

_AND = " and "
_FOR = frozenset({"asserts", "claims", "accuses", "suspects"})
_PlaceKey = tuple[str | None, ...]


class Held:
    """Incidents that happened, for looking up by days, area and actor."""

    def __init__(self, incidents: Sequence[Incident]) -> None:
        self.incidents = incidents
        self._areas: dict[str, frozenset[_PlaceKey]] = {}

    @cached_property
    def _months(self) -> dict[tuple[int, int], list[tuple[date, date, _PlaceKey, Incident]]]:
        months: defaultdict[tuple[int, int], list[tuple[date, date, _PlaceKey, Incident]]] = defaultdict(list)
        for one in self.incidents:
            days = days_of(one)
            if one.status == "happened" and days:
                months[days[0].year, days[0].month].append((*days, _place_key(one), one))
        return months

    @cached_property
    def _places(self) -> frozenset[_PlaceKey]:
        return frozenset(place for told in self._months.values() for _, _, place, _ in told)

    def within(self, period: tuple[date, date], area: str, actor: str | None = None) -> list[Incident]:
        """The incidents that surely fall into a period and an area, by the actor where one is named."""
        places = self._places_of(area)
        return [
            one
            for first, last, place, one in self._starting(period)
            if period[0] <= first and last <= period[1] and place in places and (actor is None or did(one, actor))
        ]

    def _starting(self, period: tuple[date, date]) -> Iterator[tuple[date, date, _PlaceKey, Incident]]:
        first, last = ((day.year, day.month) for day in period)
        for month in sorted(month for month in self._months if first <= month <= last):
            yield from self._months[month]

    def _places_of(self, area: str) -> frozenset[_PlaceKey]:
        if area not in self._areas:
            self._areas[area] = frozenset(place for place in self._places if lies_in(place, area))
        return self._areas[area]


def days_of(incident: Incident) -> tuple[date, date] | None:
    """First and last possible day; None where they are not known."""
    when = incident.days
    return (when.first, when.last) if when.first and when.last else None


def _place_key(incident: Incident) -> _PlaceKey:
    where = incident.place
    return where.country, where.province, where.district, where.locality


def in_area(incident: Incident, area: str) -> bool:
    """That an incident lies in a country, province, district or town of that name."""
    return lies_in(_place_key(incident), area)


def lies_in(place: _PlaceKey, area: str) -> bool:
    """The same of country, province, district and locality; "A and B" is either of the two."""
    country, *names = place
    parts = [area] if area in countries_by_word() else [part.strip() for part in area.split(_AND)]
    for part in parts:
        code = countries_by_word().get(part, part if len(part) == 2 else None)
        if (code is not None and code == country) or any(name and alike(name, part) for name in names):
            return True
    return False


def did(incident: Incident, actor: str) -> bool:
    """That an actor is said to have done it, under whatever name it goes."""
    names = (one.value for one in incident.perpetrators if (one.stance or "asserts") in _FOR)
    return any(kinship(name, actor) in {"same", "related"} for name in names if isinstance(name, str))


def is_attack(incident: Incident) -> bool:
    """That it was no act of a state's authorities alone, as far as it is told who did it."""
    names = [one.value for one in incident.perpetrators if (one.stance or "asserts") in _FOR]
    sides = [known_side(name) for name in names if isinstance(name, str)]
    return not sides or any(side != "authorities" for side in sides)
