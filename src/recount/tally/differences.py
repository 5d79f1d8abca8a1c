"""What an incident and a row of another project's table tell differently, and why that may be."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from recount.codebook.kinship import kinship
from recount.codebook.spelling import alike
from recount.records import Incident
from recount.tally.counts import Toll, victims
from recount.tally.deaths import deaths, everybody
from recount.tally.events import Event

Subject = Literal["killed", "wounded", "day", "place", "perpetrator"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing that the two tell differently, and why that may be."""

    subject: Subject
    ours: str
    theirs: str
    reason: str


def differences(incident: Incident, event: Event, *, ledger: Incident | None = None) -> tuple[Difference, ...]:
    """The differences between a row and an incident counted by the rules of the row's project.

    `ledger` is the same incident by the ledger's own rules: it shows whether the rules alone make the difference.
    """
    found = (
        *_killed(incident, event, ledger or incident),
        *_wounded(incident, event),
        *_day(incident, event),
        *_place(incident, event),
        *_perpetrator(incident, event),
    )
    return tuple(found)


def _killed(incident: Incident, event: Event, ledger: Incident) -> Iterator[Difference]:
    toll, theirs = deaths(incident), event.best
    if theirs is None:
        return
    if toll is None:
        if theirs:
            reason = "the ledger's documents tell of no deaths: sources it has not read, or a later toll"
            yield Difference(subject="killed", ours="not told", theirs=str(theirs), reason=reason)
    elif toll.best != theirs:
        reason = _why_killed(incident, toll, theirs, ledger)
        yield Difference(subject="killed", ours=_range(toll), theirs=_their_range(event), reason=reason)


def _why_killed(incident: Incident, toll: Toll, theirs: int, ledger: Incident) -> str:
    """The first reason that fits."""
    own = deaths(ledger)
    groups = sorted(str(one.of) for one in incident.counts if one.field == "killed" and one.best == theirs)
    rules = f"rule set: the {ledger.rules} rules give {theirs}, the {incident.rules} rules {toll.best}"
    reasons = (
        (own is not None and own.best == theirs, rules),
        (victims(incident, "killed").best == theirs, "scope: their figure leaves out the attackers who died"),
        (
            _told_by_a_rival(incident, theirs),
            "rule set: another report gives their figure, and the rules chose this one",
        ),
        (bool(groups), f"scope: their figure is that of one group ({', '.join(groups)})"),
        (theirs == toll.best + everybody(incident, "wounded").best, "scope: they count the dead and wounded together"),
        (toll.low <= theirs <= toll.high, "rule set: their figure lies between the ledger's low and high"),
        (bool(toll.open) and theirs > toll.best, "threshold: the reports say at least, and theirs is more"),
        (theirs > toll.best, "sources that the ledger has not read, or a later toll"),
    )
    return next((words for fits, words in reasons if fits), "an earlier or partial toll")


def _told_by_a_rival(incident: Incident, number: int) -> bool:
    sides = (value for item in incident.disagreements if item.field == "killed" for value, _ in item.sides)
    return any(value.strip() == str(number) for value in sides)


def _wounded(incident: Incident, event: Event) -> Iterator[Difference]:
    ours = everybody(incident, "wounded")
    told = any(one.field == "wounded" for one in incident.counts)
    if event.wounded is not None and told and ours.best != event.wounded:
        inside = ours.low <= event.wounded <= ours.high
        reason = (
            "rule set: between the ledger's low and high" if inside else "other sources, or an earlier or later count"
        )
        yield Difference(subject="wounded", ours=_range(ours), theirs=str(event.wounded), reason=reason)


def _day(incident: Incident, event: Event) -> Iterator[Difference]:
    when = incident.days
    if when.first is None or when.last is None:
        return
    if (when.first, when.last) == (event.first, event.last):
        return
    overlap = when.first <= event.last and event.first <= when.last
    if overlap:
        reason = "date: one of them knows the day more closely"
    else:
        reason = (
            "date: theirs may be the day of the report" if event.first > when.last else "date: told otherwise there"
        )
    yield Difference(
        subject="day",
        ours=_span(str(when.first), str(when.last)),
        theirs=_span(str(event.first), str(event.last)),
        reason=reason,
    )


def _place(incident: Incident, event: Event) -> Iterator[Difference]:
    where = incident.place
    ours = [name for name in (where.site, where.locality, where.district) if name]
    theirs = [name for name in (event.place, event.district) if name]
    if not ours or not theirs or any(alike(one, other) for one in ours for other in theirs):
        return
    yield Difference(
        subject="place", ours=ours[0], theirs=theirs[0], reason="place: another name, or told less closely"
    )


def _perpetrator(incident: Incident, event: Event) -> Iterator[Difference]:
    ours = [one.value for one in (*incident.perpetrators, *incident.targets) if isinstance(one.value, str)]
    if not ours or not event.actors:
        return
    if any(kinship(one, other) != "different" for one in ours for other in event.actors):
        return
    words = "; ".join(ours), "; ".join(event.actors)
    yield Difference(subject="perpetrator", ours=words[0], theirs=words[1], reason="another actor is named there")


def _range(toll: Toll) -> str:
    return str(toll.best) if toll.low == toll.high else f"{toll.best} ({toll.low} to {toll.high})"


def _their_range(event: Event) -> str:
    low, high = event.low, event.high
    return str(event.best) if low is None or high is None or low == high else f"{event.best} ({low} to {high})"


def _span(first: str, last: str) -> str:
    return first if first == last else f"{first} to {last}"
