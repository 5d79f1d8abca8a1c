"""What every check of published figures asks of them: their number, its slack, whose they are, what they are of."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from recount.codebook.countries import countries_by_word
from recount.codebook.issuers import find_issuer
from recount.codebook.spelling import alike
from recount.records import Statistic

Verdict = Literal["reproduced", "arithmetic fails", "differs by scope", "not comparable", "not enough data"]
Kind = Literal["sum", "share", "change", "twice", "ledger", "issuers"]

COUNTED = frozenset({"incidents", "killed", "wounded", "abducted", "arrested", "displaced"})
_ROUNDING, _ABOUT = 1.0, 2.5  # percentage points by which a whole or an "about" percentage may be off


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What was checked, how it came out, the reasoning in words, and the statistics it rests on, its subject first."""

    kind: Kind
    verdict: Verdict
    words: str
    statistics: tuple[str, ...]


def number_of(one: Statistic) -> float | None:
    """The figure: its best number, else the bound that is told."""
    low, best, high = one.value
    return next((number for number in (best, low, high) if number is not None), None)


def known(one: Statistic) -> float:
    """The number of a statistic that is known to have one."""
    return number_of(one) or 0.0


def words_of(one: Statistic) -> str:
    """The number as it is written: 1,030 or 59.5."""
    number = known(one)
    return f"{number:,.0f}" if number == round(number) else f"{number:,.1f}"


def allows(one: Statistic, number: float) -> bool:
    """That a published figure leaves room for a number; "about" one may be a tenth off."""
    low, best, high = one.value
    if low is None and high is None:
        return best is not None and abs(number - best) <= 0.1 * abs(best)
    return (low is None or number >= low) and (high is None or number <= high)


def near(percent: float, published: Statistic) -> bool:
    """That a percentage rounds to the published one."""
    low, best, high = published.value
    if low is None and high is None:
        return abs(percent - (best or 0)) <= _ABOUT
    return (low is None or percent > low - _ROUNDING) and (high is None or percent < high + _ROUNDING)


def issuer_of(one: Statistic) -> str:
    """Whose figure it is: the issuer by the codebook's name, else the speaker's own; "" in the document's own voice."""
    if one.speaker is None:
        return ""
    found = find_issuer(f"{one.speaker.voice} | {one.speaker.span.quote}")
    return found.name if found else one.speaker.voice


def everybody(one: Statistic) -> bool:
    """That a figure is of no single group of people."""
    return one.of in {None, "all"}


def same_group(one: Statistic, other: Statistic) -> bool:
    """That two figures are of one group of people."""
    return (one.of or "all") == (other.of or "all")


def same_area(one: str | None, other: str | None) -> bool:
    """That two areas are one, in whatever spelling."""
    if one == other:
        return True
    if one is None or other is None:
        return False
    codes = countries_by_word()
    if one in codes or other in codes:
        return codes.get(one) == codes.get(other)
    several = [" and " in name for name in (one, other)]
    return several[0] == several[1] and alike(one, other)


def ids_of(*figures: Statistic) -> tuple[str, ...]:
    """The ids of statistics in their order."""
    return tuple(one.id for one in figures)


def counts_in(statistics: Sequence[Statistic]) -> list[Statistic]:
    """The figures that count people or events and have a number."""
    return [one for one in statistics if one.unit == "count" and one.measure in COUNTED and number_of(one) is not None]
