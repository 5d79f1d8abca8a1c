"""The day of publication as a source's own data give it: read strictly, refused where it cannot be right."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from recount.records import Published

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
EARLIEST = date(1800, 1, 1)
EPOCH = date(1970, 1, 1)
_NAME = r"(?P<name>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?!\d)",
        r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})(?:T|\s|$)",
        r"(?P<year>\d{4})/(?P<month>\d{1,2})/(?P<day>\d{1,2})(?!\d)",
        rf"(?:[a-z]{{3,9}},?\s)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s{_NAME},?\s(?P<year>\d{{4}})(?!\d)",
        rf"(?:[a-z]{{3,9}},?\s)?{_NAME}\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<year>\d{{4}})(?!\d)",
        r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})(?!\d)",
        r"(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})(?!\d)",
        r"(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4})(?!\d)",
    )
)
_PATH_DAY = re.compile(
    r"/(?P<year>(?:19|20)\d{2})[/-](?P<month>0?[1-9]|1[0-2])[/-](?P<day>0?[1-9]|[12]\d|3[01])(?=[/-]|$)"
)
_PATH_MONTH = re.compile(r"/(?P<year>(?:19|20)\d{2})/(?P<month>0[1-9]|1[0-2])(?=/)")


def day_in(value: str) -> date | None:
    """The calendar day as printed, in the source's own time zone; None where the format leaves any doubt.

    "03/04/2021" is 3 April in London and March 4 in New York, so it is no day; "15/03/2021" is one.
    """
    words = " ".join(value[:80].split())
    days = {day for form in _FORMS if (match := form.match(words)) and (day := _day(match.groupdict())) is not None}
    return days.pop() if len(days) == 1 else None


def _day(parts: dict[str, str | None]) -> date | None:
    name = parts.get("name")
    month = MONTHS.index(name[:3].lower()) + 1 if name else int(parts.get("month") or 0)
    try:
        return date(int(parts["year"] or 0), month, int(parts["day"] or 0))
    except ValueError:
        return None


def published_by(sources: Iterable[tuple[str, str]], captured: date | None) -> Published:
    """The first of (where it stands, value) pairs that holds a day that can be right, with that as the reason."""
    refused: list[str] = []
    for where, value in sources:
        day = day_in(value)
        if day is None:
            refused.append(f"{where} holds {_shown(value)}, which is no day")
        elif (fault := _fault(day, captured)) is not None:
            refused.append(f"{where} holds {day}, {fault}")
        else:
            return Published(first=day, last=day, basis="metadata", reason=f"{where} says {day}")
    return Published(reason="; ".join(refused[:4]))


def published_by_address(url: str | None, captured: date | None) -> Published:
    """The day or month that an address holds in its path ("/2021/09/01/"); a month is a range."""
    path = re.sub(r"^[a-z]{2,5}://[^/]{0,300}", "", (url or "")[:1000].partition("?")[0], flags=re.IGNORECASE)
    if (match := _PATH_DAY.search(path)) and (day := _day(match.groupdict())) and _fault(day, captured) is None:
        return Published(first=day, last=day, basis="metadata", reason=f"its address holds {day}")
    if (match := _PATH_MONTH.search(path)) and (first := _day({**match.groupdict(), "day": "1"})):
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        last = min(last, captured + timedelta(days=1)) if captured else last
        if first <= last:
            reason = f"its address holds the month {first:%Y-%m}"
            return Published(first=first, last=last, basis="metadata", reason=reason)
    return Published()


def _fault(day: date, captured: date | None) -> str | None:
    if captured is not None and day > captured + timedelta(days=1):
        return f"which lies after the day it was captured ({captured})"
    if day == EPOCH:
        return "which is what software writes for an unknown day"
    return "which is too early for a news report" if day < EARLIEST else None


def _shown(value: str) -> str:
    words = " ".join(value.split())
    return repr(words if len(words) <= 40 else f"{words[:39]}…")
