"""Warnings as records, from stretches that the trained reader found."""

from recount.codebook.countries import load_countries
from recount.read.model_decode import Beliefs
from recount.read.model_features import Item
from recount.read.model_labels import TAGS
from recount.read.model_values import Values
from recount.records import Document, Span, Speaker, Warning, Where, content_id


def find_warnings(document: Document, believed: Beliefs, values: Values) -> tuple[Warning, ...]:
    """Every stated expectation of violence to come."""
    found = []
    for other in believed.others:
        if TAGS[other.item.tag] == "warnings":
            span = span_of(document, other.item)
            found.append(
                Warning(
                    id=content_id("warning", document.id, span.start, span.end),
                    span=span,
                    issuer=speaker_of(document, other.speaker),
                    area=_area(values, other.item.sentence, span),
                )
            )
    return tuple(found)


def _area(values: Values, sentence: int, span: Span) -> str | None:
    """The nearest place of the sentence by its smallest name, else the country that the document speaks of most."""
    for mention in values.beside("place", sentence, span):
        if isinstance(mention.value, Where):
            return name_of(mention.value)
    return country_name(values.country)


def name_of(where: Where) -> str | None:
    """A place's smallest name."""
    return where.locality or where.district or where.province or country_name(where.country) or where.site


def country_name(iso: str | None) -> str | None:
    """A country's name in English."""
    country = load_countries().get(iso) if iso else None
    return country.name if country else None


def speaker_of(document: Document, item: Item | None) -> Speaker | None:
    """The speaker who stands there."""
    if item is None:
        return None
    span = span_of(document, item)
    return Speaker(span=span, voice=span.quote)


def span_of(document: Document, item: Item) -> Span:
    """The item's words in the document."""
    return Span(start=item.start, end=item.end, quote=document.text[item.start : item.end])
