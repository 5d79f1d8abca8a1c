"""What is told only to deny it: "officials denied that planes had bombed a hospital" is no bombing that happened.

An event that nobody but its denier speaks of is alleged, and who is said to have done it is denied. Where only a part
in it is denied ("denied any role in the attack") the event itself stands.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from recount.read.grouping import groups_of
from recount.records import Attribution, Mention, Reading, Span

_PART = re.compile(
    r"\b(?:responsib\w{1,6}|involve\w{0,5}|role|hand|part|links?|behind|connection|complicity|blame)\b", re.IGNORECASE
)
_KNOWN = re.compile(r"\b(?:the|this|these|[a-z]{3,6}day['’]s)\s+(?:\w{1,20}\s+){0,2}\Z", re.IGNORECASE)
_ACCUSES = re.compile(r"\b(?:blam(?:ed|es|ing)|accus(?:ed|es|ing))\b", re.IGNORECASE)
_CLAUSE = re.compile(r"\s+(?:that|it|they|he|she)\b", re.IGNORECASE)


def with_denials(reading: Reading, text: str, spoken: Sequence[Attribution]) -> Reading:
    """The reading with events and doers that are only denied told as such; `spoken` is what the rules heard."""
    denials = [
        said
        for said in spoken
        if said.stance == "denies" and any(_denies(said, trigger.span, text) for trigger in reading.triggers)
    ]
    if not denials:
        return reading
    groups = groups_of(len(reading.triggers), reading.samenesses)
    told = {
        group
        for group, trigger in zip(groups, reading.triggers, strict=True)
        if not any(_denies(said, trigger.span, text) for said in denials)
    }
    doers = {mention.span: said for mention in reading.mentions for said in denials if _is_doer(mention, said, text)}
    return replace(
        reading,
        triggers=tuple(
            trigger if group in told else replace(trigger, status="alleged")
            for group, trigger in zip(groups, reading.triggers, strict=True)
        ),
        mentions=tuple(
            replace(one, stance="denies") if one.field == "perpetrator" and one.span in doers else one
            for one in reading.mentions
        ),
        attributions=tuple(
            replace(one, source=doers[one.content].source, stance="denies") if one.content in doers else one
            for one in reading.attributions
        ),
    )


def _denies(said: Attribution, event: Span, text: str) -> bool:
    """Whether an event is what is denied, not what is known and only somebody's part in it denied."""
    if said.cue is None or said.source is None or not (said.cue.end <= event.start and event.end <= said.content.end):
        return False
    before = text[said.cue.end : event.start]
    known = _KNOWN.search(before) is not None and _CLAUSE.match(before) is None
    return not known and _PART.search(before) is None


def _is_doer(mention: Mention, said: Attribution, text: str) -> bool:
    """Whether a perpetrator is the one who denies, or is named in what is denied, and not blamed instead."""
    if mention.field != "perpetrator" or said.cue is None or said.source is None:
        return False
    span, source = mention.span, said.source
    within = said.cue.end <= span.start and span.end <= said.content.end
    if within and _ACCUSES.search(text, said.cue.end, span.end):
        return False
    return within or (span.start < source.end and source.start < span.end)
