"""Who did it and who was hit: each person, group or thing near a trigger is judged perpetrator, target or neither.

The judge is trained on annotated articles; it looks at what stands between the two ("killed by", "attack on"), at the
kind of each, and at whether the party is the one who speaks.
"""

from collections.abc import Iterator, Sequence

from recount.read.learned import Chooser, load_chooser
from recount.read.parties import Party
from recount.read.words import Words
from recount.records import Attribution, Mention, Trigger

ROLES = ("perpetrator", "target", "none")
LEAST = 0.2
BE = frozenset(["was", "were", "been", "being", "be", "is", "are"])


def find_roles(
    words: Words,
    triggers: Sequence[Trigger],
    parties: Sequence[Party],
    attributions: Sequence[Attribution],
    counts: Sequence[Mention],
    chooser: Chooser | None = None,
) -> tuple[Mention, ...]:
    """Perpetrators and targets, each with how sure the reader is; a party can be both in doubtful cases."""
    judge = chooser or load_chooser("role")
    found: list[Mention] = []
    for party, features in zip(parties, role_features(words, triggers, parties, attributions, counts), strict=True):
        scores = judge.scores(features)
        for role in ("perpetrator", "target"):
            if scores[role] >= LEAST:
                found.append(
                    Mention(
                        span=party.span,
                        sentence=party.sentence,
                        field="perpetrator" if role == "perpetrator" else "target",
                        value=party.name,
                        stance="suspects" if party.suspected else None,
                        confidence=round(scores[role], 4),
                    )
                )
    return tuple(found)


def role_features(
    words: Words,
    triggers: Sequence[Trigger],
    parties: Sequence[Party],
    attributions: Sequence[Attribution],
    counts: Sequence[Mention],
) -> Iterator[list[str]]:
    """For each party the named features of its place in the sentence."""
    by_sentence: dict[int, list[Trigger]] = {}
    for trigger in triggers:
        by_sentence.setdefault(trigger.sentence, []).append(trigger)
    sources = [item.source for item in attributions if item.source is not None]
    cues = {item.source.start: item.stance for item in attributions if item.source is not None}
    order: dict[int, int] = {}
    for party in parties:
        order[party.sentence] = order.get(party.sentence, -1) + 1
        found = [
            f"kind={party.kind}",
            f"head={party.head}",
            f"name={party.name.lower()}",
            f"suspected={party.suspected}",
        ]
        found += _surroundings(words, party)
        found.append(f"order={min(3, order[party.sentence])}|{party.kind}")
        speaking = next((source for source in sources if source.start <= party.span.start < source.end), None)
        if speaking is not None:
            found += [f"speaks|{party.kind}", f"speaks={cues.get(speaking.start, 'asserts')}", "speaks"]
        counted = [m.field for m in counts if m.span.start < party.span.end and party.span.start < m.span.end]
        found += [f"counted={field}|{party.kind}" for field in set(counted)] + [
            f"counted={field}" for field in set(counted)
        ]
        here = by_sentence.get(party.sentence, [])
        found += _to_triggers(words, party, here)
        if not here:
            found += [f"no trigger|{party.kind}", f"no trigger|{party.head}"]
        yield found


def _surroundings(words: Words, party: Party) -> Iterator[str]:
    first, end = words.bounds[party.sentence]
    forms = words.forms
    before = [forms[i] if i >= first else "^" for i in range(party.first - 3, party.first)]
    after = [forms[i] if i < end else "$" for i in range(party.last + 1, party.last + 4)]
    yield f"-1={before[-1]}"
    yield f"-1={before[-1]}|{party.kind}"
    yield f"-2-1={before[-2]} {before[-1]}"
    yield f"-3-2-1={before[-3]} {before[-2]} {before[-1]}"
    yield f"+1={after[0]}"
    yield f"+1={after[0]}|{party.kind}"
    yield f"+1+2={after[0]} {after[1]}"
    for form in party_words(words, party):
        yield f"word={form}"
    for form in set(before):
        yield f"before={form}"
    for form in set(after):
        yield f"after={form}"
    yield f"place={min(3, party.sentence)}|{party.kind}"


def party_words(words: Words, party: Party) -> tuple[str, ...]:
    """The words of a party, in lower case."""
    return words.forms[party.first : party.last + 1]


def _to_triggers(words: Words, party: Party, triggers: Sequence[Trigger]) -> Iterator[str]:
    """How the party stands to the nearest trigger before it and after it in its sentence."""
    left = [t for t in triggers if t.span.end <= party.span.start]
    right = [t for t in triggers if t.span.start >= party.span.end]
    inside = [t for t in triggers if t.span.start < party.span.end and party.span.start < t.span.end]
    for side, trigger in (("left", left[-1] if left else None), ("right", right[0] if right else None)):
        if trigger is None:
            yield f"{side}=none"
            continue
        yield from _to_trigger(words, party, trigger, side)
    if inside:
        yield f"inside={inside[0].type}"


def _to_trigger(words: Words, party: Party, trigger: Trigger, side: str) -> Iterator[str]:
    named = words.inside(trigger.span.start, trigger.span.end)
    lemma = " ".join(words.forms[i] for i in named)
    gap = words.forms[named.stop : party.first] if side == "left" else words.forms[party.last + 1 : named.start]
    distance = len(gap) if len(gap) < 3 else 3 if len(gap) < 6 else 4
    passive = bool(set(gap[-3:] if side == "right" else gap[:2]) & BE)
    yield f"{side}={lemma}|gap={min(3, distance)}"
    yield f"{side}={lemma}"
    yield f"{side}|gap={distance}|{party.kind}"
    yield f"{side}={trigger.type}|{party.kind}"
    yield f"{side}={trigger.type}|{party.name.lower()}"
    yield f"{side}|passive={passive}|{lemma}"
    if gap and len(gap) <= 4:
        yield f"{side}|gap={' '.join(gap)}"
    if gap:
        yield f"{side}|next={gap[0] if side == 'left' else gap[-1]}"
    for form in set(gap[:10]):
        yield f"{side}|in gap={form}"
