"""Statistics and warnings as records, from stretches that the trained reader found."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from recount.codebook.countries import load_countries
from recount.read.model_decode import Beliefs, Other
from recount.read.model_features import Item
from recount.read.model_labels import TAGS
from recount.read.model_values import Values
from recount.records import Document, Span, Speaker, Statistic, Warning, When, Where, content_id

LONGEST_DAY = 3
"""A date of this many days or fewer is the day of an incident, not the period of a statistic."""

LOOK_BACK = 40
"""Characters before a date in which "since" or "began in" is looked for."""

_BEGAN = re.compile(
    r"\b(?:since|beg[au]n|beginning|start(?:ed|ing)?|erupted|broke out|outbreak|onset)\b", re.IGNORECASE
)

PEOPLE = frozenset({"killed", "wounded", "arrested", "abducted", "displaced", "members"})


def find_statistics(document: Document, believed: Beliefs, values: Values) -> tuple[Statistic, ...]:
    """Every total, share or change with a figure."""
    return tuple(_statistics(document, [o for o in believed.others if TAGS[o.item.tag] == "statistics"], values))


def _statistics(document: Document, others: Sequence[Other], values: Values) -> Iterator[Statistic]:
    for other in others:
        span = span_of(document, other.item)
        number = values.number_at(span)
        if number is None:
            continue
        value = (number.count.low, number.count.best, number.count.high)
        yield Statistic(
            id=content_id("statistic", document.id, span.start, span.end, other.measure, value),
            measure=other.measure,
            value=value,
            unit="percent" if number.kind == "percent" else "count",
            span=span,
            period=_period(values, other.item.sentence, span),
            area=_area(values, other.item.sentence, span),
            of=other.of if other.measure in PEOPLE else None,
            speaker=speaker_of(document, other.speaker),
        )


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


def _period(values: Values, sentence: int, span: Span) -> tuple[date, date] | None:
    """The nearest date that is longer than an incident; from its first day until publication where a war began then."""
    for mention in values.beside("date", sentence, span):
        when = mention.value
        if not isinstance(when, When) or when.first is None or when.last is None:
            continue
        before = values.text[max(0, mention.span.start - LOOK_BACK) : mention.span.end]
        if _BEGAN.search(before) and values.published.last is not None and when.first < values.published.last:
            return when.first, values.published.last
        if (when.last - when.first).days >= LONGEST_DAY:
            return when.first, when.last
    return None


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
