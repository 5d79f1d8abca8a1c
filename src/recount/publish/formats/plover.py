"""Events as PLOVER's JSON Lines, with the sizes and text offsets that its coders leave empty; actorless events too."""

from collections.abc import Mapping
from typing import Any

from recount import __version__
from recount.codebook.columns import load_columns
from recount.codebook.crosswalk import load_crosswalk
from recount.codebook.event_types import load_event_types
from recount.publish.formats import gaps, notes
from recount.publish.formats.encoding import json_lines
from recount.publish.formats.facts import best, coordinates, documents, told, when_of, where_of
from recount.publish.formats.reading import day_in
from recount.publish.formats.seam import Format, Row
from recount.publish.formats.sides import Side, country_of, perpetrators, side_of, targets
from recount.publish.report import Material, estimates
from recount.records import CountField, Incident
from recount.tally.deaths import everybody
from recount.tally.events import Event

COLUMNS = load_columns("plover")

_AUXILIARY = {"planned": "future", "alleged": "hypothetical", "foiled": "negation"}
_SECTORS: Mapping[Side, str] = {
    "state": "GOV", "armed group": "REB", "criminal group": "CRM", "unnamed": "UAF", "political": "PTY",
    "civilians": "CVL",
}  # fmt: skip
_FORCES = {
    "police": "COP",
    "army": "MIL",
    "military": "MIL",
    "navy": "MIL",
    "air": "MIL",
    "corps": "MIL",
    "soldiers": "MIL",
}
_RESOLUTION = {"site": 1, "locality": 2, "district": 3, "province": 4, "country": 5}
_SIZES: tuple[tuple[str, CountField], ...] = (("dead", "killed"), ("injured", "wounded"), ("arrested", "arrested"))


def row(incident: Incident, material: Material) -> Row:
    """The object of an incident."""
    when, kind = when_of(incident), load_event_types()[incident.type]
    sentence = notes.evidence(incident, material)
    return {
        "id": incident.id,
        "date": when.first.isoformat() if when and when.first else None,
        "enddate": when.last.isoformat() if when and when.last else None,
        "actor": [_actor(name, incident) for name in perpetrators(incident)],
        "recipient": [_actor(name, incident) for name in targets(incident)],
        "event": [kind.plover[0]],
        "event_text": sentence,
        "quad_code": None,
        "event_scale": None,
        "mode": [mode for mode in (kind.plover[1], _AUXILIARY.get(incident.status)) if mode],
        "context": [],
        "link": [],
        "text": sentence,
        "text_info": _text_info(incident, material),
        "size": _size(incident),
        "cite_info": _cite(incident, material),
        "event_loc": _place(incident),
        "coder": "Recount",
        "coded_date": None,
        "comment": _comment(incident, material),
    }


def _actor(name: str, incident: Incident) -> Row:
    country = where_of(incident).country
    side = side_of(name, country)
    state = country_of(name, country) if side == "state" else None
    forces = [sector for word in name.lower().split() if (sector := _FORCES.get(word))]
    other = load_crosswalk().get(state or "")
    sector = forces[0] if side == "state" and forces else _SECTORS.get(side, "UNK")
    return {"name": name, "sector": sector, "country": other.iso3 if other else None}


def _size(incident: Incident) -> Row:
    """Best figures, attackers included, of what is told."""
    told_of = {one.field for one in incident.counts if best(one) is not None}
    return {name: everybody(incident, field).best for name, field in _SIZES if field in told_of}


def _text_info(incident: Incident, material: Material) -> list[Row]:
    """Where each claim that stands is told."""
    standing = {claim for estimate in estimates(incident) for claim in estimate.claims}
    found = [(claim, document) for claim, _, document in told(incident, material) if claim.id in standing]
    return [
        {
            "sequence": place,
            "start": claim.span.start,
            "end": claim.span.end,
            "field": claim.field,
            "doc": document.name,
        }
        for place, (claim, document) in enumerate(found, start=1)
    ]


def _cite(incident: Incident, material: Material) -> Row | None:
    first = next(iter(documents(incident, material)), None)
    if first is None:
        return None
    return {
        "url": first.url,
        "title": first.title,
        "language": first.language,
        "publication": first.outlet,
        "license": None,
        "codebook": "PLOVER",
        "version": f"Recount {__version__}",
    }


def _place(incident: Incident) -> Row | None:
    where, point = where_of(incident), coordinates(where_of(incident))
    if where.level is None:
        return None
    other = load_crosswalk().get(where.country or "")
    return {
        "extracted_place": where.words or None,
        "resolved_place": where.site or where.locality or where.district or where.province or where.country,
        "geonameid": None,
        "lat": point[0] if point else None,
        "lon": point[1] if point else None,
        "province": where.province,
        "country_code": other.iso3 if other else None,
        "feature_code": where.level,
        "resolution": _RESOLUTION[where.level],
    }


def _comment(incident: Incident, material: Material) -> str:
    differing, number = notes.rivals(incident), len(documents(incident, material))
    more = f" Reports differ: {differing}." if differing else ""
    return f"{notes.summary(incident)} {number} {'document' if number == 1 else 'documents'}.{more}"


def read_back(written: Mapping[str, Any]) -> Event:
    """An object as an event; raises ValueError where it has no date."""
    place, size = written.get("event_loc") or {}, written.get("size") or {}
    codes = {other.iso3: code for code, other in load_crosswalk().items()}
    dead = size.get("dead")
    return Event(
        id=written["id"],
        first=day_in(written["date"]),
        last=day_in(written["enddate"]),
        country=codes.get(place.get("country_code") or ""),
        province=place.get("province"),
        place=place.get("resolved_place"),
        latitude=place.get("lat"),
        longitude=place.get("lon"),
        actors=tuple(side["name"] for side in (*written["actor"], *written["recipient"])),
        low=dead,
        best=dead,
        high=dead,
        wounded=size.get("injured"),
        form="-".join(written["event"]),
    )


FORMAT = Format(
    name="plover",
    about="events as PLOVER JSON Lines, with sizes and text offsets",
    columns=COLUMNS,
    row=row,
    encode=json_lines,
    gaps=(gaps.BOUNDS, gaps.OPEN, gaps.GROUPS, gaps.RIVALS, gaps.CLAIMED, gaps.DENIED, gaps.RADIUS),
    read_back=read_back,
)
