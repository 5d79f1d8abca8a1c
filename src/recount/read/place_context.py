"""What the whole document says about where it is: countries and provinces it names, and how candidates fare under it."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from recount.codebook.countries import countries_by_word, demonyms
from recount.codebook.folding import fold
from recount.codebook.place_words import load_place_words
from recount.codebook.places import WORD
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
_MANY = 200_000


@dataclass(frozen=True, slots=True)
class Context:
    """How often each country is named or plainly meant, the provinces named, and how the text spells them."""

    countries: dict[str, float]
    spellings: dict[tuple[str, str], str]

    def share(self, country: str) -> float:
        """The part of the document's references to countries that are to this one, 0 to 1."""
        total = sum(self.countries.values())
        return self.countries.get(country, 0.0) / total if total else 0.0

    def main(self) -> str | None:
        """The country that most of the document is about, where one stands out."""
        if not self.countries:
            return None
        best = max(self.countries, key=lambda country: (self.countries[country], country))
        return best if self.share(best) >= 0.35 else None

    def spelt(self, country: str, province: str) -> str:
        """A province as this document spells it."""
        return self.spellings.get((country, province), province)


def find_context(text: str, pieces: Sequence[Piece], hint: str | None) -> Context:
    """The document's countries out of names, demonyms, places of one meaning, and the outlet's country as a hint."""
    countries: Counter[str] = Counter()
    weights: dict[str, float] = {hint: _HINT} if hint else {}
    for country, weight in _mentions(text):
        weights[country] = weights.get(country, 0.0) + weight
    spellings: dict[tuple[str, str], str] = {}
    for piece in pieces:
        meant = {c.country for c in piece.candidates if c.level != "locality" or c.population >= 20_000 or piece.kind}
        if len(meant) == 1 and (piece.kind or all(c.country in meant for c in piece.candidates)):
            country = next(iter(meant))
            weights[country] = weights.get(country, 0.0) + 1.0
        for candidate in piece.candidates:
            if candidate.level == "province":
                spellings.setdefault((candidate.country, candidate.name), piece.words)
    countries.update()
    return Context(weights, spellings)


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
    if candidate.country in context.countries:
        points += 1
    if candidate.province and (candidate.country, candidate.province) in context.spellings:
        points += 1.5
    if piece.country:
        points += 5 if piece.country == candidate.country else -5
    if piece.kind:
        points += 4 if _LEVELS[piece.kind] == candidate.level else -1
    return points


def is_plausible(candidate: Candidate, piece: Piece, context: Context) -> bool:
    """Whether a candidate may be meant at all: a village abroad is not, in a story that never speaks of that country."""
    if not context.countries or candidate.country in context.countries or candidate.level == "country":
        return True
    if piece.country and piece.country != candidate.country:
        return False
    return candidate.population >= _MANY or (candidate.level == "province" and piece.kind in (None, "province"))


def folded_name(candidate: Candidate) -> str:
    """The candidate's name as names are compared."""
    return fold(candidate.name)
