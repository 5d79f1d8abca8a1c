"""The ledger in its own CSV: incidents, a row each, and their claims, a row each."""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from typing import Any

from recount.contract import value_as_json
from recount.publish.lines import who_on_whom
from recount.publish.report import Material
from recount.publish.words import total, value_words
from recount.records import COUNT_FIELDS, Claim, Count, Estimate, Incident, Report, When, Where

INCIDENT_COLUMNS = (
    "id", "type", "status", "first_day", "last_day", "month_and_day_without_year", "country", "province", "district",
    "locality", "site", "who_on_whom",
    *(f"{field}_{end}" for field in COUNT_FIELDS for end in ("low", "best", "high")),
    "grade", "witnesses", "disagreements", "reports", "documents", "rules",
)  # fmt: skip
CLAIM_COLUMNS = (
    "incident", "claim", "document", "outlet", "url", "published_first", "published_last", "field", "value", "low",
    "best", "high", "of", "part", "speaker", "voice", "stance", "start", "end", "quote", "confidence",
)  # fmt: skip


def incident_row(incident: Incident, material: Material) -> dict[str, object]:
    """An incident as a row."""
    return dict(zip(INCIDENT_COLUMNS, _incident(incident, material), strict=True))


def claims_csv(materials: Iterable[Material]) -> Iterator[str]:
    """The claims of incidents as CSV, a row each."""
    yield csv_row(CLAIM_COLUMNS)
    for material in materials:
        for incident in material.incidents:
            for report in (material.reports[key] for key in incident.reports):
                for claim in report.claims:
                    yield csv_row(claim_cells(incident, report, claim, material))


def csv_row(cells: Iterable[object]) -> str:
    """Cells as one line of CSV, harmless in a spreadsheet."""
    written = StringIO()
    csv.writer(written, lineterminator="\r\n").writerow([_harmless(cell) for cell in cells])
    return written.getvalue()


def _harmless(cell: object) -> object:
    """Words that a spreadsheet would run as a formula, made words again by a mark before them."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def _incident(incident: Incident, material: Material) -> list[object]:
    when = _of(incident.when, When) or When()
    where = _of(incident.where, Where) or Where()
    counts: list[object] = []
    for field in COUNT_FIELDS:
        found = total(incident, field)
        counts += [found.low, found.best, found.high] if found else [None, None, None]
    documents = dict.fromkeys(material.documents[material.reports[key].document].name for key in incident.reports)
    return [
        incident.id,
        incident.type,
        incident.status,
        when.first,
        when.last,
        f"{when.month:02d}-{when.day or 0:02d}" if when.month and not when.first else None,
        where.country,
        where.province,
        where.district,
        where.locality,
        where.site,
        who_on_whom(incident),
        *counts,
        incident.grade,
        len(incident.witnesses),
        len(incident.disagreements),
        len(incident.reports),
        "; ".join(documents),
        incident.rules,
    ]


def _of(estimate: Estimate | None, kind: type[Any]) -> Any:
    value = estimate.value if estimate else None
    return value if isinstance(value, kind) else None


def claim_cells(incident: Incident, report: Report, claim: Claim, material: Material) -> list[object]:
    """A claim in the order of `CLAIM_COLUMNS`."""
    document = material.documents[report.document]
    value = claim.value
    count = value if isinstance(value, Count) else Count(low=None, best=None, high=None)
    days = value_as_json(value) if isinstance(value, When) else None
    return [
        incident.id,
        claim.id,
        document.name,
        document.outlet,
        document.url,
        document.published.first,
        document.published.last,
        claim.field,
        f"{days[0] or ''}/{days[1] or ''}" if days else value_words(value),
        count.low,
        count.best,
        count.high,
        claim.of,
        "yes" if claim.part else "no",
        claim.speaker.span.quote if claim.speaker else None,
        claim.speaker.voice if claim.speaker else None,
        claim.stance,
        claim.span.start,
        claim.span.end,
        claim.span.quote,
        round(claim.confidence, 3),
    ]
