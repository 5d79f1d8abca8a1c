"""When a document was printed, narrowed by the dated reports of the incident that it tells of as news."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from recount.codebook.counting import load_counting
from recount.records import Cluster, Published, Report, When

Range = tuple[date, date]


def narrow_published(
    cluster: Cluster, reports: Mapping[str, Report], published: Mapping[str, Published]
) -> dict[str, Published]:
    """Narrower publication ranges, by document id, for the documents that gain one from the others of the cluster.

    A document cannot be older than the event it tells of, and one whose news is the event was printed soon after it.
    The event's days come from other documents alone, so that nothing is reasoned from itself.
    """
    members = [reports[key] for key in sorted(cluster.reports)]
    narrowed = {}
    for report in members:
        known = published.get(report.document, Published())
        if known.day is not None:
            continue
        days = _days_told_by(others=[one for one in members if one.document != report.document])
        better = _narrow(known, days, news=report.focus) if days is not None else None
        if better is not None:
            narrowed[report.document] = better
    return narrowed


def _days_told_by(others: Sequence[Report]) -> Range | None:
    """The days of the event where all full dates of the others share one."""
    whens = [claim.value for report in others for claim in report.claims if isinstance(claim.value, When)]
    ranges = [(when.first, when.last) for when in whens if when.first and when.last]
    if not ranges:
        return None
    start, end = max(first for first, _ in ranges), min(last for _, last in ranges)
    return (start, end) if start <= end else None


def _narrow(known: Published, event: Range, *, news: bool) -> Published | None:
    soon = event[1] + timedelta(days=load_counting().news)
    first = max(known.first or event[0], event[0])
    last = min(known.last or soon, soon) if news else known.last
    if last is None or first > last or (first, last) == (known.first, known.last):
        return None
    why = f"tells of the event of {event[0]}" + (" as its news" if news else "") + ", dated by another report"
    return replace(
        known,
        first=first,
        last=last,
        basis="reasoned",
        reason="; ".join(part for part in (known.reason, why) if part),
        candidates=_inside(known.candidates, first, last),
    )


def _inside(candidates: Sequence[Range], first: date, last: date) -> tuple[Range, ...]:
    return tuple((max(start, first), min(end, last)) for start, end in candidates if start <= last and end >= first)
