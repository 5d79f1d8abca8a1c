"""What is told of an actor or a place, in order: first mentions, statements, warnings, attacks, operations, figures."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from recount.codebook.countries import countries_by_word, load_countries
from recount.codebook.kinship import kinship
from recount.records import Account, Incident, Relation, Report, Statistic, Warning
from recount.tally.audit_figures import number_of, same_area, words_of
from recount.tally.held import days_of, did, in_area, is_attack, lies_in
from recount.tally.network import KIND_WORDS
from recount.tally.sayings import Evidence, Item, Presence, Saying, voice_of

Kind = Literal["presence", "attack", "operation", "incident", "warning", "statement", "figure"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Whose chronology it is: an actor under any of its names, a place, or an actor in a place."""

    actor: str | None = None
    area: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing told. `first` and `last` are days of the event, or the day on which something was said.

    `new` says in words what is told of here for the first time. `incident` is the ledger's id where it is one.
    """

    kind: Kind
    first: date | None
    last: date | None
    words: str
    evidence: Evidence
    place: str | None = None
    incident: str | None = None
    notes: tuple[str, ...] = ()
    new: str = ""


def chronicle(
    subject: Subject,
    said: Iterable[Saying],
    incidents: Sequence[Incident],
    accounts: Mapping[str, Account],
    *,
    outlets: Mapping[str, str | None],
) -> tuple[Entry, ...]:
    """The chronology, oldest first; what has no day comes last."""
    entries = [
        *_of_sayings(subject, said),
        *_of_incidents(subject, incidents, accounts, outlets),
    ]
    ordered = sorted(entries, key=lambda one: (one.first or date.max, one.last or date.max, one.kind, one.words))
    return tuple(_with_firsts(subject, ordered))


def _of_sayings(subject: Subject, said: Iterable[Saying]) -> Iterator[Entry]:
    for saying in said:
        told = _told(saying.item, subject)
        if told:
            kind, words, place = told
            first, last = _days(saying)
            yield Entry(kind=kind, first=first, last=last, words=words, evidence=saying.evidence, place=place)


def _days(saying: Saying) -> tuple[date | None, date | None]:
    """The days that a figure is of, or that the sentence tells of; else the day on which it was published."""
    if isinstance(saying.item, Statistic) and saying.item.period:
        return saying.item.period
    return saying.about or (saying.day, saying.day)


_Told = tuple[Kind, str, str | None]


def _told(item: Item, subject: Subject) -> _Told | None:
    """What a saying tells of the subject: kind, words, place; None where it is of something else."""
    if isinstance(item, Presence):
        return _presence(item, subject)
    if isinstance(item, Relation):
        fits = subject.area is None and (_same(item.a, subject.actor) or _same(item.b, subject.actor))
        return ("statement", f"{item.a} {KIND_WORDS[item.kind]} {item.b}", None) if fits else None
    if isinstance(item, Warning):
        if not _fits(subject, item.about, item.area):
            return None
        about = f" of {item.about}" if item.about else ""
        where = f" in {item.area}" if item.area else ""
        return "warning", f"a warning{about}{where}", item.area
    if not _fits(subject, item.actor, item.area):
        return None
    unit = "%" if item.unit == "percent" else ""
    number = f"{words_of(item)}{unit} {item.measure}" if number_of(item) is not None else ""
    words = ", ".join(word for word in (number, item.area, item.actor) if word)
    return "figure", words, item.area


def _presence(item: Presence, subject: Subject) -> _Told | None:
    areas = [one for one in item.areas if subject.area is None or lies_in((*one, None, None), subject.area)]
    if not areas or not _same(item.actor, subject.actor):
        return None
    place = _named(*areas[0])
    return "presence", f"presence of {item.actor} told of in {place}", place


def _named(country: str, province: str | None) -> str:
    known = load_countries().get(country)
    return ", ".join(name for name in (province, known.name if known else country) if name)


def _fits(subject: Subject, actor: str | None, area: str | None) -> bool:
    """That something is of the subject's actor and of its area, as far as each is asked for."""
    return (subject.actor is None or _same(actor, subject.actor)) and (
        subject.area is None or (area is not None and same_area(area, subject.area))
    )


def _same(name: str | None, actor: str | None) -> bool:
    return name is not None and actor is not None and kinship(name, actor) in {"same", "related"}


def _of_incidents(
    subject: Subject, incidents: Sequence[Incident], accounts: Mapping[str, Account], outlets: Mapping[str, str | None]
) -> Iterator[Entry]:
    reports = {report.id: (account, report) for account in accounts.values() for report in account.reports}
    for incident in incidents:
        role = _role(subject, incident)
        told = [reports[key] for key in incident.reports if key in reports]
        if role is None or not told:
            continue
        account, report = min(told, key=lambda pair: (pair[0].published.first or date.max, pair[0].document))
        days = days_of(incident)
        yield Entry(
            kind=role,
            first=days[0] if days else None,
            last=days[1] if days else None,
            words=_incident_words(incident),
            evidence=_evidence(account, report, incident, outlets),
            place=_place(incident),
            incident=incident.id,
            notes=tuple(_notes(subject, incident)),
        )


def _evidence(account: Account, report: Report, incident: Incident, outlets: Mapping[str, str | None]) -> Evidence:
    return Evidence(
        document=account.document,
        span=report.triggers[0] if report.triggers else report.claims[0].span,
        voice=voice_of(outlets.get(account.document)),
        day=account.published.day,
        incident=incident.id,
    )


def _role(subject: Subject, incident: Incident) -> Kind | None:
    """What an incident is to the subject: its attack, an operation against it, or what happened in the place."""
    if subject.area is not None and not in_area(incident, subject.area):
        return None
    if subject.actor is None:
        return "attack" if is_attack(incident) else "operation"
    if did(incident, subject.actor):
        return "attack"
    if any(_same(one.value, subject.actor) for one in incident.targets if isinstance(one.value, str)):
        return "operation"
    if any(_same(one.value, subject.actor) for one in incident.perpetrators if isinstance(one.value, str)):
        return "incident"
    return None


def _incident_words(incident: Incident) -> str:
    status = "" if incident.status == "happened" else f"{incident.status} "
    words = f"{status}{incident.type.replace('_', ' ')}"
    place = _place(incident)
    return f"{words} in {place}" if place else words


def _place(incident: Incident) -> str | None:
    where = incident.place
    country = load_countries().get(where.country or "")
    names = (where.locality or where.district, where.province, country.name if country else None)
    return ", ".join(dict.fromkeys(name for name in names if name)) or None


def _notes(subject: Subject, incident: Incident) -> Iterator[str]:
    """How the subject's part is told where it is not simply stated, and how well the incident is founded."""
    words = {"claims": "claimed by it", "accuses": "accused of it", "suspects": "suspected of it"}
    words |= {"denies": "denied", "doubts": "doubted"}
    sides = (*incident.perpetrators, *incident.targets)
    mine = [one for one in sides if isinstance(one.value, str) and _same(one.value, subject.actor)]
    yield from dict.fromkeys(words[one.stance] for one in mine if one.stance in words)
    yield incident.grade


def _with_firsts(subject: Subject, entries: Sequence[Entry]) -> Iterator[Entry]:
    """Marks the first of all entries, and for an actor the first of each country and of each kind."""
    seen: set[str] = set()
    for number, entry in enumerate(entries):
        firsts = ["first told of" if number == 0 else ""]
        country = _country(entry.place) if subject.actor else None
        for key, words in ((country, f"first told of in {country}"), (entry.kind, f"first {entry.kind}")):
            if key and key not in seen:
                seen.add(key)
                firsts.append(words)
        yield replace(entry, new="; ".join(words for words in firsts if words))


def _country(place: str | None) -> str | None:
    if place is None:
        return None
    code = countries_by_word().get(place.rpartition(", ")[2])
    return load_countries()[code].name if code else None
