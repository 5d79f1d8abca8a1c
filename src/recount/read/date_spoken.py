"""Dates told from where the writer stands: "late Sunday", "two days ago", "last week", "a three-day operation"."""

import re

from recount.read.date_meanings import (
    Between,
    Duration,
    Lean,
    Meaning,
    Night,
    Period,
    Recent,
    Shifted,
    Since,
    Weekday,
    Weekend,
)
from recount.read.date_words import (
    LEANS,
    NUMBER,
    ORDINAL,
    PART,
    PARTS,
    UNIT,
    UNIT_WORDS,
    WEEKDAY,
    WEEKDAY_WORDS,
    folded,
    ordinal_number,
    pattern,
    unit_name,
    weekday_number,
    whole_number,
)

HOURS = r"(?:_(?:(?:mid-?|late_|early_)?(?:morning|afternoon|evening|night)|noon|midnight|(?:before|at)_dawn))?"
FIGHTING = (
    r"(?:fighting|clashes|battles?|violence|bombardment|shelling|bombing|(?:air)?strikes|operations?|unrest|riots?"
    r"|rioting|protests?)"
)
STRUGGLE = (
    r"(?:battle|war|siege|conflict|fighting|insurgency|truce|ceasefire|offensive|operation|campaign|uprising|rebellion"
    r"|standoff)"
)

WEEKDAY_ALONE = pattern(
    rf"""(?:\b(?P<not>black|bloody|cyber|super|man|sheffield|every|each|on)_)? (?P<x> \b
    (?:(?P<over>overnight)_(?:on_)?|(?:early|earlier|late|later)_(?:on_)?)?
    (?:(?P<lean>last|this_past|past|this_coming|this|next|the_previous|the_coming)_)?
    (?P<weekday>{WEEKDAY})(?P<plural>s)? (?:(?P<after>_overnight)|{HOURS})) (?!\w)
    (?P<paper>_(?:times|telegraph|mirror|express|mail|herald|post|independent|mosque|live)\b)?"""
)
TODAY = pattern(
    rf"""\b (?:(?:earlier|later|late|early)_)? (?P<word>today|tonight|yesterday|tomorrow|the_day_before_yesterday
    |last_(?:night|evening)|this_(?:morning|afternoon|evening)) {HOURS} (?!\w)"""
)
PERIOD = pattern(
    rf"""\b (?:(?P<when>{PART}|earlier|later|throughout)(?:_|-)(?:in_)?)?
    (?P<lean>last|this_past|this|next|the_past|the)_ (?P<unit>week|month|year|decade) (?!\w|-)"""
)
WEEKEND = pattern(
    r"\b (?:(?:at|over|during|on)_the_(?P<was>last_|past_)?|(?P<lean>last|this_past|this|next)_) weekend \b"
)
RECENT = pattern(
    rf"""\b (?:(?:in|over|during|within)_)? (?:(?:the|these)_)? (?:(?P<rec>recent)|(?:past|last|previous|preceding)
    _(?:(?P<few>few|several|many|some)|(?P<number>{NUMBER}))) _(?P<unit>{UNIT}) (?!\w)"""
)
AGO = pattern(
    rf"""\b (?:(?P<loose>more_than|over|about|around|some|nearly|almost|at_least|less_than|just|only)_)?
    (?P<number>{NUMBER})_ (?:(?P<half>and_a_half)_)? (?P<unit>{UNIT})_ago \b"""
)
AWAY = pattern(
    rf"""\b (?P<number>{NUMBER})_ (?P<unit>(?:day|week|month|year|night)s?)_
    (?P<way>earlier|before|later|afterwards?|after|following) \b"""
)
SAME = pattern(
    r"""\b (?:(?:earlier|later|early|late)_(?:in_the_day|on_the_day|that_day)
    |(?:the|that)_(?:very_)?(?P<which>same|previous|next|following|preceding)_
        (?P<unit>day|night|morning|afternoon|evening|week|month|year)
    |that_(?P<that>day|night|morning|evening|afternoon|week|month|year)
    |the_(?P<unit2>day|night|morning|evening|week|month|year)_(?P<way>before|after|earlier)) (?!\w) (?!_yesterday)"""
)
HYPHENED = pattern(
    rf"""\b (?P<number>{NUMBER}) -(?P<unit>hour|day|week|month|year)(?P<old>-old)?(?:-long)?
    (?P<thing>_{STRUGGLE})? (?!\w) | \b(?P<whole>day|week|month|year)-?long\b"""
)
FOR_LONG = pattern(
    rf"""\b (?:for|lasted(?:_for)?|lasting|took)_ (?:(?:about|nearly|almost|at_least|more_than|over)_)?
    (?P<number>{NUMBER})_(?P<unit>{UNIT}) (?!\w)
    | \b (?P<number2>{NUMBER})_(?P<unit2>(?:hour|day|week|month)s?)_of_ (?:[a-z]{{3,15}}_)?{FIGHTING} \b"""
)
STRAIGHT = pattern(
    rf"""\b (?:for_)?(?:(?:the|an?)_)? (?P<number>{ORDINAL})_
    (?:(?:straight|consecutive|successive)_(?:day|night)|(?:day|night)_(?:running|in_a_row)) \b"""
)
CLAUSE_START = re.compile(r"(?:^|[\n.!?])[\s\"'“‘]{0,4}(?:just|only|less than|more than|about)?\s?$", re.IGNORECASE)
OVERNIGHT = pattern(r"\bovernight\b")


def _lean(match: re.Match[str]) -> Lean:
    return LEANS.get(folded(match["lean"] or ""), "plain")


def weekday(match: re.Match[str]) -> Meaning | None:
    """Such as "late Sunday", "Monday night", "last Friday"; no "Fridays", "Bloody Sunday", "Sunday Times"."""
    refused, plural = folded(match["not"] or ""), bool(match["plural"])
    if match["paper"] or (refused and (refused != "on" or plural)):
        return None
    overnight = bool(match["over"] or match["after"])
    return Weekday(weekday=weekday_number(match["weekday"]), lean=_lean(match), overnight=overnight)


def today(match: re.Match[str]) -> Meaning:
    """Such as "today", "yesterday evening", "last night", "this morning"."""
    days = {"yesterday": -1, "tomorrow": 1, "the day before yesterday": -2, "last night": -1, "last evening": -1}
    return Shifted(unit="day", number=days.get(folded(match["word"]), 0))


def period(match: re.Match[str]) -> Meaning | None:
    """Such as "last week", "earlier this month", "late last year", "this week" (up to publication)."""
    unit, lean = unit_name(match["unit"]), folded(match["lean"])
    when = folded(match["when"] or "").removeprefix("the ")
    if lean == "the" and when not in ("earlier", "throughout"):
        return None
    if lean in ("the past", "this past") or when == "throughout":
        return Recent(unit=unit, number=1)
    part = PARTS.get(when) if unit in ("month", "year") else None
    if lean in ("last", "next"):
        return Period(unit=unit, shift=-1 if lean == "last" else 1, part=part)
    return Period(unit=unit, part=part, until_now=part is None and when != "later")


def weekend(match: re.Match[str]) -> Meaning:
    """Such as "at the weekend", "last weekend"."""
    return Weekend(lean="last" if match["was"] else _lean(match))


def recent(match: re.Match[str]) -> Meaning:
    """Such as "the past two weeks", "the last 24 hours", "recent days" (seven, as the field's guide has it)."""
    unit = unit_name(match["unit"])
    number = whole_number(match["number"]) if match["number"] else 7 if unit == "day" else None
    return Recent(unit=unit, number=number)


def ago(match: re.Match[str]) -> Meaning:
    """Such as "two days ago"; "more than a year ago" and "about ten years ago" reach a unit further."""
    unit, number, loose = unit_name(match["unit"]), whole_number(match["number"]), folded(match["loose"] or "")
    near, far = number, number
    if match["half"] or loose in ("more than", "over", "at least"):
        far += 1
    elif loose == "less than":
        near = 0
    elif loose in ("about", "around", "some", "nearly", "almost") and number > 2:
        near, far = number - 1, number + 1
    if near == far:
        return Shifted(unit=unit, number=-number)
    return Between(first=Shifted(unit=unit, number=-far), last=Shifted(unit=unit if near else "day", number=-near))


def away(match: re.Match[str]) -> Meaning:
    """Such as "two days later", "a week earlier": counted from a day told before.

    "A day after the blast, ..." tells of the day after it; "it came a day after the blast" dates the blast, a day back.
    """
    way = folded(match["way"])
    sign = -1 if way in ("earlier", "before") else 1
    if way in ("after", "following", "before") and not CLAUSE_START.search(
        match.string, max(0, match.start() - 24), match.start()
    ):
        sign = -sign
    return Shifted(unit=unit_name(match["unit"]), number=sign * whole_number(match["number"]), base="anchor")


def same(match: re.Match[str]) -> Meaning:
    """Such as "the same day", "the following night", "the day before", "earlier in the day"."""
    word = folded(match["which"] or match["way"] or "")
    number = {"previous": -1, "preceding": -1, "before": -1, "earlier": -1, "next": 1, "following": 1, "after": 1}
    unit = unit_name(match["unit"] or match["that"] or match["unit2"] or "day")
    return Shifted(unit=unit, number=number.get(word, 0), base="anchor")


def hyphened(match: re.Match[str]) -> Meaning | None:
    """Such as "three-day", "week-long"; "two-week-old battle" tells when it began; "two-year-old" alone is an age."""
    if match["whole"]:
        return Duration(unit=unit_name(match["whole"]), number=1)
    unit, number = unit_name(match["unit"]), whole_number(match["number"])
    if not match["old"]:
        return Duration(unit=unit, number=number)
    start = Shifted(unit="day", number=-7 * number) if unit == "week" else Shifted(unit=unit, number=-number)
    return Since(start=start) if match["thing"] else None


def for_long(match: re.Match[str]) -> Meaning:
    """Such as "for two days", "lasted 12 hours", "three days of fighting"."""
    unit = unit_name(match["unit"] or match["unit2"])
    return Duration(unit=unit, number=whole_number(match["number"] or match["number2"]))


def straight(match: re.Match[str]) -> Meaning:
    """Such as "for a second consecutive day"."""
    return Duration(unit="day", number=ordinal_number(match["number"]), straight=True)


def overnight(_: re.Match[str]) -> Meaning:
    """Such as "overnight"."""
    return Night()


SPOKEN = (
    (WEEKDAY_WORDS, WEEKDAY_ALONE, weekday),
    (UNIT_WORDS, TODAY, today),
    (UNIT_WORDS, PERIOD, period),
    (UNIT_WORDS, WEEKEND, weekend),
    (UNIT_WORDS, RECENT, recent),
    (UNIT_WORDS, AGO, ago),
    (UNIT_WORDS, AWAY, away),
    (UNIT_WORDS, SAME, same),
    (UNIT_WORDS, HYPHENED, hyphened),
    (UNIT_WORDS, FOR_LONG, for_long),
    (UNIT_WORDS, STRAIGHT, straight),
    (UNIT_WORDS, OVERNIGHT, overnight),
)
