"""Codes a reading: its triggers become incidents, its mentions claims, each with its speaker and stance."""

from collections import Counter

from recount.coding.claims import code_claims
from recount.coding.grouped import group_triggers, in_order
from recount.contract import report_id, told_apart
from recount.records import Account, Claim, Document, EventType, Reading, Report, Status, Trigger, When

MOST_TRIGGERS = 8
LATE = 8
"""An event first named in this sentence or later is background."""
OLD = 21
"""An event that lies more days back than this is background."""


def code(document: Document, reading: Reading) -> Account:
    """What this document says of each incident."""
    reports = [_report(document, reading, group) for group in group_triggers(reading)]
    return Account(
        document=document.id,
        published=reading.published,
        reports=told_apart(reports, document),
        statistics=reading.statistics,
        relations=reading.relations,
        warnings=reading.warnings,
        set_aside=reading.set_aside,
    )


def _report(document: Document, reading: Reading, group: list[int]) -> Report:
    triggers = in_order([reading.triggers[number] for number in group])
    spans = tuple(trigger.span for trigger in triggers[:MOST_TRIGGERS])
    claims = code_claims(document, reading, group)
    return Report(
        id=report_id(document, spans, claims),
        document=document.id,
        type=_type(triggers),
        status=_status(triggers),
        focus=_is_focus(reading, triggers, claims),
        triggers=spans,
        claims=claims,
        context=_context(document, reading, triggers),
    )


def _is_focus(reading: Reading, triggers: list[Trigger], claims: tuple[Claim, ...]) -> bool:
    """Whether the news is about it: named early, and of the last weeks as far as its day is told."""
    if triggers[0].sentence >= LATE:
        return False
    latest = [claim.value.last for claim in claims if isinstance(claim.value, When) and claim.value.last]
    told = reading.published.first
    return told is None or not latest or (told - max(latest)).days <= OLD


def _context(document: Document, reading: Reading, triggers: list[Trigger]) -> str:
    """The words of the sentences that name the event, each once: what linking compares."""
    numbers = sorted({trigger.sentence for trigger in triggers})
    sentences = {sentence.number: sentence for sentence in reading.sentences}
    told = [sentences[number] for number in numbers if number in sentences]
    return " ".join(document.text[sentence.start : sentence.end] for sentence in told)


def _status(triggers: list[Trigger]) -> Status:
    """What most of its mentions say of it; on a tie it is taken to have happened."""
    votes = Counter(trigger.status for trigger in triggers)
    return max(sorted(votes), key=lambda status: (votes[status], status == "happened"))


def _type(triggers: list[Trigger]) -> EventType:
    votes: Counter[EventType] = Counter()
    for trigger in triggers:
        votes[trigger.type] += 1
    return votes.most_common(1)[0][0]
