"""Which of a document's triggers name the same incident: "raided" and "the operation", but not "a separate blast".

A decider trained on annotated articles judges every pair; the pairs are then joined from the surest down, as long as
the groups they join agree on the whole.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from recount.read.days import comparable_days
from recount.read.forms import forms_of
from recount.read.learned import Chooser, Decider, load_decider
from recount.read.likeness import compare, tell_apart
from recount.read.own_days import apart, own_days
from recount.read.triggers import DAYS, MONTHS, NUMBERS, SPLITS
from recount.read.words import Words
from recount.records import Mention, Sameness, Trigger

FAMILY = {
    "suicide_bombing": "bomb", "bombing": "bomb", "airstrike": "fire", "shelling": "fire", "shooting": "gun",
    "clash": "fight", "raid": "state", "arrest": "state", "seizure": "state", "attack": "any", "protest": "crowd",
    "riot": "crowd",
}  # fmt: skip
ANOTHER = frozenset(
    "another separate second third fourth other different similar further earlier later previous recent last".split()
)
DEFINITE = frozenset("the this that these those its his their such".split())
_CAPITAL = re.compile(r"(?<![.!?\"“] )\b[A-Z][a-z]{2,}")
MOST_PAIRS_APART = 60
JOINED = 0.38
"""Two groups are joined while their pairs agree this much on average."""


def find_samenesses(
    words: Words,
    triggers: Sequence[Trigger],
    mentions: Sequence[Mention] = (),
    decider: Decider | None = None,
    chooser: Chooser | None = None,
) -> tuple[Sameness, ...]:
    """For every two triggers how likely they name one incident, after the groups were made to agree.

    Pairs of one group score 0.5 or more, all others less.
    """
    scores = pair_scores(words, triggers, mentions, forms_of(words, triggers, chooser), decider)
    group = join(len(triggers), scores, apart=apart(own_days(words.text, triggers, mentions)))
    return tuple(
        Sameness(left=left, right=right, score=max(score, 0.5) if group[left] == group[right] else min(score, 0.49))
        for (left, right), score in scores.items()
    )


def groups_of(size: int, samenesses: Sequence[Sameness]) -> list[int]:
    """The group number of each trigger, read off samenesses that were made to agree."""
    group = list(range(size))
    for pair in samenesses:
        if pair.score >= 0.5:
            group[pair.right] = min(group[pair.right], group[pair.left])
    return group


def pair_scores(
    words: Words,
    triggers: Sequence[Trigger],
    mentions: Sequence[Mention],
    forms: Sequence[Mapping[str, float]],
    decider: Decider | None = None,
) -> dict[tuple[int, int], float]:
    """How likely each two triggers name one incident, judged pair by pair."""
    judge = decider or load_decider("sameness")
    features = pair_features(words, triggers, mentions, forms)
    return {pair: round(judge.score(named), 4) for pair, named in features.items()}


def join(
    size: int,
    scores: Mapping[tuple[int, int], float],
    *,
    floor: float = JOINED,
    apart: Collection[tuple[int, int]] = frozenset(),
) -> list[int]:
    """The group number of each trigger: average linkage, closed once no two groups agree by `floor` or more.

    No group holds both of a pair that is told `apart`.
    """
    groups = {number: [number] for number in range(size)}
    links = {pair: score for pair, score in scores.items() if pair not in apart}
    never = set(apart)
    while links:
        (left, right), score = max(links.items(), key=lambda item: (item[1], -item[0][0], -item[0][1]))
        if score < floor:
            break
        sizes = len(groups[left]), len(groups[right])
        for other in groups:
            if other in {left, right}:
                continue
            a, b = _key(left, other), _key(right, other)
            if a in never or b in never:
                never.add(a)
                links.pop(a, None)
                links.pop(b, None)
            elif a in links or b in links:
                links[a] = (sizes[0] * links.get(a, 0.0) + sizes[1] * links.pop(b, 0.0)) / sum(sizes)
        groups[left] += groups.pop(right)
        del links[left, right]
    number_of = {member: number for number, members in groups.items() for member in members}
    return [number_of[member] for member in range(size)]


def _key(a: int, b: int) -> tuple[int, int]:
    return (a, b) if a < b else (b, a)


def pair_features(
    words: Words,
    triggers: Sequence[Trigger],
    mentions: Sequence[Mention],
    forms: Sequence[Mapping[str, float]],
) -> dict[tuple[int, int], list[str]]:
    """The named features of every two triggers that are not too far apart."""
    profiles = [_profile(words, trigger) for trigger in triggers]
    likeliest = [max(form, key=lambda kind: form[kind]) for form in forms]
    told = tell_apart(triggers, comparable_days(words.text, words.sentences, mentions))
    starts = [starts_anew(words, number) for number in range(len(words.bounds))]
    pairs = {}
    for left in range(len(triggers)):
        for right in range(left + 1, min(len(triggers), left + MOST_PAIRS_APART)):
            pairs[left, right] = [
                *_pair(triggers, profiles, left, right),
                *_between(words, triggers, starts, left, right),
                *_by_form(triggers, forms, likeliest, left, right),
                *compare(told[left], told[right], abs(triggers[right].sentence - triggers[left].sentence)),
            ]
    return pairs


def _by_form(
    triggers: Sequence[Trigger],
    forms: Sequence[Mapping[str, float]],
    likeliest: Sequence[str],
    left: int,
    right: int,
) -> Iterator[str]:
    """How far the two look like one form of event, whatever the words that name them."""
    one, two = forms[left], forms[right]
    alike = sum(one[kind] * two[kind] for kind in one)
    apart = min(3, triggers[right].sentence - triggers[left].sentence)
    same = likeliest[left] == likeliest[right]
    yield f"alike={int(alike * 10)}"
    yield f"alike={int(alike * 5)}|{apart}"
    yield f"forms={min(likeliest[left], likeliest[right])}+{max(likeliest[left], likeliest[right])}"
    yield f"form same={same}|{apart}"
    rivals = sum(likeliest[other] == likeliest[right] for other in range(left + 1, right))
    yield f"form rivals={min(3, rivals)}|{same}"


def _profile(words: Words, trigger: Trigger) -> dict[str, object]:
    """What a trigger's own words and sentence say of it."""
    inside = words.inside(trigger.span.start, trigger.span.end)
    first, end = words.bounds[trigger.sentence]
    before = words.forms[max(first, inside.start - 3) : inside.start]
    sentence = words.sentences[trigger.sentence]
    raw = words.text[sentence.start : sentence.end]
    forms = set(words.forms[first:end])
    return {
        "lemma": " ".join(words.forms[i] for i in inside),
        "head": words.forms[inside[-1]] if inside else "",
        "definite": next((w for w in reversed(before) if w in DEFINITE or w in {"a", "an"} or w in ANOTHER), "none"),
        "another": bool(set(before) & ANOTHER),
        "names": set(_CAPITAL.findall(raw)),
        "days": forms & DAYS,
        "months": forms & MONTHS,
        "years": {form for form in forms if len(form) == 4 and form.isdigit()},
        "numbers": {form for form in forms if form in NUMBERS or form.isdigit()},
        "number": next((w for w in reversed(before) if w in NUMBERS or w.isdigit()), ""),
    }


def _pair(triggers: Sequence[Trigger], profiles: Sequence[Mapping[str, object]], left: int, right: int) -> list[str]:
    a, b = triggers[left], triggers[right]
    pa, pb = profiles[left], profiles[right]
    distance = b.sentence - a.sentence
    near = str(distance) if distance < 4 else "4-6" if distance < 7 else "7+"
    types = (
        "same"
        if a.type == b.type
        else "family"
        if FAMILY.get(a.type) == FAMILY.get(b.type)
        else "any"
        if "attack" in (a.type, b.type)
        else "other"
    )
    found = [
        f"distance={near}",
        f"types={types}|{near}",
        f"{a.type}+{b.type}",
        f"definite={pb['definite']}",
        f"definite={pb['definite']}|{near}",
    ]
    found.append(f"heads={pa['head']}+{pb['head']}" if pa["head"] <= pb["head"] else f"heads={pb['head']}+{pa['head']}")  # type: ignore[operator]
    found.append(f"head={pb['head']}|{near}")
    found.append(f"left={pa['head']}")
    if pa["lemma"] == pb["lemma"]:
        found += [f"same words|{near}", "same words"]
    if pb["another"]:
        found += ["another", f"another|{near}"]
    if pa["another"]:
        found.append("left another")
    if pa["number"] or pb["number"]:
        found.append(f"numbers={bool(pa['number'])}{bool(pb['number'])}|{pa['number'] == pb['number']}")
    for kind in ("names", "days", "months", "years", "numbers"):
        one, two = pa[kind], pb[kind]
        if one and two:
            shared = bool(one & two)  # type: ignore[operator]
            found += [f"{kind} shared={shared}", f"{kind} shared={shared}|{types}"]
        else:
            found.append(f"{kind} {bool(one)}{bool(two)}")
    found.append(f"left place={min(a.sentence, 3)}|{types}")
    found.append(f"triggers={min(12, len(triggers)) // 2}|{types}")
    found.append(f"apart={min(8, right - left)}")
    found += _rivals(triggers, left, right, types, str(pb["definite"]))
    return found


def _rivals(triggers: Sequence[Trigger], left: int, right: int, types: str, definite: str) -> Iterator[str]:
    """How many triggers between the two could be meant as well, and whether the left is the first of its kind."""
    a, b = triggers[left], triggers[right]
    between = triggers[left + 1 : right]
    alike = sum(other.type == a.type for other in between)
    nearer = sum(_related(other, b) for other in between)
    yield f"alike between={min(2, alike)}|{types}"
    yield f"nearer={min(3, nearer)}|{types}"
    yield f"nearer={min(3, nearer)}|{definite}"
    yield f"nearer sentences={min(3, len({o.sentence for o in between} - {a.sentence, b.sentence}))}|{types}"
    earlier = sum(_related(other, b) for other in triggers[:left])
    yield f"earlier={min(2, earlier)}|{types}"
    later = sum(_related(other, a) for other in triggers[right + 1 :])
    yield f"later={min(2, later)}|{types}"


def _related(a: Trigger, b: Trigger) -> bool:
    return a.type == b.type or FAMILY.get(a.type) == FAMILY.get(b.type)


def starts_anew(words: Words, number: int) -> str:
    """The words with which a sentence turns to something else ("separately", "in another incident")."""
    first, end = words.bounds[number]
    opening = words.forms[first : min(end, first + 5)]
    return next((form for form in opening if form in SPLITS or form in ANOTHER), "")


def _between(words: Words, triggers: Sequence[Trigger], starts: Sequence[str], left: int, right: int) -> list[str]:
    a, b = triggers[left], triggers[right]
    if a.sentence != b.sentence:
        turns = [start for start in starts[a.sentence + 1 : b.sentence + 1] if start]
        found = [f"turn={turn}" for turn in set(turns)]
        found.append(f"turns={min(2, len(turns))}")
        if starts[b.sentence]:
            found.append(f"opens={starts[b.sentence]}")
        first, end = words.bounds[b.sentence]
        found.append(f"first word={words.forms[first] if first < end else ''}")
        return found
    gap = [words.forms[i] for i in words.inside(a.span.end, b.span.start)]
    found = [f"gap={min(10, len(gap)) // 2}"]
    found += [f"in gap={form}" for form in set(gap[:12])]
    return found
