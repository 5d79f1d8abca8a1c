"""Dates that are printed as such: "Aug. 8, 2016", "30/08/2021", "mid-2014", "the winter of 1998-1999".

A builder gives None where the words only look like a date ("May said", "2000 people").
"""

import re

from recount.read.calendar import day_of
from recount.read.date_meanings import Between, Calendar, Choice, Feast, Lean, Meaning, Since
from recount.read.date_words import (
    COUNTED,
    DAY,
    DIGITS,
    FEAST_WORDS,
    FIXED_FEASTS,
    LEANS,
    MONTH,
    MONTH_WORDS,
    MONTHS,
    MOVING_FEASTS,
    ORDINAL_WORDS,
    PART,
    PARTS,
    SEASON_WORDS,
    YEAR,
    folded,
    month_number,
    ordinal_number,
    pattern,
)

LEAN = r"(?:last|this_past|past|this_coming|this|next)"
SHIFT = r"(?:,?_(?P<shift>last|this|next|the_previous)_year(?!\w))"
THROUGH = r"(?:_?(?:-|–|—)_?|_(?:to|and|or|through|until|till)_)"

# After "on" a number is a day, whatever follows it ("On August 1 troops came").
ITS_YEAR = rf"(?:(?:_?,_?|-|\._(?=\d{{4}}\s?[),])|_(?:of_)?)(?P<year>{YEAR})(?!_{COUNTED})|{SHIFT})?"
MONTH_DAY = pattern(
    rf"""\b (?:(?P<on>on)_)? (?P<x> (?:(?P<lean>{LEAN})_)? (?P<month>{MONTH})_?(?:the_)? (?<=[\s.]) (?P<day>{DAY})
    (?(on)|(?!_{COUNTED})) {ITS_YEAR})"""
)
MONTH_DAYS = pattern(
    rf"""\b (?P<month>{MONTH})_?(?:the_)? (?<=[\s.]) (?P<day>{DAY}) (?P<join>{THROUGH}) (?P<day2>{DAY})
    (?!_(?:{MONTH}|{COUNTED})) {ITS_YEAR}"""
)
DAY_MONTH = pattern(rf"(?<![\w.,:/$-]) (?P<day>{DAY})(?:_(?:of_)?|-) (?P<month>{MONTH}) (?!\w) {ITS_YEAR}")
DAYS_MONTH = pattern(
    rf"""(?<![\w.,:/$-]) (?P<day>{DAY})(?P<join>{THROUGH}) (?P<day2>{DAY})(?:_(?:of_)?|-)
    (?P<month>{MONTH}) (?!\w) {ITS_YEAR}"""
)
MONTH_YEAR = pattern(
    rf"""\b (?:(?P<part>{PART})(?:_|-))? (?P<month>{MONTH})
    (?:(?:,?_(?:of_)?|-|/)(?P<year>{YEAR})(?!_{COUNTED})|(?:_of)?{SHIFT})"""
)
MONTH_ALONE = pattern(
    rf"""(?:\b(?P<cue>in|since|until|till|by|of|from|between|to|and|through|during|before|after|for|the|an?|that)_)?
    (?P<x> \b (?:(?P<lean>{LEAN})_)? (?:(?P<part>{PART})(?:_|-))? (?P<month>{MONTH}))
    (?![\w-]) (?!_1[0-7]\d\d\b) (?=(?P<tail>_[A-Za-z]\w{{0,15}})?)"""
)
YEAR_ALONE = pattern(
    rf"""(?<![\w.,:/$€£\#-]) (?:(?P<cue>in|since|until|till|by|from|of|during|between|through|before
    |after|year|its|his|her|their|our)_ | (?P<weak>and|to|the|an?|for)_ | [(] )?
    (?P<x> (?:(?P<part>{PART})(?:_|-))? (?P<year>{YEAR}) (?:(?:-|–|/)(?P<year2>\d{{4}}|\d\d)(?!\d))?)
    (?![\w/:]|-\w) (?!_{COUNTED})"""
)
DECADE = pattern(r"\b (?:(?:the_)?(?:early|mid|late)(?:_|-))? (?P<year>(?:1[89]|20)\d)0['’]?s \b")
SEASON = pattern(
    rf"""\b (?:(?P<lean>last|this_past|this|next)_)? (?P<season>spring|summer|autumn|fall|winter)
    (?:,?_(?:of_)?(?P<year>{YEAR})(?:(?:-|–|/)\d{{2,4}})? (?!_{COUNTED}))? (?!\w)"""
)
ISO = pattern(
    r"""(?<![\w./-]) (?P<year>(?:19|20)\d\d) (?P<mark>[-/.]) (?P<month>1[0-2]|0?[1-9]) (?P=mark)
    (?P<day>3[01]|[12]\d|0?[1-9]) (?![\d/]|[.-]\d)"""
)
SLASHED = pattern(
    r"""(?<![\w./-]) (?P<one>\d{1,2}) (?P<mark>[-/.]) (?P<two>\d{1,2}) (?P=mark) (?P<year>(?:19|20)\d\d|\d\d)
    (?![\w/]|[.-]\d)"""
)
DAY_ALONE = pattern(
    r"""\bon_ (?P<x>the_(?P<day>3(?:0th|1st)|2?(?:1st|2nd|3rd)|[12]?\dth)) (?=[.,;:)]|\s*$
    |_(?:of_(?:this|the)_month|when|that|by|at|in|after|before|gunmen|militants)\b)"""
)
EARLIER_IN = pattern(rf"\b earlier_in_ (?P<month>{MONTH}) (?!\w) (?!_{DAY}|,?_{YEAR})")
FEAST = pattern(
    rf"""\b (?:(?P<lean>last|this|next)_)? (?P<feast>christmas_(?:day|eve)|christmas|boxing_day
    |new_year['’]?s_(?:eve|day)|valentine['’]s_day|good_friday|easter_(?:sunday|monday)|easter|palm_sunday
    |ash_wednesday) (?:,?_(?P<year>{YEAR}))? (?!\w)"""
)
ELEVENTH = pattern(
    r"""\b9/11\b(?!/)
    | \b(?P<x>Sept(?:ember|\.)?_11(?:th)?) (?=,?_(?:(?:terror(?:ist)?|suicide)_)?(?:attacks|hijackings)\b)"""
)
# Months that are also verbs, names or adjectives: they need a word that calls for a month.
DOUBTFUL = ("march", "april", "may", "june", "august")
CALLS = ("in", "since", "until", "till", "during", "between", "from", "through", "by", "before")
# What a person called April or June does ("April said").
SPEAKS = ("said", "says", "told", "was", "is", "has", "had", "who", "and")
# One year after another: "in 2008, 2016 and 2021".
LISTED = re.compile(r"\d{4},\s$")
NUMBERED = ("killed", "wounded", "injured", "about", "some", "nearly", "over", "than", "least", "around", "almost")


def _lean(match: re.Match[str]) -> Lean:
    return LEANS.get(folded(match["lean"] or ""), "plain")


def _shift(words: str | None) -> int | None:
    return {"last": -1, "the previous": -1, "this": 0, "next": 1}[folded(words)] if words else None


def _year(match: re.Match[str]) -> int | None:
    return int(match["year"]) if match["year"] else None


def _named(month: str) -> bool:
    """Whether a month with a day or year is written as a name; "march 3" and "may 10" without capital are none."""
    return month[0].isupper() or (month[:3].lower() not in ("mar", "may") and len(month) > 3)


def _day(match: re.Match[str], group: str = "day") -> int:
    return int(re.sub(r"\D", "", match[group]))


def _dated(match: re.Match[str], number: int, lean: Lean = "plain") -> Calendar | None:
    year, month = _year(match), month_number(match["month"])
    if not _named(match["month"]) or day_of(year or 2000, month, number) is None:
        return None
    return Calendar(year=year, month=month, day=number, lean=lean, year_shift=_shift(match["shift"]))


def month_day(match: re.Match[str]) -> Meaning | None:
    """Such as "Aug. 8, 2016", "last September 16", "March 22, last year"."""
    return _dated(match, _day(match), _lean(match))


def day_month(match: re.Match[str]) -> Meaning | None:
    """Such as "24 October, 2016", "the 3rd of May"."""
    hyphened = match.string[match.end("day")] == "-"
    return None if hyphened and not match["year"] else _dated(match, _day(match))


def days_together(match: re.Match[str]) -> Meaning | None:
    """Such as "17 to 20 March 2011", "June 3-5", "June 3 and 4"; after "and" any other number counts something else."""
    join, low, high = folded(match["join"]), _day(match), _day(match, "day2")
    first, last = _dated(match, low), _dated(match, high)
    if not first or not last or high <= low or (join in ("and", "or") and high != low + 1):
        return None
    return Between(first=first, last=last, lasted=join != "or")


def month_year(match: re.Match[str]) -> Meaning | None:
    """Such as "January 2015", "early Nov 2016", "August last year"."""
    if not _named(match["month"]):
        return None
    part = PARTS.get(folded(match["part"] or "").removeprefix("the "))
    return Calendar(year=_year(match), month=month_number(match["month"]), part=part, year_shift=_shift(match["shift"]))


def month_alone(match: re.Match[str]) -> Meaning | None:
    """Such as "in July", "last December", "early October"."""
    month, tail = match["month"], (match["tail"] or "").strip()
    if not month[0].isupper() or (len(month.rstrip(".")) < 4 and month != "May"):
        return None
    cue = folded(match["cue"] or "")
    if not match["lean"] and not match["part"] and not _called(month.lower(), cue, tail) and not _follows(match, cue):
        return None
    part = PARTS.get(folded(match["part"] or "").removeprefix("the "))
    return Calendar(month=month_number(month), part=part, lean=_lean(match))


def _follows(match: re.Match[str], cue: str) -> bool:
    """Whether it is the second of two months ("between January and March")."""
    before = match.string[max(0, match.start() - 12) : match.start()].split()
    return cue in ("and", "to", "through", "until") and bool(before) and before[-1].lower()[:3] in MONTHS


def _called(month: str, cue: str, tail: str) -> bool:
    """Whether the words around call for a month rather than a name ("Theresa May", "April Ryan", "march on")."""
    if cue in CALLS:
        return True
    if tail[:1].isupper():
        return False
    if month in ("march", "may"):
        return cue in ("the", "a", "of", "last") and tail.islower()
    return bool(cue) or (tail.islower() and tail not in SPEAKS) if month in DOUBTFUL else True


def year_alone(match: re.Match[str]) -> Meaning | None:
    """Such as "in 2006", "the 1998 bombing", "mid-2014", "1998-99"."""
    before = match.string[max(0, match.start() - 12) : match.start()].lower()
    whole_range = match["year2"] is not None and len(match["year2"]) == 4
    bare = not (match["cue"] or match["weak"] or match["part"] or match.group().startswith("("))
    if bare and not whole_range and not LISTED.search(before):
        return None
    if match["weak"] and before.rstrip().endswith(NUMBERED):
        return None
    year, part = int(match["year"]), PARTS.get(folded(match["part"] or "").removeprefix("the "))
    if not match["year2"]:
        return Calendar(year=year, part=part)
    last = int(match["year2"]) if len(match["year2"]) == 4 else year - year % 100 + int(match["year2"])
    return Between(first=Calendar(year=year), last=Calendar(year=last)) if year < last < year + 100 else None


def decade(match: re.Match[str]) -> Meaning:
    """Such as "the 1980s"; "the 1800s" may be the century."""
    year = int(match["year"]) * 10
    first = Calendar(year=year, decade=True)
    return Between(first=first, last=Calendar(year=year + 90, decade=True)) if year in (1800, 1900) else first


def season(match: re.Match[str]) -> Meaning | None:
    """Such as "the winter of 1998-1999", "last summer"; a bare "spring" may be a coil or a well."""
    if not match["year"] and not match["lean"]:
        return None
    return Calendar(year=_year(match), part=PARTS[folded(match["season"])], lean=_lean(match))


def iso(match: re.Match[str]) -> Meaning | None:
    """Such as "2015-04-03"."""
    year, month, day = int(match["year"]), int(match["month"]), int(match["day"])
    return Calendar(year=year, month=month, day=day) if day_of(year, month, day) else None


def slashed(match: re.Match[str]) -> Meaning | None:
    """Day and month in numbers; where both orders make a date, both are kept. With full stops the day stands first."""
    one, two, mark = int(match["one"]), int(match["two"]), match["mark"]
    year = int(match["year"])
    if year < 100:
        year += 2000 if year < 50 else 1900
    day_first = Calendar(year=year, month=two, day=one) if day_of(year, two, one) else None
    month_first = Calendar(year=year, month=one, day=two) if day_of(year, one, two) else None
    if mark == ".":
        return day_first if len(match["year"]) == 4 else None
    if one == two or not (day_first and month_first):
        return day_first or month_first
    return Choice(day_first=day_first, month_first=month_first)


def day_alone(match: re.Match[str]) -> Meaning:
    """Such as "on the 14th"."""
    return Calendar(day=ordinal_number(match["day"]))


def earlier_in(match: re.Match[str]) -> Meaning | None:
    """Such as "earlier in April": from its first day to publication."""
    return (
        Since(start=Calendar(month=month_number(match["month"])), within=True) if match["month"][0].isupper() else None
    )


def feast(match: re.Match[str]) -> Meaning | None:
    """Such as "New Year's Eve", "Easter Sunday 2019"."""
    name = folded(match["feast"]).replace("years ", "year's ")
    if not match["feast"][0].isupper():
        return None
    if name in MOVING_FEASTS:
        return Feast(from_easter=MOVING_FEASTS[name], year=_year(match), lean=_lean(match))
    month, day = FIXED_FEASTS[name]
    return Calendar(year=_year(match), month=month, day=day, lean=_lean(match))


def eleventh(_: re.Match[str]) -> Meaning:
    """The attacks that go by their day alone: 11 September 2001."""
    return Calendar(year=2001, month=9, day=11)


PRINTED = (
    (DIGITS, ELEVENTH, eleventh),
    (MONTH_WORDS, MONTH_DAY, month_day),
    (MONTH_WORDS, DAY_MONTH, day_month),
    (MONTH_WORDS, MONTH_DAYS, days_together),
    (MONTH_WORDS, DAYS_MONTH, days_together),
    (MONTH_WORDS, MONTH_YEAR, month_year),
    (MONTH_WORDS, MONTH_ALONE, month_alone),
    (MONTH_WORDS, EARLIER_IN, earlier_in),
    (DIGITS, YEAR_ALONE, year_alone),
    (DIGITS, DECADE, decade),
    (DIGITS, ISO, iso),
    (DIGITS, SLASHED, slashed),
    (ORDINAL_WORDS, DAY_ALONE, day_alone),
    (SEASON_WORDS, SEASON, season),
    (FEAST_WORDS, FEAST, feast),
)
