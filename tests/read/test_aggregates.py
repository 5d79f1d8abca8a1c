"""Figures over many incidents: what is one, what it measures, from when to when, where, and who counted."""

import json
from datetime import date
from pathlib import Path

import pytest
from annotated import load_scorer
from hypothesis import given, settings
from hypothesis import strategies as st

from recount.codebook.places import load_gazetteer
from recount.contract import statistic_as_json
from recount.ingest import IngestOptions, ingest
from recount.read.aggregates import covered, find_statistics, outside
from recount.read.casualties import find_casualties
from recount.read.days import find_days
from recount.read.places import find_places
from recount.read.published import reason_published
from recount.read.sentences import split_sentences
from recount.read.speakers import find_attributions
from recount.records import Document, Published, Span, Trigger
from recount.tally import audit

SHARED = Path(__file__).parents[2] / ".." / "shared"
EXAMPLES = Path(__file__).parents[2] / "src" / "recount" / "examples"
YEAR = ("2018-01-01", "2018-12-31")


def published(day="2019-03-15"):
    return Published(first=date.fromisoformat(day), last=date.fromisoformat(day), basis="given") if day else Published()


def inputs(document, when):
    sentences = split_sentences(document.text, document.furniture)
    mentions = [
        *find_casualties(document.text, sentences),
        *find_days(document.text, sentences, when),
        *find_places(document.text, sentences, load_gazetteer()),
    ]
    return sentences, find_attributions(document.text, sentences), mentions


def told(text, day="2019-03-15"):
    document, when = Document(id="one", name="one", text=text), published(day)
    return find_statistics(document, *inputs(document, when), when)


def the_only(text, day="2019-03-15"):
    (one,) = told(text, day)
    return one


def days(one):
    return tuple(day.isoformat() for day in one.period) if one.period else None


@pytest.mark.parametrize(
    ("text", "measure", "value"),
    [
        ("Some 812 people were killed in acts of terrorism across Pakistan in 2018.", "killed", (None, 812, None)),
        ("The army says 140 air strikes have been carried out in Yemen since May.", "incidents", (140, 140, 140)),
        ("There were 231 militant attacks in Sindh in 2018.", "incidents", (231, 231, 231)),
        ("It was the sixth bombing in Kabul this month.", "incidents", (6, 6, 6)),
        ("Fighting has driven tens of thousands of people from their homes.", "displaced", (20000, None, None)),
        ("More than 90,000 people have fled their homes since January.", "displaced", (90001, 90001, None)),
        ("The war has killed at least 40,000 people and displaced millions.", "displaced", (2000000, None, None)),
        ("The group has some 600 fighters in the valley.", "members", (None, 600, None)),
        ("Officials announced a three hundred-strong force for the border.", "members", (300, 300, 300)),
        ("Nearly 150 foreign workers have been kidnapped in the delta this year.", "abducted", (None, 150, 150)),
    ],
)
def test_a_figure_over_many_incidents_is_found(text, measure, value):
    assert (measure, value) in {(one.measure, one.value) for one in told(text)}


@pytest.mark.parametrize(
    "text",
    [
        "A suicide bomber killed 25 people at a shrine near Sehwan on Friday.",
        "The blast wounded 12 police officers in Quetta.",
        "Gunmen abducted three engineers from a road in Helmand on Monday.",
        "Two bombs were found and defused outside the court.",
        "The 2005 London bombings killed 52 people.",
        "The virus has killed 1,200 people since January.",
        "A 275-member parliament met in the capital.",
        "Police arrested 14 suspects in a raid on Tuesday.",
        "12 September 2017 - Air strikes hit the town.",
    ],
)
def test_one_incidents_own_toll_is_no_statistic(text):
    assert told(text) == ()


@pytest.mark.parametrize(
    ("text", "value", "of_what"),
    [
        ("Terrorist attacks fell by 29 percent last year.", (-29, -29, -29), "incidents"),
        ("There was a decline of about 15% in attacks last year.", (None, -15, None), "incidents"),
        ("The number of deaths rose by 12.5 per cent in 2018.", (12.5, 12.5, 12.5), "killed"),
        ("Suicide bombings increased by more than 40 percent in 2018.", (41, 41, None), "incidents"),
    ],
)
def test_a_change_carries_its_sign_and_what_changed(text, value, of_what):
    one = the_only(text)
    assert (one.measure, one.unit, one.value, one.of_what) == ("change", "percent", value, of_what)
    assert days(one) == YEAR


def test_a_share_says_of_what_it_is():
    one = the_only("Sindh alone saw 41% of the year's toll.")
    assert (one.measure, one.unit, one.value, one.of_what, one.area) == (
        "share",
        "percent",
        (41,) * 3,
        "killed",
        "Sindh",
    )


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("At least 300 civilians have been killed in Idlib since April.", ("2018-04-01", "2019-03-15")),
        ("At least 300 civilians have been killed since the war began in March 2011.", ("2011-03-01", "2019-03-15")),
        ("The conflict that erupted with protests in 2011 has killed 40,000 people.", ("2011-01-01", "2019-03-15")),
        ("Security forces carried out 46 operations in Sindh in the past two weeks.", ("2019-03-01", "2019-03-15")),
        ("The jets carried out 60 air raids on Idlib in the last 24 hours.", ("2019-03-14", "2019-03-15")),
        ("Four days of shelling have killed 60 people in Eastern Ghouta.", ("2019-03-11", "2019-03-15")),
        ("The Observatory said in a report published in February that 812 people were killed in Sindh in 2018.", YEAR),
        ("The group has some 600 fighters in the valley, up since 2014.", None),
    ],
)  # fmt: skip
def test_a_figure_knows_from_when_to_when_it_counts(text, period):
    assert days(the_only(text)) == period


def test_without_a_day_of_publication_only_a_printed_period_is_known():
    assert days(the_only("At least 756 civilians were killed in attacks in 2006.", day=None)) == (
        "2006-01-01",
        "2006-12-31",
    )
    assert days(the_only("At least 300 civilians have been killed in Idlib since April.", day=None)) is None


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("More than 300 civilians have been killed in Idlib since April.", "Idlib"),
        ("The war in Syria has killed at least 40,000 people, many of them near Aleppo.", "Syria"),
        ("Five attacks killed 38% of the victims in Balochistan and Sindh in 2018.", "Balochistan and Sindh"),
        ("At least 60 rebels were killed in separate operations in eastern Afghanistan.", "eastern Afghanistan"),
        ("Jets hit the town of Al-Bab. In May more than 160 civilians were killed by attacks on the town.", "Al-Bab"),
        ("KABUL, Afghanistan -- More than 300 insurgents have been killed since April.", "Afghanistan"),
    ],
)  # fmt: skip
def test_a_figure_knows_where_it_counts(text, area):
    assert {one.area for one in told(text)} == {area}


def test_a_figure_beside_another_has_the_time_that_follows_it():
    text = "As many as 26 attacks took place in Pakistan this January, compared to 11 in the month before."
    now, before = told(text)
    assert (now.value[1], days(now)) == (26, ("2019-01-01", "2019-01-31"))
    assert (before.measure, before.value[1], days(before)) == ("incidents", 11, ("2018-12-01", "2018-12-31"))


def test_categories_take_up_the_period_of_the_sentence_before():
    text = (
        "There were 26 attacks in Pakistan this January, which claimed 30 lives. "
        "Among those killed were nine security officials, 14 civilians and seven militants."
    )
    parts = [one for one in told(text) if one.of in {"security", "civilian", "militant"}]
    assert [(one.value[1], one.of) for one in parts] == [(9, "security"), (14, "civilian"), (7, "militant")]
    assert {days(one) for one in parts} == {("2019-01-01", "2019-01-31")}


def test_whoever_counts_is_the_speaker_and_whoever_does_it_the_actor():
    attacks, killed = told("The Crisis Centre for Peace recorded 90 attacks and 44 deaths in Sindh in 2018.")
    assert attacks.speaker.span.quote == killed.speaker.span.quote == "The Crisis Centre for Peace"
    attacks, killed = told("Nationalist groups carried out 80 attacks in Sindh in 2018 which killed 96 people.")
    assert attacks.actor == killed.actor == "nationalist groups"


def test_a_repeated_headline_counts_once():
    line = "War has killed 40,000 people in Syria since 2011.\n"
    assert len(told(line * 3)) == 1


def test_the_bundled_round_up_is_read_whole_and_adds_up():
    (document,) = ingest(
        str(EXAMPLES / "pakistan-2018-round-up.txt"), options=IngestOptions(captured=date(2026, 11, 20))
    )
    sentences = split_sentences(document.text, document.furniture)
    when = reason_published(document, sentences)
    statistics = find_statistics(document, *inputs(document, when), when)
    assert {days(one) for one in statistics} == {YEAR}
    assert {(one.measure, one.value[1]) for one in statistics} == {
        ("incidents", 262), ("change", -29), ("killed", 595), ("wounded", 1030), ("incidents", 171), ("killed", 449),
        ("incidents", 80), ("killed", 96), ("incidents", 11), ("killed", 50), ("killed", 354), ("share", 59),
        ("incidents", 229), ("killed", 577),
    }  # fmt: skip
    assert len({one.speaker.voice for one in statistics}) == 2
    assert sorted(finding.verdict for finding in audit(statistics)) == ["not enough data"] + ["reproduced"] * 3


def test_what_statistics_cover_makes_no_incident():
    text = "Nationalist groups carried out 171 attacks in Sindh in 2018 in which 449 people were killed."
    document, when = Document(id="one", name="one", text=text), published()
    sentences, attributions, mentions = inputs(document, when)
    statistics = find_statistics(document, sentences, attributions, mentions, when)
    at = text.index("attacks")
    trigger = Trigger(span=Span(start=at, end=at + 7, quote="attacks"), sentence=0, type="attack")
    triggers, left = outside([trigger], mentions, covered(statistics, sentences))
    assert triggers == ()
    assert {mention.field for mention in left} == {"date", "place"}


def test_a_days_toll_stays_with_the_incidents_of_that_day():
    text = "Bombings in Baghdad and Mosul killed 41 people and wounded 90 others in separate attacks on Thursday."
    document, when = Document(id="one", name="one", text=text), published()
    sentences, attributions, mentions = inputs(document, when)
    statistics = find_statistics(document, sentences, attributions, mentions, when)
    assert {one.value[1] for one in statistics} == {41, 90}
    assert covered(statistics, sentences) == ()


WORDS = [
    "killed",
    "1,200",
    "people",
    "since",
    "2011",
    "attacks",
    "59%",
    "of",
    "the",
    "toll",
    "war",
    ".",
    "(",
    "in Syria",
]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from([*WORDS, "12 March", "dozens", "fled", "⟦1⟧", "the", "separate", "years"]), max_size=40)
)
def test_any_words_give_quotes_that_stand_in_the_text(words):
    text = " ".join(words)
    for one in told(text):
        assert text[one.span.start : one.span.end] == one.span.quote
        assert one.unit == ("percent" if one.measure in {"share", "change"} else "count")


@pytest.mark.gold
@pytest.mark.skipif(not (SHARED / "gold").exists(), reason="the annotated articles are not part of the package")
def test_statistics_of_annotated_articles_keep_their_floor():
    scorer = load_scorer()
    lines = (SHARED / "gold" / "dev.gold.jsonl").read_text(encoding="utf-8").split("\n")
    gold = {one["doc"]: one["statistics"] for one in map(json.loads, filter(None, lines))}
    hits = predicted = 0
    articles = str(SHARED / "gold" / "dev.articles.jsonl.gz")
    for document in ingest(articles, options=IngestOptions(captured=date(2026, 11, 20))):
        sentences = split_sentences(document.text, document.furniture)
        when = reason_published(document, sentences)
        found = [statistic_as_json(one) for one in find_statistics(document, *inputs(document, when), when)]
        predicted += len(found)
        hits += scorer.paired(gold[document.name], found, lambda a, b: _equal(scorer, a, b))
    assert 2 * hits / (predicted + sum(map(len, gold.values()))) >= 0.65


def _equal(scorer, a, b):
    same = all(a[key] == b[key] for key in ("v", "measure", "unit", "period"))
    return same and (not a["area"] or (bool(b["area"]) and scorer.same_name(a["area"], b["area"])))
