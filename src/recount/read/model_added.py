"""Claims that rules read where the trained reader is nearly blind: doubts, admissions, lengths of events."""

from collections.abc import Iterator, Sequence

from recount.read.authors import find_admissions
from recount.read.denials import find_denials
from recount.read.doubts import find_doubts
from recount.read.lengths import find_lengths
from recount.read.model_decode import Beliefs, Told
from recount.read.model_labels import TAGS
from recount.read.model_triggers import trigger_of
from recount.read.model_values import Values
from recount.records import Attribution, Document, Mention, Value, When

Added = tuple[Mention, Attribution | None, int]


def added(
    document: Document, values: Values, believed: Beliefs, kept: Sequence[tuple[Told, Value]]
) -> tuple[Added, ...]:
    """Each such claim with who says it and the number of its incident."""
    return (
        *_doubts(values, kept),
        *_admissions(values, believed),
        *_denials(values, kept),
        *_lengths(document, values, believed, kept),
    )


def outdone(told: Told, value: Value, more: Sequence[Added]) -> bool:
    """Whether the trained reader took the words of such a claim for another one of the same actor."""
    return TAGS[told.item.tag] == "perpetrator" and any(
        mention.field == "perpetrator"
        and mention.value == value
        and mention.stance in ("claims", "denies")
        and (told.item.sentence == mention.sentence and told.stance in ("claims", "denies", "asserts"))
        for mention, _, _ in more
    )


def _doubts(values: Values, kept: Sequence[tuple[Told, Value]]) -> Iterator[Added]:
    """Doubts of claims of responsibility, each with the incident whose claim is doubted."""
    for mention, said, claim in find_doubts(values.words, values.mentions, values.spoken):
        for told, _ in kept:
            if (
                TAGS[told.item.tag] == "perpetrator"
                and told.item.start < claim.span.end
                and claim.span.start < told.item.end
            ):
                yield mention, said, told.incidents[0][0]
                break


def _admissions(values: Values, believed: Beliefs) -> Iterator[Added]:
    """Claims of responsibility in other words, each with the incident that its sentence names."""
    for mention, said in find_admissions(values.words, values.parties):
        named = (
            (abs(item.start - mention.span.end), at)
            for at, event in enumerate(believed.events)
            for item in event.triggers
            if item.sentence == mention.sentence
        )
        for _, at in sorted(named)[:1]:
            yield mention, said, at


def _denials(values: Values, kept: Sequence[tuple[Told, Value]]) -> Iterator[Added]:
    """Denials, each with the incident of the claim that is denied."""
    at = [told.incidents[0][0] for told, _ in kept if TAGS[told.item.tag] == "perpetrator" and told.incidents]
    accused = [
        Mention(span=values.span(told), sentence=told.item.sentence, field="perpetrator", value=value)
        for told, value in kept
        if TAGS[told.item.tag] == "perpetrator" and told.incidents
    ]
    number = {id(mention): incident for mention, incident in zip(accused, at, strict=True)}
    for mention, said, denied in find_denials(values.words, values.parties, accused):
        yield mention, said, number[id(denied)]


def _lengths(
    document: Document, values: Values, believed: Beliefs, kept: Sequence[tuple[Told, Value]]
) -> Iterator[Added]:
    """The days of incidents of which only the length is told."""
    dated = {at for told, value in kept if isinstance(value, When) for at, _ in told.incidents}
    number = {item.start: at for at, event in enumerate(believed.events) if at not in dated for item in event.triggers}
    triggers = [trigger_of(document, event, item) for event in believed.events for item in event.triggers]
    for mention, trigger in find_lengths(values.words, triggers, values.published, _days(values)):
        if trigger.span.start in number:
            yield mention, None, number[trigger.span.start]


def _days(values: Values) -> list[When]:
    return [mention.value for mention in values.mentions if isinstance(mention.value, When)]
