"""Places of an incident that only say where another one lies: the province in "Khan Sheikhun in Idlib province"."""

from collections.abc import Sequence

from recount.read.model_decode import Told
from recount.records import Value, Where

LEVELS = ("site", "locality", "district", "province", "country")


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
