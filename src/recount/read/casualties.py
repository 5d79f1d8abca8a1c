"""Finds what a sentence says of people killed, wounded, abducted, arrested, freed or missing, and of how many.

Numbers with their people (`people.py`) are joined to the words for what happened to them (`outcomes.py`) by
`joins.py`. All counts are given, totals over many incidents included: which incident or statistic a count belongs to
is decided later.
"""

from collections.abc import Sequence

from recount.read.attackers import find_attackers
from recount.read.joins import find_hits
from recount.read.people import People
from recount.read.quantities import exactly
from recount.read.scene import Hit, Scene, lay_out
from recount.read.tokens import cut
from recount.read.tolls import find_tolls
from recount.records import Count, Group, Mention, Sentence, Span

_LONGEST_QUOTE = 70
_INHERITING = frozenset({"number", "counted", "one"})
_SURENESS = {
    "counted": 0.9, "number": 0.85, "one": 0.85, "none": 0.8, "reflexive": 0.8, "bare": 0.6, "the one": 0.5, "named": 0.45,
}  # fmt: skip


def find_casualties(text: str, sentences: Sequence[Sentence]) -> tuple[Mention, ...]:
    """Counts of people killed, wounded, abducted, arrested, missing, freed or attacking, in the order of the text."""
    found: list[Mention] = []
    before: Group | None = None
    for sentence in sentences:
        scene = lay_out(cut(text, sentence.start, sentence.end))
        if not scene.cues and not scene.people:
            continue
        hits = [*find_hits(scene), *find_tolls(scene)]
        mentions, before = _mentions(text, sentence, scene, hits, before)
        found += mentions
        found += find_attackers(text, sentence, scene, mentions)
    return tuple(found)


def _mentions(
    text: str, sentence: Sentence, scene: Scene, hits: Sequence[Hit], before: Group | None
) -> tuple[list[Mention], Group | None]:
    """The mentions of a sentence, and the group last counted, which "others" of the next sentence takes."""
    made: list[Mention] = []
    last: Group | None = None
    for hit in hits:
        group = _group(hit.people, last, before)
        value = _value(hit.people)
        if value is not None:
            made.append(
                Mention(
                    span=_span(text, scene, hit),
                    sentence=sentence.number,
                    field=hit.cue.field,
                    value=value,
                    of=group or "all",
                    part=hit.part,
                    confidence=_confidence(hit),
                )  # fmt: skip
            )
        if not hit.part and hit.people.form != "reflexive":
            last = group or last
    return made, last or before


def _group(people: People, last: Group | None, before: Group | None) -> Group | None:
    """Whose people they are: "others" and bare numbers take the group just counted."""
    if people.form == "reflexive":
        return "attacker"
    if people.of is None and people.form in _INHERITING:
        return last or (before if people.others else None)
    if people.of is None and people.form == "named":
        return "civilian"
    return people.of


def _value(people: People) -> Count | None:
    if people.form == "reflexive":
        return exactly(1) if people.head in {"himself", "herself"} else None
    return people.count


def _confidence(hit: Hit) -> float:
    score = _SURENESS.get(hit.people.form, 0.4)
    if not hit.people.known:
        score -= 0.2
    if hit.cue.standing == "unsure":
        score -= 0.3
    return round(max(0.1, score), 2)


def _span(text: str, scene: Scene, hit: Hit) -> Span:
    """The people together with the outcome where both make a short quote, else the people alone."""
    start, end = scene.tokens[hit.people.first].start, scene.tokens[hit.people.last].end
    if hit.joined:
        first, last = min(hit.cue.first, hit.people.first), max(hit.cue.last, hit.people.last)
        if scene.tokens[last].end - scene.tokens[first].start <= _LONGEST_QUOTE:
            start, end = scene.tokens[first].start, scene.tokens[last].end
    return Span(start=start, end=end, quote=text[start:end])
