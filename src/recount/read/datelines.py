"""Finds the day of publication where an article prints it: datelines, "Published ..." lines, dates above the story.

"KABUL, Afghanistan (Mar. 17) --", "Published Wednesday, June 8, 2016", "March 15, 2019" on a line of its own.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from recount.read.date_meanings import Calendar, Choice, DateExpression
from recount.read.dates import find_dates
from recount.records import Span

Form = Literal["label", "city", "line", "head", "agency", "title", "updated", "masthead"]

# Datelines stand at the top, "Posted on ..." sometimes at the foot. Longer lines are only read at their beginning.
TOP_LINES = 14
TOP = 3000
FOOT = 600
LONGEST = 240
AGENCIES = (
    r"(?:AFP|AP|Reuters|REUTERS|UPI|DPA|dpa|EFE|ANI|PTI|IANS|Xinhua|XINHUA|APP|TASS|Interfax|SANA|Anadolu|AA|NAN|VOA"
    r"|BBC|CNN)"
)
CLOCK = (
    r"(?:\s?\(?\d{1,2}[:.h]?\d{2}(?::\d\d)?\)?\s?(?:[ap]\.?m\.?)?,?\s?(?:[A-Z]{2,5}\b)?(?:\s?[+-]\d{1,2}:?\d{0,2})?)?"
)
# Inside a line a label counts only with its capital ("... Posted: Saturday"); "was published in" is a sentence.
_LABEL = re.compile(
    r"(?:^\W{0,4}(?i:date of publication|publication date|first published|published|posted|issued|released?"
    r"|release date|dated?|filed|created)"
    r"|\b(?:Date of publication|Publication date|First published|Published|PUBLISHED|Posted|POSTED))"
    r"(?:\s(?:on|at|in|by\s[\w .]{2,40}))?\s{0,2}[:|-]?\s{0,2}$"
)
_UPDATED = re.compile(
    r"\b(?:last\supdate|updated|modified|revised)(?:\s(?:on|at))?\s{0,2}[:|-]?\s{0,2}$", re.IGNORECASE
)
_CITY = re.compile(
    r"\W{0,3}[A-Z][\w.'’ -]{0,39}[\w.](?:,\s[A-Z][\w.'’ -]{0,29}[\w.]){0,2}(?:[,:]?\s{1,2}[(/|]?|[,:(/|])\s?"
)
_AFTER_CITY = re.compile(
    rf"\)?,?\s{{0,2}}(?:[(/|]\s?[A-Z][\w /.-]{{1,24}}\)?|{AGENCIES})?\s{{0,2}}(?:--|–|—|-|:)\s?\S|\)\s{{0,3}}$"
)
_ALONE_BEFORE = re.compile(r"\W{0,4}(?:on\s)?")
_ALONE_AFTER = re.compile(rf",?\s?(?:at\s|\|\s?|[-–—]\s?)?{CLOCK}\W{{0,4}}")
_HEAD_AFTER = re.compile(
    rf"(?:\sat)?{CLOCK}(?:\)?\s{{0,3}}[-–—|:]\s{{0,3}}|\s{{1,12}}|Get\sshort)[\"'“‘(\[]{{0,2}}[A-Z0-9_]"
)
_PARTIAL_AFTER = re.compile(r":\s[A-Z]")
_AGENCY = re.compile(rf"(?:(?:^|\s|\()(?:{AGENCIES})\)?|\s{{3}})\s{{0,3}}$")
_BULLETIN = re.compile(
    r"\b(?:update|report|summary|briefing|bulletin|transcript|digest|roundup|round-up|review)\b", re.IGNORECASE
)
# "(Published Wednesday, June 8, 2016)" at the end of a sentence belongs to a picture or film, not to the article.
_CAPTION = re.compile(r"\w{3,}\W{1,4}\((?:first\s)?(?:published|posted)\b[^()]{0,12}$", re.IGNORECASE)
_SQUASHED = re.compile(r"\b(?P<month>[A-Z][a-z]{2})\s(?P<day>\d{2})(?P<year>20\d\d)\b")
_SERIAL = re.compile(r"(?:^|\s)(?P<year>20\d\d)-(?P<month>0[1-9]|1[0-2])-[A-Z]{1,3}-\d{2,4}\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """A printed day of publication, or a part of it, with the form it is printed in."""

    form: Form
    meaning: Calendar | Choice
    span: Span

    @property
    def full(self) -> bool:
        """Whether it tells day, month and year."""
        return isinstance(self.meaning, Calendar) and None not in (self.meaning.year, self.meaning.day)


def find_datelines(text: str, furniture: Sequence[Span] = ()) -> tuple[Dateline, ...]:
    """The printed days of publication in reading order; a date in page furniture is a masthead at most."""
    hidden = [(span.start, span.end) for span in furniture]
    return tuple(
        line
        for line in _all(text)
        if line.form in ("label", "updated") or not any(first <= line.span.start < last for first, last in hidden)
    )


def _all(text: str) -> Iterator[Dateline]:
    story = False
    for number, (start, line) in enumerate(_lines(text)):
        if number < TOP_LINES and start < TOP:
            yield from _serials(line, start)
            for dated in _in_line(line, start, number):
                clock = dated.form == "line" and not story and dated.full and _weekday(dated.meaning) is not None
                yield Dateline(form="masthead", meaning=dated.meaning, span=dated.span) if clock else dated
        elif start >= len(text) - FOOT or start < TOP:
            yield from (it for it in _in_line(line, start, number) if it.form in ("label", "updated"))
        story = story or (len(line.split()) >= 3 and not find_dates(line[:LONGEST]))


def _weekday(meaning: Calendar | Choice) -> int | None:
    return meaning.weekday if isinstance(meaning, Calendar) else None


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines that can hold a dateline: those at the top and at the foot."""
    foot = max(TOP, len(text) - FOOT)
    for base, part in ((0, text[:TOP]), (foot, text[foot:])):
        for match in re.finditer(r"[^\n\r\u2028\u2029]+", part):
            if not match.group().isspace():
                yield base + match.start(), match.group()


def _in_line(line: str, start: int, number: int) -> Iterator[Dateline]:
    head = line[:LONGEST]
    for expression in find_dates(head, start):
        meaning = expression.meaning
        if not isinstance(meaning, Calendar | Choice) or expression.ahead:
            continue
        if isinstance(meaning, Calendar) and (meaning.day is None or meaning.lean != "plain"):
            continue
        form = _form(head, expression, start, number)
        if form is not None:
            yield Dateline(form=form, meaning=meaning, span=expression.span)


def _form(line: str, expression: DateExpression, start: int, number: int) -> Form | None:
    """How a date stands in its line; None where it is part of the story."""
    before, after = line[: expression.span.start - start], line[expression.span.end - start :]
    meaning = expression.meaning
    full = isinstance(meaning, Choice) or (isinstance(meaning, Calendar) and meaning.year is not None)
    if full and (label := _labelled(before)) is not None:
        return None if _CAPTION.search(before) else label
    if _CITY.fullmatch(before) and _AFTER_CITY.match(after):
        return "city"
    if _ALONE_BEFORE.fullmatch(before):
        return _at_the_start(after, full=full)
    if full and _AGENCY.search(before) and (not after.strip() or _HEAD_AFTER.match(after)):
        return "agency"
    if full and number == 0 and not after.strip(" .") and _BULLETIN.search(before):
        return "title"
    return None


def _labelled(before: str) -> Form | None:
    if _LABEL.search(before):
        return "label"
    return "updated" if _UPDATED.search(before) else None


def _at_the_start(after: str, *, full: bool) -> Form | None:
    """A line that begins with a date: nothing else in it, or a headline or story after it."""
    if _ALONE_AFTER.fullmatch(after):
        return "line"
    return "head" if (_HEAD_AFTER if full else _PARTIAL_AFTER).match(after) else None


def _serials(line: str, start: int) -> Iterator[Dateline]:
    """The month in the number of a press release ("2012-04-S-046"), and "Oct 032017" for Oct 03 2017."""
    for match in _SERIAL.finditer(line[:LONGEST]):
        meaning = Calendar(year=int(match["year"]), month=int(match["month"]))
        yield Dateline(form="label", meaning=meaning, span=_span(match, start))
    for match in _SQUASHED.finditer(line[:LONGEST]):
        for spaced in find_dates(f"{match['month']} {match['day']}, {match['year']}"):
            if isinstance(spaced.meaning, Calendar):
                yield Dateline(form="updated", meaning=spaced.meaning, span=_span(match, start))


def _span(match: re.Match[str], start: int) -> Span:
    return Span(start=start + match.start(), end=start + match.end(), quote=match.group())
