"""Stretches and events of the trained reader as the spans and triggers that every reader hands on."""

from recount.read.model_decode import Event
from recount.read.model_features import Item
from recount.records import Document, Span, Trigger


def span_of(document: Document, item: Item) -> Span:
    """The item's words in the document."""
    return Span(start=item.start, end=item.end, quote=document.text[item.start : item.end])


def trigger_of(document: Document, event: Event, item: Item) -> Trigger:
    """One of the event's triggers."""
    return Trigger(
        span=span_of(document, item),
        sentence=item.sentence,
        type=event.type,
        status=event.status,
        confidence=round(item.score, 4),
    )
