"""A figure: what one witness says of a count, as bounds that can be compared with another's.

"At least 11" is met by every figure of 11 or more; "about 60" by a figure within a tenth of it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import inf

from recount.codebook.counting import load_counting
from recount.codebook.folding import fold
from recount.reconcile.testimony import Testimony
from recount.records import Count, Document, RuleSet

_ABOUT = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """Bounds as told (None is open), the witness, the document they stand in and the claims they rest on."""

    low: int | None
    best: int
    high: int | None
    witness: str
    document: Document
    claims: tuple[str, ...]
    party: bool = False
    about: bool = False

    @property
    def floor(self) -> float:
        """The least that this figure allows."""
        return self.best * (1 - _ABOUT) if self.about else (self.low or 0)

    @property
    def ceiling(self) -> float:
        """The most that this figure allows."""
        return self.best * (1 + _ABOUT) if self.about else (inf if self.high is None else self.high)

    @property
    def open(self) -> bool:
        """That it only says "at least"."""
        return self.high is None and not self.about

    @property
    def words(self) -> str:
        """The figure as a reader would say it."""
        if self.about:
            return f"about {self.best}"
        if self.open:
            return f"at least {self.low}"
        if self.low == self.high:
            return str(self.best)
        return f"up to {self.high}" if self.low is None else f"{self.low} to {self.high}"

    def allows(self, number: float) -> bool:
        """That a number can be true if this figure is."""
        return self.floor <= number <= self.ceiling


def rivals(one: Figure, other: Figure) -> bool:
    """That two figures cannot both be right."""
    return one.ceiling < other.floor or other.ceiling < one.floor


def figure(one: Testimony, rules: RuleSet) -> Figure | None:
    """A testimony's count as a figure; None where it holds no number at all."""
    count = one.claim.value
    if not isinstance(count, Count):
        return None
    count = _coded(count, one.claim.span.quote) if rules == "acled" else count
    best = next((number for number in (count.best, count.low, count.high) if number is not None), None)
    if best is None:
        return None
    return Figure(
        low=count.low,
        best=best,
        high=count.high,
        witness=one.witness,
        document=one.document,
        claims=(one.claim.id,),
        party=one.side is not None,
        about=count.low is None and count.high is None,
    )


def _coded(count: Count, quote: str) -> Count:
    """ACLED's number for a vague word, where the figure is one."""
    if count.best is not None or count.high is not None:
        return count
    words = set(fold(quote).split())
    number = next((number for word, number in load_counting().vague.items() if word in words), None)
    return count if number is None else Count(low=number, best=number, high=number)


def distinct(figures: Iterable[Figure]) -> tuple[str, ...]:
    """The witnesses of some figures, each once, in order."""
    return tuple(sorted({one.witness for one in figures}))
