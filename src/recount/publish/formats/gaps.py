"""What formats have no room for, each with how much of it an incident holds."""

from recount.publish.formats.facts import coordinates, length_of, told, where_of
from recount.publish.formats.seam import Gap
from recount.publish.report import Material
from recount.records import COUNT_FIELDS, Incident
from recount.tally.deaths import deaths


def _has(incident: Incident, *fields: str) -> int:
    return int(any(one.field in fields for one in incident.counts))


def _bounds(incident: Incident, _material: Material) -> int:
    toll = deaths(incident)
    return int(toll is not None and toll.low != toll.high)


def _open(incident: Incident, _material: Material) -> int:
    toll = deaths(incident)
    return toll.open if toll else 0


def _groups(incident: Incident, _material: Material) -> int:
    return int(any(one.field == "killed" and one.of not in {None, "all"} for one in incident.counts))


def _stances(*stances: str) -> Gap:
    words = {"claims": "claims of responsibility", "denies": "denials and doubts of who did it"}[stances[0]]
    return Gap(words=words, count=lambda one, _: sum(side.stance in stances for side in one.perpetrators))


def _spread_days(incident: Incident, _material: Material) -> int:
    return int((length_of(incident) or 0) > 1)


def _area(incident: Incident, _material: Material) -> int:
    where = where_of(incident)
    return int(coordinates(where) is not None and where.level in {"district", "province", "country"})


WOUNDED = Gap(words="counts of the wounded", count=lambda one, _: _has(one, "wounded"))
HELD = Gap(
    words="counts of abducted, arrested, missing and freed people",
    count=lambda one, _: _has(one, *COUNT_FIELDS[2:]),
)
GROUPS = Gap(words="the dead by group (civilians, security forces, militants, attackers)", count=_groups)
BOUNDS = Gap(words="low and high of the dead", count=_bounds)
OPEN = Gap(words="tolls without an upper bound, written as the figure told", count=_open)
UNTOLD = Gap(words="deaths nobody tells of, written as 0", count=lambda one, _: int(deaths(one) is None))
RIVALS = Gap(words="rival values", count=lambda one, _: len(one.disagreements))
CLAIMED = _stances("claims")
DENIED = _stances("denies", "doubts")
DAYS = Gap(words="first and last possible day, written as a precision", count=_spread_days)
AREA = Gap(words="coordinates that stand for an area, marked by the precision alone", count=_area)
RADIUS = Gap(
    words="the radius within which coordinates hold", count=lambda one, _: int(where_of(one).radius_km is not None)
)
CLAIMS = Gap(
    words="claims, each with its sentence and speaker", count=lambda one, material: sum(1 for _ in told(one, material))
)
