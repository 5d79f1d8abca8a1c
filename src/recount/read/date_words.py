"""The words that dates are written with, and the pieces of pattern made of them.

Every repetition is bounded, so that reading takes time in proportion to the text, whatever the text holds.
"""

import re

from recount.read.calendar import Part, Unit
from recount.read.date_meanings import Lean

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "a couple of": 2, "couple of": 2, "a dozen": 12,
}  # fmt: skip
ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10,
}  # fmt: skip
UNITS: dict[str, Unit] = {
    "hour": "hour", "day": "day", "night": "day", "morning": "day", "afternoon": "day", "evening": "day",
    "week": "week", "month": "month", "year": "year", "decade": "decade",
}  # fmt: skip
LEANS: dict[str, Lean] = {
    "last": "last", "past": "last", "this past": "last", "the previous": "last", "previous": "last", "this": "this",
    "next": "next", "this coming": "next", "coming": "next", "the coming": "next",
}  # fmt: skip
PARTS: dict[str, Part] = {
    "early": "early", "early in": "early", "beginning of": "early", "start of": "early", "mid": "mid",
    "middle of": "mid", "late": "late", "late in": "late", "end of": "late", "first half of": "first half",
    "second half of": "second half", "first quarter of": "quarter 1", "second quarter of": "quarter 2",
    "third quarter of": "quarter 3", "fourth quarter of": "quarter 4", "last quarter of": "quarter 4",
    "final quarter of": "quarter 4",
    "first week of": "week 1", "second week of": "week 2", "third week of": "week 3", "fourth week of": "week 4",
    "last week of": "last week", "final week of": "last week", "spring of": "spring", "summer of": "summer",
    "autumn of": "autumn", "fall of": "autumn", "winter of": "winter", "spring": "spring", "summer": "summer",
    "autumn": "autumn", "fall": "autumn", "winter": "winter",
}  # fmt: skip
# Feasts on a fixed day, and those that move with Easter (days from Easter Sunday).
FIXED_FEASTS = {
    "christmas day": (12, 25), "christmas eve": (12, 24), "christmas": (12, 25), "boxing day": (12, 26),
    "new year's eve": (12, 31), "new year's day": (1, 1), "valentine's day": (2, 14), "halloween": (10, 31),
}  # fmt: skip
MOVING_FEASTS = {
    "good friday": -2, "easter sunday": 0, "easter monday": 1, "palm sunday": -7, "ash wednesday": -46, "easter": 0,
}  # fmt: skip

# One white space or a few, and one line break at most: a blank line ends a date.
GAP = r"(?:(?:[^\S\n]{1,3}\n?|\n)[^\S\n]{0,2})"
YEAR = r"(?:1[89]|20)\d\d(?![\d%]|[.,]\d|-?(?:year|km|kg)\b)"
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\w%°]|:\d|[.,]\d)"
MONTH = (
    r"(?:(?:january|february|march|april|may|june|july|august|september|october|november|december)\b"
    r"|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?)"
)
WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
UNIT = r"(?:hour|day|week|month|year|decade)s?"
NUMBER = (
    r"(?:\d{1,3}|(?:a_)?couple_of|a_dozen|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen"
    r"|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty)"
)
ORDINAL = r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d{1,2}(?:st|nd|rd|th))"
PART = (
    r"(?:the_)?(?:early|mid|late|(?:early|late)_in|(?:middle|beginning|start|end)_of|(?:first|second)_half_of"
    r"|(?:first|second|third|fourth|last|final)_quarter_of|(?:first|second|third|fourth|last|final)_week_of)"
)
# What a number counts when it is no year and no day of a month ("2000 people", "May 20 people").
COUNTED = (
    r"(?-i:(?:people|persons|civilians|soldiers|troops|men|women|children|militants|fighters|rebels|insurgents|families"
    r"|refugees|members|police|prisoners|villagers|homes|houses|others|workers|students|cases"
    r"|votes|points|rounds|kilomet(?:er|re)s?|km|miles?|met(?:er|re)s?|feet|tons?|tonnes|pounds|dollars|rupees|euros"
    r"|kg|percent|per|million|billion|thousand|hundred|gmt|hours?|minutes?|years?|months?|days?|weeks?)\b)"
)


def pattern(words: str) -> re.Pattern[str]:
    """A pattern in which `_` stands for the space between words and real spaces are layout."""
    return re.compile(words.replace("_", GAP), re.IGNORECASE | re.VERBOSE)


# Words without which none of a group of patterns can match: only the text around them is searched.
MONTH_WORDS = re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\b", re.IGNORECASE)
WEEKDAY_WORDS = re.compile(rf"\b{WEEKDAY}", re.IGNORECASE)
DIGITS = re.compile(r"\d\d|\d[/.-]\d")
ORDINAL_WORDS = re.compile(r"\bthe\s\d{1,2}(?:st|nd|rd|th)\b", re.IGNORECASE)
SEASON_WORDS = re.compile(r"\b(?:spring|summer|autumn|fall|winter)\b", re.IGNORECASE)
FEAST_WORDS = re.compile(
    r"\b(?:christmas|boxing|new\syear|valentine|halloween|good\sfri|easter|palm\ss|ash\swed)", re.IGNORECASE
)
UNIT_WORDS = re.compile(
    r"\b(?:(?:day|week|month|year)(?:s|long)?|nights?|hours?|decades?|today|tonight|yesterday|tomorrow|morning"
    r"|afternoon|evening|overnight|weekend)\b",
    re.IGNORECASE,
)


def folded(words: str) -> str:
    """Lower case, single spaces, straight apostrophes: the form in which the tables above hold words."""
    return " ".join(words.lower().replace("’", "'").replace("-", " ").split())


def month_number(word: str) -> int:
    """1 to 12, from the first three letters."""
    return MONTHS.index(word[:3].lower()) + 1


def weekday_number(word: str) -> int:
    """Monday is 0."""
    return next(number for number, name in enumerate(WEEKDAYS) if name.startswith(word[:3].lower()))


def whole_number(words: str) -> int:
    """The number of "two", "12" or "a couple of"."""
    plain = folded(words)
    return int(plain) if plain.isdecimal() else NUMBERS.get(plain, 1)


def ordinal_number(word: str) -> int:
    """The number of "second" or "14th"."""
    plain = folded(word)
    return ORDINALS.get(plain) or int(re.sub(r"\D", "", plain))


def unit_name(word: str) -> Unit:
    """The unit of "days", "night" or "week"."""
    return UNITS[folded(word).removesuffix("s")]
