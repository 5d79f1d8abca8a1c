"""What a speaker says of two organisations or states: part of, splinter of, allied with, pledged to, supports, fights.

Only what the words state between two that are named; what the codebook knows of them is never added.
"""

import re
from collections.abc import Iterator, Sequence

from recount.codebook.actors import load_actors
from recount.codebook.countries import countries_by_word
from recount.codebook.kinship import kinship, state_of
from recount.codebook.relations import RelationPattern, load_relations, words_in
from recount.read.organisations import Masked, find_organisations, mask, organisations_in_full
from recount.read.spoken import speaker_at
from recount.records import Attribution, Document, Relation, Sentence, Span, content_id

EITHER_WAY = frozenset({"alias_of", "allied_with", "fights"})
_NUMBER = re.compile(r"⟦(\d+)⟧")
_DEEDS = frozenset({"fights", "supports", "allied_with", "pledged_to"})
_VERBS = ("*", "~", "has|", "is|", "provided|")
_MOST, _LONGEST = 12, 4000
"""A sentence with more organisations or characters is a list of topics or tags, or no sentence, and states nothing."""


def find_relations(
    document: Document,
    sentences: Sequence[Sentence],
    attributions: Sequence[Attribution],
    country: str | None = None,
) -> tuple[Relation, ...]:
    """Every relation that the text states, once for each speaker, in its order. `country` is where the story is set."""
    found: dict[tuple[str, ...], Relation] = {}
    in_full = organisations_in_full(document.text, sentences, load_actors())
    known = load_relations()
    for sentence in sentences:
        if sentence.end - sentence.start > _LONGEST:
            continue
        if not known.fitting(words_in(document.text[sentence.start : sentence.end])):
            continue
        organisations = find_organisations(document.text, sentence, in_full, country)
        if not 2 <= len(organisations) <= _MOST:
            continue
        here: dict[tuple[str, ...], Relation] = {}
        for relation in _stated(document, mask(document.text, sentence, organisations), attributions, country):
            pair = sorted((relation.a, relation.b)) if relation.kind in EITHER_WAY else (relation.a, relation.b)
            here.setdefault((relation.kind, *pair), relation)
        for key, relation in here.items():
            found.setdefault((*key, _voice(relation)), relation)
    return tuple(sorted(found.values(), key=lambda one: (one.span.start, one.span.end)))


def _voice(relation: Relation) -> str:
    return relation.speaker.voice if relation.speaker else ""


def _stated(
    document: Document, masked: Masked, attributions: Sequence[Attribution], country: str | None
) -> Iterator[Relation]:
    known = load_relations()
    for pattern in known.fitting(words_in(masked.words)):
        for match in pattern.words.finditer(masked.words):
            before = masked.words[: match.start()]
            if known.denied.search(match.group()) or known.doubted.search(before):
                continue
            if _is_object(pattern, before):
                continue
            start, end = masked.original(_begins(pattern, match), match.end())
            quote = document.text[start:end].rstrip()
            span = Span(start=start, end=start + len(quote), quote=quote)
            for a, b in _pairs(masked, match, pattern):
                yield _relation(document, pattern, (a, b), span, attributions, country)


def _begins(pattern: RelationPattern, match: re.Match[str]) -> int:
    """Where a statement begins: at its first side, without "that" and the like before it."""
    return min(match.start("A"), match.start("B")) if pattern.written[0] in "AB" else match.start()


def _is_object(pattern: RelationPattern, before: str) -> bool:
    """Whether the first side belongs to another verb ("killed in fighting with"), so that no deed is its own."""
    first, second = pattern.written.split()[:2]
    if pattern.kind not in _DEEDS or first[0] not in "AB" or not second.startswith(_VERBS):
        return False
    return load_relations().object_of.search(before) is not None


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
    """A state and its own army state nothing of one another."""
    one, other = (state_of(name) or countries_by_word().get(name) for name in (a, b))
    return one is not None and one == other


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
