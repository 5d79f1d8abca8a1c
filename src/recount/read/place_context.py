"""What the whole document says about where it is: countries and provinces it names, and how candidates fare under it."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from recount.codebook.countries import countries_by_word, demonyms
from recount.codebook.folding import fold, skeleton
from recount.codebook.place_words import load_place_words
from recount.codebook.places import WORD, kilometres
from recount.read.place_pieces import Piece
from recount.records import Candidate, Level

_HINT = 2.0
_PRIORS: dict[Level, float] = {"country": 9.0, "province": 6.0, "district": 4.5, "locality": 0.0, "site": 0.0}
_LEVELS: dict[str, Level] = {
    "province": "province",
    "district": "district",
    "locality": "locality",
    "neighbourhood": "locality",
}
_ACTING = frozenset(
    "forces troops military officials official soldiers army president government strike strikes airstrikes warplanes ambassador "
    "embassy secretary state department drone drones aircraft citizens citizen national nationals passport dollars troops "
    "minister ministry spokesman intelligence marines navy commander general led backed".split()
)
_MANY, _VILLAGE, _UNIT, _DWARFS = 200_000, 15_000, 100_000, 8.0
_STANDS_OUT, _NEARBY, _OTHER_NAME = 0.35, 120.0, 0.7
_VOTING = ("locality", "district", "province")


@dataclass(frozen=True, slots=True)
class Context:
    """How much the document speaks of each country, and which provinces it names in which spelling.

    `anchors` are places of one likely meaning by name, near which others are likely to lie. `said` are countries named as such; `voters` the place names of one likely meaning that speak for a country.
    """

    said: Mapping[str, float]
    voters: Mapping[str, frozenset[str]]
    spellings: Mapping[tuple[str, str], str]
    anchors: Mapping[str, Candidate]

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
        best = max((*self.said, *self.voters), key=lambda country: (self.weight(country), country), default=None)
        return best if best and self.share(best) >= _STANDS_OUT else None

    def spelt(self, country: str, province: str) -> str:
        """A province as this document spells it; an abbreviation is written out."""
        words = self.spellings.get((country, province), province)
        return province if len(fold(words)) < 5 < len(province) or words.isupper() else words


def find_context(text: str, pieces: Sequence[Piece], hint: str | None) -> Context:
    """The document's countries out of names, demonyms, places of one likely meaning, and the outlet's country as a hint."""
    said: dict[str, float] = {hint: _HINT} if hint else {}
    for country, weight in _mentions(text):
        said[country] = said.get(country, 0.0) + weight
    voters: defaultdict[str, set[str]] = defaultdict(set)
    spellings: dict[tuple[str, str], str] = {}
    anchors: dict[str, Candidate] = {}
    for piece in pieces:
        country = _vote(piece)
        if country:
            voters[country].add(fold(piece.words))
        if len(piece.candidates) == 1 and piece.candidates[0].level in ("locality", "district"):
            anchors[fold(piece.words)] = piece.candidates[0]
        for candidate in piece.candidates:
            if candidate.level == "province" and piece.kind in (None, "province"):
                spellings.setdefault((candidate.country, candidate.name), piece.words)
    return Context(said, {country: frozenset(names) for country, names in voters.items()}, spellings, anchors)


def _vote(piece: Piece) -> str | None:
    """The country that a name speaks for: where its only town of some size lies, or one that dwarfs the others."""
    fit = [
        c for c in piece.candidates if c.level in (("province", "district") if piece.kind == "district" else _VOTING)
    ]
    sizes: dict[str, float] = {}
    for candidate in fit:
        size = max(candidate.population, _UNIT if candidate.level in ("province", "district") else 0)
        sizes[candidate.country] = max(sizes.get(candidate.country, 0.0), size)
    if not sizes or piece.kind == "neighbourhood":
        return None
    first, *others = sorted(sizes, key=lambda country: -sizes[country])
    alone = sizes[first] >= _VILLAGE and all(sizes[first] >= _DWARFS * sizes[other] for other in others)
    return first if alone else None


def _mentions(text: str) -> Iterable[tuple[str, float]]:
    """Countries named, each with a weight: a country acting ("U.S. forces") says little about where the story is set."""
    known = countries_by_word()
    words = [word.group() for word in WORD.finditer(text)]
    for number, word in enumerate(words):
        following = words[number + 1] if number + 1 < len(words) else ""
        country = known.get(f"{word} {following}") or known.get(word)
        if country is None:
            continue
        if word in demonyms():
            yield (
                country,
                0.4 if following.lower() in _ACTING else 2.0 if following.lower() in load_place_words().kinds else 1.0,
            )
        else:
            yield country, 2.0


def score(candidate: Candidate, piece: Piece, context: Context) -> float:
    """How well a candidate fits: its size, the kind its frame names, and what else the document speaks of."""
    points = (_PRIORS[candidate.level] or math.log10(candidate.population + 10)) + 6 * context.share(candidate.country)
    spoken_of = context.speaks_of(candidate.country, piece)
    points += 1.0 if spoken_of else -1.0 if candidate.level == "province" else 0.0
    if candidate.province and (candidate.country, candidate.province) in context.spellings:
        points += 1.5
    if candidate.level != "country" and _is_among(candidate, piece, context):
        points += 1.5
    if candidate.level == "locality" and skeleton(candidate.name) != skeleton(piece.words):
        points -= _OTHER_NAME
    if piece.country:
        points += 5 if piece.country == candidate.country else -5
    if piece.kind:
        points += 4 if _LEVELS[piece.kind] == candidate.level else -1
    return points


def _is_among(candidate: Candidate, piece: Piece, context: Context) -> bool:
    """Whether another place of the document lies nearby."""
    name = fold(piece.words)
    return any(kilometres(candidate, other) <= _NEARBY for words, other in context.anchors.items() if words != name)


def is_plausible(candidate: Candidate, piece: Piece, context: Context) -> bool:
    """Whether a candidate may be meant at all: a village abroad is not, in a story that never speaks of that country."""
    if candidate.level == "country" or context.speaks_of(candidate.country, piece):
        return True
    if context.is_empty(piece):
        return candidate.population >= _VILLAGE or candidate.level != "locality"
    if piece.country and piece.country != candidate.country:
        return False
    return candidate.population >= _MANY or (candidate.level == "province" and piece.kind in (None, "province"))
