"""Which incidents a table is of: an area, and days. What may lie within but need not is told apart, never left out.

An incident is of a period when every day it may have been on lies there (one that lasted: its first day). It may be of
the period when only some do, or when its days are not known at all.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from recount.codebook.spelling import alike
from recount.ledger.countable import Countable


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A country, or a province of it; all of the ledger where both are None. `name` as it is printed."""

    name: str = ""
    country: str | None = None
    province: str | None = None


EVERYWHERE = Area()


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """The incidents of an area and period.

    `perhaps` may lie in the period, `undated` have no known day, `elsewhere_perhaps` are of the country of the province
    asked for, with their own not told.
    """

    inside: tuple[Countable, ...]
    perhaps: tuple[Countable, ...] = ()
    undated: tuple[Countable, ...] = ()
    elsewhere_perhaps: tuple[Countable, ...] = ()


def select_incidents(
    incidents: Iterable[Countable], area: Area = EVERYWHERE, first: date | None = None, last: date | None = None
) -> Selection:
    """The incidents that happened in an area from a first to a last day."""
    sorted_out: dict[str, list[Countable]] = {"inside": [], "perhaps": [], "undated": [], "elsewhere_perhaps": []}
    for one in incidents:
        there = _there(one, area)
        when = _then(one, first, last)
        if there is None or when is None or one.status != "happened":
            continue
        sorted_out[when if there else "elsewhere_perhaps"].append(one)
    return Selection(**{name: tuple(held) for name, held in sorted_out.items()})


def _there(one: Countable, area: Area) -> bool | None:
    """That an incident is of the area: None for one that is not, False where its province is not told."""
    if area.country is None:
        return True
    if one.country != area.country:
        return None
    if area.province is None:
        return True
    if one.province is None:
        return False
    return True if one.province == area.province or alike(one.province, area.province) else None


def _then(one: Countable, first: date | None, last: date | None) -> str | None:
    if one.first is None or one.last is None:
        return "undated" if first or last else "inside"
    end = one.first if one.lasted else one.last
    if (last and one.first > last) or (first and end < first):
        return None
    return "inside" if (not first or one.first >= first) and (not last or end <= last) else "perhaps"
