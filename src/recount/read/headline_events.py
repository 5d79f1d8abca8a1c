"""The shooting that a headline tells of in few words, where the trained reader sees no event in a whole text.

"4 people shot in southeast Atlanta", "Boy, 5, shot with shotgun by older brother": short local notices name no attack,
and the reader is unsure of each of them. Somebody hit, by a weapon, in the first lines is enough.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from recount.read.court_days import is_day_in_court
from recount.read.lone_victims import find_killed, find_wounded, told_of
from recount.read.other_days import is_other_day
from recount.read.place_values import is_dateline
from recount.records import Bond, Count, Mention, Reading, Sentence, Span, Trigger, When, Where

HEAD = 4
"""Sentences, the headline among them, in which the event must be told."""
LEAST = 0.6
"""How sure a count by rule must be."""
MIDDLING = 0.6

_SHOT = re.compile(
    r"\b(?:shot|shoots|shooting|shootings|shootout|gunfight|gunned down|gunshots?|gunfire|stray bullet)\b",
    re.IGNORECASE,
)
_STABBED = re.compile(r"\b(?:stabbed|stabs|stabbing)\b", re.IGNORECASE)
_CRIME = re.compile(
    r"\b(?:police|sheriff|deput(?:y|ies)|detectives?|gun|handgun|pistol|rifle|shotgun|gunshots?|bullets?|gunfire|gunman"
    r"|homicide|hospital|killed|dead|wounded|injured)\b",
    re.IGNORECASE,
)
"""One of these stands near: a striker shoots in other company."""
_MISHAP = re.compile(
    r"\b(?:accident(?:s|al|ally)?|accidently|unintentional(?:ly)?|self-inflicted|mishap|hunting|unsecured"
    r"|(?:himself|herself|itself|self)|(?:playing|played) with (?:a |the |his |her )?(?:loaded )?(?:hand)?gun)\b",
    re.IGNORECASE,
)
"""Accidents and what people do to themselves are no incidents."""


def with_headline(reading: Reading, text: str, mentions: Sequence[Mention]) -> Reading:
    """The reading, or where it has no event the one that the first lines tell of, with its victims, days and places.

    `mentions` are all that the rules see in the text.
    """
    sentences = reading.sentences
    if reading.triggers or not sentences:
        return reading
    lead = list(sentences[:HEAD])
    if _MISHAP.search(text, lead[0].start, sentences[min(len(sentences), 2 * HEAD) - 1].end):
        return reading
    for victim in _victims(text, lead, mentions):
        trigger = _trigger(text, sentences[victim.sentence])
        if trigger is not None and not _is_told_of_many(reading, victim):
            return _with(reading, trigger, [victim, *_scene(text, victim.sentence, mentions)])
    return reading


def _with(reading: Reading, trigger: Trigger, told: Sequence[Mention]) -> Reading:
    first = len(reading.mentions)
    return replace(
        reading,
        triggers=(trigger,),
        mentions=(*reading.mentions, *told),
        bonds=tuple(Bond(trigger=0, mention=first + number, score=MIDDLING) for number in range(len(told))),
    )


def _victims(text: str, lead: Sequence[Sentence], mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Those that the first lines count, then one person told of without a number."""
    for mention in mentions:
        hit = mention.field in {"killed", "wounded"} and isinstance(mention.value, Count) and mention.value.best != 0
        if hit and mention.sentence < len(lead) and mention.confidence >= LEAST:
            yield mention
    if lead and _CRIME.search(text, lead[0].start, lead[-1].end):
        yield from (told_of(one) for one in find_killed(text, lead))
        yield from (told_of(one) for one in find_wounded(text, lead))


def _trigger(text: str, sentence: Sentence) -> Trigger | None:
    """The word for the act in a sentence."""
    shot = _SHOT.search(text, sentence.start, sentence.end)
    found = shot or _STABBED.search(text, sentence.start, sentence.end)
    if found is None:
        return None
    span = Span(start=found.start(), end=found.end(), quote=found.group())
    return Trigger(span=span, sentence=sentence.number, type="shooting" if shot else "assault", confidence=MIDDLING)


def _is_told_of_many(reading: Reading, victim: Mention) -> bool:
    """Whether a round-up of many events is what counts these people."""
    return any(one.span.start < victim.span.end and victim.span.start < one.span.end for one in reading.statistics)


def _scene(text: str, sentence: int, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """The days and places of the sentence and the next."""
    for mention in mentions:
        if sentence <= mention.sentence <= sentence + 1:
            start, end = mention.span.start, mention.span.end
            if isinstance(mention.value, When) and not (
                is_other_day(text, start, end) or is_day_in_court(text, start, end)
            ):
                yield mention
            if isinstance(mention.value, Where) and mention.value.level and not is_dateline(text, start, end):
                yield mention
