"""Whether a group of triggers tells of a particular incident at all, now that it is known what hangs on it.

"Attacks" alone may be a generality; "attacks" with a place, a day and four dead is none.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from recount.read.learned import Decider, load_decider
from recount.read.words import Words
from recount.records import Bond, Mention, Trigger

BOUND = 0.5
KEPT = 0.35
"""A group less likely than this to be an incident is left out."""


def confirm_triggers(
    words: Words,
    triggers: Sequence[Trigger],
    groups: Sequence[int],
    mentions: Sequence[Mention],
    bonds: Sequence[Bond],
    decider: Decider | None = None,
) -> tuple[Trigger, ...]:
    """The triggers, each as sure as the incident that it belongs to."""
    judge = decider or load_decider("incident")
    sure = {
        group: round(judge.score(features), 4)
        for group, features in incident_features(words, triggers, groups, mentions, bonds)
    }
    return tuple(replace(trigger, confidence=sure[group]) for trigger, group in zip(triggers, groups, strict=True))


def incident_features(
    words: Words,
    triggers: Sequence[Trigger],
    groups: Sequence[int],
    mentions: Sequence[Mention],
    bonds: Sequence[Bond],
) -> Iterator[tuple[int, list[str]]]:
    """For each group its number and the named features of all that hangs on it."""
    members: dict[int, list[int]] = {}
    for number, group in enumerate(groups):
        members.setdefault(group, []).append(number)
    held: dict[int, Counter[str]] = {group: Counter() for group in members}
    for bond in bonds:
        if bond.score >= BOUND:
            held[groups[bond.trigger]][mentions[bond.mention].field] += 1
    for place, (group, numbers) in enumerate(members.items()):
        yield group, list(_judge(words, [triggers[n] for n in numbers], held[group], place, len(members)))


def _judge(words: Words, triggers: Sequence[Trigger], held: Counter[str], place: int, groups: int) -> Iterator[str]:
    surest = max(trigger.confidence for trigger in triggers)
    total = sum(trigger.confidence for trigger in triggers)
    yield f"surest={int(surest * 10)}"
    yield f"total={min(12, int(total * 2))}"
    yield f"triggers={min(5, len(triggers))}"
    yield f"type={triggers[0].type}"
    yield f"type={triggers[0].type}|surest={int(surest * 5)}"
    first = min(trigger.sentence for trigger in triggers)
    yield f"first={min(6, first)}"
    yield f"place={min(4, place)}|groups={min(6, groups)}"
    yield f"groups={min(8, groups)}"
    yield f"length={min(8, len(words.bounds) // 5)}"
    counts = sum(held[field] for field in ("killed", "wounded", "abducted", "arrested", "freed", "missing"))
    yield f"counts={min(3, counts)}|surest={int(surest * 5)}"
    for field in ("date", "place", "perpetrator", "target", "means"):
        yield f"{field}={min(2, held[field])}"
        yield f"{field}={min(1, held[field])}|surest={int(surest * 5)}"
    yield f"fields={min(6, sum(1 for n in held.values() if n))}|surest={int(surest * 3)}"
    for trigger in triggers:
        inside = words.inside(trigger.span.start, trigger.span.end)
        yield f"words={' '.join(words.forms[i] for i in inside)}"
        start = words.bounds[trigger.sentence][0]
        if inside.start > start:
            yield f"-1={words.forms[inside.start - 1]}"
