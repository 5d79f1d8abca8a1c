"""What tables need of an incident: when, where, what, by and on whom, and its figures; a tenth of the whole.

These are kept beside the incidents and read by the hundred thousand, so they are msgspec's structs, not dataclasses:
as frozen, but read three times as fast, and left alone by the collector of garbage (they hold no cycles).
"""

from collections.abc import Iterable
from datetime import date

import msgspec

from recount.codebook.places import province_name
from recount.records import Estimate, Incident, Stance


class Figure(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """One count of an incident: of what, of whom, low–best–high."""

    field: str
    of: str | None = None
    low: int | None = None
    best: int | None = None
    high: int | None = None


class Side(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """One who is said to have done it, or to whom it was done, and the stance it is told in."""

    value: str
    stance: Stance | None = None


class Countable(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """An incident as tables count it. `place` is the smallest that is known."""

    id: str
    type: str
    status: str
    grade: str = "single"
    first: date | None = None
    last: date | None = None
    lasted: bool = False
    country: str | None = None
    province: str | None = None
    district: str | None = None
    place: str | None = None
    perpetrators: tuple[Side, ...] = ()
    targets: tuple[Side, ...] = ()
    means: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()


def countable_of(incident: Incident) -> Countable:
    """An incident as tables count it."""
    when, where = incident.days, incident.place
    return Countable(
        id=incident.id,
        type=incident.type,
        status=incident.status,
        grade=incident.grade,
        first=when.first,
        last=when.last,
        lasted=when.lasted,
        country=where.country,
        province=province_name(where.country, where.province),
        district=where.district,
        place=where.site or where.locality or where.district or where.province,
        perpetrators=_sides(incident.perpetrators),
        targets=_sides(incident.targets),
        means=tuple(one.value for one in incident.others if one.field == "means" and isinstance(one.value, str)),
        figures=tuple(
            Figure(field=one.field, of=one.of, low=one.low, best=one.best, high=one.high) for one in incident.counts
        ),
    )


def _sides(found: Iterable[Estimate]) -> tuple[Side, ...]:
    return tuple(Side(value=one.value, stance=one.stance) for one in found if isinstance(one.value, str))


def encode(one: Countable) -> str:
    """As it is kept."""
    return msgspec.json.encode(one).decode("utf-8")
