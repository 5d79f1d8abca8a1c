"""What the whole document says about where it is set."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from recount.codebook.countries import countries_by_word, demonyms
from recount.codebook.folding import fold
from recount.codebook.place_words import load_place_words
from recount.codebook.places import WORD
from recount.read.place_pieces import Piece
from recount.records import Candidate

_HINT, _NAMED, _ACTING, _FRAMING = 2.0, 2.0, 0.4, 2.0
_MANY, _VILLAGE, _UNIT, _DWARFS = 200_000, 15_000, 100_000, 8.0
_STANDS_OUT, _ABBREVIATION = 0.35, 5

Area = tuple[str, ...] | tuple[int, int]
"""A country, a province or district of it, or a square of the map with its neighbours, by the square in the middle."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """How likely each name of the document lies in each area, and the sum over all names."""

    by_area: Mapping[Area, Mapping[str, float]] = field(default_factory=dict)
    totals: Mapping[Area, float] = field(default_factory=dict)
    names: int = 0

    def others(self, area: Area | None, name: str) -> float:
        """How many names other than this one are expected to lie in the area."""
        if area is None or area not in self.totals:
            return 0.0
        return self.totals[area] - self.by_area[area].get(name, 0.0)


@dataclass(frozen=True, slots=True)
class Context:
    """How much the document speaks of each country, and which provinces it names in which spelling.

    `said` are countries named as such, `voters` the place names of one likely meaning that speak for a country.
    `settled` are the towns that the document names with what they lie in: their name alone means the same one.
    `around` tells what its names say of each other.
    """

    said: Mapping[str, float]
    voters: Mapping[str, frozenset[str]]
    spellings: Mapping[tuple[str, str], str]
    settled: Mapping[str, Candidate] = field(default_factory=dict)
    around: Surroundings = field(default_factory=Surroundings)

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
    for piece in pieces:
        voted = _vote(piece)
        if voted:
            voters[voted].add(fold(piece.words))
        for candidate in piece.candidates:
            if candidate.level == "province" and piece.kind in (None, "province"):
                spellings.setdefault((candidate.country, candidate.name), piece.words)
    return Context(said, {country: frozenset(names) for country, names in voters.items()}, spellings)


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
