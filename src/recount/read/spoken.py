"""Who speaks where: the innermost stretch of somebody's speech that holds given words."""

from collections.abc import Sequence

from recount.codebook.voices import voice
from recount.records import Attribution, Span, Speaker


def speaker_at(span: Span, attributions: Sequence[Attribution], country: str | None = None) -> Speaker | None:
    """The speaker of these words; None where the outlet itself speaks. `country` is where the story is set."""
    holding = [
        (said.content.end - said.content.start, said.content.start, said.source)
        for said in attributions
        if said.source is not None and said.content.start <= span.start and span.end <= said.content.end
    ]
    if not holding:
        return None
    source = min(holding, key=lambda one: one[:2])[2]
    return Speaker(span=source, voice=voice(source.quote, country)) if source else None
