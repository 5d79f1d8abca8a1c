"""Which bonds hold once all of them are seen together: the same figure told twice, a better rival, a nearer incident.

The first look judged every mention against every incident alone. Here each bond is judged beside the others of its
mention and of its incident.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from recount.read.learned import Decider, load_decider
from recount.records import Attribution, Bond, Count, Mention, Trigger, When, Where

LIKELY = 0.45
MOST_RIVALS = 60
"""Of more bonds of one field and incident only the best are compared."""
Key = tuple[object, ...]


def choose_bonds(
    triggers: Sequence[Trigger],
    groups: Sequence[int],
    mentions: Sequence[Mention],
    attributions: Sequence[Attribution],
    bonds: Sequence[Bond],
    decider: Decider | None = None,
) -> tuple[Bond, ...]:
    """The bonds with their second scores."""
    judge = decider or load_decider("choice")
    features = choice_features(triggers, groups, mentions, attributions, bonds)
    return tuple(replace(bond, score=round(judge.score(named), 4)) for bond, named in zip(bonds, features, strict=True))


def choice_features(
    triggers: Sequence[Trigger],
    groups: Sequence[int],
    mentions: Sequence[Mention],
    attributions: Sequence[Attribution],
    bonds: Sequence[Bond],
) -> Iterator[list[str]]:
    """For each bond the named features of its standing among the others."""
    said = [_said(mention, attributions) for mention in mentions]
    values = [value_key(mention) for mention in mentions]
    of_mention: dict[int, list[Bond]] = {}
    of_field: dict[tuple[int, str], list[Bond]] = {}
    likely: Counter[int] = Counter()
    for bond in bonds:
        of_mention.setdefault(bond.mention, []).append(bond)
        of_field.setdefault((groups[bond.trigger], mentions[bond.mention].field), []).append(bond)
        likely[groups[bond.trigger]] += bond.score >= LIKELY
    best = {key: sorted(some, key=lambda bond: -bond.score)[:MOST_RIVALS] for key, some in of_field.items()}
    for bond in bonds:
        mention, group = mentions[bond.mention], groups[bond.trigger]
        rivals = best[group, mention.field]
        named = list(_alone(bond, mention, triggers[bond.trigger]))
        named += _among_groups(bond, mention, of_mention[bond.mention])
        named += _among_rivals(bond, mention, rivals, mentions, values, said)
        named.append(f"likely={min(8, likely[group])}")
        named.append(f"said={said[bond.mention] is not None}|{mention.field}")
        yield named


def _alone(bond: Bond, mention: Mention, trigger: Trigger) -> Iterator[str]:
    step = int(bond.score * 10)
    yield f"score={step}"
    yield f"score={step}|{mention.field}"
    yield f"field={mention.field}|of={mention.of}|part={mention.part}"
    yield f"field={mention.field}|{trigger.type}"
    yield f"incident={int(trigger.confidence * 10)}"
    yield f"incident={int(trigger.confidence * 5)}|{mention.field}"
    if mention.confidence < 1:
        yield f"sure={int(mention.confidence * 8)}|{mention.field}"
    if isinstance(mention.value, Where):
        yield f"level={mention.value.level}"
    if isinstance(mention.value, When):
        yield f"precision={mention.value.precision}"


def _among_groups(bond: Bond, mention: Mention, bonds: Sequence[Bond]) -> Iterator[str]:
    best = max((other.score for other in bonds if other is not bond), default=0.0)
    margin = max(-5, min(5, int((bond.score - best) * 10)))
    yield f"margin={margin}"
    yield f"margin={margin}|{mention.field}"
    yield f"homes={min(3, sum(other.score >= LIKELY for other in bonds))}|{mention.field}"


def _among_rivals(
    bond: Bond,
    mention: Mention,
    rivals: Sequence[Bond],
    mentions: Sequence[Mention],
    values: Sequence[Key],
    said: Sequence[str | None],
) -> Iterator[str]:
    """How the bond stands among those of the same field and incident."""
    own, speaker = values[bond.mention], said[bond.mention]
    others = [other for other in rivals if other is not bond]
    better = sum(other.score > bond.score for other in others)
    yield f"better={min(3, better)}|{mention.field}"
    yield f"rivals={min(4, sum(other.score >= LIKELY for other in others))}|{mention.field}"
    equal = [other for other in others if values[other.mention] == own]
    before = [other for other in equal if mentions[other.mention].span.start < mention.span.start]
    yield f"told before={min(2, len(before))}|{mention.field}"
    yield f"told again={min(2, len(equal) - len(before))}|{mention.field}"
    if equal:
        same = any(said[other.mention] == speaker for other in equal)
        yield f"same speaker={same}|{mention.field}"
        yield f"best equal={int(max(other.score for other in equal) * 5)}|{mention.field}"
    different = [other.score for other in others if values[other.mention] != own]
    if different:
        yield f"best different={int(max(different) * 5)}|{mention.field}"
    if isinstance(mention.value, Where):
        yield from _among_places(
            mention.value, [mentions[other.mention].value for other in others if other.score >= LIKELY]
        )
    if any(mentions[other.mention].sentence == mention.sentence for other in others if other.score > bond.score):
        yield f"better in sentence|{mention.field}"


def _among_places(place: Where, others: Sequence[object]) -> Iterator[str]:
    levels = ("site", "locality", "district", "province", "country")
    for other in others:
        if not isinstance(other, Where):
            continue
        pairs = [(getattr(place, level), getattr(other, level)) for level in levels]
        if all(one == two or one is None for one, two in pairs):
            yield "held by another place"
        elif all(one == two or two is None for one, two in pairs):
            yield "holds another place"
        elif any(one and two and one != two for one, two in pairs[1:]):
            yield "against another place"


def value_key(mention: Mention) -> Key:
    """What makes two mentions of one field tell the same."""
    value = mention.value
    if isinstance(value, Where):
        return (value.site, value.locality, value.district, value.province, value.country)
    if isinstance(value, When):
        return (value.first, value.last, value.month, value.day)
    if isinstance(value, Count):
        return (value.low, value.best, value.high, mention.of)
    return (str(value).lower(),)


def _said(mention: Mention, attributions: Sequence[Attribution]) -> str | None:
    """The last word of whoever says the mention: two names that end alike are one speaker."""
    holding = [
        item
        for item in attributions
        if item.source is not None and item.content.start <= mention.span.start and mention.span.end <= item.content.end
    ]
    inner = min(holding, key=lambda item: item.content.end - item.content.start, default=None)
    return inner.source.quote.split()[-1].lower() if inner is not None and inner.source is not None else None
