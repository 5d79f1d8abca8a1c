"""Alerts: the surges and incidents of watches that nobody was told of yet."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Literal

import msgspec

from recount.errors import LedgerError
from recount.publish.feeds import Feed, Item
from recount.publish.lines import who_on_whom
from recount.publish.words import total, when_words, where_words
from recount.records import Incident, content_id
from recount.tally.counts import victims
from recount.tally.held import days_of
from recount.tally.surges_series import Told, Watch

Kind = Literal["week", "rise", "incident"]
_KEPT = 2_000  # alerts remembered; older ones are out of every look back
_SHOWN = 50  # alerts in a feed


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """Something of a watch worth telling; `incidents` are the ledger's ids, `at` is when it was first told."""

    id: str
    watch: str
    kind: Kind
    title: str
    words: str
    first: date
    last: date
    incidents: tuple[str, ...] = ()
    at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """What was found before, and which of it each channel has sent."""

    alerts: tuple[Alert, ...] = ()
    sent: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def unsent(self, channel: str) -> tuple[Alert, ...]:
        """What a channel still has to send, oldest first."""
        done = set(self.sent.get(channel, ()))
        return tuple(one for one in self.alerts if one.id not in done)

    def with_sent(self, channel: str, alerts: Iterable[Alert]) -> "Memory":
        """The same once a channel has sent these."""
        known = {one.id for one in self.alerts}
        done = [key for key in self.sent.get(channel, ()) if key in known]
        return replace(self, sent={**self.sent, channel: (*done, *(one.id for one in alerts))})


def surge_alerts(told: Told, *, since: date) -> Iterator[Alert]:
    """The surges of a watch that reach into the days since."""
    for surge in told.watched.surges:
        if surge.last >= since:
            what = f"{'Surge' if surge.kind == 'week' else 'Rise'}: {told.watch.name}"
            yield Alert(
                id=content_id("alert", told.watch.name, surge.kind, surge.first, surge.last),
                watch=told.watch.name,
                kind=surge.kind,
                title=f"{what}, {surge.count} {told.watch.measure} from {surge.first} to {surge.last}",
                words=surge.words,
                first=surge.first,
                last=surge.last,
                incidents=told.behind(surge),
            )


def incident_alerts(watch: Watch, incidents: Sequence[Incident], *, since: date, least: int) -> Iterator[Alert]:
    """The incidents of a watch since a day, of those that count people only such with at least so many."""
    for incident in incidents:
        days = days_of(incident)
        if days is None or days[1] < since or not watch.holds(incident):
            continue
        if watch.measure == "incidents" or victims(incident, watch.measure).best >= least:
            yield Alert(
                id=content_id("alert", watch.name, "incident", incident.id),
                watch=watch.name,
                kind="incident",
                title=f"Incident: {watch.name}",
                words=_words(incident),
                first=days[0],
                last=days[1],
                incidents=incident.reports,
            )


def _words(incident: Incident) -> str:
    killed, wounded = (total(incident, name) for name in ("killed", "wounded"))
    told = (
        when_words(incident.days) if incident.when else "",
        where_words(incident.place) if incident.where else "",
        incident.type.replace("_", " "),
        who_on_whom(incident),
        f"{killed.best} killed" if killed and killed.best is not None else "",
        f"{wounded.best} wounded" if wounded and wounded.best is not None else "",
        incident.grade,
    )
    return ", ".join(words for words in told if words)


def remember(memory: Memory, found: Iterable[Alert], *, at: str) -> Memory:
    """The memory with what is new.

    A rise that overlaps one told before is the same rise; an incident is the same while it holds one report of it.
    """
    alerts = list(memory.alerts)
    for alert in found:
        if not any(_same(alert, one) for one in alerts):
            alerts.append(replace(alert, at=at))
    return replace(memory, alerts=tuple(alerts[-_KEPT:]))


def _same(one: Alert, other: Alert) -> bool:
    if (one.watch, one.kind) != (other.watch, other.kind):
        return False
    if one.kind == "incident":
        return not set(one.incidents).isdisjoint(other.incidents)
    return one.first <= other.last and other.first <= one.last


def read_memory(file: Path) -> Memory:
    """What was written before; an empty memory where there is no file yet."""
    try:
        return msgspec.json.decode(file.read_bytes(), type=Memory)
    except FileNotFoundError:
        return Memory()
    except (OSError, msgspec.MsgspecError) as error:
        advice = "Restore it from a copy, or remove it: every alert within the look back is then sent again"
        raise LedgerError(f"{file}, where sent alerts are kept, cannot be read ({error})", advice=advice) from error


def write_memory(file: Path, memory: Memory) -> None:
    """Writes the memory whole or not at all."""
    beside = file.with_name(f"{file.name}.new")
    try:
        beside.write_bytes(msgspec.json.format(msgspec.json.encode(memory), indent=1))
        beside.replace(file)
    except OSError as error:
        what = f"{file}, where sent alerts are kept, cannot be written ({error.strerror})"
        raise LedgerError(what, advice="Name another file under state in the watches") from error


def alert_as_json(alert: Alert) -> dict[str, Any]:
    """An alert for programs."""
    built: dict[str, Any] = msgspec.to_builtins(alert)
    return built


def alert_feed(memory: Memory, *, title: str, link: str, at: datetime) -> Feed:
    """The newest alerts as a feed."""
    newest = list(reversed(memory.alerts[-_SHOWN:]))
    items = [
        Item(id=f"alert:{one.id}", title=one.title, words=one.words, at=datetime.fromisoformat(one.at))
        for one in newest
    ]
    about = "Surges and incidents of watched areas, actors and forms of violence, out of a ledger of incidents"
    return Feed(id="alerts", title=title, about=about, link=link, items=items, at=at)


def since_day(today: date, days: int) -> date:
    """The first day of a look back."""
    return today - timedelta(days=days)
