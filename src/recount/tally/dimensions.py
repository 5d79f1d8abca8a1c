"""What tables are cut by: time, place, actor, type, victim class. Every incident has a place in every cut.

Places: an incident whose province is not told stands under "Pakistan, province not known"; nothing is moved to a
centre, and nothing is left out. Actors: those said to have done it under the strongest stance (claimed before stated,
stated before accused, accused before suspected), named ones before descriptions; several of one standing share a row
("A + B"), so that each incident stands in one row. Victim classes: figures are taken apart, and the incident itself
stands with the class that lost most.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache

from recount.codebook.actor_classes import actor_class
from recount.codebook.countries import load_countries
from recount.codebook.kinship import is_description
from recount.codebook.layouts import Dimension
from recount.codebook.victims import GROUPS
from recount.ledger.countable import Countable, Figure, Side
from recount.tally.counts import NOBODY, by_class
from recount.tally.periods import Length, in_time, placed

CLASS_WORDS = {
    "civilian": "civilians", "security": "security forces", "official": "officials", "militant": "militants",
    "attacker": "attackers",
}  # fmt: skip
NOT_TOLD = "class not told"
_STRONGEST = ("claims", "asserts", "accuses", "suspects")
_MOST = 3
_TIMES: dict[str, Length] = {"year": "year", "month": "month", "week": "week", "day": "day"}

Key = Callable[[Countable], str]


def key_of(dimension: Dimension, *, beside: Sequence[Dimension] = (), one_country: bool = False) -> Key:
    """What puts an incident in a row of that cut.

    `beside`: the cuts before it in the same table, and `one_country`: that all is of one; they need not be repeated.
    """
    if dimension in _TIMES:
        length = _TIMES[dimension]
        return lambda one: placed(one.first, one.last, length, lasted=one.lasted)
    if dimension == "province":
        full = not one_country and "country" not in beside
        return lambda one: province_key(one.country, one.province, full=full)
    if dimension == "district":
        full = "province" not in beside
        return lambda one: district_key(one.country, one.province, one.district, full=full)
    return _KEYS[dimension]


def order_of(dimension: Dimension) -> Callable[[str], object]:
    """What the rows of a cut sort by: time by time, victim classes as the codebook has them, what is unknown last."""
    if dimension in _TIMES:
        return in_time
    if dimension == "victim class":
        ranks = {CLASS_WORDS[of]: number for number, of in enumerate(GROUPS) if of in CLASS_WORDS}
        ranks[NOT_TOLD] = len(ranks)
        return lambda key: ranks.get(key, len(ranks))
    return lambda key: ("not known" in key or key == "not named", key.casefold())


def country_name(code: str | None) -> str:
    """A country's name out of its code."""
    known = load_countries().get(code or "")
    return known.name if known else code or "country not known"


@lru_cache(maxsize=16384)
def province_key(country: str | None, province: str | None, *, full: bool) -> str:
    """A province's row; with the country where a table has several."""
    if country is None and province is None:
        return "province not known"
    name = province or "province not known"
    if province is None:
        return f"{country_name(country)}, {name}" if full else name
    return f"{name}, {country_name(country)}" if full else name


@lru_cache(maxsize=65536)
def district_key(country: str | None, province: str | None, district: str | None, *, full: bool) -> str:
    """A district's row; with the province where it does not stand beside it."""
    if district is not None:
        return f"{district}, {province}" if full and province else district
    around = province or (country_name(country) if country else None)
    return f"{around}, district not known" if around else "district not known"


@lru_cache(maxsize=65536)
def leading(sides: tuple[Side, ...]) -> tuple[str, ...]:
    """Those said to have done it with the strongest word for it: names, else descriptions; denials name nobody."""
    told = [side for side in sides if (side.stance or "asserts") in _STRONGEST]
    named = [side for side in told if not _described(side.value)]
    ranked = [(_STRONGEST.index(side.stance or "asserts"), side.value) for side in (named or told)]
    if not ranked:
        return ()
    best = min(rank for rank, _ in ranked)
    return tuple(sorted({name for rank, name in ranked if rank == best}))


@lru_cache(maxsize=16384)
def _described(name: str) -> bool:
    return is_description(name)


def actor_key(one: Countable) -> str:
    """The row of those who did it."""
    return _together(leading(one.perpetrators))


@lru_cache(maxsize=65536)
def _together(names: tuple[str, ...]) -> str:
    if not names:
        return "perpetrator not known"
    if all(_described(name) for name in names):
        return "not named"
    more = f" + {len(names) - _MOST} more" if len(names) > _MOST else ""
    return " + ".join(names[:_MOST]) + more


@lru_cache(maxsize=65536)
def classes(sides: tuple[Side, ...], country: str | None) -> tuple[str, ...]:
    """The classes of the leading names of a side."""
    return tuple(sorted({actor_class(name, country) for name in leading(sides)}))


def class_key(one: Countable) -> str:
    """The row of the class of those who did it."""
    found = [name for name in classes(one.perpetrators, one.country) if name != "unknown"]
    return " + ".join(found) or "class not known"


def most_hurt(one: Countable) -> str:
    """The row of the class of victims that lost most."""
    return _most_hurt(one.figures)


@lru_cache(maxsize=65536)
def _most_hurt(figures: tuple[Figure, ...]) -> str:
    """Killed first, then wounded, then those taken; of equals the first of the codebook."""
    for field in ("killed", "wounded", "abducted", "arrested"):
        tolls = {of: toll for of, toll in by_class(figures, field).items() if toll != NOBODY}
        if tolls:
            of = max(tolls, key=lambda key: (tolls[key].best, tolls[key].high, key is not None))
            return CLASS_WORDS[of] if of else NOT_TOLD
    return "nobody told to be hurt"


_KEYS: dict[Dimension, Key] = {
    "country": lambda one: country_name(one.country),
    "actor": actor_key,
    "actor class": class_key,
    "type": lambda one: one.type,
    "victim class": most_hurt,
}
