"""What a decision would change: the figures of the incidents it touches, before and after, in words and as one number.

The number counts the dead first: a change of the best figure of killed by one counts one, of its low or high a half; of
the wounded a fifth of that; an incident more or fewer counts one.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from recount.records import CountField, Estimate, Incident

_WOUNDED = 0.2
_BOUND = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """How many incidents, and the low, best and high of their killed and wounded together; None: open upwards."""

    incidents: int
    killed: tuple[int, int, int | None]
    wounded: tuple[int, int, int | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What an answer would change: in words, and how much that is."""

    words: str
    size: float


NO_CHANGE = Change(words="no figure changes", size=0.0)


def figures(incidents: Sequence[Incident]) -> Figures:
    """The figures of some incidents together."""
    return Figures(incidents=len(incidents), killed=_sum(incidents, "killed"), wounded=_sum(incidents, "wounded"))


def killed(incident: Incident) -> Estimate | None:
    """The estimate of all killed in an incident."""
    return next((one for one in incident.counts if one.field == "killed" and one.of in {None, "all"}), None)


def _sum(incidents: Sequence[Incident], field: CountField) -> tuple[int, int, int | None]:
    totals = [one for it in incidents for one in it.counts if one.field == field and one.of in {None, "all"}]
    told = [one for one in totals if one.low is not None or one.best is not None]
    highs = [one.high for one in told]
    return (
        sum(one.low or 0 for one in told),
        sum(one.best if one.best is not None else one.low or 0 for one in told),
        None if None in highs else sum(high for high in highs if high is not None),
    )


def change(before: Sequence[Incident], after: Sequence[Incident]) -> Change:
    """What becomes of some incidents: their figures, and what else of them is told otherwise."""
    was, now = figures(before), figures(after)
    size = abs(now.incidents - was.incidents) + _size(was.killed, now.killed)
    size += _WOUNDED * _size(was.wounded, now.wounded)
    told = [
        _words("incidents", str(was.incidents), str(now.incidents)),
        _words("killed", _range(was.killed), _range(now.killed)),
        _words("wounded", _range(was.wounded), _range(now.wounded)),
        *_otherwise(before, after),
    ]
    words = "; ".join(one for one in told if one)
    return Change(words=words, size=round(size, 2)) if words else NO_CHANGE


def _size(was: tuple[int, int, int | None], now: tuple[int, int, int | None]) -> float:
    highs = (was[2] if was[2] is not None else was[1]), (now[2] if now[2] is not None else now[1])
    return abs(now[1] - was[1]) + _BOUND * (abs(now[0] - was[0]) + abs(highs[1] - highs[0]))


def _range(told: tuple[int, int, int | None]) -> str:
    low, best, high = told
    if high is None:
        return f"at least {low:,}" if best == low else f"at least {low:,} (best {best:,})"
    if low == high:
        return f"{low:,}"
    return f"{low:,}–{high:,} (best {best:,})"


def _words(what: str, was: str, now: str) -> str:
    return f"{what} {was} → {now}" if was != now else ""


def _otherwise(before: Sequence[Incident], after: Sequence[Incident]) -> list[str]:
    """What changes without a number, where one incident stays one."""
    if len(before) != 1 or len(after) != 1:
        return []
    one, other = before[0], after[0]
    return [
        "another day" if _value(one.when) != _value(other.when) else "",
        "another place" if _value(one.where) != _value(other.where) else "",
        "another perpetrator" if _names(one.perpetrators) != _names(other.perpetrators) else "",
        "another target" if _names(one.targets) != _names(other.targets) else "",
        _words("grade", one.grade, other.grade),
        _words("disagreements", str(len(one.disagreements)), str(len(other.disagreements))),
    ]


def _value(estimate: Estimate | None) -> object:
    return estimate.value if estimate else None


def _names(estimates: Sequence[Estimate]) -> list[tuple[object, object]]:
    return [(one.value, one.stance) for one in estimates if one.claims]
