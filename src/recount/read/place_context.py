"""What the whole document says about where it is: countries and provinces it names, and how candidates fare under it."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from recount.codebook.countries import countries_by_word
from recount.codebook.places import WORD
from recount.read.place_pieces import Piece
from recount.records import Candidate, Level

_HINT = 3.0
_LEVEL_PRIOR: dict[Level, float] = {"country": 9.0, "province": 6.0, "district": 4.5, "locality": 0.0, "site": 0.0}
_KIND_LEVEL: dict[str, Level] = {
    "province": "province",
    "district": "district",
    "locality": "locality",
    "neighbourhood": "locality",
}


@dataclass(frozen=True, slots=True)
class Context:
    """How often each country is named or plainly meant, and the provinces named."""

    countries: dict[str, float]
    provinces: frozenset[tuple[str, str]]

    def share(self, country: str) -> float:
        """The part of the document's references to countries that are to this one, 0 to 1."""
        total = sum(self.countries.values())
        return self.countries.get(country, 0.0) / total if total else 0.0

    def main(self) -> str | None:
        """The country that most of the document is about, where one stands out."""
        if not self.countries:
            return None
        best = max(self.countries, key=lambda country: (self.countries[country], country))
        return best if self.share(best) >= 0.4 else None


def find_context(text: str, pieces: Sequence[Piece], hint: str | None) -> Context:
    """The document's countries out of names, demonyms, places of one meaning, and the outlet's country as a hint."""
    known = countries_by_word()
    countries: Counter[str] = Counter()
    if hint:
        countries[hint] += int(_HINT)
    words = [word.group() for word in WORD.finditer(text)]
    for one, two in zip(words, [*words[1:], ""], strict=True):
        country = known.get(f"{one} {two}") or known.get(one.removesuffix("."))
        if country:
            countries[country] += 2
    provinces = set()
    for piece in pieces:
        meant = {candidate.country for candidate in piece.candidates}
        if len(meant) == 1 and any(
            c.level in ("province", "district") or c.population > 20_000 for c in piece.candidates
        ):
            countries[next(iter(meant))] += 1
        provinces.update((c.country, c.name) for c in piece.candidates if c.level == "province")
    return Context(dict(countries), frozenset(provinces))


def score(candidate: Candidate, piece: Piece, context: Context) -> float:
    """How well a candidate fits: its size, the kind its frame names, and what else the document speaks of."""
    prior = _LEVEL_PRIOR[candidate.level] or math.log10(candidate.population + 10)
    points = prior + 6 * context.share(candidate.country)
    if candidate.country in context.countries:
        points += 1
    if candidate.province and (candidate.country, candidate.province) in context.provinces:
        points += 1.5
    if piece.country:
        points += 5 if piece.country == candidate.country else -5
    if piece.kind:
        points += 4 if _KIND_LEVEL[piece.kind] == candidate.level else -1
    return points
