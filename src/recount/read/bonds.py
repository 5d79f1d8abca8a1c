"""Which mention tells of which incident: whose dead, whose place, whose day.

A decider trained on annotated articles judges every mention against every incident nearby. A mention may belong to
several ("in both blasts") or to none (the speaker's office, the toll of a war).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from recount.read.grouping import starts_anew
from recount.read.learned import Decider, load_decider
from recount.read.words import Words
from recount.records import Bond, Mention, Trigger, When, Where

FARTHEST = 12
LEAST = 0.05
COUNTED = frozenset({"killed", "wounded", "abducted", "arrested", "missing", "freed", "attackers"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a mention or trigger stands: its sentence and first and last word."""

    sentence: int
    first: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A document with its triggers grouped, as the bonds are judged on it.

    `begins`: for each sentence the words at which its triggers begin.
    """

    words: Words
    triggers: Sequence[Trigger]
    groups: Mapping[int, Sequence[int]]
    places: Sequence[Place]
    mentions: Sequence[Mention]
    spots: Sequence[Place]
    begins: Mapping[int, Sequence[int]]


def make_scene(words: Words, triggers: Sequence[Trigger], groups: Sequence[int], mentions: Sequence[Mention]) -> Scene:
    """Lay out triggers and mentions by the words they stand on."""
    members: dict[int, list[int]] = {}
    for number, group in enumerate(groups):
        members.setdefault(group, []).append(number)
    places = [_place(words, item.span.start, item.span.end, item.sentence) for item in triggers]
    begins: dict[int, list[int]] = {}
    for place in places:
        begins.setdefault(place.sentence, []).append(place.first)
    return Scene(
        words=words,
        triggers=triggers,
        groups=members,
        places=places,
        mentions=mentions,
        spots=[_place(words, item.span.start, item.span.end, item.sentence) for item in mentions],
        begins=begins,
    )


def _place(words: Words, start: int, end: int, sentence: int) -> Place:
    inside = words.inside(start, end)
    first = inside.start
    return Place(sentence=sentence, first=first, last=max(first, inside.stop - 1))


def find_bonds(
    words: Words,
    triggers: Sequence[Trigger],
    groups: Sequence[int],
    mentions: Sequence[Mention],
    decider: Decider | None = None,
) -> tuple[Bond, ...]:
    """For each mention the incidents it may tell of, by their nearest trigger, with how likely."""
    scene = make_scene(words, triggers, groups, mentions)
    judge = decider or load_decider("bond")
    found = []
    for number, _, trigger, features in bond_features(scene):
        score = judge.score(features)
        if score >= LEAST:
            found.append(Bond(trigger=trigger, mention=number, score=round(score, 4)))
    return tuple(found)


def bond_features(scene: Scene) -> Iterator[tuple[int, int, int, list[str]]]:
    """Mention number, group, its nearest trigger, and the named features of the two together."""
    own_fields = _own_fields(scene)
    turns = [bool(starts_anew(scene.words, number)) for number in range(len(scene.words.bounds))]
    order = {group: number for number, group in enumerate(scene.groups)}
    for number, mention in enumerate(scene.mentions):
        spot = scene.spots[number]
        nearest = {
            group: min(members, key=lambda m: _distance(scene.places[m], spot))
            for group, members in scene.groups.items()
        }
        ranked = sorted(nearest, key=lambda group: _distance(scene.places[nearest[group]], spot))
        here = sum(scene.places[trigger].sentence == spot.sentence for trigger in nearest.values())
        for rank, group in enumerate(ranked):
            trigger = nearest[group]
            apart = spot.sentence - scene.places[trigger].sentence
            if abs(apart) > FARTHEST and len(scene.groups) > 1:
                continue
            named = list(_judge(scene, number, trigger, (rank, here, order[group]), len(scene.groups[group])))
            named += _passage(scene, mention, turns, spot.sentence, scene.places[trigger].sentence)
            if (group, mention.field) in own_fields and own_fields[group, mention.field] != {number}:
                named.append(f"{_kind(mention)}|has its own={min(2, abs(apart))}")
            else:
                named.append(f"{_kind(mention)}|has none={min(2, abs(apart))}")
            yield number, group, trigger, named


def _kind(mention: Mention) -> str:
    return "count" if mention.field in COUNTED else mention.field


def _distance(a: Place, b: Place) -> tuple[int, int]:
    """Sentences apart, then words apart; a trigger before the mention is a little nearer than one after it."""
    apart = b.sentence - a.sentence
    if apart == 0:
        gap = b.first - a.last if b.first > a.last else max(0, a.first - b.last)
        return (0, gap)
    return (2 * apart if apart > 0 else -2 * apart + 1, 0)


def _own_fields(scene: Scene) -> dict[tuple[int, str], set[int]]:
    """For each group and field the mentions that stand in the sentences of its triggers."""
    sentences: dict[int, set[int]] = {}
    for group, members in scene.groups.items():
        for member in members:
            sentences.setdefault(scene.places[member].sentence, set()).add(group)
    found: dict[tuple[int, str], set[int]] = {}
    for number, mention in enumerate(scene.mentions):
        for group in sentences.get(mention.sentence, ()):
            found.setdefault((group, mention.field), set()).add(number)
    return found


def _judge(scene: Scene, number: int, trigger: int, among: tuple[int, int, int], members: int) -> Iterator[str]:
    """What tells for and against one incident, whose nearest trigger it is.

    `among` all incidents: how many are nearer, how many stand in the mention's sentence, and which in order it is.
    """
    rank, here, at = (min(3, told) for told in among)
    mention, spot, place = scene.mentions[number], scene.spots[number], scene.places[trigger]
    kind, type_ = _kind(mention), scene.triggers[trigger].type
    apart = spot.sentence - place.sentence
    near = str(apart) if abs(apart) < 4 else ("4+" if apart > 0 else "-4+")
    many = min(3, len(scene.groups))
    yield f"{kind}"
    yield f"{kind}|apart={near}"
    yield f"{kind}|apart={near}|rank={rank}"
    yield f"{kind}|rank={rank}|here={here}"
    yield f"{kind}|rank={rank}|here={here}|groups={many}"
    yield f"groups={many}|apart={near}"
    yield f"{mention.field}|{type_}"
    yield f"{mention.field}|of={mention.of}|{type_}"
    yield f"{kind}|place={min(3, spot.sentence)}|first={min(3, place.sentence)}"
    yield f"{kind}|members={min(4, members)}"
    yield f"{kind}|group number={at}|of={many}"
    if mention.part:
        yield "part"
    if mention.confidence < 1:
        yield f"{mention.field}|sure={int(mention.confidence * 8)}"
    if isinstance(mention.value, Where):
        yield f"place|level={mention.value.level}|apart={near}"
        yield f"place|level={mention.value.level}|rank={min(2, rank)}|here={min(2, here)}"
    if isinstance(mention.value, When):
        yield f"date|precision={mention.value.precision}|apart={near}"
    if isinstance(mention.value, str):
        yield f"{mention.field}|value={mention.value.lower()}"
        yield f"{mention.field}|value={mention.value.lower()}|{type_}"
    if apart == 0:
        yield from _same_sentence(scene, mention, spot, place)
    else:
        first, end = scene.words.bounds[spot.sentence]
        yield f"{kind}|opening={scene.words.forms[first] if first < end else ''}"


def _same_sentence(scene: Scene, mention: Mention, spot: Place, place: Place) -> Iterator[str]:
    kind, forms = _kind(mention), scene.words.forms
    after = spot.first > place.last
    gap = forms[place.last + 1 : spot.first] if after else forms[spot.last + 1 : place.first]
    side = "after" if after else "before"
    yield f"{kind}|{side}|gap={min(8, len(gap)) // 2 if len(gap) > 2 else len(gap)}"
    lemma = " ".join(forms[place.first : place.last + 1])
    yield f"{mention.field}|{side}|{lemma}"
    for form in set(gap[:12]):
        yield f"{kind}|{side}|gap {form}"
    low, high = min(place.last, spot.last), max(place.first, spot.first)
    between = sum(low < first < high for first in scene.begins[spot.sentence])
    yield f"{kind}|{side}|between={min(2, between)}"
    first = scene.words.bounds[spot.sentence][0]
    before = forms[max(first, spot.first - 2) : spot.first]
    if before:
        yield f"{kind}|-1={before[-1]}"


def _passage(scene: Scene, mention: Mention, turns: Sequence[bool], at: int, trigger: int) -> Iterator[str]:
    low, high = sorted((at, trigger))
    turned = any(turns[low + 1 : high + 1])
    same = scene.words.sentences[at].paragraph == scene.words.sentences[trigger].paragraph
    yield f"{_kind(mention)}|turned={turned}|paragraph={same}|forward={at >= trigger}"
