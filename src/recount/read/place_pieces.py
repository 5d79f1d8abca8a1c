"""The single names of places in a sentence, each with the noun that frames it and what it could mean.

A name the gazetteer lacks is still one where its frame says so ("the Qamar Mazarabad area"), where a preposition stands
before it ("near Atareb"), or where the document has named it as a place elsewhere.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from recount.codebook.actors import load_actors
from recount.codebook.countries import demonyms
from recount.codebook.folding import fold
from recount.codebook.place_words import Kind, load_place_words
from recount.codebook.places import Gazetteer
from recount.read.place_names import NAME, in_capitals, is_of_a_person_or_body, speaks
from recount.records import Candidate

_STANDS_IN = re.compile(
    r"(?:^|[\s(])(?:[Ii]n|[Aa]t|[Nn]ear|[Oo]utside|[Aa]round|[Ii]nside|[Nn]earby|around)\s(?:the\s)?\Z"
)
_STANDS_FROM = re.compile(r"(?:^|[\s(])(?:of|from|to|into|on|and|over|towards?|between|,)\s(?:the\s)?\Z|^\W*\Z")
_GOES_ON = re.compile(
    r"\s*(?:[.,;:)!?”\"’]|$|\s(?:on|and|or|as|after|where|when|which|who|by|before|in|late|early|last|this|at|during|"
    r"since|was|were|is|are|has|had|to|with|from|following|near|for|while|but|killing|wounding|injuring|leaving|using|"
    r"yesterday|today|[MTWFS][a-z]{2,6}day|that|left|killed|he|she|they|north|south|east|west|outside|under|until|"
    r"around|about)\b)"
)
_LIES_BEHIND = re.compile(
    r",? (?:in|near|outside|(?:north|south)?-?(?:north|south|east|west) of)\b"
    r"|, (?:the |northern |southern |eastern |western )?[A-Z]"
)
_NOT_WHERE = re.compile(r"\bborders? (?:with |between |to )?(?:the )?(?:[A-Z]\w+ and )?\Z|\bbordering (?:the )?\Z")
_NAME = re.compile(NAME)
_NO_NAMES = ("ment", "tion", "sion", "ness", "ship", "ism", "ists", "ing", "ance", "ence")
_PARTICLES = frozenset(
    "al el ul ad ar as at az an ash ed er es ez de del da do di du la las le les los san santa".split()
)
_SHORT, _SHORTENED, _CITY = 3, 5, 200_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One name: `start` to `end` the name itself, `first` to `last` with its frame; `kind` what the frame says it is.

    `noun` is the frame's noun as written, `before` tells that it stands before the name ("town of X"). `country` is the
    one an adjective names. `sure` is False for a guess, `near` tells that the place meant lies near this one, `placed`
    that a word of place stands before it, `given` that somebody else has told that it is a place.
    """

    start: int
    end: int
    first: int
    last: int
    words: str
    kind: Kind | None = None
    noun: str = ""
    before: bool = False
    candidates: tuple[Candidate, ...] = ()
    country: str | None = None
    sure: bool = True
    near: bool = False
    placed: bool = False
    given: bool = False


_ROAD = re.compile(r"[ -]\d")


def overlaps(piece: Piece, others: Iterable[Piece]) -> bool:
    """Whether a piece shares a letter with any other."""
    return any(piece.first < other.last and other.first < piece.last for other in others)


def find_listed(text: str, start: int, end: int, gazetteer: Gazetteer, framed: tuple[Piece, ...]) -> Iterator[Piece]:
    """Names that the gazetteer holds and that no frame has taken."""
    headline = in_capitals(text[start:end])
    for name in gazetteer.scan(text, start, end):
        first, last, words = name.start, name.end, text[name.start : name.end]
        placed = _stands_in(text, start, first, last, end)
        piece = Piece(
            start=first, end=last, first=first, last=last, words=words, candidates=name.candidates, placed=placed
        )
        short = _abbreviated(text, piece)
        if short and not overlaps(piece, framed):
            yield short
            continue
        if overlaps(piece, framed) or _is_no_place(words, name.candidates) or _is_clipped(text, piece):
            continue
        if _NOT_WHERE.search(text[max(start, first - 40) : first]) or speaks(text, first, last, name.candidates):
            continue
        if not headline and is_of_a_person_or_body(text, first, last, start, end):
            continue
        if fold(words) in load_place_words().people and not _LIES_BEHIND.match(text, last, end):
            continue
        yield piece


def _abbreviated(text: str, piece: Piece) -> Piece | None:
    """A province in short behind a comma, written out: "Charleston, W.Va.", "Rogersville, Mo."."""
    if text[piece.last : piece.last + 1] != "." or not text[: piece.first].endswith(", "):
        return None
    units = tuple(one for one in piece.candidates if one.level == "province" and len(piece.words) < len(one.name))
    if len(units) != 1 or len(fold(piece.words)) > _SHORTENED:
        return None
    return replace(piece, last=piece.last + 1, words=units[0].name, kind="province", candidates=units)


def _is_clipped(text: str, piece: Piece) -> bool:
    """A word that only with a full stop is short for a province, or a road's number: "Mass shooting", "NH 1A"."""
    if text[piece.last : piece.last + 1] == ".":
        return False
    if piece.words.isupper():
        return _ROAD.match(text, piece.last) is not None and len(piece.words) <= _SHORT
    return all(
        one.level == "province" and one.name.startswith(piece.words) and one.name != piece.words
        for one in piece.candidates
    )


def _is_no_place(words: str, candidates: tuple[Candidate, ...]) -> bool:
    """Common words, abbreviations that are no country, and names of three letters that only a small town bears."""
    if fold(words) in load_place_words().never or words.islower():
        return True
    if any(
        candidate.level == "country" or (words.isupper() and candidate.level == "province") for candidate in candidates
    ):
        return False
    if words in demonyms():
        return True
    if (words.isupper() and len(words) <= _SHORT + 1) or load_actors().meanings(words):
        return True
    return len(fold(words)) <= _SHORT and max(candidate.population for candidate in candidates) < _CITY


def find_guessed(text: str, start: int, end: int, small: frozenset[str], taken: tuple[Piece, ...]) -> Iterator[Piece]:
    """Names unknown to the gazetteer that stand where a place stands: "in Zaytan", "Kafr Jales, northern Syria".

    `small` are the words that the document has in small letters: Employment is no town where employment is spoken of.
    """
    if in_capitals(text[start:end]):
        return
    for match in _NAME.finditer(text, start, end):
        first, last, words = match.start(), match.end(), match.group()
        piece = Piece(start=first, end=last, first=first, last=last, words=words, sure=False)
        before = text[max(start, first - 20) : first]
        stands_in = _stands_in(text, start, first, last, end)
        if not stands_in and not (_LIES_BEHIND.match(text, last, end) and _STANDS_FROM.search(before)):
            continue
        if overlaps(piece, taken) or not _may_be_a_place(words, small):
            continue
        if stands_in or _sounds_like_a_place(words, opens=not before.strip("“\"'( ")):
            yield piece


def _stands_in(text: str, start: int, first: int, last: int, end: int) -> bool:
    """Whether a name stands where a place does: behind "in" or "near", with the sentence going on after it."""
    before = _STANDS_IN.search(text[max(start, first - 20) : first])
    return before is not None and _GOES_ON.match(text, last, end) is not None


def _may_be_a_place(words: str, small: frozenset[str]) -> bool:
    """Whether a capitalised name is no day, title, nationality, organisation or common word."""
    known, parts = load_place_words(), fold(words).split()
    if not parts or (len(parts) == 1 and (parts[0].endswith(_NO_NAMES) or words.lower() in small)):
        return False
    if words in demonyms() or (words.isupper() and len(words) < 5) or load_actors().meanings(words):
        return False
    strange = known.never | known.days | known.titles
    telling = parts if len(parts) == 1 else [part for part in parts if part not in _PARTICLES]
    return strange.isdisjoint(telling) and parts[0] not in known.people


def _sounds_like_a_place(words: str, *, opens: bool) -> bool:
    """Whether a name before another place is one itself; one word will do unless it opens the sentence."""
    return (" " not in words and not opens) or fold(words).split()[0] in load_place_words().beginnings


def find_again(
    text: str, start: int, end: int, known: Mapping[str, Piece], taken: tuple[Piece, ...]
) -> Iterator[Piece]:
    """Names that the document has framed as a place in another sentence, standing bare here."""
    for match in _NAME.finditer(text, start, end) if known else ():
        before = known.get(fold(match.group()))
        if before is None:
            continue
        first, last = match.span()
        piece = replace(before, start=first, end=last, first=first, last=last, words=match.group(), country=None)
        piece = replace(piece, noun="", before=False)
        if not overlaps(piece, taken) and not is_of_a_person_or_body(text, first, last, start, end):
            yield piece


def lexicon(pieces: Iterable[Piece]) -> dict[str, Piece]:
    """The names under which pieces can be met again: framed, unknown to the gazetteer and no common word."""
    words = load_place_words()
    common = words.never | words.people | words.function
    return {
        fold(piece.words): piece
        for piece in pieces
        if piece.kind and not piece.candidates and len(piece.words) > (_SHORT + piece.words.isupper())
        and fold(piece.words) not in common and not load_actors().meanings(piece.words)
    }  # fmt: skip
