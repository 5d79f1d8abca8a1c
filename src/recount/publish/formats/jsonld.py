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
from recount.records import Claim, Document, Estimate, Incident

COLUMNS = load_columns("jsonld")
CONTEXT = {
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "dcterms": "http://purl.org/dc/terms/",
    "recount": "urn:recount:term:",
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
        "estimates": [_estimate(estimate) for estimate in estimates(incident)],
        "claims": [_claim(claim, document) for claim, _, document in told(incident, material)],
        "documents": [_document(document) for document in documents(incident, material)],
    }


def _id(kind: str, key: str) -> str:
    return f"urn:recount:{kind}:{key}"


def _estimate(estimate: Estimate) -> Row:
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
        "prov:wasAttributedTo": {"@type": "prov:Agent", "name": _speaker(claim, document)},
        "oa:hasSelector": {
            "@type": "oa:TextPositionSelector",
            "oa:start": claim.span.start,
            "oa:end": claim.span.end,
        },
    }


def _speaker(claim: Claim, document: Document) -> str:
    return notes.office(claim.speaker) if claim.speaker else document.outlet or document.name


def _document(document: Document) -> Row:
    published = document.published
    return {
        "@id": _id("document", document.id),
        "@type": "prov:Entity",
        "dcterms:publisher": document.outlet,
        "dcterms:source": document.url,
        "dcterms:issued": [
            published.first.isoformat() if published.first else None,
            published.last.isoformat() if published.last else None,
        ],
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
