"""A row of another project's table, as what the ledger can be compared with."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A row of another project's table. `first` and `last` possible day; numbers are of everybody killed or wounded."""

    id: str
    first: date
    last: date
    country: str | None = None
    province: str | None = None
    district: str | None = None
    place: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    actors: tuple[str, ...] = ()
    low: int | None = None
    best: int | None = None
    high: int | None = None
    wounded: int | None = None
    form: str = ""
