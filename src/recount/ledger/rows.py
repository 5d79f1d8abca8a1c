"""Records as rows of the primary tables: one row for each claim, with its three clocks.

The clocks: when the event was (as this report dates it), when the report was published, when it was recorded.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from recount.contract import value_as_json
from recount.ledger import stored
from recount.records import Account, Claim, Count, Document, Report, Span, Speaker, When, content_id

Row = dict[str, Any]


def capture_row(document: Document, capture: str, at: str) -> Row:
    """A document without its text, which stands in `documents`."""
    return {
        "id": capture,
        "document": document.id,
        "name": document.name,
        "title": document.title,
        "outlet": document.outlet,
        "url": document.url,
        "published_first": document.published.first,
        "published_last": document.published.last,
        "published_basis": document.published.basis,
        "captured": document.captured,
        "body": stored.encode(document),
        "recorded_at": at,
    }


def account_id(document: str, basis: str, reader: str) -> str:
    """The id of what one reader makes of one document as it stands."""
    return content_id("account", document, basis, reader)


def account_row(account: Account, basis: str, reader: str, at: str) -> Row:
    """An account as a whole."""
    return {
        "id": account_id(account.document, basis, reader),
        "document": account.document,
        "basis": basis,
        "reader": reader,
        "published_first": account.published.first,
        "published_last": account.published.last,
        "published_reason": account.published.reason,
        "body": stored.encode(account),
        "recorded_at": at,
    }


def _numbered(rows: Iterator[Row], account: str, document: str, at: str) -> list[Row]:
    standing = {"account": account, "document": document, "recorded_at": at}
    return [{"number": number, **standing, **row} for number, row in enumerate(rows)]


def rows_by_table(account: Account, held_as: str, at: str) -> dict[str, list[Row]]:
    """What an account says, taken apart: rows for reports, claims, statistics, relations and warnings."""
    parts: dict[str, Iterator[Row]] = {
        "reports": ({"id": r.id, "type": r.type, "status": r.status, "focus": r.focus} for r in account.reports),
        "claims": (_claim(claim, report, account) for report in account.reports for claim in report.claims),
        "statistics": _statistics(account),
        "relations": (
            {"id": item.id, "a": item.a, "kind": item.kind, "b": item.b, **_evidence(item.span, item.speaker)}
            for item in account.relations
        ),
        "warnings": (
            {"id": item.id, "about": item.about, "area": item.area, **_evidence(item.span, item.issuer)}
            for item in account.warnings
        ),
    }
    return {table: _numbered(rows, held_as, account.document, at) for table, rows in parts.items()}


def _claim(claim: Claim, report: Report, account: Account) -> Row:
    count = claim.value if isinstance(claim.value, Count) else Count(low=None, best=None, high=None)
    event = claim.value if isinstance(claim.value, When) else event_of(report.claims)
    return {
        "id": claim.id,
        "report": report.id,
        "field": claim.field,
        "value": json.dumps(value_as_json(claim.value), ensure_ascii=False),
        "low": count.low,
        "best": count.best,
        "high": count.high,
        "of": claim.of,
        "part": claim.part,
        "stance": claim.stance,
        **_evidence(claim.span, claim.speaker),
        "confidence": claim.confidence,
        "event_first": event.first,
        "event_last": event.last,
        "report_first": account.published.first,
        "report_last": account.published.last,
    }


def event_of(claims: Sequence[Claim]) -> When:
    """When a report says that its event was: the narrowest of its dates, the first told of those."""
    dates = [claim.value for claim in claims if isinstance(claim.value, When)]
    known = [date for date in dates if date.first and date.last]
    return min(known, key=_width, default=When())


def _width(when: When) -> int:
    return (when.last - when.first).days if when.first and when.last else 0


def _statistics(account: Account) -> Iterator[Row]:
    for item in account.statistics:
        low, best, high = item.value
        first, last = item.period or (None, None)
        yield {
            "id": item.id,
            "measure": item.measure,
            "low": low,
            "best": best,
            "high": high,
            "unit": item.unit,
            "period_first": first,
            "period_last": last,
            "area": item.area,
            "actor": item.actor,
            "of": item.of,
            "of_what": item.of_what,
            **_evidence(item.span, item.speaker),
        }


def _evidence(span: Span, speaker: Speaker | None) -> Row:
    return {
        "span_start": span.start,
        "span_end": span.end,
        "quote": span.quote,
        "speaker": speaker.span.quote if speaker else None,
        "voice": speaker.voice if speaker else None,
    }
