"""Codes a reading: its triggers become incidents, its mentions claims, each with its speaker and stance."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from recount.coding.claims import code_claims, regrouped
from recount.coding.grouped import group_triggers, in_order
from recount.coding.one_side import of_one_side, whose_dead
from recount.contract import report_id, told_apart
from recount.records import Account, Claim, Document, EventType, Reading, Report, Sentence, Span, Status, Trigger, When

MOST_TRIGGERS = 8
LATE = 8
"""An event first named in this sentence or later is background."""
OLD = 21
"""An event that lies more days back than this is background."""
LEAD = 12
"""How many sentences of a document that tells of one event alone are taken to be about it."""


def code(document: Document, reading: Reading) -> Account:
    """What this document says of each incident."""
    groups = group_triggers(reading)
    reports = [_report(document, reading, group, alone=len(groups) == 1) for group in groups]
    return Account(
        document=document.id,
        published=reading.published,
        reports=told_apart(reports, document),
        statistics=reading.statistics,
        relations=reading.relations,
        warnings=reading.warnings,
        set_aside=reading.set_aside,
    )


def _report(document: Document, reading: Reading, group: list[int], *, alone: bool) -> Report:
    triggers = in_order([reading.triggers[number] for number in group])
    spans = tuple(trigger.span for trigger in triggers[:MOST_TRIGGERS])
    kind = _type(triggers)
    claims = of_one_side(kind, code_claims(document, reading, group))
    claims = tuple(regrouped(document, claim, whose_dead(kind, claim, claims)) for claim in claims)
    focus = _is_focus(reading, triggers, claims)
    evidence = _evidence(triggers, claims)
    return Report(
        id=report_id(document, spans, claims),
        document=document.id,
        type=kind,
        status=_status(triggers),
        focus=focus,
        triggers=spans,
        claims=claims,
        context=context_of(document, reading.sentences, evidence, alone=alone and focus),
    )


def _is_focus(reading: Reading, triggers: list[Trigger], claims: tuple[Claim, ...]) -> bool:
    """Whether the news is about it: named early, and of the last weeks as far as its day is told."""
    if triggers[0].sentence >= LATE:
        return False
    latest = [claim.value.last for claim in claims if isinstance(claim.value, When) and claim.value.last]
    told = reading.published.first
    return told is None or not latest or (told - max(latest)).days <= OLD


def context_of(document: Document, sentences: Sequence[Sentence], told: Iterable[Span], *, alone: bool) -> str:
    """The sentences that name the event or tell of it, each once: the words that linking compares.

    Where the news is this event alone, the first sentences are about it, whatever they say.
    """
    starts = [sentence.start for sentence in sentences]
    numbers = {bisect_right(starts, span.start) - 1 for span in told} | set(range(LEAD if alone else 0))
    held = [sentences[number] for number in sorted(numbers) if 0 <= number < len(sentences)]
    return " ".join(document.text[sentence.start : sentence.end] for sentence in held)


def _evidence(triggers: list[Trigger], claims: tuple[Claim, ...]) -> Iterator[Span]:
    yield from (trigger.span for trigger in triggers)
    yield from (claim.span for claim in claims)


def _status(triggers: list[Trigger]) -> Status:
    """What most of its mentions say of it; on a tie it is taken to have happened."""
    votes = Counter(trigger.status for trigger in triggers)
    return max(sorted(votes), key=lambda status: (votes[status], status == "happened"))


def _type(triggers: list[Trigger]) -> EventType:
    votes: Counter[EventType] = Counter()
    for trigger in triggers:
        votes[trigger.type] += 1
    return votes.most_common(1)[0][0]
