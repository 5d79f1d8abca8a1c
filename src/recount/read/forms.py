"""Which form of event an incident is: a bombing, a raid, a clash. All words that name it are looked at together."""

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from recount.read.learned import Chooser, load_chooser
from recount.read.words import Words
from recount.records import EventType, Trigger

NEAR = 8


def forms_of(words: Words, triggers: Sequence[Trigger], chooser: Chooser | None = None) -> list[dict[str, float]]:
    """For each trigger by itself how likely it tells of each form of event."""
    judge = chooser or load_chooser("form")
    return [judge.scores(type_features(words, [trigger])) for trigger in triggers]


def settle_types(
    words: Words, triggers: Sequence[Trigger], groups: Sequence[int], chooser: Chooser | None = None
) -> tuple[Trigger, ...]:
    """The triggers with the type of their incident; `groups` numbers the incident of each."""
    judge = chooser or load_chooser("type")
    types: dict[int, EventType] = {}
    for group in set(groups):
        members = [trigger for trigger, own in zip(triggers, groups, strict=True) if own == group]
        scores = judge.scores(type_features(words, members))
        types[group] = cast("EventType", max(scores, key=lambda answer: scores[answer]))
    return tuple(replace(trigger, type=types[group]) for trigger, group in zip(triggers, groups, strict=True))


def type_features(words: Words, triggers: Sequence[Trigger]) -> list[str]:
    """The named features of one incident: its own words, those around them, and the document's first sentence."""
    found: set[str] = set()
    for place, trigger in enumerate(triggers):
        inside = words.inside(trigger.span.start, trigger.span.end)
        first, end = words.bounds[trigger.sentence]
        lemma = " ".join(words.forms[i] for i in inside)
        found.add(f"words={lemma}")
        found.add(f"lexicon={trigger.type}")
        if place == 0:
            found.add(f"first={lemma}")
        found |= {f"word={words.forms[i]}" for i in inside}
        found |= {
            f"near={form}" for form in words.forms[max(first, inside.start - NEAR) : min(end, inside.stop + NEAR)]
        }
        found |= {f"in sentence={form}" for form in words.forms[first:end]}
        before = words.forms[max(first, inside.start - 1) : inside.start]
        after = words.forms[inside.stop : min(end, inside.stop + 1)]
        found |= {f"before={form}" for form in before} | {f"after={form}" for form in after}
    types = {trigger.type for trigger in triggers}
    found |= {f"lexicon only={kind}" for kind in types if len(types) == 1}
    if words.bounds:
        first, end = words.bounds[0]
        found |= {f"opening={form}" for form in words.forms[first:end]}
    return sorted(found)
