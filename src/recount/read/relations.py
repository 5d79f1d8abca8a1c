"""What a speaker says of two organisations or states: part of, splinter of, allied with, pledged to, supports, fights.

Only what the words state between two that are named; what the codebook knows of them is never added.
"""

import re
from collections.abc import Iterator, Sequence

from recount.codebook.actors import load_actors
from recount.codebook.relations import RelationPattern, load_relations
from recount.read.organisations import Masked, find_organisations, mask, organisations_in_full
from recount.read.spoken import speaker_at
from recount.records import Attribution, Document, Relation, Sentence, Span, content_id

EITHER_WAY = frozenset({"alias_of", "allied_with", "fights"})
_NUMBER = re.compile(r"⟦(\d+)⟧")
_MOST = 12
"""A sentence with more organisations is a list of topics or tags, and states nothing."""


def find_relations(
    document: Document,
    sentences: Sequence[Sentence],
    attributions: Sequence[Attribution],
    country: str | None = None,
) -> tuple[Relation, ...]:
    """Every relation that the text states, each once, in its order. `country` is where the story is set (ISO alpha-2)."""
    found: dict[tuple[str, str, str], Relation] = {}
    in_full = organisations_in_full(document.text, sentences, load_actors())
    for sentence in sentences:
        organisations = find_organisations(document.text, sentence, in_full, country)
        if not 2 <= len(organisations) <= _MOST:
            continue
        masked = mask(document.text, sentence, organisations)
        for relation in _stated(document, masked, attributions, country):
            pair = sorted((relation.a, relation.b)) if relation.kind in EITHER_WAY else (relation.a, relation.b)
            found.setdefault((relation.kind, *pair), relation)
    return tuple(sorted(found.values(), key=lambda one: (one.span.start, one.span.end)))


def _stated(
    document: Document, masked: Masked, attributions: Sequence[Attribution], country: str | None
) -> Iterator[Relation]:
    taken: set[frozenset[str]] = set()
    for pattern in load_relations().patterns:
        for match in pattern.words.finditer(masked.words):
            start, end = masked.original(match.start(), match.end())
            span = Span(start=start, end=end, quote=document.text[start:end])
            for a, b in _pairs(masked, match):
                if a != b and frozenset((a, b)) not in taken:
                    yield _relation(document, pattern, (a, b), span, attributions, country)


def _pairs(masked: Masked, match: re.Match[str]) -> Iterator[tuple[str, str]]:
    """Each of the one list with each of the other."""
    sides = {side: [masked.organisations[int(n)].name for n in _NUMBER.findall(match[side])] for side in "AB"}
    for a in sides["A"]:
        for b in sides["B"]:
            yield a, b


def _relation(
    document: Document,
    pattern: RelationPattern,
    pair: tuple[str, str],
    span: Span,
    attributions: Sequence[Attribution],
    country: str | None,
) -> Relation:
    a, b = pair
    return Relation(
        id=content_id("relation", document.id, span.start, span.end, a, pattern.kind, b),
        a=a,
        kind=pattern.kind,
        b=b,
        span=span,
        speaker=speaker_at(span, attributions, country),
    )
