"""How the places of two reports compare, level by level: the same district, other districts, or not to be told apart.

A level that one of the two does not know is neutral. The same name at two neighbouring levels (Mastung the town and
Mastung the district) is one place as far as the words go. Spelling variants are one name.
"""

from itertools import product
from math import asin, cos, radians, sin, sqrt

from recount.codebook.rarity import RARE, weight_of
from recount.codebook.spelling import alike, telling
from recount.link.traits import Traits
from recount.records import Where

Verdict = tuple[str, str] | None

_BEST_FIRST = (
    "same_site", "same_locality", "same_district", "same_known_town", "other_site", "few_km", "same_name",
    "same_province", "same_country", "other_part", "other_locality", "same_common_name", "other_district", "far_km",
    "other_province", "other_country",
)  # fmt: skip
_APART = frozenset({"other_district", "other_province", "far_km"})
_NEAR_KM, _FAR_KM, _EARTH_KM = 20.0, 60.0, 6371.0


def compare_places(one: Traits, other: Traits) -> Verdict:
    """The best level at which any two of their places agree, in words; None where one of them tells no place."""
    found = [(_compare(*pair), pair) for pair in product(one.places, other.places)]
    if not found:
        return None
    level, places = min(found, key=lambda verdict: _BEST_FIRST.index(verdict[0]))
    return level, " and ".join(_words(place) for place in places)


def _compare(one: Where, other: Where) -> str:
    if one.country and other.country and one.country != other.country:
        return _same_name(one, other) or "other_country"
    level = _below(one, other)
    if level in _APART and (namesake := _same_name(one, other)):
        return namesake
    if level in {"other_part", "other_locality", "other_district", "same_province", "same_country"}:
        return _by_distance(level, one, other)
    return level


def _same_name(one: Where, other: Where) -> str | None:
    """Whether both name one spot that was looked for in two different regions: by a seldom or by a common name."""
    names = [name for name in (one.site, one.locality) if name]
    shared = [name for name in names if any(alike(name, others) for others in (other.site, other.locality) if others)]
    if not shared:
        return None
    rare = any(weight_of(telling(name).split()) >= RARE for name in shared)
    return "same_name" if rare else "same_common_name"


def _below(one: Where, other: Where) -> str:
    if _shared(one, other, "site", "site"):
        return "same_site" if _compatible(one, other) else "other_district"
    town = _shared(one, other, "locality", "locality") or _crossed(one, other, "locality", "district")
    if town or _shared(one, other, "district", "district"):
        return _within(one, other, town=town)
    return _apart(one, other) or _above(one, other)


def _apart(one: Where, other: Where) -> str | None:
    """The largest level at which two places are told apart."""
    if _differ(one, other, "province") and not _crossed(one, other, "locality", "province"):
        return "other_province"
    if _differ(one, other, "province") or not (_differ(one, other, "district") or _differ(one, other, "locality")):
        return None
    if _differ(one, other, "district"):
        return "other_district"
    if _stands_for_province(one) or _stands_for_province(other):
        return "other_part"
    return "other_locality" if one.district and other.district else "other_district"


def _above(one: Where, other: Where) -> str:
    """The smallest level that two places share, where nothing tells them apart."""
    shared = _shared(one, other, "province", "province") or _crossed(one, other, "locality", "province")
    return "same_province" if shared else "same_country"


def _within(one: Where, other: Where, *, town: bool) -> str:
    if _differ(one, other, "province") and not _crossed(one, other, "locality", "province"):
        return "other_province"
    if not town and _differ(one, other, "locality"):
        return "other_locality"
    if _differ(one, other, "site"):
        return "other_site"
    name = one.locality or one.district or other.locality or ""
    if weight_of(telling(name).split()) < RARE:
        return "same_known_town"
    return "same_locality" if town else "same_district"


def _stands_for_province(place: Where) -> bool:
    """That a town has its province's name, so that the words may mean either: Idlib, Kandahar."""
    return bool(place.locality and place.province) and alike(place.locality or "", place.province or "")


def _compatible(one: Where, other: Where) -> bool:
    return not (_differ(one, other, "locality") or _differ(one, other, "district") or _differ(one, other, "province"))


def _shared(one: Where, other: Where, level: str, others: str) -> bool:
    left, right = getattr(one, level), getattr(other, others)
    return bool(left and right) and alike(left, right)


def _crossed(one: Where, other: Where, level: str, others: str) -> bool:
    return _shared(one, other, level, others) or _shared(one, other, others, level)


def _differ(one: Where, other: Where, level: str) -> bool:
    left, right = getattr(one, level), getattr(other, level)
    return bool(left and right) and not alike(left, right)


def _by_distance(level: str, one: Where, other: Where) -> str:
    apart = distance_km(one, other)
    if apart is None:
        return level
    off = (one.radius_km or 0.0) + (other.radius_km or 0.0)
    if apart + off <= _NEAR_KM:
        return "few_km"
    return "far_km" if apart - off > _FAR_KM else level


def distance_km(one: Where, other: Where) -> float | None:
    """How far two points are apart; None where one of the places has no point."""
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return None
    north, east = radians(one.latitude - other.latitude), radians(one.longitude - other.longitude)
    part = sin(north / 2) ** 2 + cos(radians(one.latitude)) * cos(radians(other.latitude)) * sin(east / 2) ** 2
    return max(0.0, 2 * _EARTH_KM * asin(sqrt(min(1.0, part))))


def _words(place: Where) -> str:
    names = (place.site, place.locality, place.district, place.province, place.country)
    return ", ".join(name for name in names if name) or "no place"
