"""The evidence of a bulletin: incidents one by one, each sentence once with all that it is a witness of."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from recount.ledger import Ledger
from recount.publish.bulletin_tables import Numbers
from recount.publish.gather import gather
from recount.publish.report import Entry, Material, Said, entry
from recount.publish.words import STANCES
from recount.records import Estimate, Incident

_MOST_SENTENCES = 6
_AT_ONCE = 200
_ORDER = {"killed": 0, "wounded": 1, "abducted": 2, "arrested": 3, "perpetrator": 4}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of a document: where and when it stands, and who says which values in it."""

    before: str
    quote: str
    after: str
    source: str
    sayings: tuple[tuple[str, tuple[str, ...]], ...]
    claims: tuple[str, ...]
    stands: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One incident as it is told: its number, its line in the chronology, its sentences."""

    number: int
    entry: Entry
    sentences: tuple[Sentence, ...]
    more: int

    @property
    def contested(self) -> bool:
        """That rival accounts of it stand."""
        return bool(self.entry.disagreements)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The incidents that are told one by one, and how many reports and outlets they rest on."""

    told: tuple[Told, ...]
    incidents: tuple[Incident, ...]

    def by_number(self, number: int) -> Told | None:
        """The incident of a number, where it is told."""
        return next((one for one in self.told if one.number == number), None)


def gather_evidence(ledger: Ledger, ids: Sequence[str], numbers: Numbers) -> Evidence:
    """Some incidents with all that is said of them."""
    told: list[Told] = []
    incidents: list[Incident] = []
    for material in materials(ledger, ids):
        incidents += material.incidents
        told += [_told(incident, material, numbers) for incident in material.incidents]
    return Evidence(told=tuple(told), incidents=tuple(incidents))


def materials(ledger: Ledger, ids: Sequence[str]) -> Iterator[Material]:
    """Incidents with their reports and documents, few at a time in memory."""
    for start in range(0, len(ids), _AT_ONCE):
        yield gather(ledger, [ledger.incident(key) for key in ids[start : start + _AT_ONCE]])


def _told(incident: Incident, material: Material, numbers: Numbers) -> Told:
    shown = entry(incident, material)
    sentences = tuple(_sentences(shown))
    return Told(
        number=numbers.of(incident.id),
        entry=shown,
        sentences=sentences[:_MOST_SENTENCES],
        more=max(0, len(sentences) - _MOST_SENTENCES),
    )


def _sentences(shown: Entry) -> Iterator[Sentence]:
    """Each sentence once, those that count the dead first, with every value that is read out of it."""
    fields = sorted(shown.fields, key=lambda one: _ORDER.get(one.estimate.field, len(_ORDER)))
    held: dict[tuple[str, str], list[tuple[str, Said]]] = {}
    for field in fields:
        for said in field.said:
            whole = f"{said.before}{said.quote}{said.after}"
            held.setdefault((whole, said.outlet), []).append((field.label, said))
    for found in held.values():
        first = found[0][1]
        yield Sentence(
            before=first.before,
            quote=first.quote,
            after=first.after,
            source=f"{first.outlet}, {first.published}",
            sayings=tuple(_sayings(found)),
            claims=tuple(dict.fromkeys(said.claim.id for _, said in found)),
            stands=any(said.stands for _, said in found),
        )


def _sayings(found: Sequence[tuple[str, Said]]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The values of a sentence by who says them."""
    held: dict[str, list[str]] = {}
    for label, said in found:
        held.setdefault(f"{STANCES[said.claim.stance]} {said.speaker}", []).append(_value(label, said))
    for speaker, values in held.items():
        yield speaker, tuple(dict.fromkeys(values))


def _value(label: str, said: Said) -> str:
    aside = "" if said.stands else " (set aside)"
    return f"{label.lower()} {said.value}{aside}"


def estimates_of(incident: Incident) -> Iterator[Estimate]:
    """Every estimate of an incident."""
    singles = (one for one in (incident.when, incident.where) if one)
    return chain(singles, incident.counts, incident.perpetrators, incident.targets, incident.others)
