"""Whose words a claim stands in, and how that speaker stands to it."""

from collections.abc import Sequence
from functools import cache

from recount.codebook.actors import load_actors, load_force_words
from recount.codebook.countries import countries_by_word
from recount.codebook.folding import fold
from recount.codebook.kinship import is_description, kinship, state_of
from recount.codebook.voices import voice
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


def find_speaker(attribution: Attribution | None, country: str | None = None) -> Speaker | None:
    """The speaker of an attribution; None where the outlet itself speaks. `country` is where the story is set."""
    if attribution is None or attribution.source is None:
        return None
    return Speaker(span=attribution.source, voice=voice(attribution.source.quote, country))


def find_stance(mention: Mention, attribution: Attribution | None, speaker: Speaker | None) -> Stance:
    """The mention's own stance where it shows one, else that of whoever says it, as far as it can concern the field."""
    own = speaker is not None and isinstance(mention.value, str) and kinship(speaker.voice, mention.value) == "same"
    if mention.stance == "accuses" and own:  # nobody accuses itself
        return "asserts" if state_of(str(mention.value)) else "claims"
    if mention.stance is not None:
        return mention.stance
    if attribution is None:
        return "asserts"
    if mention.field != "perpetrator":
        return "suspects" if attribution.stance == "suspects" else "asserts"
    if attribution.stance == "asserts" and speaker is not None and isinstance(mention.value, str):
        return "accuses" if accuses(speaker, mention.value) else "asserts"
    return attribution.stance


def accuses(speaker: Speaker, perpetrator: str) -> bool:
    """Whether naming this perpetrator blames another side: not the speaker's own, and more than "gunmen"."""
    if is_anybody(perpetrator):
        return False
    return not _same_side(speaker.voice, speaker.span.quote, perpetrator)


@cache
def is_anybody(perpetrator: str) -> bool:
    """That a description tells no side: gunmen, a suicide bomber, a man."""
    if not is_description(perpetrator):
        return False
    return not any(word in SIDES for word in fold(perpetrator).split())


SIDES = frozenset(
    (
        "terrorists terrorist militants militant insurgents insurgent rebels rebel separatists extremists jihadists "
        "gang gangs gangsters thugs militia militias forces guerrillas"
    ).split()
)


@cache
def _same_side(speaking: str, words: str, perpetrator: str) -> bool:
    """That somebody speaks of their own side: NATO of NATO, Afghan officials of Afghan forces."""
    if kinship(speaking, perpetrator) in {"same", "related"}:
        return True
    country = state_of(perpetrator) or _country_of(perpetrator)
    spoken = state_of(speaking) or _country_of(words)
    if country is not None and spoken is not None:
        return country == spoken
    own = load_actors().canonical(perpetrator)
    told = set(fold(words).split())
    if told & set(fold(perpetrator).split()) - {"the", "of", "forces", "army"}:
        return True
    unnamed = spoken is None and bool(told & set(load_force_words().bare) or told & OFFICIALS)
    return unnamed and (country is not None or (own is not None and own.kind == "international"))


OFFICIALS = frozenset(["officials", "official", "authorities", "police", "spokesman", "statement", "military", "army"])


@cache
def _country_of(words: str) -> str | None:
    known = countries_by_word()
    return next((known[word] for word in words.replace("'s", "").split() if word in known), None)
