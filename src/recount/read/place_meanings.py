"""Which place each name of a chain means, chosen from the largest down, with the reason in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from recount.codebook.countries import load_countries
from recount.codebook.folding import fold
from recount.codebook.place_words import load_place_words
from recount.codebook.places import Gazetteer
from recount.read.place_chains import close, lies_in
from recount.read.place_context import Context, is_plausible, score
from recount.read.place_pieces import Piece
from recount.records import Candidate, Level

_LIKELY = 4.0
_TOWN = 40_000


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one piece means: the candidate chosen (None for an unlisted name), the level it stands for, and the reason."""

    piece: Piece
    candidate: Candidate | None
    level: Level
    ranked: tuple[Candidate, ...]
    reason: str


def find_meanings(chain: Sequence[Piece], context: Context, gazetteer: Gazetteer) -> list[Meaning] | None:
    """The meanings of a chain from small to large; None where nothing in it is likely to be a place."""
    found: list[Meaning] = []
    large: Candidate | None = None
    beside: Candidate | None = None
    for piece in reversed(chain):
        ranked = _ranked(piece, large, context, gazetteer)
        if beside and not large:
            ranked = tuple(candidate for candidate in ranked if close(candidate, beside))
        ranked = ranked if found or piece.kind else _town_first(piece, ranked)
        best = ranked[0] if ranked else None
        found.insert(
            0, Meaning(piece, best, _level(piece, best, found), ranked, _reason(piece, best, ranked, large, context))
        )
        if best and piece.near:
            beside = best
        elif best:
            large = best
    if any(meaning.candidate for meaning in found) or any(piece.kind for piece in chain):
        return found
    return None if any(piece.candidates for piece in chain) else found


def _ranked(piece: Piece, large: Candidate | None, context: Context, gazetteer: Gazetteer) -> tuple[Candidate, ...]:
    """The plausible meanings of a piece, best first."""
    offered = piece.candidates
    if large:
        offered = tuple(c for c in offered if lies_in(c, large)) or _respelt(piece, large.country, gazetteer, large)
    else:
        offered = tuple(c for c in offered if is_plausible(c, piece, context))
        country = piece.country or context.main()
        spelt = piece.kind not in (None, "neighbourhood") or not piece.sure
        if country and spelt and not any(context.speaks_of(c.country, piece) for c in offered):
            offered = _respelt(piece, country, gazetteer, None) or offered
    scored = sorted(
        ((score(c, piece, context), -number, c) for number, c in enumerate(offered)),
        key=lambda item: item[:2],
        reverse=True,
    )
    if scored and scored[0][0] < _LIKELY and not piece.kind and not large:
        return ()
    return tuple(candidate for _, _, candidate in scored)


def _respelt(piece: Piece, country: str, gazetteer: Gazetteer, large: Candidate | None) -> tuple[Candidate, ...]:
    """Places of the country that are this name in another spelling."""
    if piece.kind == "province" and large:
        return ()
    return tuple(c for c in gazetteer.alike(piece.words, country) if large is None or lies_in(c, large))


def _level(piece: Piece, candidate: Candidate | None, larger: Sequence[Meaning]) -> Level:
    if piece.kind == "neighbourhood":
        return "site"
    if candidate and candidate.level == "country":
        return "country"
    if piece.kind == "district":
        return _district(candidate, larger)
    if piece.kind == "province":
        return "district" if candidate and candidate.level == "district" and piece.noun != "province" else "province"
    if piece.kind == "locality":
        return (
            candidate.level
            if candidate and candidate.level != "locality" and piece.noun.lower() in load_place_words().loose
            else "locality"
        )
    if candidate is None:
        return "locality"
    return candidate.level


def _district(candidate: Candidate | None, larger: Sequence[Meaning]) -> Level:
    """A district is a quarter where it lies in a town and no list of districts holds it."""
    in_town = any(meaning.level == "locality" and not meaning.piece.near for meaning in larger)
    listed = candidate is not None and candidate.level in ("district", "province")
    return "site" if in_town and not listed else "district"


def _town_first(piece: Piece, ranked: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Kandahar alone is the town, not the province called after it; Helmand has no such town."""
    if not ranked or ranked[0].level != "province":
        return ranked
    province = ranked[0]
    towns = (c for c in ranked if c.level == "locality" and c.country == province.country and c.population >= _TOWN)
    town = next((c for c in towns if fold(c.name) in (fold(piece.words), fold(province.name))), None)
    return (town, *(c for c in ranked if c is not town)) if town else ranked


def _reason(
    piece: Piece, best: Candidate | None, ranked: Sequence[Candidate], large: Candidate | None, context: Context
) -> str:
    if best is None:
        return f"{piece.words}: not in the gazetteer" + (f", a {piece.kind} by its frame" if piece.kind else "")
    what = f"{piece.words}: {best.level} {best.name}, {best.country}"
    others = len(ranked) - 1
    if large:
        return f"{what}, named with {large.name}"
    if not others:
        return f"{what}, the only likely place of that name"
    country = load_countries().get(best.country)
    if country and context.share(best.country) >= 0.35:
        return f"{what}, chosen from {others + 1} because the document is mostly about {country.name}"
    return f"{what}, the likeliest of {others + 1}"


def names_units(country: str | None) -> bool:
    """Whether "X district" names a unit of the state in that country."""
    return country in load_place_words().district_countries
