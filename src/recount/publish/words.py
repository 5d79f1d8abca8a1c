"""Values in plain words, the same on every page and in the terminal: "at least 70", "24 October 2016"."""

from datetime import date

from recount.records import Claim, Count, Estimate, Incident, Value, When, Where

TYPES = {
    "suicide_bombing": "suicide bombing",
    "property_attack": "attack on property",
    "attack": "attack, form not told",
    "other": "other event",
}
STANCES = {
    "asserts": "says",
    "claims": "claims responsibility",
    "accuses": "accuses",
    "suspects": "suspects",
    "denies": "denies",
    "doubts": "doubts",
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


def type_words(event_type: str) -> str:
    """An event type as a reader calls it."""
    return TYPES.get(event_type, event_type.replace("_", " "))


def day_words(day: date) -> str:
    """A day as "24 October 2016"."""
    return f"{day.day} {day:%B %Y}"


def when_words(when: When | None) -> str:
    """A date with the precision it is known to: a day, a month, a range, or a day without a year."""
    if when is None:
        return NOT_KNOWN
    if when.first is None or when.last is None:
        return _yearless(when)
    if when.first == when.last:
        return day_words(when.first)
    if when.first.day == 1 and (when.last - when.first).days >= 27:
        whole = _whole(when.first, when.last)
        if whole:
            return whole
    return _range(when.first, when.last)


def _yearless(when: When) -> str:
    if when.month is None:
        return NOT_KNOWN
    month = date(2000, when.month, 1).strftime("%B")
    return f"{when.day} {month}, year not known" if when.day else f"{month}, year not known"


def _whole(first: date, last: date) -> str | None:
    """Say "June 2017" or "2017" where the interval is exactly that."""
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return f"{first.year}" if first.year == last.year else f"{first.year} to {last.year}"
    following = date(last.year + last.month // 12, last.month % 12 + 1, 1)
    if (first.year, first.month) == (last.year, last.month) and (following - last).days == 1:
        return f"{first:%B %Y}"
    return None


def _range(first: date, last: date) -> str:
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
    parts = [where.site, where.locality, where.district, where.province, country]
    kept = [part for number, part in enumerate(parts) if part and part not in parts[:number]]
    return ", ".join(kept) or NOT_KNOWN


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
    return claim.speaker.span.quote if claim.speaker else (outlet or "the report itself")


def total(incident: Incident, field: str) -> Estimate | None:
    """The estimate of all victims: `all` where it is told, else the largest group that is no attacker."""
    found = [item for item in incident.counts if item.field == field and item.of != "attacker"]
    whole = next((item for item in found if item.of == "all"), None)
    return whole or max(found, key=lambda item: (item.best or item.low or item.high or 0, item.of or ""), default=None)
