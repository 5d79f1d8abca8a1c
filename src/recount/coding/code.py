"""Codes a reading: its triggers become incidents, its mentions claims, each with its speaker and stance."""

from collections import Counter

from recount.coding.claims import code_claims
from recount.coding.grouped import group_triggers, in_order
from recount.contract import report_id
from recount.records import Account, Document, EventType, Reading, Report, Trigger

MOST_TRIGGERS = 8


def code(document: Document, reading: Reading) -> Account:
    """What this document says of each incident."""
    reports = tuple(_report(document, reading, group) for group in group_triggers(reading))
    return Account(
        document=document.id,
        published=reading.published,
        reports=reports,
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
        status="happened",
        focus=triggers[0].sentence < 3,
        triggers=spans,
        claims=claims,
        context=" ".join(span.quote for span in spans),
    )


def _type(triggers: list[Trigger]) -> EventType:
    votes: Counter[EventType] = Counter()
    for trigger in triggers:
        votes[trigger.type] += 1
    return votes.most_common(1)[0][0]
