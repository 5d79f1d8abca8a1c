"""The card of an incident: what lists, maps and counts show of it, in the same words as every page."""

import json
from functools import cache, lru_cache
from typing import Any

from recount.codebook.actors import load_actors
from recount.codebook.countries import load_countries
from recount.codebook.kinship import is_description
from recount.ledger.cards import GROUPS, Card, Toll
from recount.ledger.search import Telling
from recount.publish import words
from recount.publish.lines import on_whom
from recount.publish.sides import side_words
from recount.records import CountField, Estimate, Incident, When, Where
from recount.tally.counts import victims

_MOST_NAMES = 3
_MOST_WORDS = 20_000  # characters of an incident that a search looks through
_AGAINST = frozenset({"denies", "doubts"})


def draw(incident: Incident, telling: Telling) -> Card:
    """The card of an incident with what stands behind it."""
    days, place = incident.days, incident.place
    shown = _shown(incident, days, place)
    return Card(
        id=incident.id,
        first=days.first.toordinal() if days.first else None,
        last=days.last.toordinal() if days.last else None,
        month=month_of(days),
        country=place.country,
        province=place.province,
        place=place.locality or place.site,
        level=place.level,
        latitude=place.latitude,
        longitude=place.longitude,
        radius_km=place.radius_km,
        type=incident.type,
        status=incident.status,
        grade=incident.grade,
        witnesses=len(incident.witnesses),
        reports=len(incident.reports),
        disputes=len(incident.disagreements),
        killed=_toll(incident, "killed"),
        wounded=_toll(incident, "wounded"),
        dead=tuple(_dead(incident, of) for of in GROUPS),
        actors=actors_of(incident),
        recorded=telling.first_recorded,
        changed=telling.last_recorded,
        shown=json.dumps(shown, ensure_ascii=False, separators=(",", ":")),
        words=_words(incident, shown, telling),
    )


def month_of(days: When) -> str:
    """Where tables count a date: "2016-10", "2016" where the month is not known, else nothing."""
    if days.first is None or days.last is None:
        return ""
    if days.first.year != days.last.year and not days.lasted:
        return ""
    if days.first.month != days.last.month and not days.lasted:
        return f"{days.first:%Y}"
    return f"{days.first:%Y-%m}"


def actors_of(incident: Incident) -> tuple[tuple[str, str], ...]:
    """The organisations of an incident with their side; one that is only denied or doubted is "denied"."""
    sides: dict[tuple[str, str], None] = {}
    for side, estimates in (("perpetrator", incident.perpetrators), ("target", incident.targets)):
        named = [one for one in estimates if isinstance(one.value, str) and _is_actor(one.value, side)]
        said = {one.value for one in named if one.stance not in _AGAINST}
        sides |= dict.fromkeys((str(one.value), side if one.value in said else "denied") for one in named)
    return tuple(sides)


@lru_cache(maxsize=65536)
def _is_actor(name: str, side: str) -> bool:
    """Whoever is named for a deed is an actor; of those hit only the organisations that the codebook knows."""
    return not is_description(name) and (side == "perpetrator" or load_actors().canonical(name) is not None)


@cache
def country_names() -> dict[str, str]:
    """Names of countries by code."""
    return {code: country.name for code, country in load_countries().items()}


def _shown(incident: Incident, days: When, place: Where) -> dict[str, Any]:
    by, on = (side_words(some, most=_MOST_NAMES) if some else "" for some in (incident.perpetrators, incident.targets))
    return {
        "when": words.when_words(days),
        "where": words.where_words(place, country_names()),
        "type": words.form_words(incident),
        "sides": on_whom(by, on),
        "by": by,
        "killed": words.short_range(words.total(incident, "killed")),
        "wounded": words.short_range(words.total(incident, "wounded")),
        "grade": incident.grade,
        "witnesses": len(incident.witnesses),
        "reports": len(incident.reports),
        "disputes": len(incident.disagreements),
    }


def _toll(incident: Incident, field: CountField) -> Toll:
    toll = victims(incident, field)
    return toll.low, toll.best, toll.high, toll.open


def _dead(incident: Incident, of: str) -> int:
    found = next((one for one in incident.counts if (one.field, one.of) == ("killed", of)), None)
    numbers = (found.best, found.low, found.high) if found else ()
    return next((number for number in numbers if number is not None), 0)


def _words(incident: Incident, shown: dict[str, Any], telling: Telling) -> str:
    estimates: tuple[Estimate, ...] = (*incident.perpetrators, *incident.targets, *incident.others)
    values = [one.value for one in estimates if isinstance(one.value, str)]
    own = (shown["where"], shown["when"], shown["type"], incident.id)
    return " \n".join(dict.fromkeys((*own, *values, *telling.titles, *telling.contexts)))[:_MOST_WORDS]
