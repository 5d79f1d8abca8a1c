"""Dates in running text: which words are found, and which days they mean for an article of a given day."""

import json
from datetime import date
from itertools import pairwise
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recount.read.dates import find_dates, lasting, resolve, resolve_all
from recount.records import Published, When

SHARED = Path(__file__).parents[2] / ".." / "shared"
FRIDAY = date(2021, 9, 3)


def published(day: date, last: date | None = None) -> Published:
    return Published(first=day, last=last or day, basis="given")


def told(text: str, day: date = FRIDAY) -> list[tuple[str, str, str]]:
    """The expressions of a text that mean days, each with its first and last."""
    found = find_dates(text)
    return [
        (it.span.quote, str(when.first), str(when.last))
        for it, when in zip(found, resolve_all(found, published(day)), strict=True)
        if when is not None and when.first is not None
    ]


# What the words mean in an article of Friday 3 September 2021.
ONE_DATE = [
    # weekdays look back; the day of printing is itself
    ("A bomb went off on Thursday", "Thursday", "2021-09-02", "2021-09-02"),
    ("A bomb went off on Friday", "Friday", "2021-09-03", "2021-09-03"),
    ("A bomb went off on Saturday", "Saturday", "2021-08-28", "2021-08-28"),
    ("Gunmen struck late Sunday in the port", "late Sunday", "2021-08-29", "2021-08-29"),
    ("Gunmen struck early on Monday", "early on Monday", "2021-08-30", "2021-08-30"),
    ("Troops raided a farm Sunday night", "Sunday night", "2021-08-29", "2021-08-29"),
    ("Shells fell Tuesday before dawn", "Tuesday before dawn", "2021-08-31", "2021-08-31"),
    ("A mine killed two on MONDAY", "MONDAY", "2021-08-30", "2021-08-30"),
    ("a rocket landed on wednesday morning", "wednesday morning", "2021-09-01", "2021-09-01"),
    ("Wednesday's blast killed six", "Wednesday", "2021-09-01", "2021-09-01"),
    ("He was shot last Friday", "last Friday", "2021-08-27", "2021-08-27"),
    ("He was shot this past Sunday", "this past Sunday", "2021-08-29", "2021-08-29"),
    ("Talks open next Friday", "next Friday", "2021-09-10", "2021-09-10"),
    ("Voters will choose a council on Sunday", "Sunday", "2021-09-05", "2021-09-05"),
    ("Shelling went on overnight Wednesday", "overnight Wednesday", "2021-09-01", "2021-09-02"),
    ("A strike hit buses during Friday prayers", "Friday", "2021-09-03", "2021-09-03"),
    # weekday and date together
    ("The raid on Monday (August 30) killed 11", "Monday (August 30)", "2021-08-30", "2021-08-30"),
    ("He died on Wednesday, April 3", "Wednesday, April 3", "2021-04-03", "2021-04-03"),
    ("On Monday, Aug. 30, police fired", "Monday, Aug. 30", "2021-08-30", "2021-08-30"),
    ("An ambush on Tuesday, 24 March 2020", "Tuesday, 24 March 2020", "2020-03-24", "2020-03-24"),
    ("An ambush on 24 March (Tuesday)", "24 March (Tuesday)", "2021-03-24", "2021-03-24"),
    ("Fri., Nov. 13, 2015 in Paris", "Fri., Nov. 13, 2015", "2015-11-13", "2015-11-13"),
    ("Mon 29 Aug 2016 Troops", "Mon 29 Aug 2016", "2016-08-29", "2016-08-29"),
    ("hit on (Wednesday) the 20th of July 2020", "Wednesday) the 20th of July 2020", "2020-07-20", "2020-07-20"),
    ("He was held yesterday (July 27)", "yesterday (July 27)", "2021-07-27", "2021-07-27"),
    # days of the calendar
    ("A blast on Aug. 8, 2016 killed 70", "Aug. 8, 2016", "2016-08-08", "2016-08-08"),
    ("A raid on 24 October, 2016 failed", "24 October, 2016", "2016-10-24", "2016-10-24"),
    ("A raid on the 3rd of May, 2019 failed", "3rd of May, 2019", "2019-05-03", "2019-05-03"),
    ("A raid on May 3rd failed", "May 3rd", "2021-05-03", "2021-05-03"),
    ("A raid on September 19th 2017 failed", "September 19th 2017", "2017-09-19", "2017-09-19"),
    ("the October 24 attack on the depot", "October 24", "2020-10-24", "2020-10-24"),
    ("a church was hit on December 25", "December 25", "2020-12-25", "2020-12-25"),
    ("guards last September 16 at a gate", "last September 16", "2020-09-16", "2020-09-16"),
    ("On August 1 troops came", "August 1", "2021-08-01", "2021-08-01"),
    ("killed on March 22, last year", "March 22, last year", "2020-03-22", "2020-03-22"),
    ("killed in last year's March 11 blasts", "last year's March 11", "2020-03-11", "2020-03-11"),
    ("the vote set for November 10", "November 10", "2021-11-10", "2021-11-10"),
    ("a shell hit on September 4", "September 4", "2021-09-04", "2021-09-04"),
    ("a shell hit on September 5", "September 5", "2020-09-05", "2020-09-05"),
    ("The vote is on Sunday, September 26", "Sunday, September 26", "2021-09-26", "2021-09-26"),
    ("a shell hit on 30 August", "30 August", "2021-08-30", "2021-08-30"),
    ("A man was held on the 14th.", "the 14th", "2021-08-14", "2021-08-14"),
    ("Code 2015-04-03 Garissa", "2015-04-03", "2015-04-03", "2015-04-03"),
    ("Seen 30/08/2021 Mastung", "30/08/2021", "2021-08-30", "2021-08-30"),
    ("Seen 08/30/2021 Mastung", "08/30/2021", "2021-08-30", "2021-08-30"),
    ("Seen 28.05.2017 Raqqa", "28.05.2017", "2017-05-28", "2017-05-28"),
    ("Seen 17-08-2016 Aleppo", "17-08-2016", "2016-08-17", "2016-08-17"),
    ("Seen 12/12/2020 Kano", "12/12/2020", "2020-12-12", "2020-12-12"),
    ("before the 9/11 attacks", "9/11", "2001-09-11", "2001-09-11"),
    ("before the September 11 attacks", "September 11", "2001-09-11", "2001-09-11"),
    ("a mosque was hit on New Year's Eve", "New Year's Eve", "2020-12-31", "2020-12-31"),
    ("the bombings of Easter Sunday 2019", "Easter Sunday 2019", "2019-04-21", "2019-04-21"),
    ("a market was hit on Good Friday", "Good Friday", "2021-04-02", "2021-04-02"),
    # months, years and their parts
    ("a law of January 2015", "January 2015", "2015-01-01", "2015-01-31"),
    ("in January, 2019 there were 26", "January, 2019", "2019-01-01", "2019-01-31"),
    ("abducted in Oct 2005", "Oct 2005", "2005-10-01", "2005-10-31"),
    ("arrested in July", "July", "2021-07-01", "2021-07-31"),
    ("arrested in November", "November", "2020-11-01", "2020-11-30"),
    ("In May 20 people came", "May", "2021-05-01", "2021-05-31"),
    ("arrested in May", "May", "2021-05-01", "2021-05-31"),
    ("the deadly April attack", "April", "2021-04-01", "2021-04-30"),
    ("arrested last December", "last December", "2020-12-01", "2020-12-31"),
    ("arrested this January", "this January", "2021-01-01", "2021-01-31"),
    ("arrested in August last year", "August last year", "2020-08-01", "2020-08-31"),
    ("arrested in early November", "early November", "2020-11-01", "2020-11-10"),
    ("arrested in mid-July", "mid-July", "2021-07-11", "2021-07-20"),
    ("arrested in late February", "late February", "2021-02-21", "2021-02-28"),
    ("in the first week of July", "the first week of July", "2021-07-01", "2021-07-07"),
    ("in the last week of June", "the last week of June", "2021-06-24", "2021-06-30"),
    ("formed in mid-2014", "mid-2014", "2014-05-01", "2014-08-31"),
    ("formed in late 2014", "late 2014", "2014-10-01", "2014-12-31"),
    ("formed in early 2014", "early 2014", "2014-01-01", "2014-04-30"),
    ("fell in the first half of 2016", "the first half of 2016", "2016-01-01", "2016-06-30"),
    ("fell in the third quarter of 2016", "the third quarter of 2016", "2016-07-01", "2016-09-30"),
    ("hit in 2006 and again", "2006", "2006-01-01", "2006-12-31"),
    ("the 1998 bombing of an embassy", "1998", "1998-01-01", "1998-12-31"),
    ("A release of Jan.12 said", "Jan.12", "2021-01-12", "2021-01-12"),
    ("more than in 2013! Ninety died", "2013", "2013-01-01", "2013-12-31"),
    ("the period 2015-2019 saw", "2015-2019", "2015-01-01", "2019-12-31"),
    ("a 1979 coup", "1979", "1979-01-01", "1979-12-31"),
    ("during the 1980s", "1980s", "1980-01-01", "1989-12-31"),
    ("during the winter of 1998-1999", "winter of 1998-1999", "1998-12-01", "1999-02-28"),
    ("during last winter", "last winter", "2020-12-01", "2021-02-28"),
    # told from the day of printing
    ("Two men were shot yesterday", "yesterday", "2021-09-02", "2021-09-02"),
    ("Two men were shot last night", "last night", "2021-09-02", "2021-09-02"),
    ("Two men were shot earlier today", "earlier today", "2021-09-03", "2021-09-03"),
    ("Two men were shot this afternoon", "this afternoon", "2021-09-03", "2021-09-03"),
    ("Shot the day before yesterday", "the day before yesterday", "2021-09-01", "2021-09-01"),
    ("Two men were shot overnight", "overnight", "2021-09-02", "2021-09-03"),
    ("They died two days ago", "two days ago", "2021-09-01", "2021-09-01"),
    ("They died 36 hours ago", "36 hours ago", "2021-09-01", "2021-09-01"),
    ("They died two weeks ago", "two weeks ago", "2021-08-16", "2021-08-22"),
    ("They died three months ago", "three months ago", "2021-06-01", "2021-06-30"),
    ("They died ten years ago", "ten years ago", "2011-01-01", "2011-12-31"),
    ("They died more than a year ago", "more than a year ago", "2019-01-01", "2020-12-31"),
    ("Three were held last week", "last week", "2021-08-23", "2021-08-29"),
    ("Three were held late last week", "late last week", "2021-08-23", "2021-08-29"),
    ("Three were held last month", "last month", "2021-08-01", "2021-08-31"),
    ("Three were held last year", "last year", "2020-01-01", "2020-12-31"),
    ("Retaken late last year", "late last year", "2020-10-01", "2020-12-31"),
    ("A camp was raided earlier this week", "earlier this week", "2021-08-30", "2021-09-03"),
    ("A camp was raided earlier this month", "earlier this month", "2021-09-01", "2021-09-03"),
    ("A camp was raided earlier in the year", "earlier in the year", "2021-01-01", "2021-09-03"),
    ("A camp was raided earlier in August", "earlier in August", "2021-08-01", "2021-08-31"),
    ("A camp was raided this week", "this week", "2021-08-30", "2021-09-03"),
    ("Barrels fell at the weekend", "at the weekend", "2021-08-28", "2021-08-29"),
    ("Barrels fell last weekend", "last weekend", "2021-08-28", "2021-08-29"),
    ("Twenty died in recent days", "in recent days", "2021-08-27", "2021-09-03"),
    ("Twenty died over the past several days", "over the past several days", "2021-08-27", "2021-09-03"),
    ("Thirty died in the past two weeks", "in the past two weeks", "2021-08-20", "2021-09-03"),
    ("182 strikes over the past 24 hours", "over the past 24 hours", "2021-09-02", "2021-09-03"),
    ("The worst raid in the last five years", "in the last five years", "2016-09-03", "2021-09-03"),
    ("The two-week-old battle went on", "two-week-old battle", "2021-08-20", "2021-09-03"),
    # from one day to another
    ("595 died between January and March", "between January and March", "2021-01-01", "2021-03-31"),
    ("Held from 17 March 2011 to 20 March 2011", "from 17 March 2011 to 20 March 2011", "2011-03-17", "2011-03-20"),
    ("Held 17 to 20 March 2011", "17 to 20 March 2011", "2011-03-17", "2011-03-20"),
    ("Fighting on June 3-5, 2017", "June 3-5, 2017", "2017-06-03", "2017-06-05"),
    ("Fighting on June 3 and 4", "June 3 and 4", "2021-06-03", "2021-06-04"),
    ("Raids on Saturday and Sunday", "Saturday and Sunday", "2021-08-28", "2021-08-29"),
    ("Curfew from Monday to Wednesday", "from Monday to Wednesday", "2021-08-30", "2021-09-01"),
    ("between December 2015 and February 2016", "between December 2015 and February 2016", "2015-12-01", "2016-02-29"),
    ("Violence between 2006 and 2008", "between 2006 and 2008", "2006-01-01", "2008-12-31"),
    ("between November and January", "between November and January", "2020-11-01", "2021-01-31"),
    ("Violence has risen since 2015", "since 2015", "2015-01-01", "2021-09-03"),
    ("Clashes since Wednesday", "since Wednesday", "2021-09-01", "2021-09-03"),
    ("No government since 1991, when a clan rose", "1991", "1991-01-01", "1991-12-31"),
    # counted from another date
    ("a day after the election of August 27", "a day after the election of August 27", "2021-08-28", "2021-08-28"),
    ("two days before Christmas", "two days before Christmas", "2020-12-23", "2020-12-23"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "first", "last"), ONE_DATE)
def test_a_date_means_its_days(text: str, words: str, first: str, last: str) -> None:
    assert told(text) == [(words, first, last)]


@pytest.mark.parametrize(
    "text",
    [
        "Officials may respond as protesters march on the capital",
        "We met them a second time",
        "A 25-year-old man and a two-year-old girl died",
        "The prize is $2016 and 2,015 rupees",
        "killed 2000 people and 1990 families, about 2000 in all",
        "In all 12 percent and 3.5 million voted, 10-15 of them women",
        "Prime Minister Theresa May said so",
        "April Ryan and June Jordan spoke",
        "May said the police had been told",
        "They meet on Fridays",
        "Bloody Sunday and Black Friday are names",
        "the Sunday Times reported",
        "She fired the second shot; the third man ran",
        "A 10-year sentence and a 72-hour ultimatum",
        "The battle lasted three days",
        "he sat in the sun",
        "at 12:30, room 24/7, ratio 3-5",
        "the spring of a trap, a fall of rock",
    ],
)
def test_what_only_looks_like_a_date_means_no_day(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("On Tuesday troops came. A day earlier a bomb fell.", ["2021-08-31", "2021-08-30"]),
        ("On Tuesday troops came. Two days later they left.", ["2021-08-31", "2021-09-02"]),
        ("On Tuesday troops came. The same day a bomb fell.", ["2021-08-31", "2021-08-31"]),
        ("On August 1 troops came. The following day they left.", ["2021-08-01", "2021-08-02"]),
        ("On Monday a van blew up. Earlier in the day a man was shot.", ["2021-08-30", "2021-08-30"]),
        ("On Monday a van blew up. It came a day after the police fled.", ["2021-08-30", "2021-08-29"]),
        ("On Monday a van blew up. A day after the blast, police fled.", ["2021-08-30", "2021-08-31"]),
        ("He was taken in May 2006. On 10 May he was seen.", ["2006-05-01", "2006-05-10"]),
        ("It was founded in 2015. A year later it split.", ["2015-01-01", "2016-01-01"]),
        ("On Thursday shells fell for a second straight day.", ["2021-09-02", "2021-09-01"]),
    ],
)
def test_a_later_date_is_counted_from_the_day_told_before(text: str, meant: list[str]) -> None:
    assert [first for _, first, _ in told(text)] == meant


def test_words_that_count_from_an_earlier_day_mean_nothing_without_one() -> None:
    assert told("The following day they left.") == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("on August 30", "calendar"),
        ("late Sunday", "weekday"),
        ("two weeks ago", "relative"),
        ("a three-day operation", "duration"),
        ("the following day", "anchor-relative"),
    ],
)
def test_an_expression_tells_its_kind(text: str, kind: str) -> None:
    assert [it.kind for it in find_dates(text)] == [kind]


def test_what_goes_on_from_day_to_day_is_told_apart_from_an_unsure_day() -> None:
    lasted, unsure, since = (
        resolve(find_dates(text)[0], published(FRIDAY))
        for text in ("from Monday to Wednesday", "between Monday and Wednesday", "since Monday")
    )
    assert lasted is not None
    assert lasted.lasted
    assert unsure is not None
    assert not unsure.lasted
    assert since is not None
    assert since.lasted


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("a three-day operation", "2017-06-01"),
        ("it lasted for two days", "2017-06-02"),
        ("a week-long siege", "2017-05-28"),
        ("36 hours of fighting", "2017-06-02"),
        ("for the second straight day", "2017-06-03"),
    ],
)
def test_a_duration_with_the_day_of_its_announcement_gives_the_days_it_lasted(text: str, first: str) -> None:
    announced = When(first=date(2017, 6, 4), last=date(2017, 6, 4), precision="day")
    when = lasting(find_dates(text)[0], announced)
    assert when is not None
    assert when.lasted
    assert (str(when.first), str(when.last)) == (first, "2017-06-04")


def test_a_date_that_is_no_duration_has_no_length() -> None:
    assert lasting(find_dates("on Sunday")[0], When(first=FRIDAY, last=FRIDAY)) is None


def test_a_day_without_a_year_stays_so_while_the_day_of_publication_is_unknown() -> None:
    when = resolve(find_dates("on Sunday (June 4)")[0], Published())
    assert when is not None
    assert (when.first, when.month, when.day, when.weekday, when.precision) == (None, 6, 4, 6, "day")


def test_a_day_without_a_year_is_placed_when_its_weekday_leaves_one_year() -> None:
    possible = published(date(2015, 1, 1), date(2021, 12, 31))
    placed = resolve(find_dates("on Sunday (June 4)")[0], possible)
    left_open = resolve(find_dates("on June 4")[0], possible)
    assert placed is not None
    assert str(placed.first) == "2017-06-04"
    assert left_open is not None
    assert left_open.first is None
    assert "2015" in left_open.reason


def test_every_possible_day_of_publication_is_tried() -> None:
    week = published(date(2021, 8, 30), date(2021, 9, 5))
    days = {
        text: resolve(find_dates(text)[0], week)
        for text in ("Monday", "yesterday", "on January 3", "earlier this week", "last week")
    }
    assert {text: (str(when.first), str(when.last)) for text, when in days.items() if when} == {
        "Monday": ("2021-08-30", "2021-08-30"),
        "yesterday": ("2021-08-29", "2021-09-04"),
        "on January 3": ("2021-01-03", "2021-01-03"),
        "earlier this week": ("2021-08-30", "2021-09-05"),
        "last week": ("2021-08-23", "2021-08-29"),
    }


def test_a_weekday_is_left_open_where_publication_is_only_known_to_years() -> None:
    when = resolve(find_dates("A statement Sunday said")[0], published(date(2014, 1, 1), date(2026, 1, 1)))
    assert when is not None
    assert (when.first, when.last, when.weekday) == (None, None, 6)
    assert "2014-01-01" in when.reason


def test_separate_intervals_of_publication_are_tried_apart() -> None:
    left = Published(
        first=date(2017, 6, 4),
        last=date(2023, 6, 4),
        candidates=((date(2017, 6, 4), date(2017, 6, 4)), (date(2023, 6, 4), date(2023, 6, 4))),
    )
    when = resolve(find_dates("on June 4")[0], left)
    assert when is not None
    assert when.first is None
    assert "(2017, 2023)" in when.reason


def test_day_and_month_in_numbers_stay_open_until_the_outlet_or_the_day_of_publication_settles_them() -> None:
    expression = find_dates("reported 10/6/2008 in Karachi")[0]
    either = resolve(expression, published(date(2009, 1, 1)))
    settled = resolve(expression, published(date(2008, 7, 1)))
    by_outlet = resolve(expression, published(date(2009, 1, 1)), day_first=False)
    assert either is not None
    assert (str(either.first), str(either.last)) == ("2008-06-10", "2008-10-06")
    assert settled is not None
    assert str(settled.first) == str(settled.last) == "2008-06-10"
    assert by_outlet is not None
    assert str(by_outlet.first) == "2008-10-06"


def test_a_weekday_that_does_not_fit_its_date_is_noted() -> None:
    when = resolve(find_dates("on Sunday, March 15, 2019")[0], published(FRIDAY))
    assert when is not None
    assert str(when.first) == "2019-03-15"
    assert "does not fit" in when.reason


def test_every_resolved_date_has_a_precision_and_a_reason() -> None:
    text = "Sunday, in July, in 2014, since 2015, last week, overnight, two days ago, June 3-5, the winter of 1998-1999"
    resolved = [when for when in resolve_all(find_dates(text), published(FRIDAY)) if when]
    assert [when.precision for when in resolved] == [
        "day", "month", "year", "years", "week", "days", "day", "days", "season",
    ]  # fmt: skip
    assert all(when.reason for when in resolved)


def test_spans_count_from_the_offset_of_the_text() -> None:
    (expression,) = find_dates("on Sunday", 100)
    assert (expression.span.start, expression.span.end, expression.span.quote) == (103, 109, "Sunday")


def test_two_dates_side_by_side_stay_two() -> None:
    assert [words for words, _, _ in told("attacks in 2006 and 2008, and on May 21, 2015 and in August 2015")] == [
        "2006",
        "2008",
        "May 21, 2015",
        "August 2015",
    ]


PIECES = (
    "Monday Sunday, (August 30) may March May 4, 2016 2000 - – to and between since last this week night two days ago"
    " a three-day overnight 10/6/2008 30.08.2021 of the early mid-2014 year's Sept. 11 9999 00 31 February . ,"
)
WORDS = st.sampled_from([*PIECES.split(), "\n", "\n\n"])
TEXTS = st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=60).map(" ".join))
DAYS = st.dates(min_value=date(1000, 1, 1), max_value=date(9000, 1, 1))


@settings(max_examples=300, deadline=None)
@given(text=TEXTS, offset=st.integers(0, 1000), first=st.none() | DAYS, length=st.integers(0, 4000))
def test_any_text_gives_dates_that_slice_it_and_never_an_error(
    text: str, offset: int, first: date | None, length: int
) -> None:
    day = Published() if first is None else published(first, date.fromordinal(first.toordinal() + length))
    found = find_dates(text, offset)
    for expression, when in zip(found, resolve_all(found, day), strict=True):
        assert text[expression.span.start - offset : expression.span.end - offset] == expression.span.quote
        if when is not None and when.first is not None and when.last is not None:
            assert when.first <= when.last
    assert [it.span.start for it in found] == sorted(it.span.start for it in found)
    assert all(left.span.end <= right.span.start for left, right in pairwise(found))


@pytest.mark.parametrize(
    "piece",
    [
        "Monday ",
        "2016-",
        "since the early ",
        "a day after the ",
        "(",
        "1/1/1",
        "last last ",
        "May 3 and 4 to ",
        " \n",
        "of ",
    ],
)
def test_time_grows_no_faster_than_hostile_text(piece: str) -> None:
    def seconds(length: int) -> float:
        text = (piece * length)[:length]
        start = perf_counter()
        find_dates(text)
        return perf_counter() - start

    seconds(1_000)
    assert seconds(160_000) < 12 * seconds(40_000) + 0.5


def _expressions() -> list[dict[str, object]]:
    path = SHARED / "annotation" / "expressions.jsonl"
    lines = path.read_text(encoding="utf-8").split("\n") if path.exists() else []
    return [entry for line in lines if line and (entry := json.loads(line))["kind"] == "date"]


@pytest.mark.gold
@pytest.mark.skipif(not _expressions(), reason="the annotation guide's table of expressions is not here")
def test_the_guides_table_of_expressions_comes_out_exactly() -> None:
    wrong = []
    for entry in _expressions():
        text, words = str(entry["text"]), str(entry["expression"])
        start = text.index(words)
        found = find_dates(text)
        days = [
            [str(when.first), str(when.last)]
            for it, when in zip(
                found, resolve_all(found, published(date.fromisoformat(str(entry["published"])))), strict=True
            )
            if it.span.start < start + len(words)
            and it.span.end > start
            and when is not None
            and when.first is not None
        ]
        if days != ([entry["v"]] if entry["v"] else []):
            wrong.append((text, days))
    assert wrong == []
