"""Names with a noun that says which kind of place they are: "Mastung district", "the town of Atareb", "Zhari and Panjwayi districts"."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from recount.codebook.countries import demonyms, load_countries
from recount.codebook.folding import fold
from recount.codebook.place_words import alternatives, load_place_words
from recount.codebook.places import Gazetteer
from recount.read.place_names import FUNCTION, HELD, NAME, without_lead
from recount.read.place_pieces import Piece, overlaps
from recount.records import Candidate

_QUARTERS = frozenset(
    "suburb suburbs neighbourhood neighborhood neighbourhoods neighborhoods quarter quarters district districts".split()
)
_BIG = 100_000
_NO_COURT = frozenset(
    "high supreme district federal superior criminal appeals anti international military sharia accountability world trade".split()
)
_LEVEL = {"province": "province", "district": "district", "locality": "locality", "neighbourhood": "locality"}


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    words = load_place_words()
    of = {noun for noun, kind in words.kinds.items() if kind != "neighbourhood"} | _QUARTERS
    behind = re.compile(
        rf"\b({NAME})[ -](?:((?i:{alternatives(words.kinds)}))|({alternatives(words.streets)}))(?![\w-])"
    )
    before = re.compile(rf"\b((?i:{alternatives(frozenset(of))})) of (?:the )?({NAME})")
    return behind, before, re.compile(rf"((?:{NAME}, ){{0,5}}{NAME},? and )\Z")


def find_framed(text: str, start: int, end: int, gazetteer: Gazetteer) -> tuple[Piece, ...]:
    """The framed names of text[start:end]; of two that claim one noun the likelier is kept."""
    behind = [
        piece for match in _patterns()[0].finditer(text, start, end) for piece in _behind(text, match, start, gazetteer)
    ]
    before = [
        piece for match in _patterns()[1].finditer(text, start, end) for piece in _before(text, match, end, gazetteer)
    ]
    kept = [piece for piece in behind if not (overlaps(piece, before) and not _owns_its_noun(piece))]
    kept += [piece for piece in before if not overlaps(piece, kept)]
    return tuple(sorted((*kept, *_capitals(text, start, end, gazetteer)), key=lambda piece: piece.start))


def _owns_its_noun(piece: Piece) -> bool:
    """Whether "X city of Y" means X city; "West Bank city of Hebron" and "Baghdad suburb of Taji" do not."""
    if not piece.candidates:
        return piece.words not in demonyms()
    if piece.noun.lower() in _QUARTERS:
        return not _is_big(piece)
    return any(c.level == _LEVEL[piece.kind or "locality"] for c in piece.candidates)


def _is_big(piece: Piece) -> bool:
    """Whether a name is a town large enough to have quarters, or larger than a town."""
    return any(c.level in ("province", "country") or c.population >= _BIG for c in piece.candidates)


def _behind(text: str, match: re.Match[str], start: int, gazetteer: Gazetteer) -> Iterator[Piece]:
    noun = match.group(2) or match.group(3)
    if match.group(3) == "Court" and fold(match.group(1)).split()[-1] in _NO_COURT:
        return
    piece = _piece(text, match.start(1), match.end(1), noun, gazetteer)
    if piece is None:
        return
    if noun.endswith("s"):
        listed = _patterns()[2].search(text, max(start, piece.start - 120), piece.start)
        if listed:
            yield from _listing(text, listed.start(1), listed.end(1), noun, gazetteer)
    yield replace(piece, last=match.end())


def _before(text: str, match: re.Match[str], end: int, gazetteer: Gazetteer) -> Iterator[Piece]:
    noun = match.group(1)
    piece = _piece(text, match.start(2), match.end(2), noun, gazetteer)
    if piece is None or (
        noun.lower() in _QUARTERS and _is_big(replace(piece, candidates=gazetteer.lookup(piece.words)))
    ):
        return  # "neighbourhoods of Damascus": the town itself is named, not one of its quarters
    yield replace(piece, first=match.start(), before=True)
    if noun.endswith("s"):
        rest = re.compile(rf"(?:, {NAME}){{0,6}},? and {NAME}").match(text, match.end(), end)
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
    whole = gazetteer.lookup(text[start:end])
    start = start if whole else without_lead(text, start, end)
    words = text[start:end]
    parts = fold(words).split()
    if (
        not parts
        or words in demonyms()
        or parts[0] in FUNCTION
        or all(part in known.never or part in known.directions for part in parts)
    ):
        return None
    kind = known.kind(noun)
    candidates = gazetteer.lookup(words) if kind != "neighbourhood" else _town_of(words, noun, gazetteer)
    if kind == "district" and not any(c.level == "district" for c in candidates):
        candidates = gazetteer.lookup(f"{words} {noun}") or candidates
    return Piece(start=start, end=end, first=start, last=end, words=words, kind=kind, noun=noun, candidates=candidates)


def _town_of(words: str, noun: str, gazetteer: Gazetteer) -> tuple[Candidate, ...]:
    """The town that a building's own name begins with: "Baghdad International airport"."""
    if noun.lower() not in load_place_words().institutions:
        return ()
    first = next(gazetteer.scan(words), None)
    return first.candidates if first and first.start == 0 else ()


_CAPITAL = re.compile(r"\b([A-Z][\w.]+(?: [A-Z][a-z]+)?)(?:[’']s)? capital(?: city)?\b(?! of\b)")


def _capitals(text: str, start: int, end: int, gazetteer: Gazetteer) -> Iterator[Piece]:
    """ "The Afghan capital" and "Somalia's capital", where the city itself is not named right behind."""
    for match in _CAPITAL.finditer(text, start, end):
        word = match.group(1)
        country = demonyms().get(word) or next(
            (c.iso for c in load_countries().values() if word in (c.name, *c.aliases)), None
        )
        if country is None:
            word = word.split()[-1]
            country = demonyms().get(word)
        if country is None or re.match(r",? (?:city of )?[A-Z]", text[match.end() : end]):
            continue
        capital = load_countries()[country].capital
        yield Piece(
            start=match.end() - len("capital"), end=match.end(), first=match.start(), last=match.end(), words=capital, kind="locality",
            noun="capital", country=country, before=True, candidates=gazetteer.lookup(capital),
        )  # fmt: skip
