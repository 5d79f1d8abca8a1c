"""From vectors of pieces to stretches, incidents, speakers and stances: what the trained reader believes of a text."""

import math
import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field, replace

import numpy as np

from recount.read.grouping import join
from recount.read.listed import apart_by_line, find_lines, with_lines, within_lines
from recount.read.model_counsel import Counsel
from recount.read.model_deeds import find_deeds
from recount.read.model_features import Item, mean_of
from recount.read.model_heads import Heads, Matrix, logistic, softmax
from recount.read.model_items import Places, Stretch, spans
from recount.read.model_labels import (
    FIELDS,
    GROUPS,
    SIZES,
    STANCES,
    STATUSES,
    TAGS,
    TYPES,
    Size,
    Tag,
)
from recount.records import COUNT_FIELDS, EventType, Group, Span, Stance, Status, Trigger

_WORTH = re.compile(r"[^\W_]")


KINDS: Mapping[str, str] = (
    {"trigger": "trigger", "speaker": "speaker", "perpetrator": "party", "target": "party"}
    | dict.fromkeys((*COUNT_FIELDS, "attackers"), "count")
    | dict.fromkeys(("date", "place", "means", "seized"), "setting")
    | dict.fromkeys(("statistics", "relations", "warnings"), "other")
)
"""Which bar a tag is held to."""

FAINT, SUREST = 0.15, 0.001
"""A stretch less likely than the first is not looked at; no opinion counts as surer than the second allows."""


CLEAR = 0.6
"""How sure a form of attack must be where only the dead tell of it."""
UNSURE = 0.5
"""Below this no event is said to be only a plot, or not to have happened."""

COMPANY = frozenset({"date", "place", "perpetrator", *COUNT_FIELDS})
"""Fields in which the rest of a sentence tells which incident is meant; a weapon is often named in passing."""


@dataclass(frozen=True, slots=True)
class Bars:
    """How likely something must be to count; chosen on annotated articles that the model was not trained on.

    `rules_…` is the weight of the rules' opinion beside the model's, `silent_…` how likely the rules are taken to hold
    a stretch that they did not propose.
    """

    trigger: float = 0.45
    count: float = 0.3
    party: float = 0.35
    setting: float = 0.35
    speaker: float = 0.5
    other: float = 0.6
    same: float = 0.45
    belongs: float = 0.45
    also: float = 0.8
    part: float = 0.6
    unsaid: float = 0.5
    event: float = 0.9
    rules_trigger: float = 0.5
    rules_count: float = 0.5
    rules_party: float = 0.5
    rules_setting: float = 0.3
    rules_speaker: float = 0.5
    rules_other: float = 0.0
    rules_same: float = 0.5
    rules_belongs: float = 0.5
    silent_trigger: float = 0.12
    silent_count: float = 0.15
    silent_party: float = 0.1
    silent_setting: float = 0.15
    silent_speaker: float = 0.1
    silent_other: float = 0.1


@dataclass(frozen=True, slots=True)
class Proposal:
    """A stretch that rules found, and how likely they hold it to be right."""

    tag: Tag
    span: Span
    support: float


_Weighed = tuple[Stretch, float, float]
"""A stretch that rules propose, how likely the model and how likely the rules hold it to be right."""


@dataclass(slots=True)
class Told:
    """One claim before it has a value: which incidents it is of, with what chance, and who says it."""

    item: Item
    incidents: list[tuple[int, float]]
    of: Group
    part: bool
    size: Size
    speaker: Item | None
    stance: Stance
    stance_chance: float

    @property
    def chance(self) -> float:
        """How likely the claim is of its likeliest incident."""
        return max((chance for _, chance in self.incidents), default=0.0)


@dataclass(slots=True)
class Event:
    """One incident: its triggers and what it is. `deed`: only what happened to people names it."""

    triggers: list[Item]
    type: EventType
    type_chance: float
    status: Status
    focus: float
    deed: bool = False


@dataclass(slots=True)
class Beliefs:
    """What the model believes of one text. `bare`: how sure an incident must be that has no day, place or count."""

    bare: float = 0.0
    events: list[Event] = field(default_factory=list)
    claims: list[Told] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Spoken:
    """Who may be speaking in a text, and their vectors with that of the outlet itself last."""

    items: Sequence[Item]
    vectors: Matrix


def decode(
    heads: Heads, states: Matrix, places: Places, bars: Bars, proposals: Sequence[Proposal], counsel: Counsel
) -> Beliefs:
    """Everything that the model believes of one text, together with what rules propose and their judges say."""
    lines = find_lines(places.text, _proposed("place", places, proposals))
    found = _items(heads.tags(states), places, bars, proposals)
    if lines:
        found = with_lines(found, lines, _proposed("trigger", places, proposals))
    speakers = found["speaker"]
    triggers = _with_deeds(heads, states, found, places, bars, proposals, counsel)
    named = heads.vectors(states, triggers)
    voices = np.concatenate([heads.vectors(states, speakers), heads.weights["nobody"][None]])
    spoken = Spoken(speakers, voices)
    known = counsel.triggers(triggers, _types(heads, named))
    never = apart_by_line([item.start for item in triggers], lines)
    groups = _groups(heads.same(named, triggers), known, bars, counsel, never) if triggers else []
    believed = Beliefs(bare=bars.event, events=[_event(heads, named, triggers, group) for group in groups])
    for event in believed.events:
        event.deed = all(item not in found["trigger"] for item in event.triggers)
        if event.deed and event.type_chance < CLEAR:
            event.type = "attack"
    claims = [item for name in FIELDS for item in found[name]]
    told = heads.vectors(states, claims)
    if claims and triggers:
        own = logistic(_by_group(heads.belongs(told, named, claims, triggers), groups))
        kinds = {number: event.type for event, group in zip(believed.events, groups, strict=True) for number in group}
        settled = [replace(trigger, type=kinds[number]) for number, trigger in enumerate(known)]
        shares = _both(own, counsel.belongs(claims, settled, groups), bars.rules_belongs)
        shares = within_lines(shares, claims, [event.triggers for event in believed.events], lines)
        believed.claims = _with_company(_claims(heads, claims, told, shares, spoken, bars), shares)
    return believed


def _with_deeds(
    heads: Heads,
    states: Matrix,
    found: Mapping[str, list[Item]],
    places: Places,
    bars: Bars,
    proposals: Sequence[Proposal],
    counsel: Counsel,
) -> list[Item]:
    """The triggers, with killings that no trigger names and that are told on of none."""
    named = found["trigger"]
    proposed = [replace(item, score=bars.trigger) for item in _proposed("trigger", places, proposals)]
    deeds = find_deeds(found, proposed, counsel.words)
    if not deeds or not named:
        return named + deeds
    both = named + deeds
    vectors = heads.vectors(states, both)
    known = counsel.triggers(both, _types(heads, vectors))
    groups = _groups(heads.same(vectors, both), known, bars, counsel)
    return named + [both[group[0]] for group in groups if len(group) == 1 and group[0] >= len(named)]


def _proposed(tag: Tag, places: Places, proposals: Sequence[Proposal]) -> list[Item]:
    """The stretches that rules propose for a tag, as sure as the rules are."""
    number = TAGS.index(tag)
    made = (places.item(number, one.span.start, one.span.end, one.support) for one in proposals if one.tag == tag)
    return [item for item in made if item is not None]


def _items(chances: Matrix, places: Places, bars: Bars, proposals: Sequence[Proposal]) -> Mapping[str, list[Item]]:
    """The stretches of each tag: the model's own, and where it found nothing those that rules propose."""
    proposed: dict[str, list[_Weighed]] = {name: [] for name in TAGS}
    numbers = {name: number for number, name in enumerate(TAGS)}
    for proposal in proposals:
        stretch = places.within(proposal.span.start, proposal.span.end)
        if stretch is not None:
            score = float(1.0 - mean_of(chances[stretch[0] : stretch[1] + 1, numbers[proposal.tag], 0]))
            proposed[proposal.tag].append((stretch, score, proposal.support))
    return {name: _of_tag(chances[:, tag], tag, places, bars, proposed[name]) for tag, name in enumerate(TAGS)}


def _of_tag(chances: Matrix, tag: int, places: Places, bars: Bars, proposed: Sequence[_Weighed]) -> list[Item]:
    """The stretches of one tag that model and rules together find likely enough, the model's own bounds first."""
    kind = KINDS[TAGS[tag]]
    bar, share, silent = (float(getattr(bars, name)) for name in (kind, f"rules_{kind}", f"silent_{kind}"))
    own = [(places.to_words(first, last), score) for first, last, score in spans(chances, FAINT)]
    heard = [
        (mine, score, max((sure for other, _, sure in proposed if _touch(mine, other)), default=silent))
        for mine, score in own
    ]
    kept: list[tuple[Stretch, float]] = []
    for stretch, score, support in [*heard, *proposed]:
        likely = _agreed(score, support, share)
        if likely < bar or any(_touch(stretch, other) for other, _ in kept):
            continue
        if _WORTH.search(places.text, stretch[2], stretch[3]):
            kept.append((stretch, likely))
    return [places.at(tag, stretch, likely) for stretch, likely in kept]


def _agreed(own: float, rules: float, share: float) -> float:
    """Two opinions as one chance, as `_both` says it."""
    odds = [
        math.log(chance / (1 - chance))
        for chance in (min(max(own, SUREST), 1 - SUREST), min(max(rules, SUREST), 1 - SUREST))
    ]
    return 1 / (1 + math.exp(-((1 - share) * odds[0] + share * odds[1])))


def _both(own: Matrix, rules: Matrix, share: float) -> Matrix:
    """Two opinions as one chance: the mean of their log odds, the rules' with the weight `share`."""
    return logistic((1 - share) * _odds(own) + share * _odds(rules))


def _odds(chances: Matrix) -> Matrix:
    bounded = np.clip(chances, SUREST, 1 - SUREST)
    odds: Matrix = np.log(bounded / (1 - bounded))
    return odds


def _touch(one: Stretch, other: Stretch) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _groups(
    own: Matrix,
    triggers: Sequence[Trigger],
    bars: Bars,
    counsel: Counsel,
    never: Set[tuple[int, int]] = frozenset(),
) -> list[list[int]]:
    """Triggers put together while their mean chance of naming one incident is over the bar, the surest first."""
    same = (1 - bars.rules_same) * own + bars.rules_same * counsel.same(triggers, own)
    size = len(triggers)
    scores = {(left, right): float(same[left, right]) for left in range(size) for right in range(left + 1, size)}
    groups: dict[int, list[int]] = {}
    for number, group in enumerate(join(size, scores, floor=bars.same, apart=counsel.apart(triggers) | never)):
        groups.setdefault(group, []).append(number)
    return list(groups.values())


def _types(heads: Heads, named: Matrix) -> list[EventType]:
    """The likeliest type of each trigger by itself."""
    return [TYPES[int(row.argmax())] for row in heads.linear("types", named)]


def _event(heads: Heads, named: Matrix, triggers: Sequence[Item], group: Sequence[int]) -> Event:
    mean = named[list(group)].mean(0)
    types, statuses = softmax(heads.linear("types", mean)), softmax(heads.linear("statuses", mean))
    kind, status = TYPES[int(types.argmax())], STATUSES[int(statuses.argmax())]
    return Event(
        triggers=[triggers[number] for number in group],
        type="attack" if kind == "plot" and max(types.max(), statuses.max()) < UNSURE else kind,
        type_chance=float(types.max()),
        status="happened" if statuses.max() < UNSURE else status,
        focus=float(logistic(heads.linear("focus", mean))[0]),
    )


def _by_group(scores: Matrix, groups: Sequence[Sequence[int]]) -> Matrix:
    """Claim x incident: the mean of the two triggers of the incident that speak most for it."""
    return np.stack([np.sort(scores[:, list(group)], axis=1)[:, -2:].mean(1) for group in groups], axis=1)


def _claims(
    heads: Heads, items: Sequence[Item], told: Matrix, chances: Matrix, spoken: Spoken, bars: Bars
) -> list[Told]:
    by = _speakers(heads, items, told, spoken, bars)
    stances = heads.stances(told, spoken.vectors[by])
    groups, sizes = softmax(heads.linear("groups", told)), softmax(heads.linear("sizes", told))
    parts = logistic(heads.linear("part", told))[:, 0]
    found = []
    for number, item in enumerate(items):
        best = int(chances[number].argmax())
        incidents = [
            (at, float(chance))
            for at, chance in enumerate(chances[number])
            if chance >= (bars.belongs if at == best else bars.also)
        ]
        said = int(by[number])
        found.append(
            Told(
                item=item,
                incidents=incidents,
                of=GROUPS[int(groups[number].argmax())],
                part=bool(parts[number] > bars.part),
                size=SIZES[int(sizes[number].argmax())],
                speaker=spoken.items[said] if said < len(spoken.items) else None,
                stance=STANCES[int(stances[number].argmax())],
                stance_chance=float(stances[number].max()),
            )
        )
    return found


def _with_company(claims: list[Told], chances: Matrix) -> list[Told]:
    """A day that no incident is sure of is of the one incident that all else in its sentence is of."""
    beside: dict[int, set[int]] = {}
    for one in claims:
        beside.setdefault(one.item.sentence, set()).update(at for at, _ in one.incidents)
    for number, one in enumerate(claims):
        company = beside[one.item.sentence]
        if not one.incidents and TAGS[one.item.tag] in COMPANY and len(company) == 1:
            (at,) = company
            one.incidents = [(at, float(chances[number][at]))]
    return claims


def _speakers(heads: Heads, items: Sequence[Item], told: Matrix, spoken: Spoken, bars: Bars) -> list[int]:
    """For each stretch the number of its speaker; one past the last where the outlet itself speaks."""
    if not items:
        return []
    chances = heads.speakers(told, spoken.vectors[:-1], items, spoken.items)
    named = chances[:, :-1].argmax(-1) if spoken.items else np.zeros(len(items), dtype=np.int64)
    return [
        len(spoken.items) if row[-1] >= bars.unsaid or not spoken.items else int(best)
        for row, best in zip(chances, named, strict=True)
    ]
