"""What the whole document says about where it is set, and how the meanings of a name fare under it."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from recount.codebook.countries import countries_by_word, demonyms, load_countries
from recount.codebook.folding import fold, skeleton
from recount.codebook.place_words import load_place_words
from recount.codebook.places import WORD, kilometres
from recount.read.place_pieces import Piece
from recount.records import Candidate, Level

_HINT, _NAMED, _ACTING, _FRAMING, _SETTLED = 2.0, 2.0, 0.4, 2.0, 5.0
_PRIORS: dict[Level, float] = {"country": 9.0, "province": 6.0, "district": 4.2, "locality": 0.0, "site": 0.0}
_LEVELS: dict[str, Level] = {
    "province": "province", "district": "district", "locality": "locality", "neighbourhood": "locality",
}  # fmt: skip
_MANY, _VILLAGE, _UNIT, _DWARFS = 200_000, 15_000, 100_000, 8.0
_SEAT = 20_000
"""Towns of unknown size stand in the list because a district is run from them."""
_STANDS_OUT, _NEARBY, _OTHER_NAME, _ABBREVIATION = 0.35, 120.0, 0.7, 5


@dataclass(frozen=True, slots=True)
class Context:
    """How much the document speaks of each country, and which provinces it names in which spelling.

    `said` are countries named as such, `voters` the place names of one likely meaning that speak for a country.
    `anchors` are places of one likely meaning by name, near which others are likely to lie. `settled` are the towns
    that the document names with what they lie in: their name alone means the same one.
    """

    said: Mapping[str, float]
    voters: Mapping[str, frozenset[str]]
    spellings: Mapping[tuple[str, str], str]
    anchors: Mapping[str, Candidate]
    settled: Mapping[str, Candidate] = field(default_factory=dict)

    def weight(self, country: str) -> float:
        """How much the document speaks of a country."""
        return self.said.get(country, 0.0) + len(self.voters.get(country, ()))

    def share(self, country: str) -> float:
        """The part of the document's references to countries that are to this one, 0 to 1."""
        total = sum(self.said.values()) + sum(map(len, self.voters.values()))
        return self.weight(country) / total if total else 0.0

    def speaks_of(self, country: str, piece: Piece) -> bool:
        """Whether anything but this name itself speaks for the country."""
        return country in self.said or bool(self.voters.get(country, frozenset()) - {fold(piece.words)})

    def is_empty(self, piece: Piece) -> bool:
        """Whether nothing but this name says where the story is set."""
        return not self.said and not any(names - {fold(piece.words)} for names in self.voters.values())

    def main(self) -> str | None:
        """The country that most of the document is about, where one stands out."""
        countries = (*self.said, *self.voters)
        best = max(countries, key=lambda country: (self.weight(country), country), default=None)
        return best if best and self.share(best) >= _STANDS_OUT else None

    def spelt(self, country: str, province: str) -> str:
        """A province as this document spells it; an abbreviation is written out."""
        words = self.spellings.get((country, province), province)
        return province if words.isupper() or len(fold(words)) < _ABBREVIATION < len(province) else words


def find_context(text: str, pieces: Sequence[Piece], hint: str | None) -> Context:
    """The document's countries, out of names, demonyms and places of one likely meaning; `hint` is the outlet's."""
    said: dict[str, float] = {hint: _HINT} if hint else {}
    for country, weight in _named(text):
        said[country] = said.get(country, 0.0) + weight
    voters: defaultdict[str, set[str]] = defaultdict(set)
    spellings: dict[tuple[str, str], str] = {}
    anchors: dict[str, Candidate] = {}
    for piece in pieces:
        voted = _vote(piece)
        if voted:
            voters[voted].add(fold(piece.words))
        if len(piece.candidates) == 1 and piece.candidates[0].level in ("locality", "district"):
            anchors[fold(piece.words)] = piece.candidates[0]
        for candidate in piece.candidates:
            if candidate.level == "province" and piece.kind in (None, "province"):
                spellings.setdefault((candidate.country, candidate.name), piece.words)
    return Context(said, {country: frozenset(names) for country, names in voters.items()}, spellings, anchors)


def _vote(piece: Piece) -> str | None:
    """The country that a name speaks for: where its only town of some size lies, or one that dwarfs the others."""
    sizes: dict[str, float] = {}
    for candidate in piece.candidates if piece.kind != "neighbourhood" else ():
        unit = candidate.level in ("province", "district")
        if candidate.level == "country" or (piece.kind == "district" and not unit):
            continue
        size = max(candidate.population, _UNIT if unit else 0)
        sizes[candidate.country] = max(sizes.get(candidate.country, 0.0), size)
    if not sizes:
        return None
    first, *others = sorted(sizes, key=lambda country: (-sizes[country], country))
    alone = sizes[first] >= _VILLAGE and all(sizes[first] >= _DWARFS * sizes[other] for other in others)
    return first if alone else None


def _named(text: str) -> Iterable[tuple[str, float]]:
    """Countries named, with a weight each: one that acts ("U.S. forces") says little about where the story is set."""
    known, words_of_places = countries_by_word(), load_place_words()
    words = [part for word in WORD.finditer(text) for part in word.group().split("-")]
    for word, following in pairwise([*words, ""]):
        country = known.get(f"{word} {following}") or known.get(word)
        if country is None:
            continue
        if word not in demonyms():
            yield country, _NAMED
        elif following.lower() in words_of_places.acting:
            yield country, _ACTING
        else:
            yield country, _FRAMING if following.lower() in words_of_places.kinds else 1.0


def score(candidate: Candidate, piece: Piece, context: Context) -> float:
    """How well a candidate fits: its size, the kind its frame names, and what else the document speaks of."""
    points = _PRIORS[candidate.level] or math.log10(candidate.population or _SEAT)
    points += 6 * context.share(candidate.country)
    if candidate.level == "locality" and _is_capital(candidate):
        points += 1.5
    if context.speaks_of(candidate.country, piece):
        points += 1
    elif candidate.level == "province":
        points -= 1
    if candidate.province and (candidate.country, candidate.province) in context.spellings:
        points += 1.5
    if candidate.level != "country" and _is_among(candidate, piece, context):
        points += 1.5
    if candidate.level == "locality" and skeleton(candidate.name) != skeleton(piece.words):
        points -= _OTHER_NAME
    if context.settled.get(fold(piece.words)) == candidate:
        points += _SETTLED
    if piece.country:
        points += 5 if piece.country == candidate.country else -5
    if piece.kind:
        points += 4 if _LEVELS[piece.kind] == candidate.level else -1
    return points


def _is_capital(candidate: Candidate) -> bool:
    country = load_countries().get(candidate.country)
    return country is not None and fold(country.capital) == fold(candidate.name)


def _is_among(candidate: Candidate, piece: Piece, context: Context) -> bool:
    """Whether another place of the document lies nearby."""
    name = fold(piece.words)
    return any(kilometres(candidate, other) <= _NEARBY for words, other in context.anchors.items() if words != name)


def is_plausible(candidate: Candidate, piece: Piece, context: Context) -> bool:
    """Whether a candidate may be meant at all: no village abroad in a story that never speaks of that country."""
    if candidate.level == "country" or context.speaks_of(candidate.country, piece):
        return True
    if context.is_empty(piece):
        return candidate.population >= _VILLAGE or candidate.level != "locality"
    if piece.country and piece.country != candidate.country:
        return False
    if all(other.country == candidate.country for other in piece.candidates) and candidate.level != "locality":
        return piece.kind != "district" or candidate.level == "district"
    return candidate.population >= _MANY or (candidate.level == "province" and piece.kind in (None, "province"))
