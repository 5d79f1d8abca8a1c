"""Which places a stretch of an article gives an incident, and which only say where another one lies.

"Zhari and Panjwayi districts" are two places; in "Khan Sheikhun in Idlib province" the province is none of its own.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from recount.read.model_decode import Told
from recount.records import Mention, Span, Value, Where

LEVELS = ("site", "locality", "district", "province", "country")
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
