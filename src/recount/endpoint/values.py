"""The value of each claim: what the quoted words say by our own resolvers, with the coder's value to choose by.

Nothing that the coder writes freely reaches the ledger: a number or a day is what the words say, a name stands in the
codebook or in the article. `checked_value` is None where the words do not bear the value out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from recount.codebook.actors import load_actors
from recount.codebook.countries import countries_by_word, load_countries
from recount.contract import LEVELS, NUMBERS
from recount.endpoint.answer import ClaimForm, PlaceNames
from recount.read.model_parties import party_names, plain
from recount.read.model_values import COUNTING, Values
from recount.records import Count, Span, Value, When, Where

LONGEST_NAME = 80
NONE_KILLED = frozenset({"no", "none", "nobody", "no-one", "without", "neither", "not", "zero", "unhurt", "unharmed"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A value that the words bear out; `differs` where it is not the one that the coder gave."""

    value: Value
    differs: bool = False


def checked_value(form: ClaimForm, span: Span, values: Values) -> Checked | None:
    """The value of a claim, or None where its words do not hold it."""
    if form.f in NUMBERS:
        return _count(form, span, values)
    match form.f:
        case "date":
            return _when(form, span, values)
        case "place":
            return _where(form, span, values)
        case "perpetrator" | "target":
            return _party(form, span, values)
        case _:
            return _thing(form, span, values)


def _count(form: ClaimForm, span: Span, values: Values) -> Checked | None:
    """The number in the words; where they hold several, the one that the coder means."""
    given = count_of(form.v)
    numbers = [
        one.count for one in values.numbers if one.kind in COUNTING - {"percent"} and _overlap(one.span, span) > 0
    ]
    ruled = [one.value for one in values.mentions if one.field == form.f and _overlap(one.span, span) > 0]
    told = [count for count in (*numbers, *ruled) if isinstance(count, Count)]
    if not told:
        return _unwritten(given, span)
    like = [count for count in told if given is not None and (count == given or _shared_figure(count, given))]
    value = next((count for count in like if count == given), like[0] if like else told[0])
    return Checked(value=value, differs=not like)


def _unwritten(given: Count | None, span: Span) -> Checked | None:
    """One person named by what they are, or nobody: counts that stand in words without a number."""
    one, none = Count(low=1, best=1, high=1), Count(low=0, best=0, high=0)
    if given == one or (given == none and NONE_KILLED & set(span.quote.lower().split())):
        return Checked(value=given)
    return None


def count_of(written: object) -> Count | None:
    """Low, best and high as a record; None where that is no count."""
    if not isinstance(written, list) or len(written) != 3 or all(number is None for number in written):
        return None
    if any(number is not None and (not isinstance(number, int) or not 0 <= number <= 10**9) for number in written):
        return None
    return Count(low=written[0], best=written[1], high=written[2])


def _shared_figure(one: Count, other: Count) -> bool:
    return bool({one.low, one.best, one.high} & {other.low, other.best, other.high} - {None})


def _when(form: ClaimForm, span: Span, values: Values) -> Checked | None:
    """The days that the words tell; words without a date of their own only for a day told of elsewhere."""
    given = when_of(form)
    days = [one for one in values.mentions if one.field == "date" and isinstance(one.value, When)]
    here = sorted((one for one in days if _overlap(one.span, span) > 0), key=lambda one: -_overlap(one.span, span))
    if here:
        told = [one.value for one in here if isinstance(one.value, When)]
        like = [when for when in told if given is not None and _days_meet(when, given)]
        return Checked(value=(like or told)[0], differs=not like)
    if given is None:
        return None
    known = [one.value for one in days if isinstance(one.value, When)]
    known.append(When(first=values.published.first, last=values.published.last))
    return Checked(value=given) if any(_days_hold(when, given) for when in known) else None


def when_of(form: ClaimForm) -> When | None:
    """The coder's days as a record; None where they are none."""
    if not isinstance(form.v, list) or len(form.v) != 2:
        return None
    first, last = (_day(written) for written in form.v)
    if first is None or last is None or first > last:
        return None
    return When(first=first, last=last, precision="day" if first == last else "days", lasted=form.span)


def _day(written: object) -> date | None:
    try:
        return date.fromisoformat(str(written))
    except ValueError:
        return None


def period_of(written: Sequence[object] | None) -> tuple[date, date] | None:
    """First and last day of a period; None where it is none."""
    if written is None or len(written) != 2:
        return None
    first, last = (_day(one) for one in written)
    return (first, last) if first is not None and last is not None and first <= last else None


def _days_meet(one: When, other: When) -> bool:
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return other.first is not None and (one.month, one.day) == (other.first.month, other.first.day)
    return one.first <= other.last and other.first <= one.last


def _days_hold(one: When, other: When) -> bool:
    known = one.first is not None and one.last is not None and other.first is not None and other.last is not None
    return known and one.first <= other.first and other.last <= one.last  # type: ignore[operator]  # known


def _where(form: ClaimForm, span: Span, values: Values) -> Checked | None:
    """The place that our gazetteer makes of the words; else those of the coder's names that the article holds."""
    given = form.v if isinstance(form.v, PlaceNames) else None
    here = [one for one in values.mentions if one.field == "place" and _overlap(one.span, span) > 0]
    told = [one.value for one in sorted(here, key=lambda one: -_overlap(one.span, span))]
    ours = next((value for value in told if isinstance(value, Where)), None)
    if ours is not None:
        other = given.country if given else None
        return Checked(value=ours, differs=bool(other and ours.country and other.upper() != ours.country))
    names = {level: name for level in LEVELS if given and (name := _told_name(level, given, values))}
    level = next((level for level in LEVELS if level in names), None)
    if level is None or not any(name in span.quote for name in names.values()):
        return None
    return Checked(value=Where(**names, level=level, words=span.quote))  # type: ignore[arg-type]  # levels by name


def _told_name(level: str, given: PlaceNames, values: Values) -> str | None:
    name = getattr(given, level)
    if not name:
        return None
    if level == "country":
        code = str(name).upper()
        return code if code in load_countries() else countries_by_word().get(str(name))
    return in_words(name, values)


def _party(form: ClaimForm, span: Span, values: Values) -> Checked | None:
    """Whom the words name; an organisation named elsewhere in the article where they only point to it ("the group")."""
    here = party_names(form.f, span, values.actors)
    wanted = organisation(form.v if isinstance(form.v, str) else None, values)
    if wanted in here or not here:
        return Checked(value=wanted) if wanted in here and wanted else None
    if any(load_actors().meanings(name) for name in here):
        return Checked(value=here[0], differs=wanted is not None)
    elsewhere = wanted is not None and any(actor.name == wanted for actor in values.actors)
    return Checked(value=wanted) if elsewhere and wanted else Checked(value=here[0])


def organisation(name: str | None, values: Values) -> str | None:
    """A name as the codebook writes it, or as it stands in the article; None where it is neither."""
    if not name:
        return None
    known = load_actors().canonical(name[:LONGEST_NAME], values.country)
    if known is not None and (in_words(name, values) or any(actor.name == known.name for actor in values.actors)):
        return known.name
    return in_words(name, values)


def area_of(name: str | None, values: Values) -> str | None:
    """A country or a name that stands in the article."""
    if not name:
        return None
    code = name if name in load_countries() else countries_by_word().get(name, "")
    named = load_countries()[code].name if code in load_countries() else None
    inside = any(isinstance(one.value, Where) and one.value.country == code for one in values.mentions)
    return named if named and inside else in_words(name, values)


def in_words(name: str, values: Values) -> str | None:
    """A short name in the article's own spelling; None where it does not stand there."""
    wanted = " ".join(name.split())
    if not wanted or len(wanted) > LONGEST_NAME:
        return None
    at = values.text.lower().find(wanted.lower())
    return values.text[at : at + len(wanted)] if at >= 0 else None


def _thing(form: ClaimForm, span: Span, values: Values) -> Checked | None:
    """A weapon or a find in the article's words, lower case."""
    given = form.v if isinstance(form.v, str) else ""
    said = in_words(given, values) if given else None
    value = plain(said or span.quote).lower()
    return Checked(value=value) if value else None


def _overlap(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)
