"""What a figure leaves unsaid because another said it before: its period, its area, whose report it stands in."""

from collections.abc import Sequence
from dataclasses import replace

from recount.codebook.aggregates import load_aggregates
from recount.read.aggregate_figures import Figure
from recount.read.aggregate_scope import Setting
from recount.records import Statistic

Told = Sequence[tuple[Figure, Statistic]]

FEW = 24
"""So many statistics before one are looked at."""

_FAR = 4
"""So many sentences back a report may be taken up again."""


def take_up(setting: Setting, statistic: Statistic, figure: Figure, told: Told) -> Statistic:
    """A statistic with what it leaves unsaid from the one that it takes up.

    Three ways to take one up: the sentence after it begins so ("Among those killed were"); it is by the same speaker;
    or it stands in the next sentence of the same paragraph, and that one counts attacks.
    """
    before = _taken_up(setting, statistic, figure, told)
    if before is None or figure.measure == "members":
        return statistic
    return replace(
        statistic,
        period=statistic.period or before.period,
        area=statistic.area or before.area,
        speaker=statistic.speaker or before.speaker,
    )


def _taken_up(setting: Setting, statistic: Statistic, figure: Figure, told: Told) -> Statistic | None:
    sentence = setting.sentences[figure.sentence]
    earlier = [pair for pair in told if 0 < sentence.number - pair[0].sentence <= _FAR and not pair[0].compared]
    last = [pair for pair in earlier if sentence.number - pair[0].sentence == 1]
    if last and load_aggregates().continued.match(setting.text, sentence.start, sentence.end):
        return last[0][1]
    if statistic.period is not None:
        return None
    same = [one for _, one in earlier if _same_voice(one, statistic)]
    if same:
        return same[-1]
    beside = last and setting.sentences[last[0][0].sentence].paragraph == sentence.paragraph
    counts = any(other.measure == "incidents" for other, _ in last) and figure.kind != "ordinal"
    return last[0][1] if beside and counts and statistic.speaker is None else None


def _same_voice(one: Statistic, other: Statistic) -> bool:
    return one.speaker is not None and other.speaker is not None and one.speaker.voice == other.speaker.voice
