"""A comparison with another project's table, as JSON and as lines."""

from collections.abc import Iterator
from typing import Any

from recount.publish.formats import Table
from recount.publish.lines import incident_line
from recount.records import Incident
from recount.tally.compare import Comparison, Pair
from recount.tally.events import Event

Line = tuple[str, str, str, str, str, str]


def difference_rows(found: Comparison, *, agreeing: bool = False) -> Iterator[Line]:
    """What, incident, row, ours, theirs, likely reason: each difference, then what one of the two lacks."""
    for pair in found.pairs:
        for item in pair.differences:
            yield item.subject, pair.incident.id, pair.event.id, item.ours, item.theirs, item.reason
        if agreeing and not pair.differences:
            yield "same", pair.incident.id, pair.event.id, _ours(pair.incident), _theirs(pair.event), "they agree"
    for incident, reason in found.ours_only:
        yield "ours only", incident.id, "", _ours(incident), "", reason
    for event, reason in found.theirs_only:
        yield "theirs only", "", event.id, "", _theirs(event), reason


def _ours(incident: Incident) -> str:
    _, day, place, kind, _, killed, *_ = incident_line(incident, {})
    return f"{day}, {place}, {kind}, killed {killed}"


def _theirs(event: Event) -> str:
    day = str(event.first) if event.first == event.last else f"{event.first}..{event.last}"
    place = event.place or event.district or event.province or event.country or "place not told"
    killed = "not told" if event.best is None else event.best
    return ", ".join(filter(None, (day, place, event.form, f"killed {killed}")))


def comparison_in_short(found: Comparison) -> str:
    """How many events are in both, in one alone, and outside the table."""
    differing = sum(bool(pair.differences) for pair in found.pairs)
    return (
        f"in both: {len(found.pairs)} ({differing} told differently) · in the ledger alone: {len(found.ours_only)} · "
        f"in the table alone: {len(found.theirs_only)} · outside the table's days and countries: {len(found.beyond)}"
    )


def comparison_as_json(found: Comparison, theirs: Table) -> dict[str, Any]:
    """The comparison for programs: pairs with their reasons and differences, and what one of the two lacks."""
    return {
        "project": theirs.layout.project,
        "both": [_pair(pair) for pair in found.pairs],
        "ours_only": [{"incident": one.id, "ours": _ours(one), "reason": reason} for one, reason in found.ours_only],
        "theirs_only": [{"row": one.id, "theirs": _theirs(one), "reason": reason} for one, reason in found.theirs_only],
        "outside": [one.id for one in found.beyond],
        "unread": [{"row": one.row, "reason": one.reason} for one in theirs.unread],
    }


def _pair(pair: Pair) -> dict[str, Any]:
    return {
        "incident": pair.incident.id,
        "row": pair.event.id,
        "points": round(pair.points.total, 1),
        "because": [{"what": one.what, "words": one.words, "points": one.points} for one in pair.points.reasons],
        "differences": [
            {"subject": one.subject, "ours": one.ours, "theirs": one.theirs, "reason": one.reason}
            for one in pair.differences
        ],
    }
