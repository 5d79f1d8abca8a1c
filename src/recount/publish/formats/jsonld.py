"""Incidents and their claims as linked data, with where each claim comes from in the terms of W3C PROV.

Claims carry offsets into their document instead of its words: who holds the text can look them up, and no article is
handed on. Speakers are named by office or organisation.
"""

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from recount.codebook.columns import load_columns
from recount.contract import value_as_json
from recount.publish.formats import gaps, notes
from recount.publish.formats.encoding import json_list
from recount.publish.formats.facts import documents, told
from recount.publish.formats.seam import Format, Gap, Row
from recount.publish.report import Material, estimates
from recount.records import Claim, Document, Estimate, Incident, content_id

COLUMNS = load_columns("jsonld")
CONTEXT = {
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "dcterms": "http://purl.org/dc/terms/",
    "recount": "urn:recount:term:",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "first_day": {"@id": "urn:recount:term:first_day", "@type": "xsd:date"},
    "last_day": {"@id": "urn:recount:term:last_day", "@type": "xsd:date"},
    "@vocab": "urn:recount:term:",
}


def row(incident: Incident, material: Material) -> Row:
    """The node of an incident, with its estimates, claims and documents."""
    return {
        "@id": _id("incident", incident.id),
        "@type": ["prov:Entity", "recount:Incident"],
        "type": incident.type,
        "status": incident.status,
        "date": value_as_json(incident.when.value) if incident.when and incident.when.value else None,
        "place": value_as_json(incident.where.value) if incident.where and incident.where.value else None,
        "grade": incident.grade,
        "rules": incident.rules,
        "estimates": [_estimate(estimate, incident) for estimate in estimates(incident)],
        "claims": [_claim(claim, document) for claim, _, document in told(incident, material)],
        "documents": [_document(document) for document in documents(incident, material)],
    }


def _id(kind: str, key: str) -> str:
    return f"urn:recount:{kind}:{key}"


def _estimate(estimate: Estimate, incident: Incident) -> Row:
    value = {"low": estimate.low, "best": estimate.best, "high": estimate.high}
    if estimate.value is not None:
        value = {"value": value_as_json(estimate.value)}
    return {
        "@type": "prov:Entity",
        "field": estimate.field,
        "of": estimate.of,
        **value,
        "stance": estimate.stance,
        "rule": estimate.rule,
        "prov:wasDerivedFrom": [{"@id": _id("claim", claim)} for claim in estimate.claims],
        "prov:wasGeneratedBy": {"@id": _id("activity", f"counting:{incident.rules}"), "@type": "prov:Activity"},
        "set_aside": [{"@id": _id("claim", claim), "reason": reason} for claim, reason in estimate.set_aside],
    }


def _claim(claim: Claim, document: Document) -> Row:
    return {
        "@id": _id("claim", claim.id),
        "@type": "prov:Entity",
        "field": claim.field,
        "value": value_as_json(claim.value),
        "of": claim.of,
        "part": claim.part,
        "stance": claim.stance,
        "prov:hadPrimarySource": {"@id": _id("document", document.id)},
        "prov:wasAttributedTo": _agent(_speaker(claim, document)),
        "prov:wasGeneratedBy": {
            "@id": _id("activity", f"reading:{document.id}"),
            "@type": "prov:Activity",
            "prov:used": {"@id": _id("document", document.id)},
        },
        "oa:hasSelector": {
            "@type": "oa:TextPositionSelector",
            "oa:start": claim.span.start,
            "oa:end": claim.span.end,
        },
    }


def _agent(name: str) -> Row:
    """Who says it, the same node wherever the same office or outlet speaks; a person not named is no such node."""
    if name == notes.A_PERSON:
        return {"@type": "prov:Agent", "name": name}
    return {"@id": _id("agent", content_id("agent", name)), "@type": ["prov:Agent", "prov:Organization"], "name": name}


def _speaker(claim: Claim, document: Document) -> str:
    return notes.office(claim.speaker) if claim.speaker else document.outlet or document.name


def _document(document: Document) -> Row:
    published = document.published
    return {
        "@id": _id("document", document.id),
        "@type": "prov:Entity",
        "dcterms:publisher": document.outlet,
        "dcterms:source": document.url,
        "prov:wasAttributedTo": _agent(document.outlet) if document.outlet else None,
        "dcterms:issued": published.day.isoformat() if published.day else None,
        "first_day": published.first.isoformat() if published.first else None,
        "last_day": published.last.isoformat() if published.last else None,
        "original_sha256": document.original_sha256 or None,
    }


def _graph(rows: Iterable[Row], _names: Sequence[str]) -> Iterator[bytes]:
    head = msgspec.json.encode(CONTEXT)
    return json_list(rows, b'{"@context":' + head + b',"@graph":')


FORMAT = Format(
    name="jsonld",
    about="claims with their provenance as JSON-LD (W3C PROV)",
    columns=COLUMNS,
    row=row,
    encode=_graph,
    gaps=(
        Gap(
            words="the words of the claims, given as offsets",
            count=lambda one, material: sum(1 for _ in told(one, material)),
        ),
        gaps.RIVALS,
        gaps.RADIUS,
    ),
)
