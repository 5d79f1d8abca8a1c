"""What tables need of every incident, read without the rest of it: a million claims are counted in a second or two."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec
from sqlalchemy import Select, and_, or_, select

from recount.errors import LedgerError
from recount.ledger import tables
from recount.ledger.derived import Filter
from recount.ledger.ledger import Ledger
from recount.records import Incident, Stance


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One count of an incident: of what, of whom, low–best–high."""

    field: str
    of: str | None = None
    low: int | None = None
    best: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One who is said to have done it, or to whom it was done, with the strongest stance it is told in."""

    value: str
    stance: Stance | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Countable:
    """An incident as tables count it: when, where, what, by and on whom, and its figures. `place` is the smallest."""

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


class _Value(msgspec.Struct):
    first: date | None = None
    last: date | None = None
    lasted: bool = False
    country: str | None = None
    province: str | None = None
    district: str | None = None
    locality: str | None = None
    site: str | None = None


class _Held(msgspec.Struct):
    value: _Value | str | None = None


class _Named(msgspec.Struct):
    field: str
    value: _Value | str | None = None
    stance: Stance | None = None


class _Body(msgspec.Struct):
    """The part of a stored incident that is counted; all else is skipped unread."""

    id: str
    type: str
    status: str
    grade: str
    when: _Held | None
    where: _Held | None
    counts: tuple[Figure, ...] = ()
    perpetrators: tuple[_Named, ...] = ()
    targets: tuple[_Named, ...] = ()
    others: tuple[_Named, ...] = ()


_BODY = msgspec.json.Decoder(_Body)


def countables(ledger: Ledger, asked: Filter = Filter(), *, undated: bool = True) -> tuple[Countable, ...]:  # noqa: B008 - frozen
    """The incidents asked for, as tables count them; with `undated` also those whose day no report tells."""
    try:
        with ledger._reading() as connection:  # the ledger's own room: this is one more of its reads
            bodies = connection.execute(_query(asked, undated=undated)).scalars()
            return tuple(_countable(_BODY.decode(body)) for body in bodies)
    except msgspec.MsgspecError as error:
        what = f"The ledger holds an incident that cannot be read back: {error}"
        raise LedgerError(what, advice="It was changed outside Recount: restore the ledger from a copy") from error


def countable_of(incident: Incident) -> Countable:
    """An incident as tables count it."""
    return _countable(_BODY.decode(msgspec.json.encode(incident)))


def _query(asked: Filter, *, undated: bool) -> Select[Any]:
    table = tables.incidents
    query = select(table.c.body).order_by(table.c.first.is_(None), table.c.first, table.c.last, table.c.id)
    bounds = []
    if asked.since:
        bounds.append(table.c.last >= asked.since)
    if asked.until:
        bounds.append(table.c.first <= asked.until)
    if bounds:
        query = query.where(or_(and_(*bounds), table.c.first.is_(None)) if undated else and_(*bounds))
    if asked.country:
        query = query.where(table.c.country == asked.country.upper())
    return query.where(table.c.type == asked.type) if asked.type else query


def _countable(body: _Body) -> Countable:
    when = body.when.value if body.when and isinstance(body.when.value, _Value) else _Value()
    where = body.where.value if body.where and isinstance(body.where.value, _Value) else _Value()
    return Countable(
        id=body.id,
        type=body.type,
        status=body.status,
        grade=body.grade,
        first=when.first,
        last=when.last,
        lasted=when.lasted,
        country=where.country,
        province=where.province,
        district=where.district,
        place=where.site or where.locality or where.district or where.province,
        perpetrators=_sides(body.perpetrators),
        targets=_sides(body.targets),
        means=tuple(one.value for one in body.others if one.field == "means" and isinstance(one.value, str)),
        figures=body.counts,
    )


def _sides(held: tuple[_Named, ...]) -> tuple[Side, ...]:
    return tuple(Side(value=one.value, stance=one.stance) for one in held if isinstance(one.value, str))
