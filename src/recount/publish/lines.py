"""An incident in one line: when, where, what, who on whom, how many, and how well it is founded."""

from collections.abc import Mapping
from datetime import date

from recount.publish import words
from recount.publish.sides import side_words
from recount.records import Estimate, Incident, When, Where

_MOST = 3  # names of a side in one line
HEADS = ("id", "date", "place", "type", "who on whom", "killed", "wounded", "grade", "witnesses")


def incident_line(incident: Incident, countries: Mapping[str, str]) -> tuple[str, ...]:
    """The columns of `HEADS`; a number is low–best–high, shortened where they agree, "70+" for 70 or more."""
    return (
        incident.id,
        _day(incident.when),
        _place(incident.where, countries),
        words.form_words(incident),
        who_on_whom(incident, most=_MOST),
        words.short_range(words.total(incident, "killed")),
        words.short_range(words.total(incident, "wounded")),
        incident.grade,
        str(len(incident.witnesses)),
    )


def who_on_whom(incident: Incident, *, most: int | None = None) -> str:
    """Each side's names, with the stance they are told in: "Islamic State (claims responsibility) on police".

    A side of which nothing is told is left out.
    """
    sides = (incident.perpetrators, incident.targets)
    return on_whom(*(side_words(some, most=most) if some else "" for some in sides))


def on_whom(by: str, on: str) -> str:
    """One side's names on the other's; a side of which nothing is told is left out."""
    return f"{by} {f'on {on}' if on else ''}".strip() or words.NOT_KNOWN


def _day(estimate: Estimate | None) -> str:
    """2016-10-24, 2016-10-24..26, 2016-10, ----10-24 without a year, or nothing known; sorts and searches as text."""
    when = estimate.value if estimate else None
    if not isinstance(when, When):
        return words.NOT_KNOWN
    if when.first and when.last:
        return _days(when.first, when.last)
    if when.month is None:
        return words.NOT_KNOWN
    return f"----{when.month:02d}-{when.day:02d}" if when.day else f"----{when.month:02d}"


def _days(first: date, last: date) -> str:
    if whole := words.whole(first, last):
        return {"month": f"{first:%Y-%m}", "year": f"{first:%Y}", "years": f"{first:%Y}..{last:%Y}"}[whole]
    if (first.year, first.month) == (last.year, last.month):
        return first.isoformat() if first == last else f"{first}..{last:%d}"
    return f"{first}..{last:%m-%d}" if first.year == last.year else f"{first}..{last}"


def _place(estimate: Estimate | None, countries: Mapping[str, str]) -> str:
    value = estimate.value if estimate else None
    return words.where_words(value if isinstance(value, Where) else None, dict(countries))
