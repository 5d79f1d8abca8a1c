"""Whether an event happened, was foiled, is only planned, or is only alleged as a whole."""

from collections.abc import Sequence
from dataclasses import replace

from recount.read.words import Words
from recount.records import Status, Trigger

FOILED = frozenset(
    "foiled foil foiling thwarted thwart averted disrupted prevented intercepted defused failed botched".split()
)
PLANS = frozenset(
    "planned planning plan plans plot plotted plotting conspired conspiracy intended threatened upcoming".split()
)
ALLEGED = frozenset("alleged allegedly purported supposed rumoured rumored unconfirmed".split())
NEAR = 4


def settle_statuses(words: Words, triggers: Sequence[Trigger], groups: Sequence[int]) -> tuple[Trigger, ...]:
    """The triggers with the status of their incident; `groups` numbers the incident of each."""
    members: dict[int, list[Trigger]] = {}
    for trigger, group in zip(triggers, groups, strict=True):
        members.setdefault(group, []).append(trigger)
    status_of = {group: _status(words, some) for group, some in members.items()}
    return tuple(replace(trigger, status=status_of[group]) for trigger, group in zip(triggers, groups, strict=True))


def _status(words: Words, triggers: Sequence[Trigger]) -> Status:
    near = [_near(words, trigger) for trigger in triggers]
    if triggers[0].type == "plot":
        return "foiled" if any(not FOILED.isdisjoint(held) for held in near) else "planned"
    if all(not ALLEGED.isdisjoint(held) for held in near):
        return "alleged"
    if triggers[0].type == "protest" and all(not PLANS.isdisjoint(held) for held in near):
        return "planned"
    return "happened"


def _near(words: Words, trigger: Trigger) -> frozenset[str]:
    """The words of the trigger and a few before it."""
    inside = words.inside(trigger.span.start, trigger.span.end)
    first = max(words.bounds[trigger.sentence][0], inside.start - NEAR)
    return frozenset(words.forms[first : inside.stop + 1])
