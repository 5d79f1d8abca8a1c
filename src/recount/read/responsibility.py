"""Who takes responsibility: the group behind "claimed responsibility", found even where only "it" or "the group" stands."""

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
        party = _behind(words, parties, attribution.source, content)
        if party is not None:
            yield Mention(
                span=content,
                sentence=words.sentence_at(content.start),
                field="perpetrator",
                value=party.name,
                stance="claims",
                confidence=0.9,
            )


def _behind(words: Words, parties: Sequence[Party], source: Span, content: Span) -> Party | None:
    """The actor in the speaker's words, else the one named in the clause, else the armed group named last before."""
    speaking = [p for p in parties if p.kind in ACTING and source.start <= p.span.start < source.end]
    if speaking:
        return speaking[0]
    claimed = [p for p in parties if p.kind in ARMED and content.start <= p.span.start < content.end]
    if claimed:
        return claimed[0]
    here = words.sentence_at(content.start)
    before = [p for p in parties if p.kind in ARMED and p.span.end <= content.start and here - p.sentence <= REACH]
    return before[-1] if before else None
