"""What a figure over many incidents covers: from which day to which, and where."""

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import TypeVar

from recount.codebook.aggregates import load_aggregates
from recount.codebook.countries import load_countries
from recount.read.aggregate_figures import Figure, size_of
from recount.read.numbers import find_numbers
from recount.records import Attribution, Level, Mention, Published, Sentence, Span, When, Where

Period = tuple[date, date]

_LOOK_BACK = 70
"""Characters before a date in which "began in" is looked for."""

_BACK, _FAR_BACK = 2, 40
"""So many sentences before a figure may tell when a war began, and which town "the town" is."""

_SHORT = 1
"""A time of more days than this is a period; a shorter one the day of a toll."""

_WAR, _MOST = 10_000, 31
"""From so many killed on a figure is of a whole war; so many days of attacks at most are counted back."""

_TOLD_AFTER = re.compile(
    r"['’]?s?,?\s+(?:annual\s+)?(?:report|revealed|showed|stated|announced|acknowledged|survey|study)\b", re.IGNORECASE
)
_TOLD_BEFORE = re.compile(
    r"\b(?:published|released|issued|unveiled)\b(?:(?!\bthat\b)[^.;]){0,80}\Z|"
    r"\b(?:said|says|reported|told|announced|stated|confirmed)\s+(?:on\s+|late\s+|early\s+|earlier\s+)?\Z",
    re.IGNORECASE,
)
_SINCE = re.compile(r"\bsince\b", re.IGNORECASE)
_THEN = re.compile(
    r"\bsince\s+then\b|\bsince\s+the\s+(?:\w+\s+){0,2}(?:began|beginning|start|outbreak)\b", re.IGNORECASE
)
_BASE = re.compile(r"\b(?:from|than|against|over|on|compared (?:to|with))\s+(?:the\s+)?\Z", re.IGNORECASE)
_IN_POWER = re.compile(
    r"\b(?:in power|in control|in office|in place|besieged|ruled|ruling|held|divided)\b[^.]{0,30}\Z", re.IGNORECASE
)
_UNITS = re.compile(r"\s+(day|week)s\s+of\b", re.IGNORECASE)
_WAR_NOUN = re.compile(r"\b(?:war|conflict|uprising|insurgency|rebellion|unrest|violence|crisis)\b", re.IGNORECASE)
_GOING_ON = re.compile(rf"{_WAR_NOUN.pattern}|\b(?:fighting|fought|hit by)\b", re.IGNORECASE)
_JOINED = re.compile(r"\s*,?\s*(?:and|as well as|&)\s+(?:in\s+)?(?:the\s+)?(?:neighbou?ring\s+)?", re.IGNORECASE)
_LED = re.compile(
    r"\b(?:in|on|across|throughout|of|inside|over|around|into|near|from|hit|struck|targeting|against)\s+(?:[\w'’-]+\s+){0,3}$",
    re.IGNORECASE,
)
_COUNTRY = re.compile(
    r"\b(?:across|around|throughout|in|of)\s+the\s+(?:\S+\s+)?(?:country|nation)\b|\b(?:nationwide|countrywide)\b",
    re.IGNORECASE,
)
_SHARE_OF = re.compile(r"(?:%|\bper\s?cent|\bpercent)\s+(?:of\s+[^,;()]*)?\Z", re.IGNORECASE)
_THE_PLACE = re.compile(
    r"\bthe\s+(?:[\w-]+\s+){0,2}(town|city|village|district|province|governorate|region|area|neighbou?rhood|capital)\b",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\b((?:(?:north|south|east|west|central)[a-z]{0,8}(?:,?\s+and\s+|,\s+))?(?:north|south|east|west|central)[a-z]{0,8})\s+$",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"\b(?:ministry|ministries|officials|government|headquarters|embassy|office|command)\s+in\s+$", re.IGNORECASE
)
_BEYOND = re.compile(r";|,\s+(?:of which|while|but|compared|whereas)\b", re.IGNORECASE)
_LEVELS: dict[str, tuple[Level, ...]] = {
    "province": ("province",),
    "governorate": ("province",),
    "region": ("province", "district"),
    "district": ("district", "locality"),
}
_SETTLED: tuple[Level, ...] = ("locality", "site", "district")


Held = TypeVar("Held", Figure, Mention)


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """The text with its sentences, and by sentence the dates and places in it and who speaks.

    `country` is where most of it is set (ISO alpha-2).
    """

    text: str
    sentences: Sequence[Sentence]
    dates: Mapping[int, Sequence[Mention]]
    places: Mapping[int, Sequence[Mention]]
    said: Mapping[int, Sequence[Attribution]]
    published: Published
    country: str | None


def by_sentence(items: Iterable[Held]) -> dict[int, list[Held]]:
    """Figures or mentions under the number of their sentence."""
    grouped: dict[int, list[Held]] = {}
    for item in items:
        grouped.setdefault(item.sentence, []).append(item)
    return grouped


def said_in(sentences: Sequence[Sentence], attributions: Iterable[Attribution]) -> dict[int, list[Attribution]]:
    """Attributions under the numbers of all sentences that they reach into."""
    grouped: dict[int, list[Attribution]] = {}
    for said in attributions:
        first = bisect_right(sentences, said.content.start, key=lambda sentence: sentence.start) - 1
        last = bisect_left(sentences, said.content.end, key=lambda sentence: sentence.start)
        for number in range(max(0, first), last):
            grouped.setdefault(number, []).append(said)
    return grouped


def period_of(setting: Setting, figure: Figure, beside: Sequence[Figure]) -> Period | None:
    """From which day to which; None where the text tells none or publication is unknown.

    `beside` are the figures of its sentence. A time that goes on until publication ("since 2014") beats a closed one, a
    longer one a single day.
    """
    if figure.measure == "members":
        return None
    inside = [day for day in setting.dates.get(figure.sentence, ()) if not _of_telling(setting, day)]
    others = [other for other in beside if other.compared and other is not figure]
    own = [day for day in inside if not any(_belongs(day, other) for other in others)]
    if figure.measure == "change":
        own = [day for day in own if not _BASE.search(setting.text, max(0, day.span.start - 20), day.span.start)]
    if figure.compared:
        own = [day for day in inside if day.span.start >= figure.span.end][:1]
    told = [(day, period) for day in own if (period := _stretch(setting, day, figure))]
    if told:
        return min(told, key=lambda pair: (_rank(setting, figure, pair[1]), _gap(pair[0], figure)))[1]
    return _days_of(setting, figure)


def _rank(setting: Setting, figure: Figure, period: Period) -> int:
    """Which of several times is taken: of those of one rank the nearest; "the fourth of 2016" has its own beside it."""
    if figure.kind == "ordinal":
        return 0
    length = (period[1] - period[0]).days
    if length > _SHORT and period[1] == setting.published.day:
        return 0
    return 1 if length > _SHORT else 2 if length else 3


def _of_telling(setting: Setting, day: Mention) -> bool:
    """Whether a date tells when a figure was published: "a report released in January", "a February report"."""
    sentence = setting.sentences[day.sentence]
    after = _TOLD_AFTER.match(setting.text, day.span.end, sentence.end)
    return after is not None or _TOLD_BEFORE.search(setting.text, sentence.start, day.span.start) is not None


def _belongs(day: Mention, other: Figure) -> bool:
    """Whether a date stands right behind a compared figure: "11 in the month before"."""
    return 0 <= day.span.start - other.span.end <= _LOOK_BACK // 2


def _gap(one: Mention, figure: Figure) -> int:
    return max(one.span.start - figure.span.end, figure.span.start - one.span.end, 0)


def _stretch(setting: Setting, day: Mention, figure: Figure | None = None) -> Period | None:
    """The days of a date; until publication where something began then that goes on."""
    when, today = day.value, setting.published.day
    if not isinstance(when, When) or when.first is None or when.last is None:
        return None
    start = max(setting.sentences[day.sentence].start, day.span.start - _LOOK_BACK)
    since = figure is not None and _SINCE.search(setting.text, figure.span.end, max(figure.span.end, day.span.start))
    if since or load_aggregates().began.search(setting.text, start, day.span.end):
        return (when.first, today) if today and when.first <= today else None
    return when.first, when.last


def _days_of(setting: Setting, figure: Figure) -> Period | None:
    """Such as "in three days of attacks": so many days up to publication."""
    sentence, today = setting.sentences[figure.sentence], setting.published.day
    for number in find_numbers(setting.text[sentence.start : sentence.end], sentence.start):
        noun = _UNITS.match(setting.text, number.span.end, sentence.end)
        days = number.count.best
        if today is not None and number.kind == "duration" and noun and days is not None and days <= _MOST:
            return today - timedelta(days=days * (7 if noun.group(1).lower() == "week" else 1)), today
    return None


def began_before(setting: Setting, figure: Figure) -> Period | None:
    """From the day on which the war began, where a sentence shortly before tells it ("Since then")."""
    sentence = setting.sentences[figure.sentence]
    then = _THEN.search(setting.text, sentence.start, sentence.end) is not None
    if not then and size_of(figure.value) < _WAR:
        return None
    for told in reversed(_before(setting.dates, figure, _BACK)):
        start = max(setting.sentences[told.sentence].start, told.span.start - 2 * _LOOK_BACK)
        words = setting.text[start : told.span.start]
        since, going_on = _SINCE.match(told.span.quote), _GOING_ON.search(words)
        if since and (not going_on or _IN_POWER.search(words)):
            continue
        if since or (load_aggregates().began.search(words) and (then or going_on)):
            return _until_now(setting, told)
    return None


def _before(told: Mapping[int, Sequence[Mention]], figure: Figure, most: int) -> list[Mention]:
    """What stands in the sentences before a figure, in order."""
    numbers = range(max(0, figure.sentence - most), figure.sentence)
    return [mention for number in numbers for mention in told.get(number, ())]


def _until_now(setting: Setting, told: Mention) -> Period | None:
    today = setting.published.day
    first = told.value.first if isinstance(told.value, When) else None
    return (first, today) if first and today and first <= today else None


def area_of(setting: Setting, figure: Figure) -> str | None:
    """Where: the place named nearest, with the one joined to it; else one named shortly before; else the main country.

    A figure of a whole war covers its country. None for the whole of a part ("91 out of 100") without a place.
    """
    sentence = setting.sentences[figure.sentence]
    near = [p for p in setting.places.get(figure.sentence, ()) if not _is_desk(setting.text, p)]
    inside = [p for p in near if _is_of(figure, p.span) and not _of_a_share(setting, figure, p.span)]
    if not inside and figure.whole_of is None:
        inside, figure = near, replace(figure, part_of=None)
    if size_of(figure.value) >= _WAR and figure.unit == "count":
        war = _WAR_NOUN.search(setting.text, sentence.start, sentence.end)
        inside = [p for p in inside if _level(p) == "country" or (not war and _is_led_to(setting.text, p))]
        return _named(setting, inside, figure) if inside else country_name(setting.country)
    nearest = min((_far(setting, place.span, figure) for place in inside), default=math.inf)
    for whole in _COUNTRY.finditer(setting.text, sentence.start, sentence.end):
        span = Span(start=whole.start(), end=whole.end(), quote=whole.group())
        own = _is_of(figure, span) and not _of_a_share(setting, figure, span)
        if own and _far(setting, span, figure) < nearest:
            return country_name(setting.country)
    if inside:
        return _named(setting, inside, figure)
    if figure.whole_of:
        return None
    return _meant(setting, figure) or _named_before(setting, figure) or country_name(setting.country)


def _is_of(figure: Figure, span: Span) -> bool:
    """Whether words can tell of a figure: those of "out of 100 injured in the country" tell of the whole alone."""
    if figure.whole_of:
        return figure.whole_of[0] <= span.start < figure.whole_of[1]
    return figure.part_of is None or not figure.part_of[0] <= span.start < figure.part_of[1]


def _of_a_share(setting: Setting, figure: Figure, span: Span) -> bool:
    """Whether words tell of what a percentage is of: "61 percent of the country's total"."""
    start = setting.sentences[figure.sentence].start
    return figure.whole_of is None and _SHARE_OF.search(setting.text, start, span.start) is not None


def _level(place: Mention) -> Level | None:
    return place.value.level if isinstance(place.value, Where) else None


def _named_before(setting: Setting, figure: Figure) -> str | None:
    """The last place named in the two sentences before."""
    paragraph = setting.sentences[figure.sentence].paragraph
    before = [
        place
        for place in _before(setting.places, figure, _BACK)
        if setting.sentences[place.sentence].paragraph == paragraph and not _is_desk(setting.text, place)
    ]
    return _name(before[-1]) if before else None


def _named(setting: Setting, inside: Sequence[Mention], figure: Figure) -> str | None:
    nearest = min(inside, key=lambda place: (_far(setting, place.span, figure), place.span.start))
    at = inside.index(nearest)
    for left, right in ((at, at + 1), (at - 1, at)):
        if left >= 0 and right < len(inside) and _are_joined(setting.text, inside[left], inside[right]):
            both = [_spelt(setting.text, inside[left]), _spelt(setting.text, inside[right])]
            if all(both) and both[0] != both[1]:
                return " and ".join(name for name in both if name)
    return _spelt(setting.text, nearest)


def _spelt(text: str, place: Mention) -> str | None:
    """A place's name with the part of it that is meant: "southern and eastern Afghanistan"."""
    name, part = _name(place), _PART.search(text, max(0, place.span.start - 40), place.span.start)
    return f"{part.group(1)} {name}" if name and part else name


def _are_joined(text: str, left: Mention, right: Mention) -> bool:
    return _JOINED.fullmatch(text, left.span.end, right.span.start) is not None


def _is_led_to(text: str, place: Mention) -> bool:
    """Whether "in", "on" or "across" leads to a place: something happened there."""
    return _LED.search(text, max(0, place.span.start - 50), place.span.start) is not None


def _is_desk(text: str, place: Mention) -> bool:
    """Whether a place stands for an office or a government: a dateline, "the ministry in Moscow", "Washington"."""
    word = place.span.quote.split(",")[0]
    office = _OFFICE.search(text, max(0, place.span.start - 40), place.span.start)
    stands_for = isinstance(place.value, Where) and (place.value.locality in _capitals() or place.value.level == "site")
    return bool(office) or (stands_for and not _is_led_to(text, place)) or (len(word) > 3 and word.isupper())


@cache
def _capitals() -> frozenset[str]:
    return frozenset(country.capital for country in load_countries().values())


def _far(setting: Setting, span: Span, figure: Figure) -> float:
    """How far a place is from a figure: nearer where "in" leads to it, farther beyond ", of which"."""
    first, last = sorted((span, figure.span), key=lambda one: one.start)
    gap = max(last.start - first.end, 0)
    led = _LED.search(setting.text, max(0, span.start - 50), span.start) or _COUNTRY.match(setting.text, span.start)
    beyond = _BEYOND.search(setting.text, first.end, max(first.end, last.start))
    return gap * (1.0 if led else 2.5) + (150 if beyond else 0)


def _meant(setting: Setting, figure: Figure) -> str | None:
    """The place that "the town" or "the province" leads back to."""
    sentence = setting.sentences[figure.sentence]
    bare = _THE_PLACE.search(setting.text, sentence.start, sentence.end)
    if bare is None:
        return None
    levels = _LEVELS.get(bare.group(1).lower(), _SETTLED)
    for place in reversed(_before(setting.places, figure, _FAR_BACK)):
        if isinstance(place.value, Where) and place.value.level in levels:
            return _name(place)
    return None


def _name(place: Mention) -> str | None:
    """The smallest name of a place that is no single building or street."""
    where = place.value
    if not isinstance(where, Where):
        return None
    return where.locality or where.district or where.province or country_name(where.country) or where.site


def place_name(place: Mention | None, country: str | None) -> str | None:
    """The name of the place, or where none is told that of the country the story is set in."""
    return (_name(place) if place else None) or country_name(country)


def country_name(iso: str | None) -> str | None:
    """A country's name in English."""
    country = load_countries().get(iso) if iso else None
    return country.name if country else None
