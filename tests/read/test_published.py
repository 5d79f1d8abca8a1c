"""When an article was published: what it prints, what was given, what its text leaves possible."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recount.read.datelines import find_datelines
from recount.read.published import reason_published
from recount.read.sentences import split_sentences
from recount.records import Document, Published, Span

SEEDS = Path(__file__).parents[2] / ".." / "shared" / "seeds"
CAPTURED = date(2026, 11, 20)
STORY = "Gunmen killed two officers at a checkpoint, police said.\n"


def article(
    text: str,
    *,
    given: Published = Published(),  # noqa: B008 - a frozen value
    captured: date | None = CAPTURED,
    furniture: Sequence[str] = (),
) -> Document:
    spans = tuple(Span(start=text.index(it), end=text.index(it) + len(it), quote=it) for it in furniture)
    return Document(id="x", name="x", text=text, published=given, captured=captured, furniture=spans)


def reasoned(document: Document) -> Published:
    return reason_published(document, split_sentences(document.text, document.furniture))


def days(published: Published) -> tuple[str, str]:
    return str(published.first), str(published.last)


def on(day: str) -> Published:
    return Published(first=date.fromisoformat(day), last=date.fromisoformat(day), basis="metadata", reason="told")


@pytest.mark.parametrize(
    ("text", "form", "words"),
    [
        ("KABUL, Afghanistan (Mar. 17, 2012) -- A force held two men.", "city", "Mar. 17, 2012"),
        ("QUETTA, Aug 30, 2021 (AFP) -- A raid failed.", "city", "Aug 30, 2021"),
        ("BAGHDAD, 3 September 2014 / Reuters - A raid failed.", "city", "3 September 2014"),
        ("KABUL, Afghanistan (July 13. 2012)\nA force held two men.", "city", "July 13. 2012"),
        ("A raid fails\n\nMarch 15, 2019\n\nA raid failed.", "line", "March 15, 2019"),
        ("A raid fails\nPublished: Wednesday, June 8, 2016 3:40 PM EDT", "label", "Wednesday, June 8, 2016"),
        ("A raid fails\nPosted on 8 June 2016 by Staff\nA raid failed.", "label", "8 June 2016"),
        ("A raid fails\n\nLast updated at Oct 032017 - A raid failed.", "updated", "Oct 032017"),
        ("A raid fails\n\n28.05.2017 - A raid failed near a town.", "head", "28.05.2017"),
        ("A raid fails\n\nWed 05 Apr 2017 at 0914 A raid failed.", "head", "Wed 05 Apr 2017"),
        ("A raid fails in the north    AFP  Tuesday 3 Oct 2017  A raid failed.", "agency", "Tuesday 3 Oct 2017"),
        ("Morning Operational Update June 19, 2011\n\nA force held two men.", "title", "June 19, 2011"),
    ],
)  # fmt: skip
def test_a_printed_dateline_is_found_in_every_form(text: str, form: str, words: str) -> None:
    assert [(line.form, line.span.quote) for line in find_datelines(text)] == [(form, words)]


@pytest.mark.parametrize(
    "text",
    [
        "Police November 1 search a shop near the old gate.",
        "The raid on August 30, 2021 killed eleven men.",
        "A report published March 3, 2014 told of forty deaths.",
        "Officers at the gate. (Published Wednesday, June 8, 2016)\nA man was held.",
        "On March 15, 2019 a mosque was attacked.",
    ],
)
def test_a_date_of_the_story_is_no_dateline(text: str) -> None:
    assert find_datelines(text) == ()


def test_a_dateline_beats_a_contradicting_given_day() -> None:
    told = reasoned(article("A raid fails\n\nWed 01 Oct 2014 at 1459 A raid failed.", given=on("2013-10-01")))
    assert (days(told), told.basis) == (("2014-10-01", "2014-10-01"), "dateline")
    assert "2013-10-01 was given and is set aside" in told.reason


def test_a_dateline_without_year_beats_a_given_day_of_the_same_week() -> None:
    told = reasoned(article("KABUL, Afghanistan (Mar. 17) -- A force held two men.", given=on("2012-03-19")))
    assert (days(told), told.basis) == (("2012-03-17", "2012-03-17"), "dateline")


def test_a_given_day_stands_where_nothing_contradicts_it() -> None:
    assert reasoned(article(STORY + "It was the worst since 2015.", given=on("2019-05-01"))) == on("2019-05-01")


@pytest.mark.parametrize("line", ["Sunday 01 Oct 2014", "October 1, 2031", "03/04/2013"])
def test_a_misprinted_future_or_ambiguous_dateline_beats_nothing(line: str) -> None:
    assert reasoned(article(f"A raid fails\n\n{line}\n\n{STORY}", given=on("2013-04-12"))) == on("2013-04-12")


def test_the_day_a_page_was_saved_only_bounds_from_above() -> None:
    told = reasoned(article(f"Sunday, September 19th 2021\n\nA raid fails\n\n{STORY}"))
    assert days(told) == ("None", "2021-09-19")
    assert "when it was saved" in told.reason


def test_the_day_above_a_page_is_the_articles_where_the_article_tells_of_that_week() -> None:
    told = reasoned(article(f"Sunday, September 19th 2021\n\nA raid fails\n\n{STORY}It was on September 17."))
    assert days(told) == ("2021-09-19", "2021-09-19")


def test_the_day_a_page_was_saved_gives_way_to_the_day_under_the_headline() -> None:
    told = reasoned(article(f"Sunday, September 19th 2021\n\nA raid fails again\n\nMarch 15, 2019\n\n{STORY}"))
    assert days(told) == ("2019-03-15", "2019-03-15")


def test_a_date_in_page_furniture_is_no_dateline() -> None:
    text = f"A raid fails again\n\nMarch 15, 2019\n\n{STORY}"
    assert days(reasoned(article(text, furniture=["March 15, 2019"]))) == ("None", "2026-11-20")


def test_a_weekday_with_its_date_leaves_the_week_in_one_year() -> None:
    told = reasoned(article("A raid on Monday (August 30) killed two. The law of January 2015 goes on."))
    assert days(told) == ("2021-08-30", "2021-09-05")
    assert told.basis == "reasoned"
    assert "'Monday (August 30)' is so in 2021" in told.reason


def test_a_date_told_as_yesterday_leaves_the_day_after_it() -> None:
    told = reasoned(article("A man was held yesterday (July 27, 2022) for a blast."))
    assert days(told) == ("2022-07-28", "2022-07-28")


def test_the_years_that_stay_possible_are_kept_as_candidates() -> None:
    told = reasoned(article("A raid on Monday (August 30) killed two, the most since 2009, police said."))
    assert [str(first) for first, _ in told.candidates] == ["2010-08-30", "2021-08-30"]
    assert days(told) == ("2010-08-30", "2021-09-05")
    assert told.day is None


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Troops of Operation Barkhane killed two men.", "2014-07-13"),
        ("President Barack Obama spoke of the war.", "2009-01-20"),
        ("ISIL claimed the blast.", "2013-04-09"),
        ("Police in Khyber Pakhtunkhwa held two men.", "2010-03-31"),
        ("The National Action Plan of Pakistan is weak.", "2014-12-24"),
        ("The attack of May 5, 2012 killed two.", "2012-05-05"),
    ],
)
def test_what_an_article_names_bounds_it_from_below(text: str, first: str) -> None:
    told = reasoned(article(text))
    assert days(told) == (first, "2026-11-20")
    assert told.reason


@pytest.mark.parametrize(
    "text",
    [
        "The National Action Plan is weak.",
        "Deputy President William Ruto spoke.",
        "The river Isis rose.",
        "Elections will be held in 2023, officials said.",
        "The contract expires in 2024.",
    ],
)
def test_what_only_looks_dated_bounds_nothing(text: str) -> None:
    assert reasoned(article(text)) == Published(
        last=CAPTURED, basis="unknown", reason="nothing in it tells its day"
    ) or days(reasoned(article(text))) == ("None", "2026-11-20")


def test_a_launch_told_of_without_its_year_leaves_the_year_after_it() -> None:
    told = reasoned(article("Two died in Operation Radd-ul-Fasaad, launched in February, officials said."))
    assert days(told) == ("2017-02-22", "2018-01-31")


def test_who_speaks_today_as_president_was_president_then() -> None:
    told = reasoned(article("President Barack Obama said on Sunday that two had died."))
    past = reasoned(article("Former President Barack Obama said on Sunday that two had died."))
    assert days(told) == ("2009-01-20", "2017-01-26")
    assert days(past) == ("2009-01-20", "2026-11-20")


def test_days_without_a_year_that_stand_close_together_bound_the_season() -> None:
    text = "Two died on October 24. It was claimed on October 29. A shop was searched on November 1. ISIL was blamed."
    told = reasoned(article(text, captured=date(2015, 6, 1)))
    assert [(str(first), str(last)) for first, last in told.candidates] == [
        ("2013-11-01", "2014-02-01"),
        ("2014-11-01", "2015-02-01"),
    ]


def test_a_release_number_and_a_dateline_without_year_give_the_day() -> None:
    told = reasoned(
        article("2012-04-S-046\n\nFor Immediate Release\n\nKABUL, Afghanistan (Apr. 24) -- A force held two.")
    )
    assert days(told) == ("2012-04-24", "2012-04-24")


def test_a_given_month_is_narrowed_by_the_text() -> None:
    month = Published(first=date(2021, 8, 1), last=date(2021, 8, 31), basis="metadata", reason="its address says so")
    told = reasoned(article("A raid on Monday (August 30) killed two, police said.", given=month))
    assert days(told) == ("2021-08-30", "2021-08-31")


def test_nothing_is_made_up_where_nothing_is_told() -> None:
    told = reasoned(article(STORY, captured=None))
    assert (told.first, told.last, told.basis) == (None, None, "unknown")
    assert told.reason


PIECES = (
    "Monday (August 30)",
    "KABUL, Mar. 17 --",
    "\n",
    "said",
    "ISIL",
    "in 2015",
    "March 15, 2019",
    "Published:",
    ".",
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join))


@settings(max_examples=150, deadline=None)
@given(text=TEXTS, captured=st.none() | st.dates(min_value=date(1950, 1, 1)))
def test_any_text_gives_a_sound_range_with_its_reason(text: str, captured: date | None) -> None:
    told = reasoned(article(text, captured=captured))
    assert told.reason
    if told.first and told.last:
        assert told.first <= told.last
        spans = told.candidates or ((told.first, told.last),)
        assert all(first <= last for first, last in spans)
        assert (told.first, told.last) == (spans[0][0], spans[-1][1])
    for line in find_datelines(text):
        assert text[line.span.start : line.span.end] == line.span.quote


@pytest.mark.parametrize("piece", ["KABUL, Monday (August 30) ", "ISIL (", "Published ", "A, B, ", "2015-01-S-1 "])
def test_time_does_not_grow_with_a_hostile_page(piece: str) -> None:
    start = perf_counter()
    reasoned(article(piece * 20_000))
    assert perf_counter() - start < 10


TRUE_DAYS = [
    ("000", "2021-09-01", 7),
    ("001", "2016-11-04", 1500),
    ("002", "2017-06-05", 7),
    ("003", "2019-03-15", 1),
    ("004", "2017-06-04", 5000),
]


@pytest.mark.gold
@pytest.mark.skipif(not SEEDS.exists(), reason="the example articles are not here")
@pytest.mark.parametrize(("name", "true", "widest"), TRUE_DAYS)
def test_articles_without_metadata_get_a_range_that_holds_their_true_day(name: str, true: str, widest: int) -> None:
    text = next(SEEDS.glob(f"{name}_*.txt")).read_text(encoding="utf-8")
    told = reasoned(article(text))
    assert told.first is not None
    assert told.last is not None
    spans = told.candidates or ((told.first, told.last),)
    assert any(first <= date.fromisoformat(true) <= last for first, last in spans)
    assert sum((last - first).days + 1 for first, last in spans) <= widest
