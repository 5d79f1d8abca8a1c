"""Figures over many incidents: totals, shares, changes, the strength of a group, with period, area and speaker.

"262 attacks", "595 people were killed in 2018", "a decline of 29 percent", and a day's toll over several places. One
incident's own toll is left to the counts of people (`casualties.py`).
"""

from collections.abc import Sequence
from dataclasses import replace

from recount.codebook.issuers import find_issuer
from recount.read.aggregate_actors import actor_of, counted_by, reported_by
from recount.read.aggregate_figures import MEASURES, Figure, find_figures
from recount.read.aggregate_parts import with_parts
from recount.read.aggregate_percents import find_percents
from recount.read.aggregate_scope import Setting, area_of, began_before, by_sentence, country_name, period_of, said_in
from recount.read.aggregate_threads import FEW, take_up
from recount.read.aggregate_weighing import Weighed, weigh
from recount.read.days import ANY_DAY, find_days
from recount.read.mentions import main_country
from recount.read.spoken import speaker_at
from recount.records import Attribution, Document, Mention, Published, Sentence, Span, Statistic, Trigger, content_id

_MONTH = 27
"""Days from which on a period is one of round-ups."""


def find_statistics(
    document: Document,
    sentences: Sequence[Sentence],
    attributions: Sequence[Attribution],
    mentions: Sequence[Mention],
    published: Published,
) -> tuple[Statistic, ...]:
    """Every published figure over many incidents, in the order of the text.

    `mentions` are those of any reader; of them only dates, places and counts of people are looked at.
    """
    text = document.text
    counts = with_parts(text, sentences, find_figures(text, sentences, mentions))
    figures = [*counts, *find_percents(text, sentences)]
    if not figures:
        return ()
    places = [mention for mention in mentions if mention.field == "place"]
    counting = {figure.sentence for figure in figures}
    told = [sentence for sentence in sentences if sentence.number in counting]
    lengths = find_days(text, told, Published(first=ANY_DAY, last=ANY_DAY))
    weighed = weigh(text, sentences, figures, [*lengths, *places])
    said = said_in(sentences, attributions)
    setting = Setting(
        text=text,
        sentences=sentences,
        dates=by_sentence(mention for mention in mentions if mention.field == "date"),
        places=by_sentence(place for place in places if not _is_source(place, said.get(place.sentence, ()))),
        said=said,
        published=published,
        country=main_country(mentions),
    )
    return _once(_statistics(document, setting, weighed))


def _statistics(document: Document, setting: Setting, weighed: Sequence[Weighed]) -> list[Statistic]:
    beside = by_sentence(one.figure for one in weighed)
    told: list[tuple[Figure, Statistic]] = []
    for one in weighed:
        statistic = _statistic(document, setting, one.figure, beside[one.figure.sentence])
        whole = take_up(setting, statistic, one.figure, told[-FEW:])
        told.append((one.figure, replace(whole, area=whole.area or country_name(setting.country))))
    return [statistic for _, statistic in told]


def _statistic(document: Document, setting: Setting, figure: Figure, beside: Sequence[Figure]) -> Statistic:
    period = period_of(setting, figure, beside)
    if period is None and figure.measure in {"killed", "wounded", "displaced"}:
        period = began_before(setting, figure)
    said = setting.said.get(figure.sentence, ())
    return Statistic(
        id=content_id("statistic", document.id, figure.span.start, figure.span.end, figure.measure, list(figure.value)),
        measure=figure.measure,
        value=figure.value,
        unit=figure.unit,
        span=figure.span,
        period=period,
        area=area_of(setting, figure),
        actor=actor_of(setting, figure, beside),
        of=figure.of,
        of_what=figure.of_what,
        speaker=counted_by(setting, figure, beside)
        or speaker_at(figure.span, said, setting.country)
        or reported_by(setting, figure),
    )


def _is_source(place: Mention, said: Sequence[Attribution]) -> bool:
    """Whether a place belongs to the name of who speaks: "the defence ministry in Moscow"."""
    sources = [one.source for one in said if one.source is not None]
    return any(source.start <= place.span.start < source.end for source in sources)


def _once(statistics: Sequence[Statistic]) -> tuple[Statistic, ...]:
    """Each figure once: a headline is often repeated in the text."""
    kept: dict[tuple[object, ...], Statistic] = {}
    for one in statistics:
        kept.setdefault((one.measure, one.value, one.of, one.period, one.area), one)
    return tuple(kept.values())


def covered(statistics: Sequence[Statistic], sentences: Sequence[Sentence]) -> tuple[tuple[int, int], ...]:
    """The stretches (first and last offset) that tell of many incidents: a trigger or count in them makes no incident.

    A day's toll is a claim of that day's incidents as well and covers nothing. A sentence with several figures of a
    month or more, or with one by a known issuer of totals, is a round-up and covered as a whole.
    """
    told = [one for one in statistics if not _is_days_toll(one)]
    found = [(one.span.start, one.span.end) for one in told]
    for sentence in sentences:
        inside = [one for one in told if sentence.start <= one.span.start < sentence.end and _length(one) >= _MONTH]
        if len(inside) > 1 or any(_by_issuer(one) for one in inside):
            found.append((sentence.start, sentence.end))
    return tuple(found)


def outside(
    triggers: Sequence[Trigger], mentions: Sequence[Mention], stretches: Sequence[tuple[int, int]]
) -> tuple[tuple[Trigger, ...], tuple[Mention, ...]]:
    """The triggers and mentions without those that only a statistic is made of; days, places and actors stay."""

    def inside(span: Span) -> bool:
        return any(span.start < end and start < span.end for start, end in stretches)

    return (
        tuple(trigger for trigger in triggers if not inside(trigger.span)),
        tuple(mention for mention in mentions if mention.field not in MEASURES or not inside(mention.span)),
    )


def _by_issuer(one: Statistic) -> bool:
    speaker = one.speaker
    return speaker is not None and find_issuer(f"{speaker.voice} | {speaker.span.quote}") is not None


def _length(one: Statistic) -> int:
    return (one.period[1] - one.period[0]).days if one.period else 0


def _is_days_toll(one: Statistic) -> bool:
    return one.measure in {"killed", "wounded"} and one.period is not None and _length(one) <= 1
