"""The trained reader: a small neural model finds and relates, the rules' resolvers give values."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import TypeVar

import msgspec

from recount.codebook.issuers import issuers_in
from recount.errors import ModelError
from recount.read.aggregates import covered, find_statistics
from recount.read.captions import in_captions
from recount.read.court_days import is_day_in_court
from recount.read.denied import with_denials
from recount.read.encoder import Encoded, Encoder
from recount.read.gate import may_tell
from recount.read.headline_events import with_headline
from recount.read.languages import why_foreign
from recount.read.model_added import HURTING, added, outdone
from recount.read.model_calibration import Calibration
from recount.read.model_counsel import Counsel
from recount.read.model_decode import Bars, Beliefs, Told, decode
from recount.read.model_deeds import may_tell_deeds
from recount.read.model_heads import Heads
from recount.read.model_items import Places
from recount.read.model_labels import COUNTED, TAGS
from recount.read.model_places import without_larger
from recount.read.model_sequels import sequels
from recount.read.model_strays import send_home
from recount.read.model_triggers import span_of, trigger_of
from recount.read.model_values import Values
from recount.read.no_tolls import is_no_toll
from recount.read.other_days import is_other_day
from recount.read.own_places import own_places
from recount.read.published import reason_published
from recount.read.relations import find_relations
from recount.read.sentences import split_sentences
from recount.read.triggers import find_triggers
from recount.read.unreal import without_unreal
from recount.read.warnings import find_warnings
from recount.read.words import Words, find_words
from recount.records import (
    Attribution,
    Bond,
    Count,
    Document,
    Mention,
    Reading,
    Sameness,
    Sentence,
    Statistic,
    Trigger,
    Value,
    Where,
)

Settings = TypeVar("Settings", Bars, Calibration)

FEW = 32
"""Documents encoded together by `read_all`."""


@dataclass(frozen=True, slots=True)
class Page:
    """A document cut into words; why it is not read where it is in another language; whether it tells of violence."""

    document: Document
    words: Words
    triggers: Sequence[Trigger]
    foreign: str
    is_told: bool


@dataclass(frozen=True, slots=True)
class ModelReader:
    """Reads with the weights that come with the package."""

    encoder: Encoder
    heads: Heads
    bars: Bars = field(default_factory=Bars)
    calibration: Calibration = field(default_factory=Calibration)

    @classmethod
    def load(cls, folder: Path, *, threads: int = 0) -> "ModelReader":
        """The reader whose weights lie in `folder`."""
        return cls(
            Encoder.load(folder, threads=threads),
            Heads.load(folder / "heads.npz"),
            _settings(folder / "bars.json", Bars),
            _settings(folder / "calibration.json", Calibration),
        )

    def read(self, document: Document) -> Reading:
        """What stands in the document."""
        (reading,) = self.read_all([document])
        return reading

    def read_all(self, documents: Sequence[Document]) -> Iterator[Reading]:
        """Many documents, encoded by the dozen: faster than one by one, with equal results."""
        for at in range(0, len(documents), FEW):
            pages = [_page(document) for document in documents[at : at + FEW]]
            told = [page for page in pages if page.is_told]
            encoded = iter(self.encoder.encode([_without_furniture(page.document) for page in told]))
            for page in pages:
                yield self._reading(page, next(encoded)) if page.is_told else _empty(page)

    def _reading(self, page: Page, encoded: Encoded) -> Reading:
        document, sentences = page.document, page.words.sentences
        places, values = (
            Places(document.text, encoded.offsets, sentences),
            Values.of(document, page.words, page.triggers),
        )
        counsel = Counsel(values.words, values.mentions)
        believed = decode(self.heads, encoded.states, places, self.bars, values.proposals(), counsel)
        reading = as_reading(document, sentences, believed, values, self.calibration)
        reading = with_headline(reading, document.text, values.mentions)
        return with_denials(without_unreal(reading, page.words), document.text, values.spoken)


def _page(document: Document) -> Page:
    words = find_words(document.text, split_sentences(document.text, document.furniture))
    foreign = why_foreign(document.language, words.forms)
    triggers = () if foreign else find_triggers(words)
    told = not foreign and (
        may_tell(words, triggers) or may_tell_deeds(words) or next(issuers_in(document.text), None) is not None
    )
    return Page(document, words, triggers, foreign, told)


def _empty(page: Page) -> Reading:
    sentences = tuple(page.words.sentences)
    return Reading(
        document=page.document.id,
        published=reason_published(page.document, sentences),
        sentences=sentences,
        set_aside=(page.foreign,) if page.foreign else (),
    )


def _settings(path: Path, kind: type[Settings]) -> Settings:
    """What training chose, or the defaults where it chose nothing."""
    if not path.exists():
        return kind()
    try:
        return msgspec.json.decode(path.read_bytes(), type=kind)
    except msgspec.DecodeError as error:
        raise ModelError(
            f"The reader's settings in {path} are damaged: {error}", advice="Install Recount anew"
        ) from error


def _without_furniture(document: Document) -> str:
    """The text with its furniture blanked, so that every offset stays where it was."""
    text = document.text
    for span in document.furniture:
        text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
    return text


SURELY = 0.8
"""How sure it must be that a count is of an incident, to be kept where rules take it for a total over several."""
MONTH = 27
"""Days from which on a figure is one of a round-up."""

PINNED = frozenset({"date", "place", *COUNTED})
"""What makes an event a particular one; perpetrators and weapons are told of generalities too."""

LEAST = {"wounded": 0.39, "means": 0.5}
"""How likely a claim must be right to be recorded, where the bars of its parts let too many through."""

SCENE = frozenset({"date", "place"})
"""What a picture shows of its own; it may still show the dead of the event."""


def as_reading(
    document: Document,
    sentences: Sequence[Sentence],
    believed: Beliefs,
    values: Values,
    calibration: Calibration,
) -> Reading:
    """The model's beliefs with the rules' values, as every reader hands them on."""
    statistics = find_statistics(document, sentences, values.spoken, values.mentions, values.published)
    kept = [
        (told, value)
        for told, value in _kept(document, sentences, believed, values, statistics)
        if calibration.of(told) >= LEAST.get(TAGS[told.item.tag], 0.0)
    ]
    _tell_as_one(believed, kept)
    _leave_round_ups(believed, covered(statistics, sentences))
    send_home(believed.events, kept, _own_places(document, believed, values))
    told_of = {
        at
        for told, _ in kept
        for at, _ in told.incidents
        if TAGS[told.item.tag] in (COUNTED if believed.events[at].deed else PINNED)
    }
    triggers, samenesses, leaders = _triggers(document, believed, told_of)
    more = added(document, values, believed, kept, statistics)
    kept = [(told, value) for told, value in kept if not outdone(told, value, more)]
    return Reading(
        document=document.id,
        published=values.published,
        sentences=tuple(sentences),
        triggers=triggers,
        mentions=(
            *(_mention(document, told, value, values, calibration) for told, value in kept),
            *(mention for mention, _, _ in more),
        ),
        attributions=(
            *(_attribution(told, values, document) for told, _ in kept if values.speaker(told) or values.claimed(told)),
            *(said for _, said, _ in more if said),
        ),
        bonds=(
            *(
                Bond(trigger=leaders[incident], mention=number, score=round(max(0.5, chance / told.chance), 4))
                for number, (told, _) in enumerate(kept)
                for incident, chance in told.incidents
                if incident in leaders
            ),
            *(
                Bond(trigger=leaders[incident], mention=len(kept) + number, score=0.5)
                for number, (_, _, incident) in enumerate(more)
                if incident in leaders
            ),
        ),
        samenesses=samenesses,
        statistics=statistics,
        relations=find_relations(document, sentences, values.spoken, values.country),
        warnings=find_warnings(document, sentences, values.spoken, values.mentions),
    )


def _leave_round_ups(believed: Beliefs, stretches: Sequence[tuple[int, int]]) -> None:
    """Drop triggers that tell of many incidents together: "577 people were killed in 229 attacks in 2018"."""
    for event in believed.events:
        event.triggers = [
            item
            for item in event.triggers
            if not any(item.start < end and start < item.end for start, end in stretches)
        ]


def _kept(
    document: Document,
    sentences: Sequence[Sentence],
    believed: Beliefs,
    values: Values,
    statistics: Sequence[Statistic],
) -> list[tuple[Told, Value]]:
    """The claims with their values, but for totals, hollow words, other days, larger places and mere pictures."""
    shown = _only_shown(document, sentences, believed)
    kept = [
        (told, value)
        for told, value in values.settle(believed.claims)
        if not _is_total(told, statistics)
        and not (values.is_hollow(told) or values.is_response(told))
        and not (TAGS[told.item.tag] in SCENE and told.item.sentence in shown)
        and not (TAGS[told.item.tag] == "date" and is_other_day(document.text, told.item.start, told.item.end))
        and not _is_aftermath(document, believed, told)
        and not _is_no_toll(document, told, value)
    ]
    return without_larger(kept)


def _is_aftermath(document: Document, believed: Beliefs, told: Told) -> bool:
    """Whether it is the day of a charge or an arrest, taken for that of the attack."""
    return (
        TAGS[told.item.tag] == "date"
        and all(believed.events[at].type in HURTING for at, _ in told.incidents)
        and is_day_in_court(document.text, told.item.start, told.item.end)
    )


def _is_no_toll(document: Document, told: Told, value: Value) -> bool:
    """Whether it is an age, or counts all who were shot as dead."""
    count = value.best if isinstance(value, Count) else None
    return is_no_toll(TAGS[told.item.tag], document.text, told.item.start, told.item.end, count)


def _own_places(document: Document, believed: Beliefs, values: Values) -> list[list[Where | None]]:
    """The place that each trigger's own phrase gives it, by event."""
    return [
        own_places(document.text, [trigger_of(document, event, item) for item in event.triggers], values.mentions)
        for event in believed.events
    ]


def _tell_as_one(believed: Beliefs, kept: Sequence[tuple[Told, Value]]) -> None:
    """Put what is only told on of an event to it; an event that is left without triggers is none."""
    into = sequels(believed.events, kept)
    for late, early in into.items():
        event, whole = believed.events[late], believed.events[early]
        whole.triggers += event.triggers
        whole.type = event.type if event.type_chance > 0.6 and not event.deed else whole.type
        event.triggers = []
    for told, _ in kept:
        told.incidents = [(into.get(at, at), chance) for at, chance in told.incidents]


def _only_shown(document: Document, sentences: Sequence[Sentence], believed: Beliefs) -> frozenset[int]:
    """The sentences that tell what a picture shows and name no event."""
    told = {item.sentence for event in believed.events for item in event.triggers}
    return in_captions(document.text, sentences) - told


def _is_total(told: Told, statistics: Sequence[Statistic]) -> bool:
    """Whether a count is told of many incidents together: what the statistics say, unless the readers are surer."""
    if TAGS[told.item.tag] not in COUNTED:
        return False
    return any(
        told.item.start < one.span.end and one.span.start < told.item.end and (told.chance < SURELY or _is_long(one))
        for one in statistics
    )


def _is_long(statistic: Statistic) -> bool:
    """Whether a figure is of a month or more: no single incident lasts so long."""
    return statistic.period is not None and (statistic.period[1] - statistic.period[0]).days >= MONTH


def _triggers(
    document: Document, believed: Beliefs, told_of: Set[int]
) -> tuple[tuple[Trigger, ...], tuple[Sameness, ...], dict[int, int]]:
    """Triggers, which of them are one incident, and the number of each incident's first trigger.

    An incident of which neither day nor place nor count is told must be surer than others, or it is left out.
    """
    triggers: list[Trigger] = []
    samenesses: list[Sameness] = []
    leaders: dict[int, int] = {}
    for at, event in enumerate(believed.events):
        if not event.triggers:
            continue
        if at not in told_of and max(item.score for item in event.triggers) < believed.bare:
            continue
        leaders[at] = len(triggers)
        for item in event.triggers:
            if len(triggers) > leaders[at]:
                samenesses.append(Sameness(left=leaders[at], right=len(triggers), score=1.0))
            triggers.append(trigger_of(document, event, item))
    return tuple(triggers), tuple(samenesses), leaders


def _mention(document: Document, told: Told, value: Value, values: Values, calibration: Calibration) -> Mention:
    name = TAGS[told.item.tag]
    return Mention(
        span=span_of(document, told.item),
        sentence=told.item.sentence,
        field=name,  # type: ignore[arg-type]
        value=value,
        of=values.group_of(told) if name in COUNTED else None,
        part=name in COUNTED and values.is_part(told),
        stance=values.stance(told),
        confidence=round(calibration.of(told), 4),
    )


def _attribution(told: Told, values: Values, document: Document) -> Attribution:
    claimed = values.claimed(told)
    return Attribution(
        source=claimed or values.speaker(told),
        content=span_of(document, told.item),
        stance=values.stance(told),
        confidence=round(told.stance_chance, 4),
    )


@cache
def load_reader(threads: int = 0) -> ModelReader:
    """The reader with the weights that come with the package, made once."""
    with as_file(files("recount.read").joinpath("weights")) as folder:
        return ModelReader.load(folder, threads=threads)
