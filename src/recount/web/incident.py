"""One incident: what happened, every claim of it, who says so, and how it came to be one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from recount.config import RULES
from recount.errors import NotInLedger
from recount.pipeline import recount
from recount.publish import words
from recount.publish.formats.facts import where_of
from recount.publish.gather import gather
from recount.publish.report import Entry, Field, Material, Said, entry
from recount.publish.sides import in_neutral_words
from recount.records import COUNT_FIELDS, Candidate, Decision, Estimate, Grade, Incident, RuleSet
from recount.review.decide import standing
from recount.web.card import country_names
from recount.web.maps import one_place
from recount.web.page import is_part, render
from recount.web.site import Site, site_of

router = APIRouter(include_in_schema=False)
RULE_NAMES: Mapping[RuleSet, str] = {
    "conservative": "Recount",
    "ucdp": "UCDP",
    "acled": "ACLED",
    "gtd": "GTD",
    "ibc": "IBC",
}
# What a reporter would have to find for a better grade.
RAISED_BY: Mapping[Grade, str] = {
    "contested": "A newer word of one of the rivals that agrees with the other, or a reviewer's decision on a claim.",
    "claimed": "The word of anyone who is not said to have done it.",
    "official only": "A witness who does not speak for one side's authorities.",
    "single": "A second witness, independent of the first.",
    "corroborated": "",
}
SIDES = (
    ("claims", "Claimed by themselves"),
    ("asserts", "Named"),
    ("accuses", "Accused"),
    ("suspects", "Suspected"),
    ("denies", "Denied"),
    ("doubts", "Doubted"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One figure of a toll's history: when it was published, what it was, who said it, which claim."""

    day: date
    when: str
    value: str
    source: str
    claim: str
    stands: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened to the record of an incident."""

    at: str
    words: str
    href: str | None = None


def found(site: Site, key: str, rules: RuleSet | None) -> Incident:
    """The incident of an id under some rules; raises NotInLedger where there is none."""
    incident = site.ledger.incident(key)
    return recount(site.desk(rules=rules), [incident])[0] if rules and rules != incident.rules else incident


@router.get("/incidents/{key}")
def incident_page(request: Request, key: str) -> Response:
    """An incident; an id that it once had, a report's or a claim's, leads to it."""
    site = site_of(request)
    rules: RuleSet | None = chosen_rules(request)
    try:
        incident = found(site, key, rules)
    except NotInLedger:
        return moved(site, "/incidents/", key)
    material = gather(site.ledger, [incident])
    shown = entry(incident, material)
    homes = {claim.id: report.document for report in material.reports.values() for claim in report.claims}
    cluster = site.ledger.clusters([incident.id]).get(incident.id)
    return render(
        request,
        "incident.html",
        incident=incident,
        shown=shown,
        sentence=sentence(shown),
        counts=[one for one in shown.fields if one.estimate.field in COUNT_FIELDS],
        others=[one for one in shown.fields if one.estimate.field not in {*COUNT_FIELDS, "perpetrator", "place"}],
        sides=sides(shown.fields),
        histories={number: history(one) for number, one in enumerate(shown.fields)},
        place=_place(shown.fields),
        where=where_of(incident),
        candidates=_candidates(incident),
        homes=homes,
        link=lambda claim: f"/documents/{homes[claim]}#s-{claim}",
        reports=[(report, material.documents[report.document]) for report in _told(incident, material)],
        cluster=cluster,
        report_names={key: material.documents[one.document].name for key, one in material.reports.items()},
        rule_names=RULE_NAMES,
        rules=rules or incident.rules,
        raised_by=RAISED_BY[incident.grade],
        events=events(site, incident, material),
        address=str(request.url_for("incident_page", key=incident.id)),
        today=words.day_words(site.now().date()),
        in_neutral_words=in_neutral_words,
    )


@router.get("/incidents/{key}/rules")
def rules_page(request: Request, key: str) -> HTMLResponse:
    """The incident as each project would code it, side by side."""
    site = site_of(request)
    incident = site.ledger.incident(key)
    rows = [(rules, entry_in_short(found(site, key, rules))) for rules in RULES]
    template = "rules_table.html" if is_part(request) else "rules.html"
    return render(request, template, incident=incident, rows=rows, rule_names=RULE_NAMES)


@router.get("/incidents/{key}/map.json")
def incident_map(request: Request, key: str) -> dict[str, Any]:
    """Where the incident was, with its precision as an area; never a point where only an area is known."""
    where = where_of(site_of(request).ledger.incident(key))
    return one_place(where)


def chosen_rules(request: Request) -> RuleSet | None:
    """The rule set in the address."""
    given = request.query_params.get("rules")
    if given and given not in RULES:
        raise HTTPException(422, f"rules={given[:20]} is none of: {', '.join(RULES)}")
    return next((rules for rules in RULES if rules == given), None)


def moved(site: Site, path: str, key: str) -> RedirectResponse:
    """The way from an id that an incident once had to the incident."""
    now = site.shelf.search.redirect(key)
    if now is None:
        raise NotInLedger(f"The ledger holds no incident {key[:40]!r}", advice="Search for it among the incidents.")
    return RedirectResponse(f"{path}{now}", status_code=301)


def sentence(shown: Entry) -> str:
    """How many and by whom, in one neutral sentence to stand under the heading."""
    numbers = ((shown.killed, "killed"), (shown.wounded, "wounded"))
    tolls = ", ".join(f"{number} {word}" for number, word in numbers if number != "–")
    named = shown.by != words.NOT_KNOWN
    by = f"Said to have done it: {shown.by}" if named else "Nobody is named for it"
    on = f"; target: {shown.on}" if shown.on != words.NOT_KNOWN else ""
    return f"{words.sentence_case(tolls) or 'No toll is given'}. {by}{on}."


def entry_in_short(incident: Incident) -> dict[str, str]:
    """An incident under one rule set, for a table."""
    where = where_of(incident)
    names = country_names()
    return {
        "killed": words.range_words(words.total(incident, "killed")),
        "wounded": words.range_words(words.total(incident, "wounded")),
        "when": words.when_words(incident.days),
        "where": words.where_words(where, names),
        "rule": rule_of(words.total(incident, "killed") or words.total(incident, "wounded")),
    }


def rule_of(estimate: Estimate | None) -> str:
    """The rule of an estimate in words."""
    return estimate.rule if estimate else "no count is told"


def sides(fields: Sequence[Field]) -> list[tuple[str, list[tuple[str, Said]]]]:
    """Who is said to have done it, under each stance: the name with one claim of it."""
    held: dict[str, dict[str, Said]] = {}
    for one in fields:
        if one.estimate.field == "perpetrator":
            for said in one.said:
                held.setdefault(said.claim.stance, {}).setdefault(said.value.casefold(), said)
    return [(title, [(one.value, one) for one in held[stance].values()]) for stance, title in SIDES if stance in held]


def history(shown: Field) -> list[Step]:
    """The figures of a count in the order in which they were published; nothing where all came on one day."""
    steps = [
        Step(
            day=said.day,
            when=said.published,
            value=said.value,
            source=said.source,
            claim=said.claim.id,
            stands=said.stands,
        )
        for said in shown.said
        if said.day is not None and not said.claim.part
    ]
    steps.sort(key=lambda step: (step.day, step.claim))
    return steps if len({step.day for step in steps}) > 1 else []


def events(site: Site, incident: Incident, material: Material) -> list[Event]:
    """What happened to the record: documents captured and read, decisions made; oldest first."""
    documents = {material.reports[key].document for key in incident.reports if key in material.reports}
    told = [
        Event(at=at, words=f"{kind}: {name}", href=f"/documents/{document}")
        for at, kind, name, document in site.shelf.search.arrivals(documents)
    ]
    subjects = {*incident.reports, *documents, incident.id}
    subjects |= {claim.id for report in _told(incident, material) for claim in report.claims}
    made = site.ledger.decisions()
    current = {one.id for one in standing(made)}
    asked = {one.id for one in made if one.kind == "ask redaction"}  # it would point at words that are still shown
    shown = (one for one in made if one.id not in asked and asked.isdisjoint(one.subjects))
    told += [_decided(one, current) for one in shown if subjects & set(one.subjects)]
    return sorted(told, key=lambda one: one.at)


def _decided(one: Decision, current: set[str]) -> Event:
    value = f" to {one.value}" if one.value and one.kind != "redact" else ""
    since = "" if one.id in current else " (replaced by a later decision)"
    return Event(at=one.at, words=f"decision: {one.kind}{value}, by {one.who}: {one.reason}{since}")


def _told(incident: Incident, material: Material) -> list[Any]:
    return [material.reports[key] for key in incident.reports if key in material.reports]


def _place(fields: Sequence[Field]) -> Field | None:
    return next((one for one in fields if one.estimate.field == "place"), None)


def _candidates(incident: Incident) -> tuple[Candidate, ...]:
    where = where_of(incident)
    return where.candidates[:8]
