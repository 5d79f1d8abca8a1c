"""Who doubts a claim of responsibility: "that claim was more of a media stunt than reality", a think tank said."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from recount.codebook.cues import load_cues
from recount.read.words import Words
from recount.records import Attribution, Mention, Span

NEXT = 1
"""A doubt stands in the sentence of the claim or in the one behind it."""
_OF_IT = re.compile(r"\b(?:claims?|claimed|responsibility|it)\b", re.IGNORECASE)


def find_doubts(
    words: Words, mentions: Sequence[Mention], attributions: Sequence[Attribution]
) -> Iterator[tuple[Mention, Attribution, Mention]]:
    """Each doubt as a claim of who did it, who voices it, and the claim of responsibility that is doubted.

    `mentions` are what the rules found; a claim of responsibility is a perpetrator with the stance `claims`.
    """
    for claim in mentions:
        if claim.field != "perpetrator" or claim.stance != "claims" or claim.sentence + 1 > len(words.sentences):
            continue
        end = words.sentences[min(claim.sentence + NEXT, len(words.sentences) - 1)].end
        found = _doubted().search(words.text, claim.span.end, end)
        if found is None or not _OF_IT.search(words.text, claim.span.start, found.start()):
            continue
        said = _voiced(found.start(), words.sentences[words.sentence_at(found.start())].end, claim, attributions)
        if said is not None:
            span = Span(start=found.start(), end=found.end(), quote=found.group())
            sentence = words.sentence_at(found.start())
            yield (
                Mention(
                    span=span,
                    sentence=sentence,
                    field="perpetrator",
                    value=claim.value,
                    stance="doubts",
                    confidence=claim.confidence,
                ),
                Attribution(source=said.source, content=span, stance="doubts", confidence=said.confidence),
                claim,
            )


def _voiced(start: int, end: int, claim: Mention, attributions: Sequence[Attribution]) -> Attribution | None:
    """Who says what stands at `start`, or is named as speaker behind it before `end`; no group doubts its own claim."""
    others = [
        said
        for said in attributions
        if said.source is not None and not (claim.span.start < said.source.end and said.source.start < claim.span.end)
    ]
    within = (said for said in others if said.content.start <= start < said.content.end)
    behind = (said for said in others if said.source is not None and start < said.source.start < end)
    return next(within, None) or next(behind, None)


@cache
def _doubted() -> re.Pattern[str]:
    phrases = "|".join(re.escape(phrase) for phrase in sorted(load_cues().doubts, key=len, reverse=True))
    return re.compile(rf"\b(?:more (?:of )?(?:an? )?)?(?:{phrases})\b(?: than [a-z]{{1,20}})?", re.IGNORECASE)
