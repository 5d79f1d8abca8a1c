"""Reasons when a document was published: a printed dateline, else the given day, else what its text leaves possible.

The result is a range with the separate intervals left open and the reason in words; it is one day only where everything
else is excluded. A date in the page's masthead is the day it was saved: it bounds publication from above, no more.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from recount.codebook.chronology import load_chronology
from recount.read.calendar import Interval, day_of, moved
from recount.read.date_meanings import Calendar
from recount.read.date_placing import place
from recount.read.datelines import Dateline, Form, find_datelines
from recount.read.dates import find_dates
from recount.read.published_clues import Clue, Evidence, clues
from recount.records import Document, Published, Sentence

# Beyond this nothing is looked for: an article names its years, and 60 years hold every reading of a weekday's date.
EARLIEST = date(1960, 1, 1)
RANK: tuple[Form, ...] = ("label", "city", "line", "head", "agency", "title", "updated")
# How much text is looked at; what bounds an article's day stands in its first pages.
LONGEST = 60_000
Open = tuple[date | None, date | None]


def reason_published(document: Document, sentences: Sequence[Sentence]) -> Published:
    """The day, or the range of days, on which a document was published.

    A full dateline beats a contradicting given day; a given day beats everything reasoned. `captured` is the last
    possible day. Without any bound the result is unknown.
    """
    lines = find_datelines(document.text, document.furniture)
    given = document.published
    day = _printed_day(lines, document)
    if day is not None:
        return _printed(*day, given)
    if given.first is not None and given.day is not None:
        return given
    return _reasoned(document, sentences, lines)


def _printed_day(lines: Sequence[Dateline], document: Document) -> tuple[date, Dateline] | None:
    """The best full dateline that can be right."""
    found: list[tuple[int, int, date, Dateline]] = []
    for line in lines:
        if line.form == "masthead" or not line.full or not isinstance(line.meaning, Calendar):
            continue
        interval = place(line.meaning, None)
        if interval is None or not _sound(line.meaning, interval[0], document):
            continue
        found.append((RANK.index(line.form), line.span.start, interval[0], line))
    if not found:
        return None
    _, _, day, line = min(found, key=lambda it: it[:2])
    return day, line


def _sound(meaning: Calendar, day: date, document: Document) -> bool:
    """Whether a dateline is no misprint: its weekday fits, and it lies before the capture."""
    fits = meaning.weekday is None or day.weekday() == meaning.weekday
    return fits and (document.captured is None or day <= moved(document.captured, 1))


def _printed(day: date, line: Dateline, given: Published) -> Published:
    reason = f"the text prints {line.span.quote!r} as its day"
    if given.day is not None and given.day != day:
        reason += f"; {given.day} was given and is set aside"
    return Published(first=day, last=day, basis="dateline", reason=reason)


def _reasoned(document: Document, sentences: Sequence[Sentence], lines: Sequence[Dateline]) -> Published:
    """What the capture, the mastheads, partial datelines and the text leave possible, the strongest clues first."""
    evidence = _evidence(document, sentences)
    ceiling = document.captured or document.published.last
    left: list[Interval] = [(document.published.first or EARLIEST, ceiling or date.max)]
    kept: list[str] = [document.published.reason] if document.published.first else []
    told = [*_bounds(document), *_partial(lines, ceiling), *clues(evidence, floor=left[0][0], ceiling=ceiling)]
    bounded = document.published.first is not None
    for clue in told:
        narrowed = _within(left, clue.spans)
        if narrowed and narrowed != left:
            left = narrowed
            kept.append(clue.reason.replace("{years}", _years(left)))
            bounded = bounded or any(first is not None for first, _ in clue.spans)
    return _published(left, kept, bounded=bounded, closed=ceiling is not None)


def _years(left: Sequence[Interval]) -> str:
    years = sorted({first.year for first, _ in left})
    return ", ".join(map(str, years)) if len(years) <= 8 else f"{len(years)} years from {years[0]} to {years[-1]}"


def _published(left: Sequence[Interval], kept: Sequence[str], *, bounded: bool, closed: bool) -> Published:
    first, last = (left[0][0] if bounded else None), left[-1][1]
    reason = "; ".join(kept) or "nothing in it tells its day"
    if last == date.max:
        return Published(first=first, last=None, basis="reasoned" if bounded else "unknown", reason=reason)
    if not bounded:
        return Published(first=None, last=last if closed else None, basis="unknown", reason=reason)
    candidates = tuple(left) if len(left) > 1 else ()
    return Published(first=first, last=last, basis="reasoned", reason=reason, candidates=candidates)


def _evidence(document: Document, sentences: Sequence[Sentence]) -> Evidence:
    """The text without its furniture, which is blanked out so that every place stays what it was."""
    text = document.text[:LONGEST]
    for span in document.furniture:
        if span.start < len(text):
            end = min(span.end, len(text))
            text = text[: span.start] + " " * (end - span.start) + text[end:]
    return Evidence(text=text, sentences=sentences, dates=find_dates(text), sightings=load_chronology().find(text))


def _bounds(document: Document) -> Iterable[Clue]:
    if document.captured is not None:
        yield Clue(spans=((None, document.captured),), reason=f"it was captured on {document.captured}")


def _partial(lines: Sequence[Dateline], ceiling: date | None) -> Iterable[Clue]:
    """Mastheads, release numbers with a month, and datelines without a year ("KABUL, Mar. 17")."""
    for line in lines:
        if not isinstance(line.meaning, Calendar):
            continue
        interval = place(line.meaning, None)
        if line.form == "masthead" and interval is not None:
            yield Clue(spans=((None, interval[1]),), reason=f"the page shows {line.span.quote!r}, when it was saved")
        elif interval is not None and not line.full:
            yield Clue(spans=(interval,), reason=f"it carries {line.span.quote!r}")
        elif interval is None and line.meaning.month is not None and line.meaning.day is not None and ceiling:
            yield _each_year(line, line.meaning.month, line.meaning.day, ceiling)


def _each_year(line: Dateline, month: int, number: int, ceiling: date) -> Clue:
    weekday = line.meaning.weekday if isinstance(line.meaning, Calendar) else None
    days = (day_of(year, month, number) for year in range(EARLIEST.year, ceiling.year + 1))
    spans = tuple((day, day) for day in days if day and weekday in (None, day.weekday()))
    return Clue(spans=spans, reason=f"its dateline is {line.span.quote!r}")


def _within(left: Sequence[Interval], spans: Sequence[Open]) -> list[Interval]:
    """The parts of the intervals left that a clue allows."""
    parts = [
        (max(first, low or first), min(last, high or last))
        for first, last in left
        for low, high in spans
        if max(first, low or first) <= min(last, high or last)
    ]
    merged: list[Interval] = []
    for first, last in sorted(parts):
        if merged and first <= moved(merged[-1][1], 1):
            merged[-1] = (merged[-1][0], max(merged[-1][1], last))
        else:
            merged.append((first, last))
    return merged
