"""What a decision would change: the figures of the incidents it touches, before and after, in words and as one number.

The number counts the dead first: one for each that the best figure of killed moves by, a half for each that its low or
high moves by. The wounded count a fifth of that, every other count a tenth, a category (civilian, security) a third of
its total. An incident more or fewer counts one; so does another day, place or side, and more where more died.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from recount.reconcile.choices import in_words
from recount.records import Estimate, Field, Group, Incident

_FIELDS: Mapping[Field, float] = {"killed": 1.0, "wounded": 0.2}
_OTHER_FIELD = 0.1
_CATEGORY = 0.3
_BOUND = 0.5
_DEAD_BEHIND = 0.05  # for each of the dead of an incident whose day, place or sides change

Subject = tuple[Field, Group | None]
Figure = tuple[int, int, int | None]  # low, best, high; None: open upwards
_NOT_TOLD = "not told"
_NONE: Figure = (0, 0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What an answer would change: in words, and how much that is."""

    words: str
    size: float


NO_CHANGE = Change(words="", size=0.0)


def killed(incident: Incident) -> Estimate | None:
    """The estimate of all killed in an incident."""
    return next((one for one in incident.counts if one.field == "killed" and one.of in {None, "all"}), None)


def best_killed(incidents: Iterable[Incident]) -> int:
    """How many were killed in some incidents together, by their best figures."""
    found = [killed(one) for one in incidents]
    return sum((one.best if one.best is not None else one.low or 0) for one in found if one)


def change(before: Sequence[Incident], after: Sequence[Incident]) -> Change:
    """What becomes of some incidents: their figures, and what else of them is told otherwise."""
    was, now = _figures(before), _figures(after)
    subjects = [key for key in dict.fromkeys((*was, *now)) if was.get(key, _NONE) != now.get(key, _NONE)]
    other = _otherwise(before, after)
    size = abs(len(after) - len(before)) + len(other) * (1 + _DEAD_BEHIND * best_killed(before))
    size += sum(_weight(key) * _size(was.get(key, _NONE), now.get(key, _NONE)) for key in subjects)
    told = [_arrow("incidents", str(len(before)), str(len(after)))] if len(before) != len(after) else []
    told += [_arrow(_name(key), _range(was.get(key, _NONE)), _range(now.get(key, _NONE))) for key in subjects]
    words = "; ".join((*told, *other))
    return Change(words=words, size=round(size, 2)) if words else NO_CHANGE


def _figures(incidents: Sequence[Incident]) -> dict[Subject, Figure]:
    """The sums of every count over some incidents, totals before categories."""
    sums: dict[Subject, Figure] = {}
    told = [one for incident in incidents for one in incident.counts if one.low is not None or one.best is not None]
    for one in sorted(told, key=lambda item: item.of not in {None, "all"}):
        key = (one.field, None if one.of == "all" else one.of)
        low, best, high = sums.get(key, _NONE)
        open_up = high is None or one.high is None
        more = one.best if one.best is not None else one.low or 0
        sums[key] = (low + (one.low or 0), best + more, None if open_up else (high or 0) + (one.high or 0))
    return sums


def _weight(subject: Subject) -> float:
    field, of = subject
    return _FIELDS.get(field, _OTHER_FIELD) * (1.0 if of is None else _CATEGORY)


def _size(was: Figure, now: Figure) -> float:
    highs = (was[2] if was[2] is not None else was[1]), (now[2] if now[2] is not None else now[1])
    opened = 1.0 if (was[2] is None) != (now[2] is None) else 0.0
    return abs(now[1] - was[1]) + _BOUND * (abs(now[0] - was[0]) + abs(highs[1] - highs[0]) + opened)


def _name(subject: Subject) -> str:
    field, of = subject
    return field if of is None else f"{field} ({of})"


def _range(told: Figure) -> str:
    low, best, high = told
    if high is None:
        return f"at least {low:,}" if best == low else f"at least {low:,} (best {best:,})"
    if low == high:
        return f"{low:,}"
    return f"{low:,}–{high:,} (best {best:,})"


def _arrow(what: str, was: str, now: str) -> str:
    return f"{what} {was} → {now}"


def _otherwise(before: Sequence[Incident], after: Sequence[Incident]) -> list[str]:
    """What changes without a number, where one incident stays one."""
    if len(before) != 1 or len(after) != 1:
        return []
    one, other = before[0], after[0]
    pairs = [
        ("day", _value(one.when), _value(other.when)),
        ("place", _value(one.where), _value(other.where)),
        ("grade", one.grade, other.grade),
        ("disagreements", str(len(one.disagreements)), str(len(other.disagreements))),
    ]
    sides = [("perpetrator", one.perpetrators, other.perpetrators), ("target", one.targets, other.targets)]
    told = [words for what, was, now in sides if (words := _sides(what, _names(was), _names(now)))]
    return [*told, *(_arrow(what, was, now) for what, was, now in pairs if was != now)]


def _sides(what: str, was: Sequence[str], now: Sequence[str]) -> str:
    """Who is no longer named, and who is named besides."""
    gone, come = [one for one in was if one not in now], [one for one in now if one not in was]
    told = [f"no longer {', '.join(gone)}"] if gone else []
    told += [f"now {', '.join(come)}"] if come else []
    return f"{what} {', '.join(told)}" if told else ""


def _value(estimate: Estimate | None) -> str:
    return in_words(estimate.value) if estimate and estimate.value is not None else _NOT_TOLD


def _names(estimates: Sequence[Estimate]) -> list[str]:
    """Who is named, with how where they are only claimed, accused or suspected."""
    return [
        f"{one.value}{'' if one.stance in {None, 'asserts'} else f' ({one.stance})'}" for one in estimates if one.claims
    ]
