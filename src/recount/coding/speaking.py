"""Whose words a claim stands in, and how that speaker stands to it."""

from collections.abc import Sequence

from recount.records import Attribution, Mention, Speaker, Stance

ROLE_STANCES = frozenset({"claims", "accuses", "denies", "doubts"})
"""Stances that say something of who did it; a count or a place inside them is simply asserted."""


def find_attribution(mention: Mention, attributions: Sequence[Attribution]) -> Attribution | None:
    """The innermost stretch of somebody's speech that holds the mention."""
    holding = [
        attribution
        for attribution in attributions
        if attribution.source is not None
        and attribution.content.start <= mention.span.start
        and mention.span.end <= attribution.content.end
    ]
    return min(holding, key=lambda item: (item.content.end - item.content.start, item.content.start), default=None)


def find_speaker(attribution: Attribution | None) -> Speaker | None:
    """The speaker of an attribution; None where the outlet itself speaks."""
    if attribution is None or attribution.source is None:
        return None
    return Speaker(span=attribution.source, voice=attribution.source.quote)


def find_stance(mention: Mention, attribution: Attribution | None) -> Stance:
    """The mention's own stance where it shows one, else that of whoever says it, as far as it can concern the field."""
    if mention.stance is not None:
        return mention.stance
    if attribution is None:
        return "asserts"
    if attribution.stance in ROLE_STANCES and mention.field != "perpetrator":
        return "asserts"
    return attribution.stance
