"""What a speaker says of two organisations or states: part of, splinter of, allied with, pledged to, supports, fights.

Only what the words state between two that are named; what the codebook knows of them is never added.
"""

import re
from collections.abc import Iterator, Sequence

from recount.codebook.actors import load_actors
from recount.codebook.kinship import kinship, state_of
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
    known = load_relations()
    for pattern in known.patterns:
        for match in pattern.words.finditer(masked.words):
            if known.denied.search(match.group()) or _is_object(pattern, masked.words, match):
                continue
            start, end = masked.original(match.start(), match.end())
            words = document.text[start:end].rstrip()
            span = Span(start=start, end=start + len(words), quote=words)
            for a, b in _pairs(masked, match, pattern):
                yield _relation(document, pattern, (a, b), span, attributions, country)


def _is_object(pattern: RelationPattern, words: str, match: re.Match[str]) -> bool:
    """Whether the first side belongs to another verb: "killed in fighting with"; a noun beside it is none of its deeds."""
    first = pattern.written.split()[:2]
    if first[0][0] not in "AB" or first[1].startswith(("-", "'s")):
        return False
    return load_relations().object_of.search(words[: match.start()]) is not None


def _pairs(masked: Masked, match: re.Match[str], pattern: RelationPattern) -> Iterator[tuple[str, str]]:
    """Each of the one list with each of the other; two names of one organisation only where that is what is said."""
    sides = {side: [masked.organisations[int(n)] for n in _NUMBER.findall(match[side])] for side in "AB"}
    for a in sides["A"]:
        for b in sides["B"]:
            if a.name != b.name and kinship(a.name, b.name) != "same" and not _one_state(a.name, b.name):
                yield a.name, b.name
            elif pattern.kind == "alias_of" and a.words != b.words:
                yield a.words, b.words


def _one_state(a: str, b: str) -> bool:
    state = state_of(a)
    return state is not None and state == state_of(b)


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
