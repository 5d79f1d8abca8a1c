"""The value of each claim: what the quoted words say by our own resolvers, with the coder's value to choose by.

Nothing that the coder writes freely reaches the ledger: a number or a day is what the words say, a name stands in the
codebook or in the article.
"""

import re
from dataclasses import dataclass, replace
from datetime import date

from recount.codebook.actors import load_actors
from recount.codebook.countries import countries_by_word, demonyms, load_countries
from recount.coding.speaking import is_anybody
from recount.contract import LEVELS, NUMBERS
from recount.endpoint.answer import ClaimForm, PlaceNames
from recount.endpoint.evidence import Evidence
from recount.records import Count, Span, Value, When, Where

LONGEST_NAME = 80
MOST_PEOPLE = 10**9
NONE_HURT = frozenset({"no", "none", "nobody", "no-one", "without", "neither", "not", "zero", "unhurt", "unharmed"})
_ARTICLE = re.compile(r"\A(?:the|a|an|its|their|his|her|some|suspected|alleged)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A value that the words bear out; `differs` where it is not the one that the coder gave."""

    value: Value
    differs: bool = False


def checked_value(form: ClaimForm, span: Span, evidence: Evidence) -> Checked | None:
    """The value of a claim, or None where its words do not hold it."""
    if form.f in NUMBERS:
        return _count(form, span, evidence)
    match form.f:
        case "date":
            return _when(form, span, evidence)
        case "place":
            return _where(form, span, evidence)
        case "perpetrator" | "target":
            return _party(form, span, evidence)
        case _:
            return _thing(form, span, evidence)


def _count(form: ClaimForm, span: Span, evidence: Evidence) -> Checked | None:
    """The number in the words; where they hold several, the one that the coder means."""
    given = count_of(form.v)
    numbers = (one.count for one in evidence.numbers_in(span))
    ruled = (one.value for one in evidence.mentions_in(span, form.f))
    told = [count for count in (*numbers, *ruled) if isinstance(count, Count)]
    if not told:
        return _unwritten(given, span)
    like = [count for count in told if given is not None and _shares_figure(count, given)]
    return Checked(value=given if given in like and given else (like or told)[0], differs=not like)


def _unwritten(given: Count | None, span: Span) -> Checked | None:
    """One person named by what they are, or nobody: counts that stand in words without a number."""
    one, none = Count(low=1, best=1, high=1), Count(low=0, best=0, high=0)
    if given is not None and (given == one or (given == none and NONE_HURT & set(span.quote.lower().split()))):
        return Checked(value=given)
    return None


def count_of(written: object) -> Count | None:
    """Low, best and high as a record; None where that is no count."""
    if not isinstance(written, list) or len(written) != 3 or all(number is None for number in written):
        return None
    if any(
        number is not None and (not isinstance(number, int) or not 0 <= number <= MOST_PEOPLE) for number in written
    ):
        return None
    return Count(low=written[0], best=written[1], high=written[2])


def _shares_figure(one: Count, other: Count) -> bool:
    return bool({one.low, one.best, one.high} & {other.low, other.best, other.high} - {None})


def _when(form: ClaimForm, span: Span, evidence: Evidence) -> Checked | None:
    """The days that the words tell; words without a date of their own only for a day told of elsewhere."""
    given = when_of(form)
    told = [one.value for one in evidence.mentions_in(span, "date") if isinstance(one.value, When)]
    if told:
        like = [when for when in told if given is not None and _days_meet(when, given)]
        return Checked(value=(like or told)[0], differs=not like)
    if given is None:
        return None
    known = [one.value for one in evidence.mentions if isinstance(one.value, When)]
    known.append(When(first=evidence.published.first, last=evidence.published.last))
    return Checked(value=given) if any(_days_hold(when, given) for when in known) else None


def when_of(form: ClaimForm) -> When | None:
    """The coder's days as a record; None where they are none."""
    days = period_of(form.v if isinstance(form.v, list) else None)
    if days is None:
        return None
    first, last = days
    return When(first=first, last=last, precision="day" if first == last else "days", lasted=form.span)


def period_of(written: object) -> tuple[date, date] | None:
    """First and last day of a period; None where it is none."""
    if not isinstance(written, list) or len(written) != 2:
        return None
    try:
        first, last = (date.fromisoformat(str(day)) for day in written)
    except ValueError:
        return None
    return (first, last) if first <= last else None


def _days_meet(one: When, other: When) -> bool:
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return other.first is not None and (one.month, one.day) == (other.first.month, other.first.day)
    return one.first <= other.last and other.first <= one.last


def _days_hold(one: When, other: When) -> bool:
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return False
    return one.first <= other.first and other.last <= one.last


def _where(form: ClaimForm, span: Span, evidence: Evidence) -> Checked | None:
    """The place that our gazetteer makes of the words; else those of the coder's names that the article holds."""
    given = form.v if isinstance(form.v, PlaceNames) else None
    told = (one.value for one in evidence.mentions_in(span, "place"))
    ours = next((value for value in told if isinstance(value, Where)), None)
    if ours is not None:
        return _fuller(ours, given, evidence)
    names = {level: name for level in LEVELS if given and (name := _told_name(level, given, evidence))}
    level = next((level for level in LEVELS if level in names), None)
    if level is None or not any(name in span.quote for name in names.values()):
        return None
    return Checked(value=Where(**names, level=level, words=span.quote))  # type: ignore[arg-type]  # levels by name


def _fuller(ours: Where, given: PlaceNames | None, evidence: Evidence) -> Checked:
    """Our place with the site, district and province that only the coder gives, where it means the same one."""
    names = {level: _told_name(level, given, evidence) for level in LEVELS} if given else {}
    if names.get("country") not in {None, ours.country}:
        return Checked(value=ours, differs=True)
    same = names.get("locality") in {None, ours.locality}
    more = {level: name for level in ("site", "district", "province") if (name := names.get(level)) and same}
    added = {level: name for level, name in more.items() if getattr(ours, level) is None}
    level = "site" if "site" in added else ours.level
    return Checked(value=replace(ours, **added, level=level))  # type: ignore[arg-type]  # levels by name


def _told_name(level: str, given: PlaceNames, evidence: Evidence) -> str | None:
    name: str | None = getattr(given, level)
    if not name:
        return None
    if level == "country":
        return name.upper() if name.upper() in load_countries() else countries_by_word().get(name)
    return evidence.spelt(name)


def _party(form: ClaimForm, span: Span, evidence: Evidence) -> Checked | None:
    """Whom the words name: by the codebook, else as the coder puts it in the words of the quote.

    Words that only point ("the group", "it had no part in it") mean the organisation or state that the coder says,
    where the article names it elsewhere.
    """
    given = form.v if isinstance(form.v, str) else ""
    wanted = organisation(given, evidence)
    here = tuple(dict.fromkeys(actor.name for actor in evidence.actors_in(span)))
    state = _state_in(given, span)
    if (wanted is not None and (wanted in here or wanted.lower() in span.quote.lower())) or state:
        return Checked(value=state or wanted or given)
    if here and (is_anybody(here[0]) or any(load_actors().meanings(name) for name in here)):
        return Checked(value=here[0], differs=wanted is not None)
    if wanted is not None and (any(actor.name == wanted for actor in evidence.actors) or wanted in countries_by_word()):
        return Checked(value=wanted)
    value = here[0] if here else _described(span)
    return Checked(value=value) if value else None


def _state_in(name: str, span: Span) -> str | None:
    """A state that the words name by its adjective: Russia, in "Russian war planes"."""
    code = countries_by_word().get(name)
    words = re.findall(r"[^\W\d_]+", span.quote)
    return name if code is not None and any(demonyms().get(word) == code for word in words) else None


def _described(span: Span) -> str:
    return _ARTICLE.sub("", " ".join(span.quote.split()))[:LONGEST_NAME].strip(" ,.;:'\"“”‘’")


def organisation(name: str | None, evidence: Evidence) -> str | None:
    """A name as the codebook writes it, or as it stands in the article; None where it is neither."""
    if not name:
        return None
    known = load_actors().canonical(name[:LONGEST_NAME], evidence.country)
    if known is not None and (evidence.spelt(name) or any(actor.name == known.name for actor in evidence.actors)):
        return known.name
    return evidence.spelt(name)


def area_of(name: str | None, evidence: Evidence) -> str | None:
    """A country in which places of the article lie, or a name that stands in it."""
    if not name:
        return None
    code = name if name in load_countries() else countries_by_word().get(name, "")
    inside = any(isinstance(one.value, Where) and one.value.country == code for one in evidence.mentions)
    return load_countries()[code].name if inside and code in load_countries() else evidence.spelt(name)


def _thing(form: ClaimForm, span: Span, evidence: Evidence) -> Checked | None:
    """A weapon or a find: the coder's words where they are the quote's, else what the quote says by our list."""
    given = " ".join(form.v.split()).lower() if isinstance(form.v, str) else ""
    if given and len(given) <= LONGEST_NAME and given in " ".join(span.quote.lower().split()):
        return Checked(value=given)
    ruled = (one.value for one in evidence.mentions_in(span, form.f))
    said = next((value for value in ruled if isinstance(value, str)), None)
    return Checked(value=said, differs=said != given) if said else None
