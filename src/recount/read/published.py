"""Reasons when a document was published: a printed dateline, else the given day, else what its text leaves possible.

The result is a range with the separate intervals left open and the reason in words; it is one day only where everything
else is excluded. A date in the page's masthead is the day it was saved: it bounds publication from above, no more.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from recount.codebook.chronology import load_chronology
from recount.read.calendar import Interval, day_of, moved
from recount.read.date_meanings import Calendar
from recount.read.date_placing import place
from recount.read.datelines import Dateline, Form, find_datelines
from recount.read.dates import find_dates
from recount.read.published_clues import MOST_YEARS, clues
from recount.read.published_evidence import Clue, Evidence
from recount.records import DateBasis, Document, Published, Sentence, Span

# Nothing earlier is looked for; 60 years hold every reading of a weekday with its date.
EARLIEST = date(1960, 1, 1)
RANK: tuple[Form, ...] = ("label", "city", "line", "head", "agency", "title", "updated")
# A wire report is printed by others within a week.
WEEK = 7
# How much text is looked at; what bounds an article's day stands in its first pages.
LONGEST = 60_000
Open = tuple[date | None, date | None]


def reason_published(document: Document, sentences: Sequence[Sentence]) -> Published:
    """The day, or the range of days, on which a document was published.

    A printed dateline beats a contradicting given day; a given day beats everything reasoned. `captured` is the last
    possible day. Without any bound the result is unknown.
    """
    lines = find_datelines(document.text, document.furniture)
    given = document.published
    printed = _printed_day(lines, document)
    if printed is None and given.day is not None:
        printed = _wire_day(lines, given.day)
    if printed is not None:
        return _printed(*printed, given)
    return given if given.day is not None else _reasoned(document, sentences, lines)


def _printed_day(lines: Sequence[Dateline], document: Document) -> tuple[date, Dateline] | None:
    """The best full dateline that can be right: by form, then the first; of dates alone on their lines the oldest."""
    found: list[tuple[int, int, date, Dateline]] = []
    for line in lines:
        if line.form == "masthead" or not line.full or not isinstance(line.meaning, Calendar):
            continue
        interval = place(line.meaning, None)
        if interval is not None and _sound(line.meaning, interval[0], document):
            order = interval[0].toordinal() if line.form == "line" else line.span.start
            found.append((RANK.index(line.form), order, interval[0], line))
    return min(found, key=lambda it: it[:2])[2:] if found else None


def _wire_day(lines: Sequence[Dateline], given: date) -> tuple[date, Dateline] | None:
    """The day in a dateline without a year ("KABUL (Mar. 17) --") that lies in the week before the given day."""
    for line in lines:
        interval = place(line.meaning, given) if isinstance(line.meaning, Calendar) else None
        if line.form == "city" and interval is not None and 0 < (given - interval[0]).days <= WEEK:
            return interval[0], line
    return None


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
    given = document.published
    ends = [day for day in (document.captured, given.last) if day is not None]
    ceiling, floor = min(ends, default=None), given.first or EARLIEST
    left: list[Interval] = [(floor, ceiling or date.max)] if floor <= (ceiling or date.max) else [(EARLIEST, date.max)]
    kept = [given.reason] if given.reason and given.first else []
    bounded = given.first is not None
    evidence = _evidence(document, sentences, lines)
    for clue in (*_partial(lines, evidence, ceiling), *clues(evidence, floor=floor, ceiling=ceiling)):
        narrowed = _within(left, clue.spans)
        if narrowed and narrowed != left:
            left = narrowed
            kept.append(clue.reason.replace("{years}", _years(left)))
            bounded = bounded or any(first is not None for first, _ in clue.spans)
    return _published(left, "; ".join(kept) or "nothing in it tells its day", bounded=bounded)


def _years(left: Sequence[Interval]) -> str:
    years = sorted({first.year for first, _ in left})
    return ", ".join(map(str, years)) if len(years) <= 8 else f"{len(years)} years from {years[0]} to {years[-1]}"


def _published(left: Sequence[Interval], reason: str, *, bounded: bool) -> Published:
    """The intervals left as a range; an end that nothing bounds stays open."""
    first, last = (left[0][0] if bounded else None), (left[-1][1] if left[-1][1] < date.max else None)
    candidates = tuple(left) if len(left) > 1 and first and last else ()
    basis: DateBasis = "reasoned" if bounded else "unknown"
    return Published(first=first, last=last, basis=basis, reason=reason, candidates=candidates)


def _evidence(document: Document, sentences: Sequence[Sentence], lines: Sequence[Dateline]) -> Evidence:
    """The text without furniture and mastheads, which are blanked out so that every place stays what it was."""
    text = document.text[:LONGEST]
    for span in (*document.furniture, *(line.span for line in lines if line.form == "masthead")):
        text = _blanked(text, span)
    return Evidence(text=text, sentences=sentences, dates=find_dates(text), sightings=load_chronology().find(text))


def _blanked(text: str, span: Span) -> str:
    end = min(span.end, len(text))
    return text[: span.start] + " " * (end - span.start) + text[end:] if span.start < end else text


def _partial(lines: Sequence[Dateline], evidence: Evidence, ceiling: date | None) -> Iterator[Clue]:
    """Mastheads, release numbers with a month, and datelines without a year ("KABUL, Mar. 17")."""
    for line in lines:
        if not isinstance(line.meaning, Calendar):
            continue
        interval = place(line.meaning, None)
        if interval is None:
            yield from _each_year(line, line.meaning, ceiling)
        elif line.form == "masthead":
            yield _masthead(line, interval[1], evidence)
        elif not line.full:
            yield Clue(spans=(interval,), reason=f"it carries {line.span.quote!r}")


def _masthead(line: Dateline, day: date, evidence: Evidence) -> Clue:
    """The day above a page is the day it was saved, or that of the article where this tells of days of that week."""
    shown = f"the page shows {line.span.quote!r}"
    for expression in evidence.dates:
        meaning = expression.meaning
        told = place(meaning, day) if isinstance(meaning, Calendar) and meaning.day and not expression.ahead else None
        if told is not None and 0 <= (day - told[0]).days < WEEK:
            return Clue(spans=((day, day),), reason=f"{shown}, and it tells of {expression.span.quote!r}")
    return Clue(spans=((None, day),), reason=f"{shown}, when it was saved")


def _each_year(line: Dateline, meaning: Calendar, ceiling: date | None) -> Iterator[Clue]:
    """A dateline's day and month in every year in which its weekday fits."""
    if meaning.month is None or meaning.day is None or ceiling is None:
        return
    days = (day_of(year, meaning.month, meaning.day) for year in range(ceiling.year - MOST_YEARS, ceiling.year + 1))
    spans = tuple((day, day) for day in days if day and meaning.weekday in (None, day.weekday()))
    yield Clue(spans=spans, reason=f"its dateline is {line.span.quote!r}")


def _within(left: Sequence[Interval], spans: Sequence[Open]) -> list[Interval]:
    """The parts of the intervals left that a clue allows, both taken in order."""
    allowed = _merged((low or date.min, high or date.max) for low, high in spans)
    parts: list[Interval] = []
    at = 0
    for first, last in left:
        while at < len(allowed) and allowed[at][1] < first:
            at += 1
        for low, high in allowed[at:]:
            if low > last:
                break
            parts.append((max(first, low), min(last, high)))
    return _merged(parts)


def _merged(spans: Iterable[Interval]) -> list[Interval]:
    """Intervals in order, neighbours made one."""
    merged: list[Interval] = []
    for first, last in sorted(spans):
        if merged and first <= moved(merged[-1][1], 1):
            merged[-1] = (merged[-1][0], max(merged[-1][1], last))
        else:
            merged.append((first, last))
    return merged
