"""Finds the dates in a text: "Monday (August 30)", "late Sunday", "a day after the election of August 27".

Single dates come from `date_printed` and `date_spoken`; here they are put together where several words make one date.
What they mean in days is told by `resolve`, which needs to know when the article was published.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from recount.read.date_meanings import (
    Between,
    Calendar,
    Choice,
    DateExpression,
    Duration,
    Feast,
    Kind,
    Meaning,
    Night,
    Period,
    Shifted,
    Since,
    Weekday,
)
from recount.read.date_printed import PRINTED
from recount.read.date_resolution import lasting, resolve, resolve_all
from recount.read.date_spoken import SPOKEN
from recount.read.date_words import WEEKDAYS, pattern
from recount.records import Span

__all__ = ["DateExpression", "find_dates", "lasting", "resolve", "resolve_all"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Atom:
    start: int
    end: int
    meaning: Meaning


# How far a date reaches on either side of the word that it cannot do without.
WINDOW = 80
WEEKDAY_BEFORE = pattern(r"\b(?P<weekday>mon|tues?|wed|thurs?|thu|fri|sat|sun)\.?,?[ ]?,?\s{0,2}$")
BRACKET = re.compile(r"\s{0,2}(?:,\s{0,2}|\(\s?|\)\s{1,2}(?:the\s)?|,?\s{1,2}(?:on\s)?|,?\s{1,2}the\s)")
IN_BRACKETS = re.compile(r"\s{0,2}\(\s?")
# "began on Friday and was continuing on Saturday"
GOES_ON = re.compile(
    r"(?:\s{1,2}[\w'’-]{1,20}){0,8}\s{1,2}continu(?:ed|ing|es)(?:\s(?:till|until|into|through|to))?(?:\son)?\s{1,2}"
)
OF_YEAR = re.compile(r"['’]s?\s{1,2}")
TO = re.compile(r"\s?[-–—]\s?|\s{1,2}(?:to|through|thru|until|till|(?:and\s)?into)\s{1,2}(?:on\s|the\s)?")
AND = re.compile(r"(?:\s{1,2}(?:and|or)|\s?[/&])\s{0,2}(?:on\s|in\s|early\s|late\s|also\s)?")
BETWEEN = re.compile(r"\bbetween\s{1,2}(?:the\s)?$", re.IGNORECASE)
FROM = re.compile(r"\bfrom\s{1,2}(?:the\s)?$", re.IGNORECASE)
# "Since 1991, when ..." and "since last year's attack" date an event, no stretch of time.
NAMES_EVENT = re.compile(r",?\s{1,2}when\b|['’]s?\b")
SINCE = re.compile(r"\bsince\s{1,2}(?:the\s|in\s|at\sleast\s)?(?:early\s|late\s)?$", re.IGNORECASE)
# What may stand between "a day after" and the date it is counted from: "the election of", never a new clause.
REFERENCE = re.compile(r"(?:\s{1,2}[\w'’-]{1,25}){0,7}\s{1,2}")
SPEECH = re.compile(r"\b(?:said|says|told|announced|reported|killed|wounded)\b")
AHEAD = re.compile(
    r"\b(?:will|scheduled|due\s(?:to|on|in)|planned\sfor|slated|upcoming|set\s(?:to|for)|to\sbe\sheld|expected\sto"
    r"|plans?\sto|should\sbe|(?:is|are)\sto)\b[^.!?\n;]{0,80}$"
)
# "A June 3 hearing has been scheduled"
PLANNED = re.compile(
    r"(?:\s[a-z]{2,15}){1,2}\s(?:(?:has|have)\sbeen|is|are|was|were)\s(?:scheduled|planned|set|due|expected)\b"
)
# "Monday's raid" has been, whatever stands before it.
POSSESSIVE = re.compile(r"['’]s?\b")


def find_dates(text: str, offset: int = 0) -> tuple[DateExpression, ...]:
    """All date expressions in reading order; `offset` is where the text stands in its document."""
    return tuple(_expression(text, atom, offset) for atom in _dated(text))


@lru_cache(maxsize=256)
def _dated(text: str) -> tuple[_Atom, ...]:
    """The dates of a text; several readers ask for those of one sentence."""
    return tuple(_with_neighbours(text, _longest(_atoms(text))))


def _atoms(text: str) -> Iterator[_Atom]:
    windows: dict[re.Pattern[str], list[tuple[int, int]]] = {}
    for anchor, words, build in (*PRINTED, *SPOKEN):
        if anchor not in windows:
            windows[anchor] = _windows(text, anchor)
        for first, last in windows[anchor]:
            for match in words.finditer(text, first, last):
                meaning = build(match)
                if meaning is not None:
                    start, end = match.span("x") if match.groupdict().get("x") else match.span()
                    yield _Atom(start=start, end=end, meaning=meaning)


def _windows(text: str, anchor: re.Pattern[str]) -> list[tuple[int, int]]:
    """The stretches of a text around an anchor's words, wide enough for any single date, neighbours made one."""
    found: list[tuple[int, int]] = []
    for match in anchor.finditer(text):
        first, last = max(0, match.start() - WINDOW), match.end() + WINDOW
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], last)
        else:
            found.append((first, last))
    return found


def _longest(atoms: Iterator[_Atom]) -> list[_Atom]:
    """Of atoms that overlap, the one that begins first, and of those the longest."""
    kept: list[_Atom] = []
    for atom in sorted(atoms, key=lambda it: (it.start, -it.end)):
        if not kept or atom.start >= kept[-1].end:
            kept.append(atom)
    return kept


def _with_neighbours(text: str, atoms: list[_Atom]) -> list[_Atom]:
    for join in (_named_day, _of_year, _range, _to_the_day, _counted_from):
        atoms = _joined(text, atoms, join)
    return [_opened(text, _abbreviated(text, atom)) for atom in atoms]


def _joined(text: str, atoms: list[_Atom], join: Callable[[str, _Atom, _Atom], _Atom | None]) -> list[_Atom]:
    """The atoms with each pair of neighbours that make one date made one."""
    kept: list[_Atom] = []
    for atom in atoms:
        together = join(text, kept[-1], atom) if kept and atom.start - kept[-1].end <= 80 else None
        if together is None:
            kept.append(atom)
        else:
            kept[-1] = together
    return kept


def _named_day(text: str, left: _Atom, right: _Atom) -> _Atom | None:
    """Such as "Monday (August 30)", "Wednesday, April 3", "24 October (Monday)"."""
    between = text[left.end : right.start]
    day, name = right.meaning, left.meaning
    if isinstance(day, Calendar) and isinstance(name, Shifted):
        return _dated_today(text, left, right, day, name) if IN_BRACKETS.fullmatch(between) else None
    if isinstance(day, Calendar) and isinstance(name, Weekday):
        return _dated_weekday(text, left, right, day, name) if BRACKET.fullmatch(between) else None
    if isinstance(day, Weekday) and isinstance(name, Calendar) and name.day and IN_BRACKETS.fullmatch(between):
        return _Atom(start=left.start, end=_closed(text, right), meaning=replace(name, weekday=day.weekday))
    return None


def _dated_today(text: str, left: _Atom, right: _Atom, day: Calendar, name: Shifted) -> _Atom | None:
    """Such as "yesterday (July 27)"."""
    if name.unit != "day" or name.base != "published" or name.of is not None or day.day is None:
        return None
    return _Atom(start=left.start, end=_closed(text, right), meaning=replace(day, away=name.number))


def _dated_weekday(text: str, left: _Atom, right: _Atom, day: Calendar, name: Weekday) -> _Atom | None:
    if day.day is None or day.weekday is not None:
        return None
    end = _closed(text, right) if "(" in text[left.end : right.start] else right.end
    return _Atom(start=left.start, end=end, meaning=replace(day, weekday=name.weekday))


def _closed(text: str, atom: _Atom) -> int:
    return atom.end + 1 if text[atom.end : atom.end + 1] == ")" else atom.end


def _of_year(text: str, left: _Atom, right: _Atom) -> _Atom | None:
    """Such as "last year's March 11 bombings"."""
    year, day = left.meaning, right.meaning
    if not isinstance(year, Period) or year.unit != "year" or year.part or not isinstance(day, Calendar):
        return None
    if day.year is not None or day.month is None or not OF_YEAR.fullmatch(text[left.end : right.start]):
        return None
    return _Atom(start=left.start, end=right.end, meaning=replace(day, year_shift=year.shift))


def _range(text: str, left: _Atom, right: _Atom) -> _Atom | None:
    """Such as "between January and March", "from Monday to Wednesday", "Saturday and Sunday"."""
    between, before = text[left.end : right.start], text[max(0, left.start - 14) : left.start]
    if not isinstance(left.meaning, Calendar | Weekday) or not isinstance(right.meaning, Calendar | Weekday):
        return None
    opener = BETWEEN.search(before) or FROM.search(before)
    start = left.start - len(opener.group()) if opener else left.start
    alike = type(left.meaning) is type(right.meaning)
    if alike and (TO.fullmatch(between) or GOES_ON.fullmatch(between)):
        lasted = True
    elif AND.fullmatch(between) and (BETWEEN.search(before) or _both_days(left.meaning, right.meaning)):
        lasted = "or" not in between.split() and not BETWEEN.search(before)
    else:
        return None
    return _Atom(start=start, end=right.end, meaning=Between(first=left.meaning, last=right.meaning, lasted=lasted))


def _both_days(left: Meaning, right: Meaning) -> bool:
    """Whether two weekdays follow one another ("Saturday and Sunday")."""
    return isinstance(left, Weekday) and isinstance(right, Weekday) and (right.weekday - left.weekday) % 7 == 1


def _to_the_day(text: str, left: _Atom, right: _Atom) -> _Atom | None:
    """Such as "ten years ago today"."""
    away, today = left.meaning, right.meaning
    if not isinstance(away, Shifted) or away.base != "published" or away.of is not None or away.unit == "day":
        return None
    if today != Shifted(unit="day", number=0) or text[left.end : right.start] != " ":
        return None
    return _Atom(start=left.start, end=right.end, meaning=replace(away, of=today))


def _counted_from(text: str, left: _Atom, right: _Atom) -> _Atom | None:
    """Such as "a day after the election of August 27"."""
    away, between = left.meaning, text[left.end : right.start]
    if not isinstance(away, Shifted) or away.base != "anchor" or away.of is not None or away.number == 0:
        return None
    if not re.search(r"(?:before|after|following|earlier)$", text[left.start : left.end], re.IGNORECASE):
        return None
    if not isinstance(right.meaning, Calendar | Weekday | Feast | Period) or SPEECH.search(between):
        return None
    if not REFERENCE.fullmatch(between):
        return None
    back = text[: left.end].lower().endswith(("before", "earlier"))
    number = -abs(away.number) if back else abs(away.number)
    return _Atom(start=left.start, end=right.end, meaning=replace(away, number=number, of=right.meaning))


def _opened(text: str, atom: _Atom) -> _Atom:
    """Such as "since" and "ever since" before a date make it a time up to publication."""
    if isinstance(atom.meaning, Between | Since | Duration | Night):
        return atom
    before = SINCE.search(text, max(0, atom.start - 24), atom.start)
    if before and NAMES_EVENT.match(text, atom.end):
        return atom
    return _Atom(start=before.start(), end=atom.end, meaning=Since(start=atom.meaning)) if before else atom


def _abbreviated(text: str, atom: _Atom) -> _Atom:
    """Such as "Fri., Nov. 13": a short weekday counts only before a day of the month."""
    if not isinstance(atom.meaning, Calendar) or atom.meaning.day is None or atom.meaning.weekday is not None:
        return atom
    short = WEEKDAY_BEFORE.search(text, max(0, atom.start - 10), atom.start)
    if not short:
        return atom
    number = next(at for at, name in enumerate(WEEKDAYS) if name.startswith(short["weekday"][:3].lower()))
    return _Atom(start=short.start(), end=atom.end, meaning=replace(atom.meaning, weekday=number))


def _expression(text: str, atom: _Atom, offset: int) -> DateExpression:
    quote = text[atom.start : atom.end]
    span = Span(start=offset + atom.start, end=offset + atom.end, quote=quote)
    told = AHEAD.search(text, max(0, atom.start - 100), atom.start) or PLANNED.match(text, atom.end)
    ahead = told is not None and not POSSESSIVE.match(text, atom.end)
    return DateExpression(span=span, kind=_kind(atom.meaning), meaning=atom.meaning, ahead=ahead)


def _kind(meaning: Meaning) -> Kind:
    match meaning:
        case Calendar() | Choice() | Feast():
            return "calendar"
        case Weekday():
            return "weekday"
        case Duration():
            return "duration"
        case Shifted(base="anchor", of=None):
            return "anchor-relative"
        case Between(last=inner) | Since(start=inner):
            return _kind(inner)
        case _:
            return "relative"
