"""How likely a figure is one over many incidents: the points of the cues in the words around it, added up."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from recount.codebook.aggregates import Events, Weighing, load_aggregates
from recount.read.aggregate_figures import Figure, size_of
from recount.read.aggregate_scope import by_sentence
from recount.records import Mention, Sentence, When, Where

_LONG = 5
"""A time of so many days and more is longer than an attack lasts."""

_ROUND_UP = 2
"""A sentence so far behind a round-up's goes on with it, where it tells of no day."""

_MONTH = 27
"""Days that a round-up is of, at least."""

_SIZES = ((1000, "size 1000"), (100, "size 100"), (30, "size 30"), (10, "size 10"), (4, "size 4"), (2, "size 2"))
_FIELDS = frozenset({"wounded", "arrested", "abducted"})
_GROUPS = frozenset({"militant", "attacker"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A figure with its log odds of being a statistic, and the cues that gave them.

    `of_months`: its sentence tells of a month or more.
    """

    figure: Figure
    points: float
    reasons: tuple[str, ...]
    of_months: bool = False


def weigh(
    text: str, sentences: Sequence[Sentence], figures: Sequence[Figure], mentions: Sequence[Mention]
) -> list[Weighed]:
    """The figures that are statistics, sentence by sentence: what one is tells of the next.

    Of `mentions` the dates and places are looked at; only how long a date lasts matters.
    """
    kept: list[Weighed] = []
    told = by_sentence(mentions)
    for number, inside in sorted(by_sentence(figures).items()):
        scene = _Scene(text=text, sentence=sentences[number], mentions=told.get(number, []))
        beside = tuple(_from_before(scene, kept))
        kept += _sentence(scene, inside, beside)
    return kept


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scene:
    """A sentence with the dates and places in it."""

    text: str
    sentence: Sentence
    mentions: Sequence[Mention]
    known: Weighing = field(default_factory=lambda: load_aggregates().weighing)
    events: Events = field(default_factory=lambda: load_aggregates().events)


def _sentence(scene: _Scene, figures: Sequence[Figure], continued: Sequence[str]) -> list[Weighed]:
    first = [_weighed(scene, figure, continued) for figure in figures if figure.kind != "people"]
    counted = any(one.points >= 0 and one.figure.measure in {"incidents", "share", "change"} for one in first)
    beside = ("counted",) if counted and "round-up" not in continued else continued
    people = [_weighed(scene, figure, beside) for figure in figures if figure.kind == "people"]
    weighed = sorted([*first, *_levelled(people, scene.known)], key=lambda one: one.figure.span.start)
    months = any(_days(one.value) >= _MONTH for one in scene.mentions if isinstance(one.value, When))
    return [replace(one, of_months=months) for one in weighed if one.points >= 0]


def continues(text: str, sentence: Sentence, kept: Sequence[Weighed]) -> bool:
    """Whether a sentence takes up a statistic of the one before: "Among those killed were"."""
    if not kept or kept[-1].figure.sentence != sentence.number - 1:
        return False
    return load_aggregates().continued.match(text, sentence.start, sentence.end) is not None


def _from_before(scene: _Scene, kept: Sequence[Weighed]) -> Iterator[str]:
    """What the sentences before a sentence tell of its figures."""
    if continues(scene.text, scene.sentence, kept):
        yield "continued"
    elif _in_round_up(scene, kept):
        yield "round-up"


def _in_round_up(scene: _Scene, kept: Sequence[Weighed]) -> bool:
    """Whether a sentence goes on with a round-up: figures of months before it, no day and no one attack in it."""
    near = [one for one in kept if 0 < scene.sentence.number - one.figure.sentence <= _ROUND_UP]
    if not any("round-up" in one.reasons or one.of_months for one in near):
        return False
    days = [one.value for one in scene.mentions if isinstance(one.value, When)]
    if any(not _is_long(day) for day in days):
        return False
    return scene.events.one.search(scene.text, scene.sentence.start, scene.sentence.end) is None


def _weighed(scene: _Scene, figure: Figure, beside: Sequence[str]) -> Weighed:
    if figure.kind == "sure":
        ill = scene.known.cues["illness"].search(scene.text, scene.sentence.start, scene.sentence.end)
        return Weighed(figure=figure, points=-1.0 if ill else 1.0, reasons=("its form",))
    cues = (*_cues(scene, figure), *beside)
    start = scene.known.people if figure.kind == "people" else scene.known.events
    return Weighed(figure=figure, points=start + sum(scene.known.points.get(cue, 0.0) for cue in cues), reasons=cues)


def _cues(scene: _Scene, figure: Figure) -> list[str]:
    start = max(scene.sentence.start, figure.span.start - scene.known.before)
    end = min(scene.sentence.end, figure.span.end + scene.known.after)
    words = scene.text[start:end]
    told = [name for name, pattern in scene.known.cues.items() if pattern.search(words)]
    near = [mention.value for mention in scene.mentions if start <= mention.span.start < end]
    long = any(_is_long(when) for when in near if isinstance(when, When))
    if figure.kind == "people":
        return [*told, *_of_people(scene, figure, told, long=long, words=words), *_of_places(near)]
    return [*told, *_of_events(scene, figure, told, long=long, words=words)]


def _is_long(when: When) -> bool:
    return when.lasted or _days(when) >= _LONG


def _days(when: When) -> int:
    return (when.last - when.first).days if when.first and when.last else 0


def _of_people(scene: _Scene, figure: Figure, told: Sequence[str], *, long: bool, words: str) -> Iterator[str]:
    size = size_of(figure.value)
    many, single = scene.events.many.search(words) is not None, scene.events.one.search(words) is not None
    yield next((name for least, name in _SIZES if size >= least), "size 1")
    tests = (
        ("of a whole", figure.part_of is not None or figure.whole_of is not None),
        ("not exact", figure.value[0] != figure.value[2]),
        ("plural events", many and not single),
        ("both events", many and single),
        ("single event", single and not many),
        ("war of many", "war" in told and size >= 100),
        ("since then", "since" in told and ("perfect" in told or long)),
        ("long", long and not single),
        ("many people over long", long and not single and size >= 100),
        (figure.measure, figure.measure in _FIELDS),
        (str(figure.of), figure.of in _GROUPS),
    )
    yield from (name for name, holds in tests if holds)


def _of_events(scene: _Scene, figure: Figure, told: Sequence[str], *, long: bool, words: str) -> Iterator[str]:
    size = size_of(figure.value)
    if figure.kind == "ordinal":
        yield "nth event"
    else:
        yield "many events" if size >= 10 else "some events" if size >= 4 else "few events"
    tests = (
        ("of a whole", figure.part_of is not None or figure.whole_of is not None),
        ("told as counted", scene.events.counting.search(words) is not None),
        ("stretch", long or "hours" in told or "recent" in told),
        ("compared", figure.compared),
    )
    yield from (name for name, holds in tests if holds)


def _of_places(near: Sequence[object]) -> Iterator[str]:
    levels = {place.level for place in near if isinstance(place, Where)}
    if levels and levels <= {"locality", "site"}:
        yield "town"


def _levelled(people: Sequence[Weighed], known: Weighing) -> Iterator[Weighed]:
    """Counts side by side stand or fall together: "30 killed and 69 wounded"."""
    for at, one in enumerate(people):
        beside = [other for other in people[max(0, at - 1) : at + 2] if _gap(one, other) <= known.neighbours]
        points = max(one.points, (one.points + max(other.points for other in beside)) / 2)
        if one.figure.listed is not None:
            points = max(other.points for other in people if other.figure.listed == one.figure.listed)
        yield replace(one, points=points)


def _gap(one: Weighed, other: Weighed) -> int:
    return max(one.figure.span.start - other.figure.span.end, other.figure.span.start - one.figure.span.end, 0)
