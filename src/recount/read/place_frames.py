"""Names with a noun that says which kind of place they are: "Mastung district", "the town of Atareb".

Several names can share one noun: "Zhari and Panjwayi districts".
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from recount.codebook.countries import countries_by_word, demonyms, load_countries
from recount.codebook.folding import fold
from recount.codebook.place_words import alternatives, load_place_words
from recount.codebook.places import Gazetteer
from recount.read.place_names import NAME, in_capitals, is_held, without_lead
from recount.read.place_pieces import Piece, overlaps
from recount.records import Candidate

_QUARTERS = frozenset(
    "suburb suburbs neighbourhood neighborhood neighbourhoods neighborhoods quarter quarters district districts".split()
)
_STREETS = frozenset("street streets road avenue square roundabout junction intersection river lake highway".split())
_BIG = 100_000
_LEVEL = {"province": "province", "district": "district", "locality": "locality", "neighbourhood": "locality"}
_BEFORE_A_LIST = re.compile(rf"((?:{NAME}, ){{0,5}}{NAME},? and )\Z")
_REST_OF_A_LIST = re.compile(rf"(?:, {NAME}){{0,6}},? and {NAME}")
_CAPITAL = re.compile(r"\b([A-Z][\w.]{1,25}(?: [A-Z][a-z]{1,20})?)(?:[’']s)? capital(?: city)?\b(?! of\b)")
_LETTERS = re.compile(r"[^\W\d_]+")
_NAMED_BEHIND = re.compile(r",? (?:city of )?[A-Z]")


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = load_place_words()
    of = {noun for noun, kind in words.kinds.items() if kind != "neighbourhood"} | _QUARTERS
    nouns, streets = alternatives(words.kinds), alternatives(words.streets)
    behind = re.compile(rf"\b({NAME})[ -](?:((?i:{nouns}))|({streets}))(?![\w-])")
    return behind, re.compile(rf"\b((?i:{alternatives(frozenset(of))})) of (?:the )?({NAME})")


@cache
def _first_words() -> frozenset[str]:
    """A part of every such noun, in small letters: a sentence without any of them has no frame."""
    words = load_place_words()
    return frozenset(_LETTERS.findall(noun.lower())[0] for noun in {*words.kinds, *words.streets, *_QUARTERS})


def find_framed(text: str, start: int, end: int, gazetteer: Gazetteer) -> tuple[Piece, ...]:
    """The framed names of text[start:end]; of two that claim one noun the likelier is kept."""
    if _first_words().isdisjoint(_LETTERS.findall(text[start:end].lower())):
        return tuple(sorted(_capitals(text, start, end, gazetteer), key=lambda piece: piece.start))
    after, first = _patterns()
    behind = [piece for match in after.finditer(text, start, end) for piece in _behind(text, match, start, gazetteer)]
    if in_capitals(text[start:end]):
        behind = [piece for piece in behind if piece.candidates or " " not in piece.words]
    before = [piece for match in first.finditer(text, start, end) for piece in _before(text, match, end, gazetteer)]
    kept = [piece for piece in behind if _owns_its_noun(piece) or not overlaps(piece, before)]
    kept += [piece for piece in before if not overlaps(piece, kept)]
    return tuple(sorted((*kept, *_capitals(text, start, end, gazetteer)), key=lambda piece: piece.start))


def _owns_its_noun(piece: Piece) -> bool:
    """Whether "X city of Y" means X city; "West Bank city of Hebron" and "Baghdad suburb of Taji" do not."""
    if not piece.candidates:
        return piece.words not in demonyms()
    if piece.noun.lower() in _QUARTERS:
        return not _is_big(piece.candidates)
    if piece.noun.lower() in load_place_words().loose:
        return True
    return any(candidate.level == _LEVEL[piece.kind or "locality"] for candidate in piece.candidates)


def _is_big(candidates: tuple[Candidate, ...]) -> bool:
    """Whether a name is a town large enough to have quarters, or larger than a town."""
    return any(c.level in ("province", "country") or c.population >= _BIG for c in candidates)


def _behind(text: str, match: re.Match[str], start: int, gazetteer: Gazetteer) -> Iterator[Piece]:
    noun = match.group(2) or match.group(3)
    if noun == "Department" and fold(match.group(1)).split()[-1:][0] in load_place_words().never:
        return  # a body of the town: "Charleston Police Department"
    if noun == "Court" and fold(match.group(1)).split()[-1:][0] in load_place_words().courts:
        return
    piece = _piece(text, match.start(1), match.end(1), noun, gazetteer)
    if piece is None:
        return
    listed = _BEFORE_A_LIST.search(text, max(start, piece.start - 120), piece.start) if noun.endswith("s") else None
    if listed:
        yield from _listing(text, listed.start(1), listed.end(1), noun, gazetteer)
    yield replace(piece, last=match.end())


def _before(text: str, match: re.Match[str], end: int, gazetteer: Gazetteer) -> Iterator[Piece]:
    noun = match.group(1)
    piece = _piece(text, match.start(2), match.end(2), noun, gazetteer)
    if piece is None or (noun.lower() in _QUARTERS and _is_big(gazetteer.lookup(piece.words))):
        return  # "neighbourhoods of Damascus": the town itself is named, not one of its quarters
    if text.endswith(("capital ", "Capital "), 0, match.start()):
        return  # "the capital city of Balochistan": the province is named, not a city
    yield replace(piece, first=match.start(), before=True)
    rest = _REST_OF_A_LIST.match(text, match.end(), end) if noun.endswith("s") else None
    if rest:
        yield from _listing(text, rest.start(), rest.end(), noun, gazetteer)


def _listing(text: str, start: int, end: int, noun: str, gazetteer: Gazetteer) -> Iterator[Piece]:
    """The names of a list that share one noun."""
    for match in re.finditer(NAME, text[start:end]):
        piece = _piece(text, start + match.start(), start + match.end(), noun, gazetteer)
        if piece:
            yield piece


def _piece(text: str, start: int, end: int, noun: str, gazetteer: Gazetteer) -> Piece | None:
    """The name in text[start:end] under its noun, None where it is no name ("the Afghan capital", "The district")."""
    known = load_place_words()
    start = start if gazetteer.lookup(text[start:end]) else without_lead(text, start, end)
    words = text[start:end]
    parts = fold(words).split()
    if not parts or words.split()[-1] in demonyms() or parts[0] in known.function or is_held(words):
        return None
    if all(part in known.never or part in known.directions for part in parts):
        return None
    if noun[0].isupper() and noun.lower() == "city" and gazetteer.lookup(f"{words} {noun}"):
        return None  # Kuwait City bears the noun in its name
    kind = known.kind(noun)
    candidates = gazetteer.lookup(words) if kind != "neighbourhood" else _town_of(words, noun, gazetteer)
    if kind == "district" and not any(candidate.level == "district" for candidate in candidates):
        candidates = gazetteer.lookup(f"{words} {noun}") or candidates
    return Piece(start=start, end=end, first=start, last=end, words=words, kind=kind, noun=noun, candidates=candidates)


def _town_of(words: str, noun: str, gazetteer: Gazetteer) -> tuple[Candidate, ...]:
    """The town that a building's own name begins with: "Baghdad International airport", "a Hyderabad mosque"."""
    if noun.lower() not in load_place_words().institutions:
        building = noun.islower() and noun not in _QUARTERS | _STREETS
        return tuple(c for c in gazetteer.lookup(words) if c.population >= _BIG) if building else ()
    first = next(gazetteer.scan(words), None)
    return first.candidates if first and first.start == 0 else ()


def _capitals(text: str, start: int, end: int, gazetteer: Gazetteer) -> Iterator[Piece]:
    """The capital of a country that is told by it alone: "the Afghan capital", not "the Afghan capital, Kabul"."""
    for match in _CAPITAL.finditer(text, start, end):
        words = match.group(1)
        country = countries_by_word().get(words) or countries_by_word().get(words.rpartition(" ")[2])
        if country is None or _NAMED_BEHIND.match(text, match.end(), end):
            continue
        capital = load_countries()[country].capital
        yield Piece(
            start=match.end() - len("capital"),
            end=match.end(),
            first=match.start(),
            last=match.end(),
            words=capital,
            kind="locality",
            noun="capital",
            country=country,
            before=True,
            candidates=gazetteer.lookup(capital),
        )
