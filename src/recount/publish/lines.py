"""An incident in one line: when, where, what, who on whom, how many, and how well it is founded."""

from collections.abc import Mapping, Sequence

from recount.publish import words
from recount.records import Estimate, Incident, When, Where

HEADS = ("id", "date", "place", "type", "who on whom", "killed", "wounded", "grade", "witnesses")


def incident_line(incident: Incident, countries: Mapping[str, str]) -> tuple[str, ...]:
    """The columns of `HEADS`; a number is low–best–high, shortened where they agree."""
    return (
        incident.id,
        _day(incident.when),
        _place(incident.where, countries),
        words.type_words(incident.type) + ("" if incident.status == "happened" else f" ({incident.status})"),
        who_on_whom(incident),
        words.range_words(words.total(incident, "killed")),
        words.range_words(words.total(incident, "wounded")),
        incident.grade,
        str(len(incident.witnesses)),
    )


def who_on_whom(incident: Incident) -> str:
    """Each side's names, with the stance they are told in: "Islamic State (claims responsibility) on police"."""
    return f"{_names(incident.perpetrators)} on {_names(incident.targets)}"


def _names(found: Sequence[Estimate]) -> str:
    named = []
    for estimate in found:
        stance = estimate.stance or "asserts"
        told = "" if stance == "asserts" else f" ({words.STANCES[stance]})"
        named.append(f"{words.value_words(estimate.value)}{told}")
    return "; ".join(dict.fromkeys(named)) or words.NOT_KNOWN


def _day(estimate: Estimate | None) -> str:
    """2016-10-24, 2016-10-24..2016-10-26, ----10-24 without a year, or nothing known; sorts and searches as text."""
    when = estimate.value if estimate else None
    if not isinstance(when, When):
        return words.NOT_KNOWN
    if when.first and when.last:
        return when.first.isoformat() if when.first == when.last else f"{when.first}..{when.last}"
    if when.month is None:
        return words.NOT_KNOWN
    return f"----{when.month:02d}-{when.day:02d}" if when.day else f"----{when.month:02d}"


def _place(estimate: Estimate | None, countries: Mapping[str, str]) -> str:
    value = estimate.value if estimate else None
    return words.where_words(value if isinstance(value, Where) else None, dict(countries))
