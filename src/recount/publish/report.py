"""The ledger as one self-contained page: incidents, claims strips, disagreements with both sentences, statistics."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined

from recount.publish import words
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
    """What the audit found about published figures: a verdict, the reasoning in words, the statistics it speaks of."""

    verdict: str
    words: str
    statistics: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """Everything a page is made of; documents and reports by id, `countries` from ISO code to name."""

    incidents: Sequence[Incident]
    reports: Mapping[str, Report]
    documents: Mapping[str, Document]
    statistics: Sequence[tuple[str, Statistic]] = ()
    findings: Sequence[Finding] = ()
    failures: Sequence[Failure] = ()
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of an incident: its estimate, every claim of it, and the drawn strip for a count of people."""

    label: str
    estimate: Estimate
    summary: str
    said: tuple[Said, ...]
    strip: Strip | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One incident as a page shows it."""

    incident: Incident
    type: str
    when: str
    where: str
    by: str
    on: str
    killed: str
    wounded: str
    fields: tuple[Field, ...]
    disagreements: tuple[tuple[Disagreement, tuple[Said, ...]], ...]


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
    where = incident.where.value if incident.where else None
    when = incident.when.value if incident.when else None
    return Entry(
        incident=incident,
        type=words.type_words(incident.type),
        when=words.value_words(when),
        where=words.value_words(where, material.countries),
        by=_names(incident.perpetrators),
        on=_names(incident.targets),
        killed=words.range_words(words.total(incident, "killed")),
        wounded=words.range_words(words.total(incident, "wounded")),
        fields=tuple(_field(estimate, claims, material) for estimate in estimates(incident)),
        disagreements=tuple((item, _both(item, claims, material)) for item in incident.disagreements),
    )


def estimates(incident: Incident) -> list[Estimate]:
    """All estimates of an incident in reading order: counts, who did it, to whom, when, where, the rest."""
    ordered = [item for name in COUNT_FIELDS for item in incident.counts if item.field == name]
    ordered += [item for item in incident.counts if item.field not in COUNT_FIELDS]
    single = [item for item in (incident.when, incident.where) if item is not None]
    return [*ordered, *incident.perpetrators, *incident.targets, *single, *incident.others]


def _reports(incident: Incident, material: Material) -> list[Report]:
    return [material.reports[report] for report in incident.reports if report in material.reports]


def _names(found: Sequence[Estimate]) -> str:
    """The names of a side with the stance they are told in: "Islamic State (claims responsibility)"."""
    named = []
    for estimate in found:
        stance = estimate.stance or "asserts"
        told = "" if stance == "asserts" else f" ({words.STANCES[stance]})"
        named.append(f"{words.value_words(estimate.value)}{told}")
    return "; ".join(dict.fromkeys(named)) or words.NOT_KNOWN


def _field(estimate: Estimate, claims: Mapping[str, tuple[Claim, Report]], material: Material) -> Field:
    aside = dict(estimate.set_aside)
    ids = [claim for claim in (*estimate.claims, *aside) if claim in claims]
    said = tuple(_say(*claims[claim], material, aside.get(claim)) for claim in ids)
    counts = [(s.claim.value, s.stands, s.speaker) for s in said if isinstance(s.claim.value, Count)]
    people = estimate.field in {"killed", "wounded"}
    return Field(
        label=_label(estimate),
        estimate=estimate,
        summary=_summary(estimate, material),
        said=said,
        strip=draw_strip(estimate, counts) if people and counts else None,
    )


def _label(estimate: Estimate) -> str:
    group = f", {words.GROUPS[estimate.of]}" if estimate.of else ""
    return f"{estimate.field.capitalize()}{group}"


def _summary(estimate: Estimate, material: Material) -> str:
    if estimate.value is None:
        return words.range_words(estimate)
    told = f" ({words.STANCES[estimate.stance]})" if estimate.stance and estimate.stance != "asserts" else ""
    return words.value_words(estimate.value, material.countries) + told


def _both(item: Disagreement, claims: Mapping[str, tuple[Claim, Report]], material: Material) -> tuple[Said, ...]:
    """One sentence for each side of a disagreement."""
    firsts = (next((claim for claim in side if claim in claims), None) for _, side in item.sides)
    return tuple(_say(*claims[claim], material, None) for claim in firsts if claim is not None)


def _say(claim: Claim, report: Report, material: Material, aside: str | None) -> Said:
    document = material.documents[report.document]
    before, quote, after = around(document.text, claim.span.start, claim.span.end)
    outlet = document.outlet or document.name
    return Said(
        claim=claim,
        value=words.value_words(claim.value, material.countries),
        speaker=words.speaker_words(claim, document.outlet),
        outlet=outlet,
        published=_published(document),
        before=before,
        quote=quote,
        after=after,
        stands=aside is None,
        reason=aside or "",
    )


def _published(document: Document) -> str:
    day = document.published
    if day.first is None or day.last is None:
        return "day of publication not known"
    if day.first == day.last:
        return words.day_words(day.first)
    return f"between {words.day_words(day.first)} and {words.day_words(day.last)}"


def around(text: str, start: int, end: int, reach: int = 220) -> tuple[str, str, str]:
    """The sentence around a stretch in three pieces, cut at line ends and at most `reach` characters to each side."""
    left = text[max(0, start - reach) : start].rsplit("\n", 1)[-1]
    right = text[end : end + reach].split("\n", 1)[0]
    for mark in (". ", "! ", "? ", ".” ", '." '):
        left = left.rsplit(mark, 1)[-1]
        right = right.split(mark, 1)[0] + (mark.rstrip() if mark in right else "")
    return left.lstrip(), text[start:end], right.rstrip()


def _said_statistic(document: str, item: Statistic, material: Material) -> dict[str, str]:
    origin = material.documents[document]
    before, quote, after = around(origin.text, item.span.start, item.span.end)
    low, best, high = (None if n is None else int(n) if float(n).is_integer() else n for n in item.value)
    number = best if best is not None else low if low is not None else high
    period = (
        f"{words.day_words(item.period[0])} to {words.day_words(item.period[1])}" if item.period else words.NOT_KNOWN
    )
    return {
        "measure": item.measure if not item.of_what else f"{item.measure} of {item.of_what}",
        "value": f"{number:,}" + (" %" if item.unit == "percent" else ""),
        "of": words.GROUPS.get(item.of or "", ""),
        "period": period,
        "area": item.area or words.NOT_KNOWN,
        "speaker": item.speaker.span.quote if item.speaker else origin.outlet or origin.name,
        "before": before,
        "quote": quote,
        "after": after,
    }
