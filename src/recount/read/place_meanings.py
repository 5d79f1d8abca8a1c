"""Which place each name of a chain means, chosen from the largest down, with the reason in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from recount.codebook.countries import load_countries
from recount.codebook.folding import fold
from recount.codebook.place_words import load_place_words
from recount.codebook.places import Gazetteer
from recount.codebook.successors import successor_of
from recount.read.place_chains import close, lies_in
from recount.read.place_context import Context, is_plausible
from recount.read.place_pieces import Piece
from recount.read.place_ranking import points
from recount.records import Candidate, Level

_LIKELY = 4.0
_TOWN = 40_000
_MOSTLY = 0.35


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one piece means: the candidate chosen (None for an unlisted name), the level, all candidates, the reason."""

    piece: Piece
    candidate: Candidate | None
    level: Level
    ranked: tuple[Candidate, ...]
    reason: str


def find_meanings(chain: Sequence[Piece], context: Context, gazetteer: Gazetteer) -> list[Meaning] | None:
    """The meanings of a chain from small to large; None where nothing in it is likely to be a place."""
    found: list[Meaning] = []
    around: Candidate | None = None
    beside: Candidate | None = None
    for piece, smaller in zip(reversed(chain), (*reversed(chain[:-1]), None), strict=True):
        ranked = _ranked(piece, around, context, gazetteer)
        if beside and not around:
            ranked = tuple(candidate for candidate in ranked if close(candidate, beside))
        ranked = _holding_first(ranked, smaller)
        if not found and not piece.kind and not (smaller and _holds(ranked[:1], smaller)):
            ranked = _town_first(piece, ranked)
        best = ranked[0] if ranked else None
        reason = _reason(piece, ranked, around, context)
        found.insert(0, Meaning(piece, best, _level(piece, best, found), ranked, reason))
        if best and piece.near:
            beside = best
        elif best:
            around = best
    known = any(meaning.candidate for meaning in found) or any(piece.kind for piece in chain)
    return found if known or all(piece.placed or not piece.candidates for piece in chain) else None


def _ranked(piece: Piece, around: Candidate | None, context: Context, gazetteer: Gazetteer) -> tuple[Candidate, ...]:
    """The plausible meanings of a piece, best first."""
    offered = _within(piece, around, gazetteer) if around else _anywhere(piece, context, gazetteer)
    scored = sorted(((-points(one, piece, context), number, one) for number, one in enumerate(offered)), key=_first_two)
    if scored and -scored[0][0] < _LIKELY and not (piece.kind or around or piece.given):
        return ()
    return tuple(candidate for _, _, candidate in scored)


def _first_two(item: tuple[float, int, Candidate]) -> tuple[float, int]:
    return item[:2]


def _within(piece: Piece, around: Candidate, gazetteer: Gazetteer) -> tuple[Candidate, ...]:
    """The meanings that lie in the larger place named with the piece, in another spelling where need be."""
    inside = tuple(candidate for candidate in piece.candidates if lies_in(candidate, around))
    if inside or piece.kind in ("province", "neighbourhood"):
        return inside
    return tuple(c for c in gazetteer.alike(piece.words, around.country) if lies_in(c, around))


def _anywhere(piece: Piece, context: Context, gazetteer: Gazetteer) -> tuple[Candidate, ...]:
    """The meanings that the document allows; for a framed or guessed name also other spellings in its own country."""
    offered = tuple(
        candidate for candidate in piece.candidates if piece.given or is_plausible(candidate, piece, context)
    )
    country = piece.country or context.main()
    unlisted = piece.kind not in (None, "neighbourhood") or not piece.sure
    if country and unlisted and not any(context.speaks_of(candidate.country, piece) for candidate in offered):
        return gazetteer.alike(piece.words, country) or offered
    return offered


def _holds(places: Sequence[Candidate], smaller: Piece) -> bool:
    return any(lies_in(little, big) for little in smaller.candidates for big in places)


def _holding_first(ranked: tuple[Candidate, ...], smaller: Piece | None) -> tuple[Candidate, ...]:
    """The meanings that hold the smaller name of the chain before the others: Kandahar the province for Arghandab."""
    if smaller is None or smaller.kind == "neighbourhood":
        return ranked
    return tuple(sorted(ranked, key=lambda candidate: not _holds((candidate,), smaller)))


def _town_first(piece: Piece, ranked: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Kandahar alone is the town, not the province called after it; Helmand has no such town."""
    if not ranked or ranked[0].level != "province":
        return ranked
    province = ranked[0]
    towns = (c for c in ranked if c.level == "locality" and c.country == province.country and c.population >= _TOWN)
    town = next((c for c in towns if fold(c.name) in (fold(piece.words), fold(province.name))), None)
    return (town, *(candidate for candidate in ranked if candidate is not town)) if town else ranked


def _level(piece: Piece, candidate: Candidate | None, larger: Sequence[Meaning]) -> Level:
    """The level that a piece stands for, by its frame before its meaning."""
    if piece.kind == "neighbourhood":
        return "site"
    if candidate and candidate.level == "country":
        return "country"
    if piece.kind == "district":
        return _district(candidate, larger)
    if piece.kind == "province":
        known = candidate is not None and candidate.level == "district" and piece.noun != "province"
        return "district" if known else "province"
    loose = piece.kind is None or piece.noun.lower() in load_place_words().loose
    return candidate.level if candidate and loose else "locality"


def _district(candidate: Candidate | None, larger: Sequence[Meaning]) -> Level:
    """A district is a quarter where it lies in a town and no list of districts holds it."""
    in_town = any(meaning.level == "locality" and not meaning.piece.near for meaning in larger)
    listed = candidate is not None and candidate.level in ("district", "province")
    return "site" if in_town and not listed else "district"


def _reason(piece: Piece, ranked: Sequence[Candidate], around: Candidate | None, context: Context) -> str:
    if not ranked:
        frame = f", a {piece.kind} by its frame" if piece.kind else ""
        return f"{piece.words}: not in the gazetteer{frame}"
    best, country = ranked[0], load_countries().get(ranked[0].country)
    what = f"{piece.words}: {best.level} {best.name}, {best.country}{_old_name(piece, best)}"
    if around:
        return f"{what}, named with {around.name}"
    if len(ranked) == 1:
        return f"{what}, the only likely place of that name"
    if country and context.share(best.country) >= _MOSTLY:
        return f"{what}, chosen from {len(ranked)} because the document is mostly about {country.name}"
    return f"{what}, the likeliest of {len(ranked)}"


def _old_name(piece: Piece, best: Candidate) -> str:
    old = successor_of(piece.words, best.country)
    if old is None:
        return ""
    return f" (its name until {old.until})" if old.until else " (an old name)"


def names_units(country: str | None) -> bool:
    """Whether "X district" names a unit of the state in that country."""
    return country in load_place_words().district_countries
