"""Rows as the Global Terrorism Database lays them out: 135 columns, attacks by others than states.

What GTD judges about intent and scope (crit1 to crit3, doubtterr) Recount does not judge: those columns stay empty or
say "not known". -9 and -99 are GTD's own marks for what is not known.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from recount.codebook.columns import load_columns
from recount.codebook.event_types import load_event_types
from recount.codebook.weapons import WEAPON_TYPES
from recount.publish import words
from recount.publish.formats import gaps, notes
from recount.publish.formats.encoding import csv_table
from recount.publish.formats.facts import (
    YEAR,
    best,
    coordinates,
    country_name,
    days_of,
    documents,
    elsewhere,
    lasted,
    length_of,
    number,
    weapons,
    when_of,
    where_of,
    words_of,
)
from recount.publish.formats.reading import Cells
from recount.publish.formats.seam import Format, Row
from recount.publish.formats.sides import POSITIVE, perpetrators, side_of, targets
from recount.publish.report import Material
from recount.records import CountField, Incident
from recount.tally.deaths import everybody, group
from recount.tally.events import Event

COLUMNS = load_columns("gtd")
_CELLS = Cells(
    id="eventid", country="country_txt", province="provstate", place="city", actors=("gname", "gname2", "gname3"),
    low="nkill", best="nkill", high="nkill", wounded="nwound", form="attacktype1_txt",
)  # fmt: skip

_UNKNOWN, _NO_NUMBER = -9, -99
_SPECIFICITY = {"site": 1, "locality": 1, "district": 3, "province": 4}
_SUICIDE = frozenset({"suicide vest", "suicide car bomb", "suicide bomb"})


def why_not(incident: Incident, _material: Material) -> str | None:
    """Why GTD has no row for it."""
    length, where = length_of(incident), where_of(incident)
    form = load_event_types()[incident.type]
    reasons = (
        (incident.status in {"planned", "alleged"}, f"it is only {incident.status}"),
        (form.gtd is None, f"GTD has no event of the form {words.type_words(incident.type)}"),
        (_by_states_alone(incident), "it is the act of a state's forces"),
        (length is None, "its date or year is not known"),
        (length is not None and length > YEAR, "its date is not known to the year"),
        (where.country is None, "its country is not known"),
    )
    return next((reason for holds, reason in reasons if holds), None)


def _by_states_alone(incident: Incident) -> bool:
    sides = {_of_a_state(incident, name) for name in perpetrators(incident)}
    return sides == {True}


def _of_a_state(incident: Incident, name: str) -> bool:
    return side_of(name, where_of(incident).country) in {"state", "international"}


def row(incident: Incident, material: Material) -> Row:
    """The row of an incident."""
    return {
        "eventid": incident.id,
        **_date(incident),
        **_place(incident),
        **_attack(incident),
        **_groups(incident),
        **_weapons(incident),
        **_casualties(incident),
        **_hostages(incident),
        **_words(incident, material),
        **dict.fromkeys(("doubtterr", "individual", "INT_LOG", "INT_IDEO", "INT_MISC", "INT_ANY"), _UNKNOWN),
    }


def _date(incident: Incident) -> Row:
    """Year, month and day as far as they are known, 0 for the rest; of an event that lasted, the first day."""
    (first, last), when = days_of(incident), when_of(incident)
    if lasted(incident):
        last = first
    month = first.month if (first.year, first.month) == (last.year, last.month) else 0
    return {
        "iyear": first.year,
        "imonth": month,
        "iday": first.day if first == last else 0,
        "approxdate": words.when_words(when) if first != last else None,
        "extended": int(lasted(incident)),
        "resolution": days_of(incident)[1].isoformat() if lasted(incident) else None,
    }


def _place(incident: Incident) -> Row:
    where, other, point = where_of(incident), elsewhere(incident), coordinates(where_of(incident))
    region = other.gtd_region if other else None
    return {
        "country_txt": country_name(incident),
        "region": region[0] if region else None,
        "region_txt": region[1] if region else None,
        "provstate": where.province,
        "city": where.locality or "Unknown",
        "latitude": point[0] if point else None,
        "longitude": point[1] if point else None,
        "specificity": _SPECIFICITY.get(where.level or "", 5),
        "location": where.site,
    }


def _attack(incident: Incident) -> Row:
    code, text = load_event_types()[incident.type].gtd or (9, "Unknown")
    names = {weapon.name for weapon in weapons(incident)}
    hit = (*targets(incident), None, None, None)
    return {
        "success": int(incident.status == "happened"),
        "suicide": int(incident.type == "suicide_bombing" or bool(names & _SUICIDE)),
        "attacktype1": code,
        "attacktype1_txt": text,
        **{f"target{place}": hit[place - 1] for place in (1, 2, 3)},
        "property": 1 if incident.type == "property_attack" else _UNKNOWN,
    }


def _groups(incident: Incident) -> Row:
    """Up to three groups that are no state's, who claims it, and whether several do."""
    stances: dict[str, set[str]] = {}
    for side in incident.perpetrators:
        named = isinstance(side.value, str) and (side.stance or "asserts") in POSITIVE
        if named and not _of_a_state(incident, str(side.value)):
            stances.setdefault(str(side.value), set()).add(side.stance or "asserts")
    claimants = sum("claims" in told for told in stances.values())
    cells: dict[str, object] = {"compclaim": int(claimants > 1) if claimants else _UNKNOWN}
    for place, (name, told) in enumerate(list(stances.items())[:3], start=1):
        suffix, claimed = "" if place == 1 else str(place), "claims" in told
        cells[f"gname{suffix}"] = name
        cells[f"guncertain{place}"] = int(told <= {"accuses", "suspects"})
        cells["claimed" if place == 1 else f"claim{place}"] = int(claimed)
        cells[f"claimmode{suffix}"] = 10 if claimed else None
        cells[f"claimmode{suffix}_txt"] = "Unknown" if claimed else None
    return {"gname": "Unknown", "claimed": 0, **cells}


def _weapons(incident: Incident) -> Row:
    codes = list(dict.fromkeys(weapon.gtd for weapon in weapons(incident)))[:4] or [13]
    cells: dict[str, object] = {"weapdetail": "; ".join(words_of(incident, "means"))}
    for place, code in enumerate(codes, start=1):
        cells |= {f"weaptype{place}": code, f"weaptype{place}_txt": WEAPON_TYPES[code]}
    return cells


def _casualties(incident: Incident) -> Row:
    killed, wounded = group(incident, "killed", "attacker"), group(incident, "wounded", "attacker")
    caught = group(incident, "arrested", "attacker")
    attackers = number(incident, "attackers")
    return {
        "nkill": _everybody(incident, "killed"),
        "nkillter": killed.best if killed else None,
        "nwound": _everybody(incident, "wounded"),
        "nwoundte": wounded.best if wounded else None,
        "nperps": _NO_NUMBER if attackers is None else attackers,
        "nperpcap": caught.best if caught else _NO_NUMBER,
    }


def _everybody(incident: Incident, field: CountField) -> int | None:
    told = any(one.field == field and best(one) is not None for one in incident.counts)
    return everybody(incident, field).best if told else None


def _hostages(incident: Incident) -> Row:
    held, freed = _everybody(incident, "abducted"), _everybody(incident, "freed")
    if not held and incident.type != "abduction":
        return {"ishostkid": 0}
    return {
        "ishostkid": 1,
        "nhostkid": _NO_NUMBER if held is None else held,
        "nreleased": _NO_NUMBER if freed is None else freed,
    }


def _words(incident: Incident, material: Material) -> Row:
    sources = [notes.citation(one) for one in documents(incident, material)][:3]
    differing = notes.rivals(incident)
    return {
        "summary": notes.notes(incident, material),
        "addnotes": f"Reports differ: {differing}." if differing else None,
        **{f"scite{place}": cited for place, cited in enumerate(sources, start=1)},
        "dbsource": "Recount",
    }


def read_back(cells: Mapping[str, Any]) -> Event:
    """A row of GTD's as an event; raises ValueError where a cell cannot be read."""
    return _CELLS.event(cells, _days(int(cells["iyear"]), int(cells["imonth"] or 0), int(cells["iday"] or 0)))


def _days(year: int, month: int, day: int) -> tuple[date, date]:
    """The days that a year, a month and a day leave open, 0 being one not known."""
    if not 1900 <= year <= 2100:
        raise ValueError(f"the year {year} cannot be right")
    if month and day:
        return date(year, month, day), date(year, month, day)
    after = date(year + 1, 1, 1) if month in {0, 12} else date(year, month + 1, 1)
    return date(year, month or 1, 1), after - timedelta(days=1)


FORMAT = Format(
    name="gtd",
    about="attacks as GTD lays them out (135 columns)",
    columns=COLUMNS,
    row=row,
    encode=csv_table,
    why_not=why_not,
    gaps=(gaps.BOUNDS, gaps.OPEN, gaps.RIVALS, gaps.GROUPS, gaps.DENIED, gaps.AREA, gaps.RADIUS, gaps.CLAIMS),
    rules="gtd",
    read_back=read_back,
)
