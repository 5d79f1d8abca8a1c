"""Where things happen: place names joined from small to large, resolved with the whole document in view.

"The Qamar Mazarabad area, Mastung district, Balochistan" is one mention; so is "Kandahar's Arghandab district". A value
names places as the text spells them; which one of the gazetteer is meant stands first among its candidates.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from recount.codebook.countries import demonyms
from recount.codebook.folding import fold
from recount.codebook.place_words import load_place_words
from recount.codebook.places import Gazetteer
from recount.read.actor_names import group_names
from recount.read.place_around import finish
from recount.read.place_chains import chains, lies_in
from recount.read.place_context import Context, find_context
from recount.read.place_frames import find_framed
from recount.read.place_meanings import Meaning, find_meanings
from recount.read.place_pieces import Piece, find_again, find_guessed, find_listed, lexicon, overlaps
from recount.read.place_ranking import with_surroundings
from recount.read.place_unnamed import find_unnamed
from recount.read.place_values import Draft, draft, unnamed_draft
from recount.records import Candidate, Mention, Sentence, Span

_BEHIND_PREPOSITION = re.compile(r"\b(?:in|near|at|outside|from|to|around|inside) (?=[a-z])")
_LETTERS = re.compile(r"[a-z]+")
_LONGEST_NAME, _REACH, _TOWN = 3, 60, 15_000
_SMALL = re.compile(r"\b[a-z]{3,30}\b")
_ADJECTIVES = re.compile(r"((?:[\w.’'-]{2,25} ){1,5})\Z")


def find_places(
    text: str, sentences: Sequence[Sentence], gazetteer: Gazetteer, *, hint: str | None = None
) -> tuple[Mention, ...]:
    """The places a document names, in order. `hint` is the outlet's country (ISO alpha-2), a weak sign."""
    if not text.islower():
        return _find(text, sentences, gazetteer, hint)
    found = _find(_with_capitals(text, gazetteer), sentences, gazetteer, hint)
    return tuple(replace(one, span=_as_written(one.span, text)) for one in found)


def _find(text: str, sentences: Sequence[Sentence], gazetteer: Gazetteer, hint: str | None) -> tuple[Mention, ...]:
    named = _without_groups(text, sentences)
    resolved, context = resolve(named, sentences, find_pieces(named, sentences, gazetteer), gazetteer, hint)
    drafts: list[Draft] = []
    for sentence, chained in zip(sentences, resolved, strict=True):
        drafts += [draft(text, meanings, sentence, context) for meanings in chained]
        drafts += _unnamed(text, sentence, drafts)
    return finish(text, sorted(drafts, key=lambda one: one.start), context)


def resolve(
    text: str, sentences: Sequence[Sentence], pieces: Sequence[Sequence[Piece]], gazetteer: Gazetteer, hint: str | None
) -> tuple[list[list[list[Meaning]]], Context]:
    """The meanings of the names of each sentence, chain by chain, and what the document says of where it is set."""
    chained = [
        chains(text, [_with_country(text, piece, sentence.start) for piece in of_sentence])
        for sentence, of_sentence in zip(sentences, pieces, strict=True)
    ]
    every = [piece for joined in chained for chain in joined for piece in chain]
    context = find_context(text, every, hint)
    context = replace(context, settled=_settled(chained, context, gazetteer))
    context = with_surroundings(context, every)
    found = [[find_meanings(chain, context, gazetteer) for chain in joined] for joined in chained]
    return [[meanings for meanings in joined if meanings] for joined in found], context


def _with_capitals(text: str, gazetteer: Gazetteer) -> str:
    """The text with a capital on each name of the gazetteer behind a preposition of place: all there is to go by."""
    letters = list(text)
    for match in _BEHIND_PREPOSITION.finditer(text):
        words = list(_LETTERS.finditer(text, match.end(), match.end() + _REACH))[:_LONGEST_NAME]
        for number in range(len(words), 0, -1):
            name = text[match.end() : words[number - 1].end()]
            if any(one.level != "locality" or one.population >= _TOWN for one in gazetteer.lookup(name)):
                for word in words[:number]:
                    letters[word.start()] = word.group()[0].upper()
                break
    return "".join(letters)


def _as_written(span: Span, text: str) -> Span:
    return Span(start=span.start, end=span.end, quote=text[span.start : span.end])


def _settled(
    chained: Sequence[Sequence[Sequence[Piece]]], context: Context, gazetteer: Gazetteer
) -> dict[str, Candidate]:
    """The towns that the document names together with what they lie in, by name; the first of a name counts."""
    found: dict[str, Candidate] = {}
    for chain in (chain for joined in chained for chain in joined if len(chain) > 1):
        meanings = find_meanings(chain, context, gazetteer) or []
        for small, large in pairwise(meanings):
            town, around = small.candidate, large.candidate
            if town and around and town.level == "locality" and lies_in(town, around):
                found.setdefault(fold(small.piece.words), town)
    return found


def _without_groups(text: str, sentences: Sequence[Sentence]) -> str:
    """The text with the names of armed groups struck out, letter by letter: "Islamic State of Iraq" is no place."""
    letters = list(text)
    for sentence in sentences:
        for start, end in group_names(text, sentence):
            letters[start:end] = "x" * (end - start)
    return "".join(letters)


def find_pieces(text: str, sentences: Sequence[Sentence], gazetteer: Gazetteer) -> list[tuple[Piece, ...]]:
    """The names of each sentence: framed, listed, guessed, and those that another sentence has framed."""
    found, small = [], frozenset(_SMALL.findall(text))
    for sentence in sentences:
        framed = find_framed(text, sentence.start, sentence.end, gazetteer)
        pieces = (*framed, *find_listed(text, sentence.start, sentence.end, gazetteer, framed))
        found.append((*pieces, *find_guessed(text, sentence.start, sentence.end, small, pieces)))
    known = lexicon(piece for pieces in found for piece in pieces)
    return [_with_known(text, sentence, pieces, known) for sentence, pieces in zip(sentences, found, strict=True)]


def _with_known(text: str, sentence: Sentence, pieces: tuple[Piece, ...], known: dict[str, Piece]) -> tuple[Piece, ...]:
    sure = tuple(piece for piece in pieces if piece.sure)
    again = tuple(find_again(text, sentence.start, sentence.end, known, sure))
    guessed = tuple(piece for piece in pieces if not piece.sure and not overlaps(piece, again))
    return tuple(sorted((*sure, *again, *guessed), key=lambda piece: piece.first))


def _with_country(text: str, piece: Piece, start: int) -> Piece:
    """The piece with the country that an adjective before it names: "the northern Syrian town of Azaz"."""
    before = _ADJECTIVES.search(text[max(start, piece.first - 80) : piece.first])
    words = load_place_words()
    for word in reversed(before.group(1).split()) if before and not piece.country else ():
        if word in demonyms():
            return replace(piece, country=demonyms()[word])
        if word.lower() not in words.directions and word.lower() not in words.kinds:
            break
    return piece


def _unnamed(text: str, sentence: Sentence, drafts: Sequence[Draft]) -> list[Draft]:
    """Places of a sentence without a name, where no named one stands on the same words."""
    taken = [(one.start, one.end) for one in drafts if one.sentence == sentence.number]
    found = []
    for unnamed in find_unnamed(text, sentence.start, sentence.end):
        if not any(unnamed.start < end and start < unnamed.end for start, end in taken):
            taken.append((unnamed.start, unnamed.end))
            found.append(unnamed_draft(text, unnamed, sentence))
    return found
