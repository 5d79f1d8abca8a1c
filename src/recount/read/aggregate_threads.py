"""What a figure leaves unsaid because another said it before: its period, its area, whose report it stands in."""

import re
from collections.abc import Sequence
from dataclasses import replace

from recount.codebook.aggregates import load_aggregates
from recount.codebook.issuers import find_issuer, issuers_in
from recount.codebook.voices import voice
from recount.read.aggregate_figures import Figure
from recount.read.aggregate_scope import Setting
from recount.records import Speaker, Statistic

Told = Sequence[tuple[Figure, Statistic]]

FEW = 24
"""So many statistics before one are looked at."""

_FAR = 4
"""So many sentences back a report may be taken up again."""


_BACK = 1000
"""So many characters before "the report" its issuer may be named."""

_MONTH = 27
"""Days from which on a period is one of a report."""

_REPORT = re.compile(
    r"(?:the|this|that|its|an?|their)?\s*(?:(?:[a-z][\w-]*|[A-Z]\w+-based)['’]?s?\s+){0,4}"
    r"(?:reports?|study|survey|assessment|review|institute|think[- ]tank|organi[sz]ation|group|body|watchdog|monitor|"
    r"observatory|centre|center|data|statistics|figures|findings)(?:['’]s?)?|it|they"
)


def take_up(setting: Setting, statistic: Statistic, figure: Figure, told: Told) -> Statistic:
    """A statistic with what it leaves unsaid from the one that it takes up.

    Four ways to take one up: the sentence after it begins so ("Among those killed were"); it is by the same speaker;
    it stands in the next sentence, and that one counts attacks or quotes a report; it is of the same period.
    """
    statistic = replace(statistic, speaker=_named(setting, statistic.speaker, told))
    before = _taken_up(setting, statistic, figure, told)
    if before is None or figure.measure == "members":
        return statistic
    return replace(
        statistic,
        period=statistic.period or before.period,
        area=statistic.area or before.area,
        speaker=statistic.speaker or before.speaker,
    )


def _named(setting: Setting, speaker: Speaker | None, told: Told) -> Speaker | None:
    """A speaker who is called "the report" or "the institute", under the name of the issuer told of before."""
    if speaker is None or not _REPORT.fullmatch(_lower_start(speaker.span.quote)):
        return speaker
    voices = [one.speaker.voice for _, one in told if one.speaker is not None and one.speaker.span != speaker.span]
    start = max(0, speaker.span.start - _BACK)
    named = [voice(span.quote, setting.country) for span in issuers_in(setting.text, start, speaker.span.start)]
    before = named[-1:] or voices[-1:]
    return Speaker(span=speaker.span, voice=before[0]) if before else speaker


def _lower_start(words: str) -> str:
    return words[:1].lower() + words[1:]


def _taken_up(setting: Setting, statistic: Statistic, figure: Figure, told: Told) -> Statistic | None:
    sentence = setting.sentences[figure.sentence]
    earlier = [pair for pair in told if 0 < sentence.number - pair[0].sentence <= _FAR and not pair[0].compared]
    last = [pair for pair in earlier if sentence.number - pair[0].sentence == 1]
    if last and load_aggregates().continued.match(setting.text, sentence.start, sentence.end):
        return last[0][1]
    if statistic.period is not None:
        same = [one for _, one in last if one.period == statistic.period and _of_a_report(one)]
        return same[0] if same and statistic.speaker is None else None
    same = [one for _, one in earlier if _same_voice(one, statistic)]
    if same:
        return same[-1]
    if not last or statistic.speaker is not None or figure.kind == "ordinal":
        return None
    beside = setting.sentences[last[0][0].sentence].paragraph == sentence.paragraph
    counts = beside and any(other.measure == "incidents" for other, _ in last)
    return last[0][1] if counts or _of_a_report(last[0][1]) else None


def _of_a_report(one: Statistic) -> bool:
    """Whether a figure is one of an issuer's report of a month or more."""
    return one.speaker is not None and one.period is not None and (one.period[1] - one.period[0]).days >= _MONTH


def _same_voice(one: Statistic, other: Statistic) -> bool:
    if one.speaker is None or other.speaker is None:
        return False
    issuers = [find_issuer(f"{each.voice} | {each.span.quote}") for each in (one.speaker, other.speaker)]
    return one.speaker.voice == other.speaker.voice or (issuers[0] is not None and issuers[0] == issuers[1])
