"""Turns the mentions of one incident into claims: one for each field, value, group, speaker and stance."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from recount.coding.speaking import find_attribution, find_speaker, find_stance
from recount.contract import LEVELS, claim_id
from recount.records import Claim, Document, Group, Mention, Reading, Value, When, Where

BELONGS = 0.28


def code_claims(document: Document, reading: Reading, group: Sequence[int]) -> tuple[Claim, ...]:
    """The claims of the incident that these triggers name, in the order of the text."""
    claims = [
        _claim(document, reading, mention, mention.value, score)
        for mention, score in _mentions_of(reading, group)
        if mention.value is not None
    ]
    kept = _once(sorted(claims, key=lambda claim: (claim.span.start, claim.span.end)))
    return tuple(_without_coarser(kept))


def _mentions_of(reading: Reading, group: Sequence[int]) -> list[tuple[Mention, float]]:
    members, best = set(group), dict[int, float]()
    for bond in reading.bonds:
        if bond.trigger in members and bond.score >= BELONGS:
            best[bond.mention] = max(best.get(bond.mention, 0.0), bond.score)
    return [(reading.mentions[number], score) for number, score in sorted(best.items())]


def _claim(document: Document, reading: Reading, mention: Mention, value: Value, score: float) -> Claim:
    attribution = find_attribution(mention, reading.attributions)
    speaker = find_speaker(attribution)
    return Claim(
        id=claim_id(document, mention.span, mention.field, value, mention.of),
        field=mention.field,
        value=value,
        span=mention.span,
        of=mention.of,
        part=mention.part,
        speaker=speaker,
        stance=find_stance(mention, attribution, speaker),
        confidence=round(score * mention.confidence, 3),
    )


def regrouped(document: Document, claim: Claim, of: Group | None) -> Claim:
    """The same claim of another group of people."""
    if claim.of == of:
        return claim
    return replace(claim, of=of, id=claim_id(document, claim.span, claim.field, claim.value, of))


def _once(claims: Sequence[Claim]) -> list[Claim]:
    """The first claim of each field, value, group, speaker and stance: a caption or headline repeated counts once."""
    kept: dict[object, Claim] = {}
    for claim in claims:
        said = claim.speaker.span.quote.split()[-1].lower() if claim.speaker else None
        value = _value_key(claim)
        kept.setdefault((claim.field, value, claim.of, claim.part, said, claim.stance), claim)
    return list(kept.values())


def _value_key(claim: Claim) -> object:
    value = claim.value
    if isinstance(value, Where):
        return tuple(getattr(value, level) for level in LEVELS)
    if isinstance(value, When):
        return (value.first, value.last, value.month, value.day)
    return value.lower() if isinstance(value, str) else value


def _without_coarser(claims: Sequence[Claim]) -> list[Claim]:
    """Drop a place or date that another claim of the same speaker gives more fully."""
    return [claim for claim in claims if not any(_is_fuller(other, claim) for other in claims if other is not claim)]


def _is_fuller(fuller: Claim, coarser: Claim) -> bool:
    if fuller.field != coarser.field or fuller.stance != coarser.stance:
        return False
    if _said(fuller) != _said(coarser) and coarser.speaker is not None:
        return False
    one, two = fuller.value, coarser.value
    if isinstance(one, Where) and isinstance(two, Where):
        return _place_holds(one, two)
    return isinstance(one, When) and isinstance(two, When) and _day_holds(one, two)


def _said(claim: Claim) -> str | None:
    return claim.speaker.span.quote.split()[-1].lower() if claim.speaker else None


def _place_holds(fuller: Where, coarser: Where) -> bool:
    """Whether every level that the coarser names is the same in the fuller, which names more."""
    names = [(getattr(fuller, level), getattr(coarser, level)) for level in LEVELS]
    if any(two is not None and one != two for one, two in names):
        return False
    return sum(one is not None for one, _ in names) > sum(two is not None for _, two in names)


def _day_holds(fuller: When, coarser: When) -> bool:
    """Whether the fuller's days lie inside the coarser's and are fewer."""
    days: tuple[date | None, ...] = (fuller.first, fuller.last, coarser.first, coarser.last)
    if any(day is None for day in days):
        return False
    first, last, start, end = (day.toordinal() for day in days if day is not None)
    return start <= first and last <= end and last - first < end - start
