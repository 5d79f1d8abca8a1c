"""What `recount read` writes for each document, and how it is read back: the contract of a reading, in JSON.

Evidence is `start`, `end` (offsets into the document's text) and `q`, the words between them.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from recount.errors import ReadError
from recount.records import (
    COUNT_FIELDS,
    Account,
    Claim,
    Count,
    Document,
    Published,
    Relation,
    Report,
    Span,
    Speaker,
    Statistic,
    Value,
    Warning,
    When,
    Where,
    content_id,
)

LEVELS = ("site", "locality", "district", "province", "country")
NUMBERS = (*COUNT_FIELDS, "attackers")


def account_as_json(account: Account, document: Document) -> dict[str, Any]:
    """One document's account as the JSON object of the contract."""
    return {
        "doc": document.name,
        "published": account.published.day.isoformat() if account.published.day else None,
        "published_between": _days(account.published.first, account.published.last),
        "published_reason": account.published.reason,
        "incidents": [_report(number, report) for number, report in enumerate(account.reports, 1)],
        "statistics": [statistic_as_json(item) for item in account.statistics],
        "relations": [_relation(item) for item in account.relations],
        "warnings": [_warning(item) for item in account.warnings],
        "set_aside": [*account.set_aside, *_yearless(account.reports)],
    }


def _yearless(reports: Sequence[Report]) -> list[str]:
    """Days without a year, for which the contract has no form; the ledger keeps them as they are."""
    return [
        f"the day {claim.span.quote!r}, told without its year"
        for report in reports
        for claim in report.claims
        if _is_yearless(claim)
    ]


def _is_yearless(claim: Claim) -> bool:
    return isinstance(claim.value, When) and claim.value.first is None and claim.value.last is None


def claim_as_json(claim: Claim) -> dict[str, Any]:
    """One claim in the contract's short names: `f`, `v`, `of`, `by`, `stance`."""
    written: dict[str, Any] = {
        "id": claim.id,
        "f": claim.field,
        "v": value_as_json(claim.value),
        **_evidence(claim.span),
    }
    if claim.of is not None:
        written["of"] = claim.of
    if claim.part:
        written["part"] = True
    if isinstance(claim.value, When) and claim.value.lasted:
        written["span"] = True
    return {
        **written,
        "by": _speaker(claim.speaker),
        "stance": claim.stance,
        "confidence": round(claim.confidence, 3),
    }


def value_as_json(value: Value) -> Any:
    """A value as JSON holds it: [low, best, high], [first day, last day], a place by level, or words."""
    if isinstance(value, Count):
        return [value.low, value.best, value.high]
    if isinstance(value, When):
        return _when(value)
    if isinstance(value, Where):
        return {level: getattr(value, level) for level in LEVELS if getattr(value, level)}
    return value


def _when(value: When) -> list[str | None]:
    if value.first is None and value.month is not None:
        day = f"--{value.month:02d}-{value.day:02d}" if value.day else f"--{value.month:02d}"
        return [day, day]
    return _days(value.first, value.last)


def _days(first: date | None, last: date | None) -> list[str | None]:
    return [first.isoformat() if first else None, last.isoformat() if last else None]


def _evidence(span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "q": span.quote}


def _speaker(speaker: Speaker | None) -> dict[str, Any] | None:
    return {**_evidence(speaker.span), "voice": speaker.voice} if speaker else None


def _report(number: int, report: Report) -> dict[str, Any]:
    return {
        "id": f"I{number}",
        "report": report.id,
        "type": report.type,
        "status": report.status,
        "focus": report.focus,
        "triggers": [_evidence(span) for span in report.triggers],
        "claims": [claim_as_json(claim) for claim in report.claims if not _is_yearless(claim)],
    }


def statistic_as_json(item: Statistic) -> dict[str, Any]:
    """One published figure: its measure, `v`, unit, what it is of, and the words it stands in."""
    return {
        "measure": item.measure,
        "v": [_whole(number) for number in item.value],
        "unit": item.unit,
        "period": _days(*item.period) if item.period else None,
        "area": item.area,
        "actor": item.actor,
        "of": item.of,
        "of_what": item.of_what,
        **_evidence(item.span),
        "by": _speaker(item.speaker),
    }


def _whole(number: float | None) -> float | int | None:
    return int(number) if number is not None and float(number).is_integer() else number


def _relation(item: Relation) -> dict[str, Any]:
    return {"a": item.a, "rel": item.kind, "b": item.b, **_evidence(item.span), "by": _speaker(item.speaker)}


def _warning(item: Warning) -> dict[str, Any]:
    return {"issuer": _speaker(item.issuer), "about": item.about, "area": item.area, **_evidence(item.span)}


def account_from_json(written: Mapping[str, Any], document: Document) -> Account:
    """The account that a JSON object of the contract holds; ReadError where it is none, or quotes other words."""
    try:
        return _read_account(written, document)
    except (AttributeError, KeyError, TypeError, ValueError, OverflowError) as error:
        what = f"This is no reading of {document.name} ({type(error).__name__}: {error})"
        raise ReadError(what, advice="Write it as recount schema describes") from error


def _read_account(written: Mapping[str, Any], document: Document) -> Account:
    return Account(
        document=document.id,
        published=_published(written),
        reports=told_apart((_read_report(item, document) for item in written.get("incidents", ())), document),
        statistics=tuple(_read_statistic(item, document) for item in written.get("statistics", ())),
        relations=tuple(_read_relation(item, document) for item in written.get("relations", ())),
        warnings=tuple(_read_warning(item, document) for item in written.get("warnings", ())),
        set_aside=tuple(written.get("set_aside", ())),
    )


def _published(written: Mapping[str, Any]) -> Published:
    first, last = written.get("published_between") or (written.get("published"), written.get("published"))
    reason = written.get("published_reason", "")
    return Published(first=_day(first), last=_day(last), basis="given" if first else "unknown", reason=reason)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _read_span(item: Mapping[str, Any], document: Document) -> Span:
    span = Span(start=_whole_number(item["start"]), end=_whole_number(item["end"]), quote=_words(item["q"]))
    if not span.start <= span.end or document.text[span.start : span.end] != span.quote:
        raise ValueError(f"{document.name} does not hold {span.quote!r} at {span.start}")
    return span


def _whole_number(written: object) -> int:
    if not isinstance(written, int) or isinstance(written, bool) or written < 0:
        raise ValueError(f"{written!r} is no whole number from 0")
    return written


def _number(written: object) -> int | float:
    if not isinstance(written, int | float) or isinstance(written, bool):
        raise TypeError(f"{written!r} is no number")
    return written


def _bounds(written: Sequence[object]) -> tuple[float | None, float | None, float | None]:
    low, best, high = (None if one is None else _number(one) for one in written)
    return low, best, high


def _words(written: object) -> str:
    if not isinstance(written, str):
        raise TypeError(f"{written!r} is no text")
    return written


def _read_speaker(item: Mapping[str, Any] | None, document: Document) -> Speaker | None:
    if item is None:
        return None
    span = _read_span(item, document)
    return Speaker(span=span, voice=item.get("voice") or span.quote)


def claim_id(document: Document, span: Span, field: str, value: Value, of: str | None = None) -> str:
    """A claim's id: a hash of document, stretch, field and value, never of the reader's version."""
    return content_id("claim", document.id, span.start, span.end, field, of, value_as_json(value))


def report_id(document: Document, triggers: tuple[Span, ...], claims: tuple[Claim, ...], again: int = 0) -> str:
    """A report's id: a hash of document and the first words that name the event.

    `again`: how many reports of the document before this one began with the same words ("attacks in 2006 and 2008").
    """
    spans = triggers or tuple(claim.span for claim in claims)
    return content_id(
        "report", document.id, *((span.start, span.end) for span in spans[:1]), *([again] if again else [])
    )


def told_apart(reports: Iterable[Report], document: Document) -> tuple[Report, ...]:
    """Reports of one document with ids of their own, also where several begin with the same words."""
    seen: Counter[str] = Counter()
    apart = []
    for report in reports:
        again = seen[report.id]
        seen[report.id] += 1
        fresh = report_id(document, report.triggers, report.claims, again) if again else report.id
        apart.append(replace(report, id=fresh))
    return tuple(apart)


def value_from_json(field: str, value: Any, *, lasted: bool = False) -> Value:
    """The value that JSON holds for a field, as a record."""
    if field in NUMBERS:
        low, best, high = value
        return Count(low=low, best=best, high=high)
    if field == "date":
        return _read_when(value, lasted=lasted)
    if field == "place":
        level = next((name for name in LEVELS if value.get(name)), None)
        return Where(**{name: value.get(name) for name in LEVELS}, level=level)  # type: ignore[arg-type]
    return str(value)


def _read_when(value: list[str | None], *, lasted: bool) -> When:
    first, last = value
    if first is None or last is None:
        return When()
    if first.startswith("--"):
        month, _, day = first[2:].partition("-")
        return When(month=int(month), day=int(day) if day else None)
    days = (date.fromisoformat(last) - date.fromisoformat(first)).days
    precision = "day" if days == 0 else "days" if days < 7 else "month" if days < 32 else "years"
    return When(first=_day(first), last=_day(last), lasted=lasted, precision=precision)  # type: ignore[arg-type]


def _read_claim(item: Mapping[str, Any], document: Document) -> Claim:
    span = _read_span(item, document)
    value = value_from_json(item["f"], item["v"], lasted=bool(item.get("span")))
    return Claim(
        id=claim_id(document, span, item["f"], value, item.get("of")),
        field=item["f"],
        value=value,
        span=span,
        of=item.get("of"),
        part=bool(item.get("part")),
        speaker=_read_speaker(item.get("by"), document),
        stance=item.get("stance", "asserts"),
        confidence=_number(item.get("confidence", 1.0)),
    )


def _read_report(item: Mapping[str, Any], document: Document) -> Report:
    triggers = tuple(_read_span(trigger, document) for trigger in item.get("triggers", ()))
    claims = tuple(_read_claim(claim, document) for claim in item.get("claims", ()))
    return Report(
        id=report_id(document, triggers, claims),
        document=document.id,
        type=item["type"],
        status=item["status"],
        focus=bool(item.get("focus")),
        triggers=triggers,
        claims=claims,
        context=" ".join(span.quote for span in triggers),
    )


def _read_statistic(item: Mapping[str, Any], document: Document) -> Statistic:
    span = _read_span(item, document)
    period = item.get("period")
    return Statistic(
        id=content_id("statistic", document.id, span.start, span.end, item["measure"], item["v"]),
        measure=item["measure"],
        value=_bounds(item["v"]),
        unit=item["unit"],
        span=span,
        period=(date.fromisoformat(period[0]), date.fromisoformat(period[1])) if period else None,
        area=item.get("area"),
        actor=item.get("actor"),
        of=item.get("of"),
        of_what=item.get("of_what"),
        speaker=_read_speaker(item.get("by"), document),
    )


def _read_relation(item: Mapping[str, Any], document: Document) -> Relation:
    span = _read_span(item, document)
    return Relation(
        id=content_id("relation", document.id, span.start, span.end, item["a"], item["rel"], item["b"]),
        a=item["a"],
        kind=item["rel"],
        b=item["b"],
        span=span,
        speaker=_read_speaker(item.get("by"), document),
    )


def _read_warning(item: Mapping[str, Any], document: Document) -> Warning:
    span = _read_span(item, document)
    return Warning(
        id=content_id("warning", document.id, span.start, span.end),
        span=span,
        issuer=_read_speaker(item.get("issuer"), document),
        about=item.get("about"),
        area=item.get("area"),
    )
