"""The single names of places in a sentence, each with the noun that frames it ("district", "town of") and what it could mean.

A name the gazetteer lacks is still one where its frame says so ("the Qamar Mazarabad area") or a preposition stands before it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from recount.codebook.countries import demonyms
from recount.codebook.folding import fold
from recount.codebook.place_words import Kind, load_place_words
from recount.codebook.places import Gazetteer
from recount.records import Candidate

_CAP = r"(?:[‘’'`ʿ]?(?:(?:[Aa]l|[Ee]l|[Uu]l|a[drstnz]|ash|e[drsz]|bin)[-’'])?[A-ZÀ-ÖØ-Þİ][^\W_]*(?:(?![’']s\b)[’'`ʿ‘-][^\W_]+)*)"
_NAME = rf"{_CAP}(?:[ ](?:(?:al|ul|el|ez|de|del|la|wa|wal|bin|do|da|e|i|o|y)[ ])?{_CAP}){{0,3}}"
_BEFORE = re.compile(r"([^\W_][\w’'-]{0,30}\.?)[ ]\Z")
_AFTER = re.compile(r"[ ]([^\W_][\w-]{0,30})")
_OF_ORGANISATION = re.compile(r"\b([A-Z][\w-]{1,20}) of (?:the )?\Z")
_PLACED = re.compile(
    r"(?:^|[\s(])(?:in|at|near|outside|around|inside|within|into|to|from|of|toward|towards|across|for|over|on|between|and|nearby|reached|entered|left|through|throughout)\s(?:the\s)?(?:[a-z-]{1,20}\s){0,2}\Z"
)
_STANDS_IN = re.compile(r"(?:^|[\s(])(?:[Ii]n|[Aa]t|[Nn]ear|[Oo]utside|[Aa]round|[Ii]nside|[Nn]earby)\s(?:the\s)?\Z")
_GOES_ON = re.compile(
    r"\s*(?:[.,;:)!?”\"’]|$|\s(?:on|and|or|as|after|where|when|which|who|by|before|in|late|early|last|this|at|during|since|was|were|is|are|has|had|to|with|from|following|near|for|while|but|killing|wounding|injuring|leaving|using|yesterday|today|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|that|left|killed|he|she|they)\b)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One name: `start` to `end` the name itself, `first` to `last` with its frame; `kind` what the frame says it is."""

    start: int
    end: int
    first: int
    last: int
    words: str
    kind: Kind | None
    noun: str
    candidates: tuple[Candidate, ...]
    country: str | None = None


@cache
def _frames() -> tuple[re.Pattern[str], re.Pattern[str]]:
    nouns = "|".join(sorted(map(re.escape, load_place_words().kinds), key=len, reverse=True))
    behind = re.compile(rf"\b({_NAME})[ -]((?i:{nouns}))\b")
    before = re.compile(rf"\b((?i:{nouns})) of (?:the )?({_NAME})")
    return behind, before


def find_pieces(text: str, start: int, end: int, gazetteer: Gazetteer) -> tuple[Piece, ...]:
    """The place names of text[start:end] from left to right; none overlaps another."""
    framed = list(_framed(text, start, end, gazetteer))
    taken = [(piece.first, piece.last) for piece in framed]
    shouting = _in_capitals(text[start:end])
    listed = [piece for piece in _listed(text, start, end, gazetteer, shouting=shouting) if not _overlaps(piece, taken)]
    taken += [(piece.first, piece.last) for piece in listed]
    guessed = [] if shouting else [piece for piece in _guessed(text, start, end) if not _overlaps(piece, taken)]
    return tuple(sorted((*framed, *listed, *guessed), key=lambda piece: piece.start))


def _overlaps(piece: Piece, taken: list[tuple[int, int]]) -> bool:
    return any(piece.first < last and first < piece.last for first, last in taken)


def _in_capitals(sentence: str) -> bool:
    """Whether nearly every word has a capital, as in a headline: then capitals tell nothing."""
    words = re.findall(r"[^\W\d_]{4,}", sentence)
    return len(words) > 2 and sum(word[0].isupper() for word in words) > 0.7 * len(words)


def _framed(text: str, start: int, end: int, gazetteer: Gazetteer) -> Iterator[Piece]:
    behind, before = _frames()
    taken: list[tuple[int, int]] = []
    for match in before.finditer(text, start, end):
        piece = _piece(text, match.start(2), match.end(2), match.group(1), gazetteer)
        if piece:
            piece = _widen(piece, match.start(), piece.end)
            taken.append((piece.first, piece.last))
            yield piece
    for match in behind.finditer(text, start, end):
        piece = _piece(text, match.start(1), match.end(1), match.group(2), gazetteer)
        if piece and not _overlaps(piece, taken):
            yield _widen(piece, piece.start, match.end())


def _widen(piece: Piece, first: int, last: int) -> Piece:
    return Piece(
        start=piece.start, end=piece.end, first=first, last=last, words=piece.words, kind=piece.kind, noun=piece.noun,
        candidates=piece.candidates,
    )  # fmt: skip


def _piece(text: str, start: int, end: int, noun: str, gazetteer: Gazetteer) -> Piece | None:
    """The name at start..end under its noun, without the words before it that are none of it ("the Syrian", "Northern")."""
    words = load_place_words()
    start = _without_lead(text, start, end)
    name = text[start:end]
    if start >= end or fold(name) in words.never and not gazetteer.lookup(name):
        return None
    if fold(name) in words.never and noun.lower() not in {"province", "district", "state", "city", "region", "county"}:
        return None
    kind = words.kinds.get(noun) or words.kinds[noun.lower()]
    return Piece(
        start=start,
        end=end,
        first=start,
        last=end,
        words=name,
        kind=kind,
        noun=noun.lower(),
        candidates=gazetteer.lookup(name),
    )


def _without_lead(text: str, start: int, end: int) -> int:
    words = load_place_words()
    while start < end:
        word = re.match(r"[^\s]+", text[start:end])
        if word is None:
            break
        form = word.group().removesuffix("'s").removesuffix("’s")
        last = word.end() == end - start
        if last or not (
            form in demonyms()
            or fold(form) in words.directions
            or fold(form) in _FUNCTION
            or fold(form) in words.titles
        ):
            break
        if fold(form) in words.directions and word.group()[:1].isupper() and not _sentence_start(text, start):
            break
        start += word.end() + 1
    return start


_FUNCTION = frozenset(
    "in at on the near from of to and for by a an its their his her this that as with after before when while since police army security forces militants gunmen".split()
)


def _sentence_start(text: str, start: int) -> bool:
    return (
        start == 0
        or text[max(0, start - 2) : start].strip() in {"", ".", '"', "“", ":"}
        and text[start - 1] in '\n"“ '
        and (start < 2 or text[start - 2] in '.\n:"”')
    )


def _listed(text: str, start: int, end: int, gazetteer: Gazetteer, *, shouting: bool) -> Iterator[Piece]:
    for name in gazetteer.scan(text, start, end):
        words = text[name.start : name.end]
        if fold(words) in load_place_words().never:
            continue
        if words.islower() or _is_abbreviation_of_little(words, name.candidates):
            continue
        if not shouting and _part_of_a_name(text, name.start, name.end, start, end, gazetteer):
            continue
        if _speaks(text, name.start, name.end, name.candidates):
            continue
        yield Piece(
            start=name.start,
            end=name.end,
            first=name.start,
            last=name.end,
            words=words,
            kind=None,
            noun="",
            candidates=name.candidates,
        )


def _is_abbreviation_of_little(words: str, candidates: tuple[Candidate, ...]) -> bool:
    """ISI, LET and IED are no towns, though towns are called Isi; US and UAE are countries."""
    return len(words) <= 4 and words.isupper() and all(candidate.level != "country" for candidate in candidates)


def _part_of_a_name(text: str, first: int, last: int, start: int, end: int, gazetteer: Gazetteer) -> bool:
    """Whether the name belongs to a person or an organisation: Jordan Smith, Mr Hamilton, University of Karachi."""
    words = load_place_words()
    before = _BEFORE.search(text[max(start, first - 40) : first])
    after = _AFTER.match(text, last, end)
    if before:
        word = before.group(1)
        if fold(word) in words.titles:
            return True
        if word[0].isupper() and not _may_stand_before(word, text, first - len(before.group()), start, gazetteer):
            return True
    if after and after.group(1)[0].isupper() and not _may_stand_behind(after.group(1), gazetteer):
        return True
    organisation = _OF_ORGANISATION.search(text[max(start, first - 40) : first])
    return bool(organisation) and not _may_be_of(organisation.group(1) if organisation else "")


def _may_stand_before(word: str, text: str, at: int, start: int, gazetteer: Gazetteer) -> bool:
    words = load_place_words()
    form = fold(word)
    if form in words.directions or word in demonyms() or form in words.kinds or form in _DAYS:
        return True
    if form in words.never:
        return at <= start or form in _FUNCTION
    return word.isupper() and len(word) > 3


def _may_stand_behind(word: str, gazetteer: Gazetteer) -> bool:
    form = fold(word)
    return form in load_place_words().kinds or form in _DAYS or form in load_place_words().sites


_DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december".split()
)


def _may_be_of(word: str) -> bool:
    words = load_place_words()
    form = fold(word)
    return form in words.kinds or form in words.directions or form in words.never or form in words.sites


def _speaks(text: str, first: int, last: int, candidates: tuple[Candidate, ...]) -> bool:
    """Whether a country or its capital stands for its government: "Washington said"."""
    after = _AFTER.match(text, last)
    if not after or after.group(1) not in load_place_words().speaks or _PLACED.search(text[max(0, first - 60) : first]):
        return False
    return candidates[0].level == "country"


def _guessed(text: str, start: int, end: int) -> Iterator[Piece]:
    """Names unknown to the gazetteer that stand in a place's place: "in Zaytan", "near Atareb"."""
    for match in re.finditer(rf"{_NAME}", text[start:end]):
        first, last = start + match.start(), start + match.end()
        if not _STANDS_IN.search(text[max(start, first - 20) : first]) or not _GOES_ON.match(text, last, end):
            continue
        words = match.group()
        form = fold(words)
        if (
            any(part in load_place_words().never for part in form.split())
            or words in demonyms()
            or words.isupper()
            or form in _DAYS
        ):
            continue
        yield Piece(start=first, end=last, first=first, last=last, words=words, kind=None, noun="", candidates=())
