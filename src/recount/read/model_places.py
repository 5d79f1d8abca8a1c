"""Which places a stretch of an article gives an incident, and which only say where another one lies.

"Zhari and Panjwayi districts" are two places; in "Khan Sheikhun in Idlib province" the province is none of its own.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from recount.codebook.actors import load_actors
from recount.codebook.countries import demonyms
from recount.codebook.folding import fold
from recount.read.model_decode import Told
from recount.read.place_names import NAME, without_lead
from recount.read.place_values import wider
from recount.records import Mention, Span, Value, Where

LEVELS = ("site", "locality", "district", "province", "country")
_NAME = re.compile(NAME)
_LISTS = re.compile(
    r"(?: districts?| provinces?| towns?| villages?| areas?| neighbou?rhoods?)?(?:,|,? and|,? or) (?:the )?"
)


def places_told(text: str, span: Span, mentions: Sequence[Mention]) -> tuple[Where, ...]:
    """The places of a stretch: the one with most of its words, or a smaller one beside it, or all of a list."""
    inside = [
        (mention, mention.value)
        for mention in mentions
        if mention.field == "place" and _shared(mention.span, span) > 0 and isinstance(mention.value, Where)
    ]
    own = [one for one in inside if not any(lies_around(one[1], other) for _, other in inside)]
    if len(own) > 1 and all(
        _LISTS.fullmatch(text, one.span.end, other.span.start) for (one, _), (other, _) in pairwise(own)
    ):
        return tuple(value for _, value in own)
    best = max(own, key=lambda one: (_shared(one[0].span, span), one[0].span.start - one[0].span.end), default=None)
    return (best[1],) if best else ()


def unlisted_place(span: Span, mentions: Sequence[Mention]) -> tuple[Where, ...]:
    """The place of a stretch that the model takes for one, though no list has it: it lies where the last one does."""
    first = without_lead(span.quote, 0, len(span.quote))
    name = _NAME.search(span.quote, first)
    around = _before(span, mentions)
    if name is None or around is None or name.group() in demonyms() or load_actors().meanings(name.group()):
        return ()
    words = fold(name.group())
    known = (one.value for one in mentions if one.field == "place" and isinstance(one.value, Where))
    same = next((one for one in known if words in (fold(one.locality or ""), fold(one.district or ""))), None)
    if same is not None:
        return (same,)
    return (
        Where(
            site=name.group() if around.locality else None,
            locality=around.locality or name.group(),
            district=around.district,
            province=around.province,
            country=around.country,
            latitude=around.latitude,
            longitude=around.longitude,
            radius_km=wider(around.radius_km),
            words=span.quote,
            reason=f"{name.group()}: not in the gazetteer; taken to lie where {around.words!r} does, named before it",
        ),
    )


def _before(span: Span, mentions: Sequence[Mention]) -> Where | None:
    """The last place named before a stretch that is smaller than a country, else the first one behind it."""
    places = [
        (one.span.start, one.value)
        for one in mentions
        if one.field == "place" and isinstance(one.value, Where) and (one.value.locality or one.value.province)
    ]
    earlier = [value for start, value in places if start < span.start]
    return earlier[-1] if earlier else places[0][1] if places else None


def _shared(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


def without_larger(kept: Sequence[tuple[Told, Value]]) -> list[tuple[Told, Value]]:
    """The claims but for places around a smaller place that the same sentence gives the same incident."""
    places = [
        (told.item.sentence, told.incidents[0][0], value)
        for told, value in kept
        if isinstance(value, Where) and told.incidents
    ]
    return [
        (told, value)
        for told, value in kept
        if not isinstance(value, Where)
        or not any(
            sentence == told.item.sentence and told.incidents and at == told.incidents[0][0] and lies_around(value, one)
            for sentence, at, one in places
        )
    ]


def lies_around(larger: Where, smaller: Where) -> bool:
    """Whether one place is larger and all that is known of it is true of the other, or may be."""
    if _level(larger) <= _level(smaller) or larger.country != smaller.country:
        return False
    names = ((getattr(larger, level), getattr(smaller, level)) for level in LEVELS)
    return all(around is None or inside is None or around == inside for around, inside in names)


def _level(where: Where) -> int:
    """How large a place is: 0 for a site, 4 for a country."""
    return next((number for number, level in enumerate(LEVELS) if getattr(where, level)), len(LEVELS))
