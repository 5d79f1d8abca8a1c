"""Rows as ACLED lays them out: 31 columns, one integer of deaths, the most conservative figure.

Column order after ACLED's export of 2025. Recount writes rows like ACLED's; it holds none of ACLED's own data.
"""

from collections.abc import Mapping
from typing import Any

from recount.codebook.columns import load_columns
from recount.codebook.event_types import load_event_types
from recount.codebook.outlets import load_outlets
from recount.publish.formats import gaps
from recount.publish.formats.encoding import csv_table
from recount.publish.formats.facts import (
    MONTH,
    coordinates,
    country_name,
    days_of,
    documents,
    elsewhere,
    lasted,
    length_of,
    weapons,
    where_of,
)
from recount.publish.formats.notes import notes, outlets
from recount.publish.formats.reading import Cells, day_in, span_of
from recount.publish.formats.seam import Format, Row
from recount.publish.formats.sides import (
    ARMED,
    Side,
    attacked_side,
    attacking_side,
    country_of,
    perpetrators,
    side_of,
    targets,
)
from recount.publish.report import Material
from recount.records import Incident
from recount.tally.deaths import deaths
from recount.tally.events import Event

COLUMNS = load_columns("acled")

_DEMONSTRATIONS = frozenset({"Protests", "Violent demonstration"})
_FOILED = ("Strategic developments", "Disrupted weapons use")
_INTER: Mapping[Side, int] = {
    "state": 1, "armed group": 2, "criminal group": 3, "unnamed": 3, "political": 3, "civilians": 7, "international": 8,
}  # fmt: skip
_CELLS = Cells(
    id="event_id_cnty", country="country", province="admin1", district="admin2", place="location",
    actors=("actor1", "actor2"), low="fatalities", best="fatalities", high="fatalities", form="sub_event_type",
)  # fmt: skip
_LEVELS = {"site": 1, "locality": 1, "district": 2, "province": 3}


def why_not(incident: Incident, _material: Material) -> str | None:
    """Why ACLED has no row for it."""
    length, where = length_of(incident), where_of(incident)
    if incident.status in {"planned", "alleged"}:
        return f"it is only {incident.status}"
    if length is None:
        return "its date or year is not known"
    if length > MONTH and not lasted(incident):
        return "its date is not known to the month"
    if where.country is None or where.level not in _LEVELS:
        return "its place is not known below the country"
    return None


def row(incident: Incident, material: Material) -> Row:
    """The row of an incident."""
    first, _ = days_of(incident)
    event_type, sub_type = form(incident)
    toll = deaths(incident)
    return {
        "event_id_cnty": incident.id,
        "event_date": first.isoformat(),
        "year": first.year,
        "time_precision": 1 if lasted(incident) else _time_precision(length_of(incident) or 1),
        "disorder_type": _disorder(event_type, sub_type),
        "event_type": event_type,
        "sub_event_type": sub_type,
        **_sides(incident),
        **_place(incident),
        "source": "; ".join(outlets(incident, material)),
        "source_scale": _scale(incident, material),
        "notes": notes(incident, material),
        "fatalities": toll.best if toll else 0,
    }


def form(incident: Incident) -> tuple[str, str]:
    """Event and sub-event type."""
    if incident.status == "foiled":
        return _FOILED
    kind = load_event_types()[incident.type]
    country = where_of(incident).country
    attacking, attacked = attacking_side(incident, country), attacked_side(incident, country)
    if attacking == "state" and kind.acled_state:
        return kind.acled_state
    if attacking in ARMED - {"state"} and kind.acled_group:
        return kind.acled_group
    if attacked in ARMED and kind.acled_armed:
        return kind.acled_armed
    return kind.acled[0], _by_weapon(incident) or kind.acled[1]


def _by_weapon(incident: Incident) -> str | None:
    """The sub-event type that a weapon decides."""
    names = {weapon.name for weapon in weapons(incident)}
    if incident.type == "bombing" and names == {"grenade"}:
        return "Grenade"
    if incident.type in {"assault", "attack"} and "sexual violence" in names:
        return "Sexual violence"
    return None


def _disorder(event_type: str, sub_type: str) -> str:
    if _DEMONSTRATIONS & {event_type, sub_type}:
        return "Demonstrations"
    return event_type if event_type == "Strategic developments" else "Political violence"


def _sides(incident: Incident) -> Row:
    country = where_of(incident).country
    first, second = perpetrators(incident), targets(incident)
    attacked = attacked_side(incident, country)
    inter1 = _inter(attacking_side(incident, country), first, country)
    inter2 = _inter(attacked, second, country)
    both = sorted(one for one in (inter1, inter2) if one)
    return {
        "actor1": first[0] if first else None,
        "assoc_actor_1": "; ".join(first[1:]),
        "inter1": inter1,
        "actor2": second[0] if second else None,
        "assoc_actor_2": "; ".join(second[1:]),
        "inter2": inter2,
        "interaction": "".join(map(str, both)).ljust(2, "0") if both else None,
        "civilian_targeting": "Civilian targeting" if attacked == "civilians" else None,
    }


def _inter(side: Side, names: tuple[str, ...], country: str | None) -> int | None:
    """A state's forces abroad are "External/Other Forces"."""
    forces = [name for name in names if side_of(name, country) == "state"]
    if side == "state" and forces and country_of(forces[0], country) != country:
        return _INTER["international"]
    return _INTER.get(side)


def _place(incident: Incident) -> Row:
    where, other, point = where_of(incident), elsewhere(incident), coordinates(where_of(incident))
    return {
        "iso": other.numeric if other else None,
        "region": other.acled_region if other else None,
        "country": country_name(incident),
        "admin1": where.province,
        "admin2": where.district,
        "location": where.locality or where.district or where.province or where.site,
        "latitude": point[0] if point else None,
        "longitude": point[1] if point else None,
        "geo_precision": _LEVELS[where.level] if where.level else None,
    }


def _time_precision(length: int) -> int:
    return 1 if length == 1 else 2 if length <= 7 else 3


def _scale(incident: Incident, material: Material) -> str | None:
    """National where the outlet sits in the incident's country, else International; both with a hyphen."""
    found = (load_outlets().find(one.outlet, one.url) for one in documents(incident, material))
    seats = {one.country == where_of(incident).country for one in found if one is not None}
    return "-".join(word for here, word in ((True, "National"), (False, "International")) if here in seats) or None


def read_back(cells: Mapping[str, Any]) -> Event:
    """A row of ACLED's as an event; raises ValueError where a cell cannot be read."""
    open_days = {"2": 7, "3": 31}.get(cells.get("time_precision", "1"), 1)
    return _CELLS.event(cells, span_of(day_in(cells["event_date"]), open_days))


FORMAT = Format(
    name="acled",
    about="events as ACLED lays them out (31 columns)",
    columns=COLUMNS,
    row=row,
    encode=csv_table,
    why_not=why_not,
    gaps=(
        gaps.WOUNDED, gaps.HELD, gaps.GROUPS, gaps.BOUNDS, gaps.OPEN, gaps.UNTOLD, gaps.RIVALS, gaps.CLAIMED,
        gaps.DENIED, gaps.DAYS, gaps.AREA, gaps.RADIUS, gaps.CLAIMS,
    ),
    rules="acled",
    read_back=read_back,
)  # fmt: skip
