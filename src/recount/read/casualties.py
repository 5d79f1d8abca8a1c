"""Finds what a sentence says of people killed, wounded, abducted, arrested, freed or missing, and of how many.

Numbers with their people (`people.py`) are joined to the words for what happened to them (`outcomes.py`). All counts
are given, totals over many incidents included: which incident or statistic a count belongs to is decided later.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from recount.read.grammar import PREPOSITIONS, QUOTES
from recount.read.outcomes import Cue, find_outcomes
from recount.read.people import People, find_people
from recount.read.tokens import Token, cut
from recount.records import Count, Group, Mention, Sentence, Span

_LONGEST_QUOTE = 70
_SUBJECT_REACH = 30
_PARTS = frozenset({"including", "includes", "included", "among", "amongst"})
_JOINTS = frozenset(
    {",", "and", "&", "or", "as", "well", "along", "with", "plus", "addition", "to", "in", "also", "then", ";"}
)
_MIXED = frozenset({"killed", "wounded", "missing"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Hit:
    """People to whom an outcome happened."""

    people: People
    cue: Cue
    part: bool = False
    joined: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scene:
    """A sentence with its people and outcomes."""

    tokens: Sequence[Token]
    people: Sequence[People]
    starts: dict[int, int]
    ends: dict[int, int]
    cues: Sequence[Cue]


def find_casualties(text: str, sentences: Sequence[Sentence]) -> tuple[Mention, ...]:
    """Counts of people killed, wounded, abducted, arrested, missing, freed or attacking, in the order of the text."""
    found: list[Mention] = []
    before: Group | None = None
    for sentence in sentences:
        scene = _scene(cut(text, sentence.start, sentence.end))
        hits = _hits(scene)
        mentions, before = _mentions(text, sentence, scene, hits, before)
        found += mentions
    return tuple(found)


def _scene(tokens: Sequence[Token]) -> _Scene:
    people = find_people(tokens)
    starts = {one.first: index for index, one in enumerate(people)}
    return _Scene(
        tokens=tokens,
        people=people,
        starts=starts,
        ends={one.last: index for index, one in enumerate(people)},
        cues=find_outcomes(tokens, starts),
    )


def _hits(scene: _Scene) -> list[_Hit]:
    """Every outcome with its people, in the order of the text."""
    hits: list[_Hit] = []
    taken: set[int] = set()
    cues = [cue for cue in scene.cues if cue.standing != "unreal"]
    for cue in cues:
        if cue.side in {"right", "of"} and not _shares_its_object(scene, cue):
            for index in _objects(scene, cue):
                taken.add(index)
                hits.append(_Hit(people=scene.people[index], cue=cue))
    for cue in cues:
        if cue.side in {"left", "units"} and not _shares_its_subject(scene, cue):
            for index in _subjects(scene, cue, taken):
                hits.append(_Hit(people=scene.people[index], cue=cue))
    hits += _parts(scene, hits)
    return sorted(hits, key=lambda hit: (hit.people.first, hit.cue.first))


def _cue_behind(scene: _Scene, cue: Cue) -> Cue | None:
    """The next cue where only "and" or "or" lies between: "killed and wounded"."""
    index = scene.cues.index(cue)
    if index + 1 < len(scene.cues):
        other = scene.cues[index + 1]
        between = [token.lower for token in scene.tokens[cue.last + 1 : other.first]]
        if between and set(between) <= {"and", "or", "/", "were", "&"}:
            return other
    return None


def _shares_its_object(scene: _Scene, cue: Cue) -> bool:
    """ "killing and wounding 60" counts neither the killed nor the wounded."""
    return any(
        other is not None and {cue.field, other.field} <= _MIXED and cue.field != other.field
        for other in (_cue_behind(scene, cue), _cue_ahead(scene, cue))
    )


def _cue_ahead(scene: _Scene, cue: Cue) -> Cue | None:
    index = scene.cues.index(cue)
    before = scene.cues[index - 1] if index else None
    return before if before is not None and _cue_behind(scene, before) is cue else None


def _shares_its_subject(scene: _Scene, cue: Cue) -> bool:
    return _shares_its_object(scene, cue) and not any(
        one.form == "none" and one.last < cue.first for one in scene.people
    )


def _objects(scene: _Scene, cue: Cue) -> list[int]:
    """The people behind a verb, and those joined to them: "killing three soldiers and a guide"."""
    at = cue.last + 1
    for _ in range(4):
        if at in scene.starts or at >= len(scene.tokens):
            break
        token = scene.tokens[at]
        if (
            token.text in QUOTES
            or token.lower.endswith("ly")
            or token.lower in {"the", "as", "up", "down", "at", "and", "or"}
        ):
            at += 1
            continue
        behind = _cue_behind(scene, cue)
        if behind is not None and at == behind.first:
            at = behind.last + 1
            continue
        break
    index = scene.starts.get(at)
    if index is None:
        return []
    return [index, *_joined_after(scene, index)]


def _joined_after(scene: _Scene, index: int) -> list[int]:
    """People joined by commas and "and" to those before, as long as no verb of their own follows them."""
    found = []
    while index + 1 < len(scene.people):
        here, following = scene.people[index], scene.people[index + 1]
        gap = [token.lower for token in scene.tokens[here.last + 1 : following.first]]
        if len(gap) > 4 or not set(gap) <= _JOINTS or _has_own_outcome(scene, following):
            break
        if not gap and following.form not in {"counted", "one"}:
            break
        index += 1
        found.append(index)
    return found


def _has_own_outcome(scene: _Scene, people: People) -> bool:
    """Whether a verb or state follows right behind: "and 12 were wounded"."""
    return any(
        cue.side in {"left", "units"} and 0 <= cue.verb - people.last - 1 <= 3
        and not any(token.text == "," for token in scene.tokens[people.last + 1 : cue.verb])
        for cue in scene.cues
    )  # fmt: skip


def _subjects(scene: _Scene, cue: Cue, taken: set[int]) -> list[int]:
    """The people before a verb or state, and those joined to them: "three policemen and nine rebels were killed"."""
    index = _nearest_subject(scene, cue, taken)
    if index is None:
        return []
    found = [index]
    while index > 0 and index - 1 not in taken:
        here, before = scene.people[index], scene.people[index - 1]
        gap = [token.lower for token in scene.tokens[before.last + 1 : here.first]]
        if len(gap) > 4 or not set(gap) <= _JOINTS or _has_own_outcome(scene, before):
            break
        index -= 1
        found.append(index)
    return found


def _nearest_subject(scene: _Scene, cue: Cue, taken: set[int]) -> int | None:
    at = cue.verb - 1
    least = max(-1, at - _SUBJECT_REACH)
    while at > least:
        index = scene.ends.get(at)
        if index is not None:
            if index in taken:
                return None
            people = scene.people[index]
            if _may_be_subject(scene, people, cue):
                return index
            at = people.first - 1
            continue
        if _ends_the_clause(scene, cue, at):
            return None
        at -= 1
    return None


def _ends_the_clause(scene: _Scene, cue: Cue, at: int) -> bool:
    token = scene.tokens[at]
    if token.text in {";", ":"} or token.lower in {"that", "when", "after", "said", "while", "says", "where", "before"}:
        return True
    return any(other.first <= at <= other.last for other in scene.cues if other is not cue)


def _may_be_subject(scene: _Scene, people: People, cue: Cue) -> bool:
    near = cue.verb - people.last - 1
    before = scene.tokens[people.first - 1].lower if people.first else ""
    if people.form in {"number", "pronoun", "reflexive"}:
        return near <= 1 and not any(token.text == "," for token in scene.tokens[people.last + 1 : cue.verb])
    if cue.side == "units":
        return near == 0
    if before in _PARTS:
        return False
    return near <= 1 or before not in PREPOSITIONS - {
        "and",
        "but",
        "when",
        "while",
        "where",
        "that",
        "as",
        "after",
        "because",
        "which",
        "or",
    }


def _parts(scene: _Scene, hits: list[_Hit]) -> list[_Hit]:
    """ "including two officers", "among them a woman": counts inside a count just given."""
    found = []
    own = {hit.people.first for hit in hits}
    for index, people in enumerate(scene.people):
        if people.first in own or not _introduces_a_part(scene, people):
            continue
        host = max((hit for hit in hits if hit.people.last < people.first), key=lambda h: h.people.first, default=None)
        if host is None:
            continue
        for inner in (index, *_joined_after(scene, index)):
            if scene.people[inner].first not in own:
                found.append(_Hit(people=scene.people[inner], cue=host.cue, part=True, joined=False))
                own.add(scene.people[inner].first)
    return found


def _introduces_a_part(scene: _Scene, people: People) -> bool:
    words = [token.lower for token in scene.tokens[max(0, people.first - 3) : people.first]]
    return bool(words) and (words[-1] in _PARTS or words[-2:] in (["among", "them"], ["including", "at"]))


def _mentions(
    text: str, sentence: Sentence, scene: _Scene, hits: Sequence[_Hit], before: Group | None
) -> tuple[list[Mention], Group | None]:
    """The mentions of a sentence, and the group last counted, which "others" of the next sentence takes."""
    made: list[Mention] = []
    last: Group | None = None
    for hit in hits:
        group = hit.people.of
        if group is None and hit.people.form in {"number", "counted", "one"}:
            group = last or (before if hit.people.others else None)
        if hit.people.form == "reflexive":
            group = "attacker"
        mention = _mention(text, sentence, scene, hit, group)
        if mention is not None:
            made.append(mention)
        if not hit.part:
            last = group
    return made, last or before


def _mention(text: str, sentence: Sentence, scene: _Scene, hit: _Hit, group: Group | None) -> Mention | None:
    value = _value(hit)
    if value is None:
        return None
    return Mention(
        span=_span(text, scene, hit),
        sentence=sentence.number,
        field=hit.cue.field,
        value=value,
        of=group or "all",
        part=hit.part,
        confidence=_confidence(hit),
    )


def _value(hit: _Hit) -> Count | None:
    if hit.cue.standing == "not":
        return None
    if hit.people.form == "reflexive":
        return Count(low=1, best=1, high=1) if hit.people.head in {"himself", "herself"} else None
    return hit.people.count


def _confidence(hit: _Hit) -> float:
    sure = {"counted": 0.9, "number": 0.85, "one": 0.85, "the one": 0.5, "bare": 0.6, "none": 0.8, "reflexive": 0.8}
    score = sure.get(hit.people.form, 0.4)
    if not hit.people.known:
        score -= 0.2
    if hit.cue.standing == "unsure":
        score -= 0.3
    return round(max(0.1, score), 2)


def _span(text: str, scene: _Scene, hit: _Hit) -> Span:
    """The people together with the outcome where both make a short quote, else the people alone."""
    start, end = scene.tokens[hit.people.first].start, scene.tokens[hit.people.last].end
    if hit.joined:
        first, last = min(hit.cue.first, hit.people.first), max(hit.cue.last, hit.people.last)
        if scene.tokens[last].end - scene.tokens[first].start <= _LONGEST_QUOTE:
            start, end = scene.tokens[first].start, scene.tokens[last].end
    return Span(start=start, end=end, quote=text[start:end])
