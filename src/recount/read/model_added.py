"""Claims that rules read where the trained reader is nearly blind: doubts, admissions, lengths, lone victims."""

from collections.abc import Iterator, Sequence

from recount.read.authors import find_admissions
from recount.read.denials import find_denials
from recount.read.doubts import find_doubts
from recount.read.lengths import find_lengths
from recount.read.lone_victims import LEAD, PROBABLE, find_killed, find_wounded, told_of
from recount.read.model_decode import Beliefs, Told
from recount.read.model_labels import TAGS
from recount.read.model_triggers import trigger_of
from recount.read.model_values import Values
from recount.records import Attribution, Count, Document, EventType, Mention, Span, Statistic, Value, When

HURTING: frozenset[EventType] = frozenset({"shooting", "assault", "attack", "execution", "bombing", "suicide_bombing"})
"""Forms of events in which a victim told of without a number is looked for."""

Added = tuple[Mention, Attribution | None, int]


def added(
    document: Document,
    values: Values,
    believed: Beliefs,
    kept: Sequence[tuple[Told, Value]],
    totals: Sequence[Statistic],
) -> tuple[Added, ...]:
    """Each such claim with who says it and the number of its incident; `totals` are counts over many incidents."""
    return (
        *_doubts(values, kept),
        *_admissions(values, believed),
        *_denials(values, kept),
        *_lengths(document, values, believed, kept),
        *_lone_victims(values, believed, kept, totals),
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


def _lone_victims(
    values: Values, believed: Beliefs, kept: Sequence[tuple[Told, Value]], totals: Sequence[Statistic]
) -> Iterator[Added]:
    """Those whom rules count, or one person told of without a number, in the first event that hurts anybody.

    Only where the trained reader counts nobody; what is counted in `totals` is of many events.
    """
    told = {TAGS[one.item.tag] for one, _ in kept}
    at = next((at for at, event in enumerate(believed.events) if event.triggers and event.type in HURTING), None)
    if at is None or "killed" in told or any(event.status != "happened" for event in believed.events[at : at + 1]):
        return
    counted = [] if "wounded" in told else _counted_by_rules(values, totals)
    yield from ((mention, _said(values, mention.span), at) for mention in counted)
    if counted:
        return
    sentences = values.words.sentences
    found = next(find_killed(values.text, sentences), None)
    if found is None and "wounded" not in told:
        found = next(find_wounded(values.text, sentences), None)
    if found is not None:
        yield told_of(found), _said(values, found.span), at


def _counted_by_rules(values: Values, totals: Sequence[Statistic]) -> list[Mention]:
    """The first several killed and the first several wounded that the lead counts: "five teens were shot"."""
    found: dict[str, Mention] = {}
    for mention in values.mentions:
        several = isinstance(mention.value, Count) and (mention.value.best or 0) > 1 and not mention.part
        told = mention.field in {"killed", "wounded"} and several and mention.confidence >= PROBABLE
        if told and mention.sentence < LEAD and not any(_shares(mention.span, total.span) for total in totals):
            found.setdefault(mention.field, mention)
    return list(found.values())


def _shares(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _said(values: Values, words: Span) -> Attribution | None:
    """Who the rules hear say these words."""
    return next(
        (
            said
            for said in values.spoken
            if said.source and said.content.start <= words.start and words.end <= said.content.end
        ),
        None,
    )
