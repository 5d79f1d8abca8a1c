"""Finds what a sentence says of people killed, wounded, abducted, arrested, freed or missing, and of how many.

Numbers with their people (`people.py`) are joined to the words for what happened to them (`outcomes.py`) by
`joins.py`. All counts are given, totals over many incidents included: which incident or statistic a count belongs to
is decided later.
"""

from collections.abc import Mapping, Sequence

from recount.read.attackers import find_attackers
from recount.read.belonging import Memory, group_of, part_group, remember
from recount.read.joins import find_hits
from recount.read.outcomes import Cue
from recount.read.people import Form, People, people_in
from recount.read.quantities import exactly
from recount.read.rolls import find_rolls
from recount.read.scene import Hit, Scene, lay_out
from recount.read.tokens import cut
from recount.read.tolls import find_tolls
from recount.records import Count, Group, Mention, Sentence, Span

_LONGEST_QUOTE = 70
_SURENESS: Mapping[Form, float] = {
    "counted": 0.9, "number": 0.85, "one": 0.85, "none": 0.8, "reflexive": 0.8,
    "bare": 0.6, "the one": 0.5, "named": 0.45, "pronoun": 0.4, "plural": 0.1,
}  # fmt: skip
"""How sure a count is by the form of its words, as their share of right counts in annotated articles suggests."""

TOLL = 0.97
"""A number that the death toll is said to be is hardly ever another: the trained reader often misses it."""
_LESS_SURE_UNLISTED = 0.2
_LESS_SURE_UNCERTAIN = 0.3
_LESS_SURE_SHOT = 0.25
_LEAST_SURE = 0.3
"""Below it a count is more often wrong than right: "he was shot" tells neither of a wound nor of a death."""


def find_casualties(text: str, sentences: Sequence[Sentence]) -> tuple[Mention, ...]:
    """Counts of people killed, wounded, abducted, arrested, missing, freed or attacking, in the order of the text."""
    found: list[Mention] = []
    before = Memory()
    for sentence in sentences:
        people = people_in(text[sentence.start : sentence.end])
        scene = lay_out(cut(text, sentence.start, sentence.end), people)
        hits = _in_order([*find_rolls(scene), *find_hits(scene), *find_tolls(scene)])
        mentions, before = _mentions(text, sentence, scene, hits, before)
        found += mentions
        found += find_attackers(text, sentence, scene, hits)
    return tuple(found)


def _in_order(hits: Sequence[Hit]) -> list[Hit]:
    """The hits in the order of the text, each people and field once: the first finder named knows best."""
    kept: dict[tuple[int, str], Hit] = {}
    for hit in hits:
        kept.setdefault((hit.people.first, hit.cue.field), hit)
    return sorted(kept.values(), key=lambda hit: (hit.people.first, hit.cue.first))


def _mentions(
    text: str, sentence: Sentence, scene: Scene, hits: Sequence[Hit], before: Memory
) -> tuple[list[Mention], Memory]:
    """The mentions of a sentence, and what it leaves to be remembered in the next."""
    made: list[Mention] = []
    told: dict[Cue, Group] = {}
    here = Memory()
    for hit in hits:
        group = group_of(scene, hit, here, before)
        if hit.part:
            group = part_group(group, hit.people.head, told.get(hit.cue, group))
        else:
            told[hit.cue] = group
        here = remember(hit, group, here)
        value = _value(hit.people)
        if value is not None and _confidence(hit) >= _LEAST_SURE:
            made.append(
                Mention(
                    span=_span(text, scene, hit),
                    sentence=sentence.number,
                    field=hit.cue.field,
                    value=value,
                    of=group,
                    part=hit.part,
                    confidence=_confidence(hit),
                )
            )
    return made, Memory(counted=here.counted or before.counted, person=here.person or before.person)


def _value(people: People) -> Count | None:
    if people.form == "reflexive":
        return exactly(1) if people.head in {"himself", "herself"} else None
    return people.count


def _confidence(hit: Hit) -> float:
    if hit.toll:
        return TOLL
    score = _SURENESS[hit.people.form]
    score -= _LESS_SURE_UNLISTED * (not hit.people.known)
    score -= _LESS_SURE_UNCERTAIN * (hit.cue.standing == "unsure")
    score -= _LESS_SURE_SHOT * hit.cue.deadly
    return round(max(0.1, score), 2)


def _span(text: str, scene: Scene, hit: Hit) -> Span:
    """The people together with the outcome where both make a short quote, else the people alone."""
    start, end = scene.tokens[hit.people.first].start, scene.tokens[hit.people.last].end
    if hit.joined:
        first, last = min(hit.cue.first, hit.people.first), max(hit.cue.last, hit.people.last)
        if scene.tokens[last].end - scene.tokens[first].start <= _LONGEST_QUOTE:
            start, end = scene.tokens[first].start, scene.tokens[last].end
    return Span(start=start, end=end, quote=text[start:end])
