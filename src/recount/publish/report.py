"""The ledger as one self-contained page: incidents, claims strips, disagreements with both sentences, statistics."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined

from recount.publish import words
from recount.publish.lines import who_on_whom
from recount.publish.sentence import around
from recount.publish.sides import in_neutral_words, side_words
from recount.publish.strip import Strip, draw_strip
from recount.records import (
    COUNT_FIELDS,
    Claim,
    Count,
    Disagreement,
    Document,
    Estimate,
    Failure,
    Incident,
    Report,
    Statistic,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One check of published figures: how it came out, the reasoning in words, the statistics it speaks of."""

    verdict: str
    words: str
    statistics: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """Everything a page is made of; documents and reports by id, `countries` from ISO code to name.

    `documents_read` counts all of the ledger; `silent` names those that tell of no incident and hold no figure.
    """

    incidents: Sequence[Incident]
    reports: Mapping[str, Report]
    documents: Mapping[str, Document]
    statistics: Sequence[tuple[str, Statistic]] = ()
    findings: Sequence[Finding] = ()
    failures: Sequence[Failure] = ()
    documents_read: int = 0
    silent: Sequence[str] = ()
    countries: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One claim as a reader sees it: what, who says so, in which sentence of which document, and whether it stands."""

    claim: Claim
    value: str
    speaker: str
    outlet: str
    published: str
    before: str
    quote: str
    after: str
    stands: bool
    reason: str
    day: date | None = None  # of publication, where one day is known

    @property
    def source(self) -> str:
        """Who says it and in which document, once where the outlet speaks itself."""
        return self.speaker if self.speaker == self.outlet else f"{self.speaker} in {self.outlet}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of an incident: its estimate, every claim of it, and the drawn strip for a count of people."""

    label: str
    estimate: Estimate
    summary: str
    said: tuple[Said, ...]
    strip: Strip | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """What reports disagree on: the field, the rival values in words, and a sentence for each side."""

    subject: str
    words: str
    sides: tuple[Said, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One incident as a page shows it."""

    incident: Incident
    heading: str
    sides: str
    type: str
    when: str
    where: str
    by: str
    on: str
    killed: str
    wounded: str
    fields: tuple[Field, ...]
    disagreements: tuple[Dispute, ...]


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("recount.publish"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render_report(material: Material, *, title: str = "Incident ledger") -> str:
    """The page as HTML: no script, nothing fetched from elsewhere, article text always escaped."""
    style = files("recount.publish").joinpath("templates/report.css").read_text(encoding="utf-8")
    entries = [entry(incident, material) for incident in material.incidents]
    statistics = [_said_statistic(document, item, material) for document, item in material.statistics]
    return (
        _environment()
        .get_template("report.html")
        .render(title=title, style=style, entries=entries, statistics=statistics, material=material, words=words)
    )


def entry(incident: Incident, material: Material) -> Entry:
    """One incident with every field's claims laid out for reading."""
    claims = {claim.id: (claim, report) for report in _reports(incident, material) for claim in report.claims}
    form = words.form_words(incident)
    day, place = words.when_words(incident.days), words.where_words(incident.place, material.countries)
    return Entry(
        incident=incident,
        heading=words.sentence_case(", ".join(part for part in (form, place, day) if part != words.NOT_KNOWN)),
        sides=who_on_whom(incident),
        type=form,
        when=day,
        where=place,
        by=side_words(incident.perpetrators),
        on=side_words(incident.targets),
        killed=words.range_words(words.total(incident, "killed")),
        wounded=words.range_words(words.total(incident, "wounded")),
        fields=tuple(_field(estimate, claims, material) for estimate in estimates(incident)),
        disagreements=tuple(_dispute(item, claims, material) for item in incident.disagreements),
    )


def estimates(incident: Incident) -> list[Estimate]:
    """All estimates of an incident in reading order: counts, who did it, to whom, when, where, the rest."""
    ordered = [item for name in COUNT_FIELDS for item in incident.counts if item.field == name]
    ordered += [item for item in incident.counts if item.field not in COUNT_FIELDS]
    single = [item for item in (incident.when, incident.where) if item is not None]
    return [*ordered, *incident.perpetrators, *incident.targets, *single, *incident.others]


def _reports(incident: Incident, material: Material) -> list[Report]:
    return [material.reports[report] for report in incident.reports if report in material.reports]


def _field(estimate: Estimate, claims: Mapping[str, tuple[Claim, Report]], material: Material) -> Field:
    aside = dict(estimate.set_aside)
    ids = [claim for claim in (*estimate.claims, *aside) if claim in claims]
    said = tuple(_say(*claims[claim], material, aside.get(claim)) for claim in ids)
    counts = [(s.claim.value, s.stands, f"{s.value}: {s.speaker}") for s in said if isinstance(s.claim.value, Count)]
    return Field(
        label=words.sentence_case(words.subject_words(estimate.field, estimate.of)),
        estimate=estimate,
        summary=_summary(estimate, material),
        said=said,
        strip=draw_strip(estimate, counts) if len({value for value, _, _ in counts}) > 1 else None,
    )


def _summary(estimate: Estimate, material: Material) -> str:
    if estimate.value is None:
        return words.range_words(estimate)
    if isinstance(estimate.value, str):
        return side_words([estimate])
    return words.value_words(estimate.value, material.countries)


def _dispute(item: Disagreement, claims: Mapping[str, tuple[Claim, Report]], material: Material) -> Dispute:
    """A disagreement with one sentence for each side."""
    firsts = (next((claim for claim in side if claim in claims), None) for _, side in item.sides)
    sides = tuple(_say(*claims[claim], material, None) for claim in firsts if claim is not None)
    told = " or ".join(one.value for one in sides) if item.field in {"date", "place"} else item.words
    return Dispute(subject=words.subject_words(item.field, item.of), words=told, sides=sides)


def _say(claim: Claim, report: Report, material: Material, aside: str | None) -> Said:
    document = material.documents[report.document]
    before, quote, after = around(document.text, claim.span.start, claim.span.end)
    outlet = document.outlet or document.name
    value = words.value_words(claim.value, material.countries)
    return Said(
        claim=claim,
        value=in_neutral_words(value) if isinstance(claim.value, str) else value,
        speaker=words.speaker_words(claim, document.outlet),
        outlet=outlet,
        published=_published(document),
        before=before,
        quote=quote,
        after=after,
        stands=aside is None,
        reason=aside or "",
        day=document.published.day,
    )


def _published(document: Document) -> str:
    day = document.published
    if day.first is None or day.last is None:
        return "day of publication not known"
    if day.first == day.last:
        return words.day_words(day.first)
    return f"published between {words.day_words(day.first)} and {words.day_words(day.last)}"


def _said_statistic(document: str, item: Statistic, material: Material) -> dict[str, str]:
    origin = material.documents[document]
    before, quote, after = around(origin.text, item.span.start, item.span.end)
    return {
        "measure": words.measure_words(item),
        "value": words.figure_words(item),
        "of": words.GROUPS.get(item.of or "", ""),
        "period": words.period_words(item),
        "area": item.area or words.NOT_KNOWN,
        "speaker": item.speaker.span.quote if item.speaker else origin.outlet or origin.name,
        "before": before,
        "quote": quote,
        "after": after,
    }
