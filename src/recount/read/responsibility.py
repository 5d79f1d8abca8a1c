"""Who takes responsibility: the group behind "claimed responsibility", even where only "it" or "the group" stands."""

import re
from collections.abc import Iterator, Sequence

from recount.read.parties import Party
from recount.read.words import Words
from recount.records import Attribution, Mention, Span

ARMED = frozenset({"armed group", "criminal group"})
ACTING = ARMED | {"state force", "government", "international", "state"}
REACH = 6
"""A group named more sentences before than this is not meant by "it"."""
_DENIED = re.compile(r"\b(?:no|not|nobody|none|never)\b|n['’]t\b", re.IGNORECASE)


def find_responsibility(
    words: Words, parties: Sequence[Party], attributions: Sequence[Attribution]
) -> Iterator[Mention]:
    """A perpetrator for each claim of responsibility; none for "no group has claimed responsibility"."""
    for attribution in attributions:
        if attribution.stance != "claims" or attribution.source is None:
            continue
        content = attribution.content
        if _DENIED.search(words.text, content.start, content.end):
            continue
        for party in _behind(words, parties, attribution.source, content):
            yield Mention(
                span=content,
                sentence=words.sentence_at(content.start),
                field="perpetrator",
                value=party.name,
                stance="claims",
                confidence=0.9,
            )


def _behind(words: Words, parties: Sequence[Party], source: Span, content: Span) -> list[Party]:
    """The armed groups in the speaker's words or the clause, else a state there, else the group named last before."""
    here = words.sentence_at(content.start)
    near = [p for p in parties if _within(p, source) or _within(p, content)]
    armed = [p for p in near if p.kind in ARMED]
    if armed:
        return armed
    states = [p for p in near if p.kind in ACTING and p.sentence == here]
    if states:
        return states[:1]
    before = [p for p in parties if p.kind in ARMED and p.span.end <= content.start and here - p.sentence <= REACH]
    return before[-1:]


def _within(party: Party, span: Span) -> bool:
    return span.start <= party.span.start < span.end
