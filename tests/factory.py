"""Small builders of records, so that a test says only what it is about."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from recount.records import (
    Claim,
    Count,
    Decision,
    Document,
    Published,
    Report,
    Span,
    Speaker,
    Statistic,
    Value,
    When,
    Where,
    content_id,
)


def span(words: str, start: int = 0) -> Span:
    return Span(start=start, end=start + len(words), quote=words)


def day(text: str) -> When:
    """2016-10-24, --10-24 (no year), or 2016-10-01/2016-10-31 (a range)."""
    if text.startswith("--"):
        month, _, number = text[2:].partition("-")
        return When(month=int(month), day=int(number) if number else None)
    first, _, last = text.partition("/")
    precision = "day" if not last else "month"
    return When(first=date.fromisoformat(first), last=date.fromisoformat(last or first), precision=precision)


def lasting(first: str, last: str) -> When:
    return When(first=date.fromisoformat(first), last=date.fromisoformat(last), precision="days", lasted=True)


def place(**names: str) -> Where:
    level = next((name for name in ("site", "locality", "district", "province", "country") if name in names), None)
    return Where(**names, level=level)  # type: ignore[arg-type]


def exactly(number: int) -> Count:
    return Count(low=number, best=number, high=number)


def at_least(number: int) -> Count:
    return Count(low=number, best=number, high=None)


def published(first: str | None = None, last: str | None = None) -> Published:
    if first is None:
        return Published()
    return Published(first=date.fromisoformat(first), last=date.fromisoformat(last or first), basis="given")


def document(name: str, text: str | None = None, outlet: str | None = None, on: str | None = None) -> Document:
    """Without a text of its own, words that no other document has, so that it is a copy of none."""
    words = text if text is not None else " ".join(content_id(name, number) for number in range(12))
    key = content_id("document", words)
    return Document(id=key, name=name, text=words, outlet=outlet, published=published(on))


def claim(field: str, value: Value | int, words: str = "", start: int = 0, **more: Any) -> Claim:
    """`by` names the speaker (and the voice); `document` keeps ids of two documents apart."""
    known: Value = exactly(value) if isinstance(value, int) else value
    said = words or f"{field} {value}"
    by = more.pop("by", None)
    home = more.pop("document", "")
    speaker = Speaker(span=span(by), voice=by) if by else None
    made = content_id("claim", home, start, said, field, known, more.get("of"), by, more.get("stance"))
    return Claim(id=made, field=field, value=known, span=span(said, start), speaker=speaker, **more)  # type: ignore[arg-type]


def report(home: Document | str, *claims: Claim, type: str = "bombing", context: str = "", **more: Any) -> Report:  # noqa: A002 - the record's own word
    key = home if isinstance(home, str) else home.id
    number = more.pop("number", 0)
    return Report(
        id=content_id("report", key, number),
        document=key,
        type=type,  # type: ignore[arg-type]
        status=more.pop("status", "happened"),
        focus=more.pop("focus", True),
        triggers=(span("attack", number),),
        claims=claims,
        context=context,
        **more,
    )


def decision(kind: str, *subjects: str, at: str = "2026-01-01T00:00:00", **more: Any) -> Decision:
    return Decision(
        id=content_id("decision", kind, *subjects, at),
        kind=kind,  # type: ignore[arg-type]
        subjects=subjects,
        reason=more.pop("reason", "read both"),
        who="a coder",
        at=at,
        **more,
    )


def statistic(measure: str, value: float | Sequence[float | None], **more: Any) -> Statistic:
    numbers = tuple(value) if isinstance(value, Sequence) else (value, value, value)
    words = more.pop("words", f"{measure} {value}")
    period = more.pop("period", None)
    days = tuple(date.fromisoformat(text) for text in period) if period else None
    by = more.pop("by", None)
    unit = more.pop("unit", "percent" if measure in {"share", "change"} else "count")
    speaker = Speaker(span=span(by), voice=by) if by else None
    made = content_id("statistic", measure, numbers, words, days, *sorted(more.items()))
    return Statistic(
        id=made,
        measure=measure,
        value=numbers,
        unit=unit,
        span=span(words),
        period=days,
        speaker=speaker,
        **more,  # type: ignore[arg-type]
    )
