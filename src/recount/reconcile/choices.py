"""Day, place, type, status and sides of an incident: which value is chosen, and which claims it sets aside and why."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from recount.codebook.kinship import is_description, kinship
from recount.codebook.spelling import alike
from recount.contract import LEVELS
from recount.reconcile.testimony import SPOKEN_FOR, Testimony, newness, of_field
from recount.records import Count, Estimate, EventType, Field, Report, Stance, Status, Value, When, Where

# Where reports name several forms, the first that fits is the main one; "attack" says none.
PRECEDENCE: tuple[EventType, ...] = (
    "suicide_bombing", "bombing", "airstrike", "shelling", "shooting", "raid", "clash", "execution", "abduction",
    "assault", "riot", "property_attack", "takeover", "arrest", "seizure", "protest", "plot", "attack", "other",
)  # fmt: skip
OPEN_TYPES: frozenset[EventType] = frozenset({"attack", "other"})
STANCES: tuple[Stance, ...] = ("claims", "asserts", "accuses", "suspects", "denies", "doubts")
_SAID: Mapping[Stance, str] = {
    "claims": "claimed by", "asserts": "said by", "accuses": "accused by", "suspects": "suspected by",
    "denies": "denied by", "doubts": "doubted by",
}  # fmt: skip
STATUSES: tuple[Status, ...] = ("happened", "foiled", "planned", "alleged")


def choose_when(heard: Sequence[Testimony]) -> Estimate | None:
    """The day that most independent witnesses tell or allow; a full date before one without a year."""
    told = [one for one in of_field(heard, "date") if isinstance(one.claim.value, When) and _positive(one)]
    known = [one for one in told if one.claim.value != When()]
    if not known:
        return None
    agreeing, exactly = _support(known)
    chosen = min(known, key=lambda one: _day_rank(one, agreeing, exactly)) if len(known) > 1 else known[0]
    words = "the day of most independent witnesses, full dates first, then the narrowest, the newest"
    return _chosen("date", chosen, told, words)


def _support(told: Sequence[Testimony]) -> tuple[Mapping[Value, int], Mapping[Value, int]]:
    """How many witnesses tell what each value allows, and how many tell the very same."""
    if len(told) == 1:
        return {}, {}
    tellers: dict[Value, set[str]] = {}
    for one in told:
        tellers.setdefault(one.claim.value, set()).add(one.witness)
    agreeing = {
        value: len(set().union(*(who for other, who in tellers.items() if not exclude_each_other(value, other))))
        for value in tellers
    }
    return agreeing, {value: len(who) for value, who in tellers.items()}


def _day_rank(one: Testimony, agreeing: Mapping[Value, int], exactly: Mapping[Value, int]) -> tuple[object, ...]:
    when = one.claim.value
    assert isinstance(when, When)  # noqa: S101 - only dates are told here
    days = (when.last - when.first).days if when.first and when.last and not when.lasted else 0
    first = when.first or date.max
    newest = -newness(one.document).toordinal()
    return when.first is None, -agreeing[when], days, -exactly[when], newest, first, one.order


def choose_where(heard: Sequence[Testimony]) -> Estimate | None:
    """The place that most independent witnesses tell or allow, as far down as anyone of them tells it."""
    told = [one for one in of_field(heard, "place") if isinstance(one.claim.value, Where) and _positive(one)]
    if not told:
        return None
    agreeing, _ = _support(told)
    chosen = min(told, key=lambda one: _place_rank(one, agreeing)) if len(told) > 1 else told[0]
    return _chosen(
        "place", chosen, told, "the place of most independent witnesses, as far down as one tells it, the surest first"
    )


def _place_rank(one: Testimony, agreeing: Mapping[Value, int]) -> tuple[object, ...]:
    where = one.claim.value
    assert isinstance(where, Where)  # noqa: S101 - only places are told here
    names = [getattr(where, level) for level in LEVELS]
    smallest = next((rank for rank, name in enumerate(names) if name), len(names))
    newest = -newness(one.document).toordinal()
    return -agreeing[where], smallest, -sum(map(bool, names)), newest, -one.claim.confidence, one.order


def _positive(one: Testimony) -> bool:
    return one.claim.stance in SPOKEN_FOR


def _chosen(field: Field, chosen: Testimony, told: Sequence[Testimony], rule: str) -> Estimate:
    value = chosen.claim.value
    assert isinstance(value, When | Where)  # noqa: S101 - counts and words are estimated elsewhere
    others = dict.fromkeys([one.claim.value for one in told])
    apart = {other for other in others if exclude_each_other(value, other)}
    aside = [one for one in told if one.claim.value in apart] if apart else []
    left_out = {one.claim.id for one in aside}
    return Estimate(
        field=field,
        value=value,
        stance=chosen.claim.stance,
        claims=tuple([one.claim.id for one in told if one.claim.id not in left_out]),
        set_aside=tuple((one.claim.id, f"{in_words(one.claim.value)} excludes {in_words(value)}") for one in aside),
        rule=rule,
    )


def exclude_each_other(one: Value, other: Value) -> bool:
    """That two days or two places cannot both be right; what one of them does not know excludes nothing."""
    if isinstance(one, When) and isinstance(other, When):
        return _days_apart(one, other)
    if isinstance(one, Where) and isinstance(other, Where):
        return _places_apart(one, other)
    return False


def _days_apart(one: When, other: When) -> bool:
    if one.first and one.last and other.first and other.last:
        return one.last < other.first or other.last < one.first
    yearless, dated = (one, other) if one.first is None else (other, one)
    if yearless.month is None or yearless.day is None:
        return False
    if dated.first is None or dated.last is None:
        return dated.day is not None and (dated.month, dated.day) != (yearless.month, yearless.day)
    return (dated.last - dated.first).days == 0 and (dated.first.month, dated.first.day) != (
        yearless.month,
        yearless.day,
    )


def _places_apart(one: Where, other: Where) -> bool:
    if one.country and other.country and one.country != other.country:
        return True
    names = {str(getattr(one, level)) for level in LEVELS[:4] if getattr(one, level)}
    others = {str(getattr(other, level)) for level in LEVELS[:4] if getattr(other, level)}
    if any(alike(name, also) for name in names for also in others if name not in {one.province, other.province}):
        return False
    levels = ("province", "district", "locality")
    return any(_named_apart(getattr(one, level), getattr(other, level)) for level in levels)


def _named_apart(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and not alike(one, other)


def in_words(value: Value) -> str:
    """A value as a reader would say it."""
    if isinstance(value, When):
        return _day_words(value)
    if isinstance(value, Where):
        return ", ".join(name for level in LEVELS if (name := getattr(value, level)))
    if isinstance(value, Count):
        return str(value.best if value.best is not None else value.low)
    return value


def _day_words(when: When) -> str:
    if when.first is None or when.last is None:
        return f"{when.month}-{when.day} of a year not known" if when.month else "a day not known"
    return str(when.first) if when.first == when.last else f"{when.first} to {when.last}"


def choose_type(reports: Sequence[Report]) -> EventType:
    """The form that most reports name; one that says more than "attack" comes first, then the order of precedence."""
    votes = Counter(report.type for report in reports)
    return min(votes, key=lambda form: (form in OPEN_TYPES, -votes[form], PRECEDENCE.index(form)))


def choose_status(reports: Sequence[Report]) -> Status:
    """What any report says happened has happened, though another only plans or alleges it."""
    told = {report.status for report in reports}
    return next(status for status in STATUSES if status in told)


def sides(field: Field, heard: Sequence[Testimony]) -> tuple[Estimate, ...]:
    """One estimate for each actor and stance, so that a claim, an accusation and a doubt keep their speakers.

    The most told comes first, names before descriptions; spellings of one name are one actor.
    """
    told = [one for one in of_field(heard, field) if isinstance(one.claim.value, str)]
    if not told:
        return ()
    names = _merged(told)
    groups: dict[tuple[str, Stance], list[Testimony]] = {}
    for one in told:
        groups.setdefault((names[str(one.claim.value)], one.claim.stance), []).append(one)
    support = Counter(names[str(one.claim.value)] for one in told if _positive(one))
    order = sorted(groups, key=lambda key: (is_description(key[0]), -support[key[0]], key[0], STANCES.index(key[1])))
    return tuple(_side(field, name, stance, groups[name, stance]) for name, stance in order)


def _merged(told: Iterable[Testimony]) -> Mapping[str, str]:
    """Each name by its most common spelling."""
    counts = Counter(str(one.claim.value) for one in told)
    common = sorted(counts, key=lambda name: (-counts[name], name))
    return {name: next(first for first in common if kinship(first, name) == "same") for name in common}


def _side(field: Field, name: str, stance: Stance, told: Sequence[Testimony]) -> Estimate:
    who = sorted({one.witness for one in told})
    return Estimate(
        field=field,
        value=name,
        stance=stance,
        claims=tuple(one.claim.id for one in told),
        rule=f"{_SAID[stance]} {', '.join(who)}",
    )


def other_fields(heard: Sequence[Testimony]) -> tuple[Estimate, ...]:
    """Weapons and finds, each value once with its claims."""
    fields: tuple[Field, ...] = ("means", "seized")
    return tuple(estimate for field in fields for estimate in sides(field, heard))
