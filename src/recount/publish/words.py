"""Values in plain words, the same on every page and in the terminal: "at least 70", "24 October 2016"."""

from datetime import date, timedelta
from typing import Literal

from recount.records import Claim, Count, Estimate, Incident, Statistic, Value, When, Where

TYPES = {"suicide_bombing": "suicide bombing", "property_attack": "attack on property", "other": "other event"}
# What a speaker did about a value: "61, said by police", "Islamic State, doubted by PICSS".
STANCES = {
    "asserts": "said by",
    "claims": "claimed by",
    "accuses": "accused by",
    "suspects": "suspected by",
    "denies": "denied by",
    "doubts": "doubted by",
}
GROUPS = {
    "civilian": "civilians",
    "security": "security forces",
    "militant": "militants",
    "official": "officials",
    "attacker": "attackers",
    "all": "in all",
}
NOT_KNOWN = "not known"
_CAPITALS = 4  # letters from which a name all in capitals is that of a dateline, not an abbreviation


def type_words(event_type: str) -> str:
    """An event type as a reader calls it."""
    return TYPES.get(event_type, event_type.replace("_", " "))


def form_words(incident: Incident) -> str:
    """The type of an incident, with its status where it did not simply happen: "bombing (foiled)"."""
    return type_words(incident.type) + ("" if incident.status == "happened" else f" ({incident.status})")


def day_words(day: date) -> str:
    """A day as "24 October 2016"."""
    return f"{day.day} {day:%B %Y}"


def when_words(when: When | None) -> str:
    """A date with the precision it is known to: a day, a month, a range, or a day without a year."""
    if when is None or when.first is None or when.last is None:
        return _yearless(when or When())
    match whole(when.first, when.last):
        case "month":
            return f"{when.first:%B %Y}"
        case "year":
            return f"{when.first.year}"
        case "years":
            return f"{when.first.year} to {when.last.year}"
        case _:
            return _range(when.first, when.last)


def _yearless(when: When) -> str:
    if when.month is None:
        return NOT_KNOWN
    month = date(2000, when.month, 1).strftime("%B")
    return f"{when.day} {month}, year not known" if when.day else f"{month}, year not known"


def whole(first: date, last: date) -> Literal["month", "year", "years"] | None:
    """Whether an interval is exactly a month of the calendar, a year, or several."""
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return "year" if first.year == last.year else "years"
    following = last + timedelta(days=1)
    same_month = (first.year, first.month) == (last.year, last.month)
    return "month" if same_month and first.day == 1 and following.day == 1 else None


def _range(first: date, last: date) -> str:
    if first == last:
        return day_words(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {day_words(last)}"
    if first.year == last.year:
        return f"{first.day} {first:%B} to {day_words(last)}"
    return f"{day_words(first)} to {day_words(last)}"


def where_words(where: Where | None, countries: dict[str, str] | None = None) -> str:
    """A place from small to large, with the country's name where `countries` gives it."""
    if where is None:
        return NOT_KNOWN
    country = (countries or {}).get(where.country or "", where.country)
    names = (where.locality, where.district, where.province)
    parts = [where.site, *(_in_small_letters(name) for name in names), country]
    kept = [part for number, part in enumerate(parts) if part and part not in parts[:number]]
    return ", ".join(kept) or NOT_KNOWN


def _in_small_letters(name: str | None) -> str | None:
    return name.title() if name and name.isupper() and len(name) > _CAPITALS else name


def count_words(count: Count) -> str:
    """A reported number as it was hedged: 12, "at least 11", "up to 30", "10 to 15", "about 60"."""
    low, best, high = count.low, count.best, count.high
    if low is not None and low == high:
        return f"{low}"
    if low is not None and high is not None:
        return f"{low} to {high}"
    if low is not None:
        return f"at least {low}"
    if high is not None:
        return f"nearly {high}" if best == high else f"up to {high}"
    return f"about {best}" if best is not None else NOT_KNOWN


def range_words(estimate: Estimate | None) -> str:
    """Low–best–high of an estimate, shortened where they agree: 12, "61–65", "121 or more"."""
    if estimate is None or (estimate.low is None and estimate.best is None and estimate.high is None):
        return "–"
    low, best, high = estimate.low, estimate.best, estimate.high
    if low is not None and high is None:
        return f"{low} or more" if best in {None, low} else f"{low}–{best} or more"
    if low == high:
        return f"{low}"
    ends = f"{low if low is not None else '?'}–{high}"
    return ends if best is None or best in {low, high} else f"{low if low is not None else '?'}–{best}–{high}"


def short_range(estimate: Estimate | None) -> str:
    """The same for a narrow column: "121+" for 121 or more."""
    return range_words(estimate).replace(" or more", "+")


def subject_words(field: str, of: str | None) -> str:
    """What a figure counts: "killed, in all", "wounded, security forces"."""
    return f"{field}, {GROUPS[of]}" if of else field


def sentence_case(text: str) -> str:
    """With a capital at the beginning, and all other letters as they are."""
    return text[:1].upper() + text[1:]


def measure_words(item: Statistic) -> str:
    """What a published figure measures: "killed", "share of killed"."""
    return f"{item.measure} of {item.of_what}" if item.of_what else item.measure


def period_words(item: Statistic) -> str:
    """The time that a published figure is of."""
    return when_words(When(first=item.period[0], last=item.period[1])) if item.period else NOT_KNOWN


def figure_words(item: Statistic) -> str:
    """A published figure as it was hedged: "1,030", "at least 31", "59 %"."""
    low, best, high = (None if number is None else f"{round(number, 2):,}".removesuffix(".0") for number in item.value)
    unit = " %" if item.unit == "percent" else ""
    if low is not None and high is not None:
        return f"{low}{unit}" if low == high else f"{low} to {high}{unit}"
    if low is not None or high is not None:
        return f"at least {low}{unit}" if low is not None else f"up to {high}{unit}"
    return f"about {best}{unit}" if best is not None else NOT_KNOWN


def value_words(value: Value | None, countries: dict[str, str] | None = None) -> str:
    """Any claim's value in words."""
    if isinstance(value, Count):
        return count_words(value)
    if isinstance(value, When):
        return when_words(value)
    if isinstance(value, Where):
        return where_words(value, countries)
    return value or NOT_KNOWN


def speaker_words(claim: Claim, outlet: str | None) -> str:
    """Who says it: the speaker as the text names them, or the outlet in its own voice."""
    if claim.speaker is None:
        return outlet or "the report itself"
    return " ".join(claim.speaker.span.quote.split()).strip(" ,;:")


def total(incident: Incident, field: str) -> Estimate | None:
    """The estimate of all victims: `all` where it is told, else the largest group that is no attacker."""
    found = [item for item in incident.counts if item.field == field and item.of != "attacker"]
    whole = next((item for item in found if item.of == "all"), None)
    return whole or max(found, key=lambda item: (item.best or item.low or item.high or 0, item.of or ""), default=None)
