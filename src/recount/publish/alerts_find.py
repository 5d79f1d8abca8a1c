"""Out of the ledger, what watches find: what was read when, surges with their incidents, and alerts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from recount.ledger import Ledger
from recount.publish.alerts import Alert, incident_alerts, since_day, surge_alerts
from recount.publish.alerts_plan import Plan
from recount.records import Incident
from recount.tally.surges_series import Coverage, Told, Watch, watch_incidents

_AT_ONCE = 500  # documents with their texts in memory


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that watches ask of a ledger: `outlets` names the outlet of each report, `until` is the last day read."""

    incidents: Sequence[Incident]
    outlets: Mapping[str, str | None]
    coverage: Coverage
    until: date


def reading_of(ledger: Ledger) -> Reading:
    """The ledger's incidents, and what was read for them: every document with a known day counts, silent ones too."""
    accounts = ledger.accounts()
    outlets: dict[str, str | None] = {}
    articles: list[tuple[str | None, date]] = []
    keys = iter(sorted(accounts))
    while some := list(islice(keys, _AT_ONCE)):
        for key, document in ledger.documents(some).items():
            outlets |= {report.id: document.outlet for report in accounts[key].reports}
            day = accounts[key].published.day or document.published.day
            if day is not None:
                articles.append((document.outlet, day))
    return Reading(
        incidents=ledger.incidents(),
        outlets=outlets,
        coverage=Coverage(articles),
        until=max((day for _, day in articles), default=date.min),
    )


def told_of(watch: Watch, reading: Reading) -> Told:
    """The surges of a watch, up to the last week that was read whole."""
    return watch_incidents(watch, reading.incidents, reading.outlets, reading.coverage, until=reading.until)


def alerts_of(plan: Plan, reading: Reading, today: date) -> Iterator[Alert]:
    """What a plan's watches find within its look back."""
    since = since_day(today, plan.look_back)
    for one in plan.watches:
        if one.surges:
            yield from surge_alerts(told_of(one.watch, reading), since=since)
        if one.incidents:
            yield from incident_alerts(one.watch, reading.incidents, since=since, least=one.at_least)
