"""How many people: low–best–high of an incident's figures, victims and attackers apart, parts within their whole."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from recount.records import CountField

VICTIM_CLASSES = ("civilian", "security", "official", "militant")
"""Whom figures may be of besides attackers, in the order in which parts are taken out of a whole."""


class Counted(Protocol):
    """One figure of an incident: an estimate, or what a table needs of it."""

    @property
    def field(self) -> str:
        """What is counted: killed, wounded, abducted and so on."""

    @property
    def of(self) -> str | None:
        """Of whom."""

    @property
    def low(self) -> int | None:
        """The least."""

    @property
    def best(self) -> int | None:
        """The figure the rules choose."""

    @property
    def high(self) -> int | None:
        """The most; None where no report sets an upper bound."""


class Told(Protocol):
    """An incident, as far as its figures go."""

    @property
    def counts(self) -> Sequence[Counted]:
        """Its figures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """People as low, best and high; `open`: in how many incidents the toll has no upper bound."""

    low: int = 0
    best: int = 0
    high: int = 0
    open: int = 0

    def __add__(self, other: "Toll") -> "Toll":
        return Toll(
            low=self.low + other.low,
            best=self.best + other.best,
            high=self.high + other.high,
            open=self.open + other.open,
        )


NOBODY = Toll()


def victims(incident: Told, field: CountField) -> Toll:
    """An incident's toll without the attackers: the total where there is one, else its categories together."""
    return toll_of(incident.counts, field)


def toll_of(figures: Iterable[Counted], field: str) -> Toll:
    """The victims' toll of some figures: the total where there is one, else the categories together."""
    told = [one for one in figures if one.field == field and one.of != "attacker"]
    if not told:
        return NOBODY
    return total([one for one in told if one.of is None or one.of == "all"] or told)


def attackers(figures: Iterable[Counted], field: str) -> Toll:
    """The attackers' own toll."""
    return total([one for one in figures if one.of == "attacker" and one.field == field])


def total(figures: Iterable[Counted]) -> Toll:
    """Some figures together."""
    added = NOBODY
    for one in figures:
        toll = _toll(one.low, one.best, one.high)
        added = toll if added is NOBODY else added + toll
    return added


@lru_cache(maxsize=65536)
def _toll(told_low: int | None, told_best: int | None, told_high: int | None) -> Toll:
    best = next((number for number in (told_best, told_low, told_high) if number is not None), None)
    if best is None:
        return NOBODY
    low = 0 if told_low is None else min(told_low, best)
    high = best if told_high is None else max(told_high, best)
    return Toll(low=low, best=best, high=high, open=int(told_high is None))


def by_class(figures: Sequence[Counted], field: str) -> Mapping[str | None, Toll]:
    """The victims' toll taken apart by class; under None those whose class is not told. All together are the toll.

    Best figures are taken out of the whole in the order of `VICTIM_CLASSES`, never more than it holds. How far low and
    high lie off is shared out likewise: what the classes do not explain stays with those not told apart.
    """
    whole = toll_of(figures, field)
    parts = {
        of: total(one for one in figures if one.field == field and one.of == of)
        for of in VICTIM_CLASSES
        if any(one.field == field and one.of == of for one in figures)
    }
    if not parts:
        return {None: whole} if whole != NOBODY else {}
    best = _within(whole.best, {of: part.best for of, part in parts.items()})
    down = _shared(whole.best - whole.low, {of: part.best - part.low for of, part in parts.items()}, best)
    up = _within(whole.high - whole.best, {of: part.high - part.best for of, part in parts.items()})
    split: dict[str | None, Toll] = {}
    for of, number in best.items():
        part = Toll(low=number - down[of], best=number, high=number + up[of], open=_open(whole, of, parts))
        if part != NOBODY:
            split[of] = part
    return split


def _open(whole: Toll, of: str | None, parts: Mapping[str, Toll]) -> int:
    """Without an upper bound are the classes told so, or else those not told apart; together as often as the whole."""
    owners: list[str | None] = [key for key, part in parts.items() if part.open]
    return whole.open if of == (owners or [None])[0] else 0


def _within(whole: int, parts: Mapping[str, int]) -> dict[str | None, int]:
    """As much of each part as the whole has left, and the rest under None."""
    given: dict[str | None, int] = {}
    for of, number in parts.items():
        taken = min(number, whole)
        given[of] = taken
        whole -= taken
    given[None] = whole
    return given


def _shared(whole: int, parts: Mapping[str, int], most: Mapping[str | None, int]) -> dict[str | None, int]:
    """The same where no share may be more than `most` allows; what is left over widens the classes in turn."""
    given: dict[str | None, int] = dict.fromkeys(most, 0)
    for name, number in parts.items():
        given[name] = min(number, whole, most[name])
        whole -= given[name]
    left: tuple[str | None, ...] = (None, *parts)
    for of in left:
        more = min(whole, most[of] - given[of])
        given[of] += more
        whole -= more
    return given
