"""Rows as UCDP's Georeferenced Event Dataset lays them out: 49 columns, deaths by side, best always their sum.

UCDP holds events with a death in its low, best or high estimate; its ids of conflicts, dyads and actors are its own and
stay empty. Recount writes rows like UCDP's; it holds none of UCDP's own data.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from recount.codebook.columns import load_columns
from recount.codebook.countries import load_countries
from recount.codebook.crosswalk import load_crosswalk
from recount.codebook.event_types import load_event_types
from recount.publish import words
from recount.publish.formats import gaps, notes
from recount.publish.formats.encoding import csv_table
from recount.publish.formats.facts import (
    YEAR,
    coordinates,
    country_name,
    days_of,
    documents,
    elsewhere,
    lasted,
    length_of,
    told,
    where_of,
)
from recount.publish.formats.reading import Cells, day_in
from recount.publish.formats.seam import Format, Gap, Row
from recount.publish.formats.sides import (
    ARMED,
    attacked_side,
    attacking_side,
    country_of,
    perpetrators,
    side_of,
    targets,
)
from recount.publish.report import Material
from recount.records import Group, Incident, Where
from recount.tally.deaths import deaths, group
from recount.tally.events import Event

COLUMNS = load_columns("ged")

_STATES = frozenset({"state", "international"})
_NEAR_KM, _TOWN_KM = 25.0, 5.0
_LEVELS = {"district": 3, "province": 4, "country": 6}
_CELLS = Cells(
    id="id", country="country", province="adm_1", district="adm_2", place="where_coordinates",
    actors=("side_a", "side_b"), low="low", best="best", high="high", form="type_of_violence",
)  # fmt: skip
_SPANS = ((1, 1), (6, 2), (7, 3), (31, 4))


def why_not(incident: Incident, _material: Material) -> str | None:
    """Why UCDP has no row for it."""
    toll, length = deaths(incident), length_of(incident)
    reasons = (
        (incident.status != "happened", f"it is only {incident.status}"),
        (toll is None or toll.high == 0, "no report tells of a death"),
        (
            not load_event_types()[incident.type].ucdp,
            f"UCDP has no event of the form {words.type_words(incident.type)}",
        ),
        (length is None, "its date or year is not known"),
        (length is not None and length > YEAR, "its date is not known to the year"),
        (where_of(incident).country is None, "its country is not known"),
        (violence(incident) is None, "the sides do not tell which type of violence it is"),
    )
    return next((reason for holds, reason in reasons if holds), None)


def row(incident: Incident, material: Material) -> Row:
    """The row of an incident."""
    first, last = days_of(incident)
    return {
        "id": incident.id,
        "year": first.year,
        "code_status": "Clear" if perpetrators(incident) and length_of(incident) == 1 else "Check",
        "type_of_violence": violence(incident),
        **_sides(incident),
        **_sources(incident, material),
        **_place(incident),
        "event_clarity": 2 if lasted(incident) else 1,
        "date_prec": next((code for days, code in _SPANS if (length_of(incident) or 0) <= days), 5),
        "date_start": first.isoformat(),
        "date_end": last.isoformat(),
        **_deaths(incident),
    }


def violence(incident: Incident) -> int | None:
    """1 state-based, 2 non-state, 3 one-sided: by the two sides, else by the one type that the form can be."""
    country = where_of(incident).country
    attacking, attacked = attacking_side(incident, country), attacked_side(incident, country)
    able = load_event_types()[incident.type].ucdp
    if attacked == "civilians":
        found = 3
    elif attacked not in ARMED:
        found = 0
    else:
        found = 1 if {attacking, attacked} & _STATES else 2
    return found if found in able else able[0] if len(able) == 1 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sides:
    """The two sides; `swapped` where the attacked one is side a, as UCDP puts governments first."""

    a: str
    b: str
    state_a: str | None = None
    state_b: str | None = None
    swapped: bool = False


def _named_sides(incident: Incident) -> _Sides:
    country, kind = where_of(incident).country, violence(incident)
    attacking, attacked = attacking_side(incident, country), attacked_side(incident, country)
    (one, its), (other, others) = _side(perpetrators(incident), country), _side(targets(incident), country)
    if kind == 3:
        return _Sides(a=one, b="Civilians", state_a=its)
    if kind == 1 and attacking not in _STATES and attacked in _STATES:
        return _Sides(a=other, b=one, state_a=others, state_b=its, swapped=True)
    return _Sides(a=one, b=other, state_a=its, state_b=others)


def _side(names: tuple[str, ...], country: str | None) -> tuple[str, str | None]:
    """A side's name, "Government of …" for a state's forces, with the country where it is a state."""
    if not names:
        return "Unknown", None
    if side_of(names[0], country) != "state":
        return names[0], None
    state = country_of(names[0], country)
    known = load_countries().get(state or "")
    return (f"Government of {known.name}" if known else names[0]), state


def _sides(incident: Incident) -> Row:
    sides = _named_sides(incident)
    numbers = [load_crosswalk()[state].gw if state else None for state in (sides.state_a, sides.state_b)]
    return {
        "dyad_name": f"{sides.a} - {sides.b}",
        "side_a": sides.a,
        "side_b": sides.b,
        "gwnoa": numbers[0],
        "gwnob": numbers[1],
    }


def _deaths(incident: Incident) -> Row:
    """Deaths by side and their sum; groups that are more than the total are written as not told apart."""
    toll = deaths(incident)
    assert toll is not None  # noqa: S101 - `why_not` left out what nobody died in
    parts = _parts(incident)
    if sum(parts.values()) > toll.best:
        parts = dict.fromkeys(parts, 0)
    unknown = toll.best - sum(parts.values())
    best = sum(parts.values()) + unknown
    return {**parts, "deaths_unknown": unknown, "best": best, "high": max(toll.high, best), "low": min(toll.low, best)}


def _parts(incident: Incident) -> dict[str, int]:
    """The dead of each side as far as their group tells it."""
    toll = {of: found.best for of in _GROUPS if (found := group(incident, "killed", of))}
    sides, kind = _named_sides(incident), violence(incident)
    states = {"a": sides.state_a is not None, "b": sides.state_b is not None}
    parts = {"deaths_a": 0, "deaths_b": 0, "deaths_civilians": toll.get("civilian", 0) + toll.get("official", 0)}
    parts["deaths_b" if sides.swapped else "deaths_a"] += toll.get("attacker", 0)
    if kind == 1 and states["a"] != states["b"]:
        government, rebels = ("deaths_a", "deaths_b") if states["a"] else ("deaths_b", "deaths_a")
        parts[government] += toll.get("security", 0)
        parts[rebels] += toll.get("militant", 0)
    return parts


_GROUPS: tuple[Group, ...] = ("civilian", "official", "security", "militant", "attacker")


def _sources(incident: Incident, material: Material) -> Row:
    found = documents(incident, material)
    killed = [claim for claim, _, _ in told(incident, material) if claim.field == "killed"]
    speakers, sentence = notes.speakers(claim.speaker for claim in killed), notes.evidence(incident, material)
    return {
        "number_of_sources": len(found),
        "source_article": "; ".join(notes.citation(one) for one in found),
        "source_office": "; ".join(notes.outlets(incident, material)),
        "source_date": "; ".join(one.published.day.isoformat() for one in found if one.published.day),
        "source_headline": "; ".join(notes.one_line(one.title) for one in found if one.title),
        "source_original": ": ".join(
            part for part in ("; ".join(speakers), f"“{sentence}”" if sentence else "") if part
        ),
    }


def _place(incident: Incident) -> Row:
    where, other, point = where_of(incident), elsewhere(incident), coordinates(where_of(incident))
    return {
        "where_prec": _precision(where),
        "where_coordinates": where.locality or where.district or where.province or country_name(incident),
        "where_description": notes.place_words(incident),
        "adm_1": where.province,
        "adm_2": where.district,
        "latitude": point[0] if point else None,
        "longitude": point[1] if point else None,
        "geom_wkt": f"POINT ({point[1]} {point[0]})" if point else None,
        "country": country_name(incident),
        "country_id": other.gw if other else None,
        "region": other.ucdp_region if other else None,
    }


def _precision(where: Where) -> int:
    if where.level in _LEVELS:
        return _LEVELS[where.level]
    radius = where.radius_km or 0.0
    return 1 if radius <= _TOWN_KM else 2 if radius <= _NEAR_KM else 5


def _contradicted(incident: Incident, _material: Material) -> int:
    toll = deaths(incident)
    return int(toll is not None and sum(_parts(incident).values()) > toll.best)


def _nameless(incident: Incident, _material: Material) -> int:
    return int(_named_sides(incident).a == "Unknown" or _named_sides(incident).b == "Unknown")


def read_back(cells: Mapping[str, Any]) -> Event:
    """A row of UCDP's as an event; raises ValueError where a cell cannot be read."""
    return _CELLS.event(cells, (day_in(cells["date_start"]), day_in(cells["date_end"])))


FORMAT = Format(
    name="ged",
    about="events with deaths as UCDP GED lays them out (49 columns)",
    columns=COLUMNS,
    row=row,
    encode=csv_table,
    why_not=why_not,
    gaps=(
        gaps.WOUNDED,
        gaps.HELD,
        gaps.OPEN,
        gaps.RIVALS,
        gaps.CLAIMED,
        gaps.DENIED,
        gaps.AREA,
        gaps.CLAIMS,
        Gap(words="groups of the dead that are more than the total, written as deaths_unknown", count=_contradicted),
        Gap(words="sides nobody names, written as Unknown", count=_nameless),
    ),
    rules="ucdp",
    read_back=read_back,
)
