"""Corrections of a ledger as news: incidents told otherwise than before, and what people decided about them."""

from collections.abc import Iterator
from datetime import date, datetime

from recount.ledger import Ledger
from recount.ledger.coverage import recorded_at
from recount.publish.bulletin_corrections import Correction, Reconcile, corrections
from recount.publish.feeds import Feed, Item
from recount.records import Decision, content_id
from recount.tally.periods import Period
from recount.tally.selection import EVERYWHERE

_MOST = 200
# Decisions that change what the ledger tells; what else people decide leaves it as it was.
_CORRECTING = {
    "same": "Told as one", "not same": "Told apart", "reject": "Rejected", "correct": "Corrected",
    "exclude": "Left out", "accept": "Accepted", "withdraw": "Decision withdrawn",
}  # fmt: skip


def corrections_feed(ledger: Ledger, reconcile: Reconcile, *, since: date, at: datetime) -> Feed:
    """What was corrected since a day, newest first; incidents of the year before it and of all people's decisions."""
    items = [*_of_incidents(ledger, reconcile, since), *_of_decisions(ledger, since)]
    newest = sorted(items, key=lambda item: (item.at, item.id), reverse=True)
    return Feed(
        id="corrections",
        title="Corrections",
        about="Incidents that are told otherwise than before, and why: new reports, and decisions of people",
        link="urn:recount:corrections",
        items=newest[:_MOST],
        at=at,
    )


def _of_incidents(ledger: Ledger, reconcile: Reconcile, since: date) -> Iterator[Item]:
    period = Period(length="day", first=since, last=since)
    found = [one for one in corrections(ledger, EVERYWHERE, period, since, reconcile) if not one.new]
    recorded = recorded_at(ledger, [report for one in found for report in one.incident.reports])
    for one in found:
        newest = max(recorded[report] for report in one.incident.reports if report in recorded)
        yield Item(
            id=f"correction:{content_id('correction', one.incident.id, *one.changes)}",
            title=one.heading,
            words=_changes(one),
            at=datetime.fromisoformat(newest),
        )


def _changes(one: Correction) -> str:
    told = "; ".join(f"{field}: {then} before, {now} now" for field, then, now in one.changes)
    documents = f", by {', '.join(one.documents)}" if one.documents else ""
    return f"{told}{documents} (incident {one.incident.id})"


def _of_decisions(ledger: Ledger, since: date) -> Iterator[Item]:
    for one in ledger.decisions():
        if one.kind in _CORRECTING and one.at[:10] >= since.isoformat():
            yield Item(
                id=f"decision:{one.id}",
                title=f"{_CORRECTING[one.kind]}: {_subjects(one)}",
                words=f"{one.reason} ({one.who})",
                at=datetime.fromisoformat(one.at),
            )


def _subjects(one: Decision) -> str:
    corrected = f" to {one.value}" if one.kind == "correct" and one.value else ""
    return " and ".join(one.subjects) + corrected
