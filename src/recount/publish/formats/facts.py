"""What formats ask of an incident, in one place: its days, its place, its numbers, its documents."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from recount.codebook.countries import load_countries
from recount.codebook.crosswalk import Elsewhere, load_crosswalk
from recount.codebook.places import province_name
from recount.codebook.weapons import Weapon, find_weapon
from recount.publish.report import Material
from recount.records import Claim, Document, Estimate, Field, Incident, Report, When, Where

POINT_LEVELS = frozenset({"site", "locality"})
MONTH, YEAR = 31, 366


def when_of(incident: Incident) -> When | None:
    """The days of an incident; None where no year or no day at all is known."""
    return incident.days if incident.days.first and incident.days.last else None


def days_of(incident: Incident) -> tuple[date, date]:
    """First and last possible day; raises ValueError where `when_of` knows none."""
    when = when_of(incident)
    if when is None or when.first is None or when.last is None:
        raise ValueError(f"incident {incident.id} has no days")
    return when.first, when.last


def length_of(incident: Incident) -> int | None:
    """How many days the date leaves open, 1 for a day that is known; None for a date not known."""
    when = when_of(incident)
    return (when.last - when.first + timedelta(days=1)).days if when and when.first and when.last else None


def lasted(incident: Incident) -> bool:
    """That the event itself went on over its days."""
    when = when_of(incident)
    return when is not None and when.lasted


def where_of(incident: Incident) -> Where:
    """The place of an incident, its province by its usual name; empty where none is known."""
    where = incident.place
    return replace(where, province=province_name(where.country, where.province))


def coordinates(where: Where) -> tuple[float, float] | None:
    """Latitude and longitude; None where either is missing, and for 0,0, which no gazetteer means."""
    if where.latitude is None or where.longitude is None or (where.latitude, where.longitude) == (0, 0):
        return None
    return where.latitude, where.longitude


def elsewhere(incident: Incident) -> Elsewhere | None:
    """How other projects number the incident's country."""
    return load_crosswalk().get(where_of(incident).country or "")


def country_name(incident: Incident) -> str | None:
    """The country's name."""
    code = where_of(incident).country
    country = load_countries().get(code or "")
    return country.name if country else code


def told(incident: Incident, material: Material) -> Iterator[tuple[Claim, Report, Document]]:
    """Every claim of an incident with its report and document."""
    for key in incident.reports:
        if report := material.reports.get(key):
            yield from ((claim, report, material.documents[report.document]) for claim in report.claims)


def documents(incident: Incident, material: Material) -> tuple[Document, ...]:
    """The documents that tell of an incident, the first published first."""
    keys = {material.reports[key].document for key in incident.reports if key in material.reports}
    found = (material.documents[key] for key in keys)
    return tuple(sorted(found, key=lambda one: (one.published.first or date.max, one.name, one.id)))


def words_of(incident: Incident, field: Field) -> tuple[str, ...]:
    """The values in words of a field such as `means`."""
    found = (one.value for one in incident.others if one.field == field)
    return tuple(dict.fromkeys(value for value in found if isinstance(value, str)))


def weapons(incident: Incident) -> tuple[Weapon, ...]:
    """The weapons of the codebook that are named."""
    found = (find_weapon(words) for words in words_of(incident, "means"))
    return tuple(dict.fromkeys(weapon for weapon in found if weapon is not None))


def number(incident: Incident, field: Field) -> int | None:
    """How many: the best figure of a count that stands outside the groups of people, such as `attackers`."""
    found = (one for one in (*incident.counts, *incident.others) if one.field == field and one.of != "attacker")
    return next((figure for one in found if (figure := best(one)) is not None), None)


def best(estimate: Estimate) -> int | None:
    """The best figure, else the bound that is known."""
    return next((one for one in (estimate.best, estimate.low, estimate.high) if one is not None), None)
