"""Names joined to one place from small to large: "Qamar Mazarabad area, Mastung district, Balochistan"; "Kandahar's Arghandab district"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from recount.codebook.countries import demonyms
from recount.codebook.place_words import load_place_words
from recount.codebook.places import kilometres
from recount.read.place_pieces import Piece
from recount.records import Candidate

_INTO = re.compile(
    r"(?:,? (?:located |situated |which (?:is|lies)(?: located)? )?(?:in|of|at|inside|within)|[,/]| ?\()"
    r"(?: the)?(?P<between>(?: [\w.’'-]{1,25}){0,6}?)(?: of)?(?: the)? ?\Z"
)
_NEAR = re.compile(
    r",? (?:located |situated |lying )?(?:(?:just |immediately )?(?:near|outside|next to|close to|on the outskirts of|"
    r"(?:to the )?(?:north|south)?-?(?:north|south|east|west) of)|(?:about |some |around |nearly |roughly |just |is )*"
    r"(?:[\d.,]{1,6}|[a-z-]{3,12}) ?(?:km|kms|kilomet(?:er|re)s?|miles?|mi|hours?)\b[^.;:,]{0,40}? (?:of|from))"
    r"(?: the)?(?P<between>(?: [\w.’'-]{1,25}){0,5}?)(?: of)?(?: the)? ?\Z"
)
_OWNS = re.compile(r"[’']s?(?P<between>(?: [\w.’'-]{1,25}){0,4}) \Z")
_LINKS = frozenset(
    "the of in a an country's capital main largest biggest major second part parts outskirts town city and provincial".split()
)
_NEARBY = 150.0
_DEPTH = {"site": 0, "locality": 1, "district": 2, "province": 3, "country": 4}


def chains(text: str, pieces: Sequence[Piece]) -> list[list[Piece]]:
    """The pieces of a sentence grouped into places, each chain from small to large."""
    found: list[list[Piece]] = []
    for piece in pieces:
        joined = _join(text, found[-1], piece) if found else None
        if joined:
            found[-1] = joined
        else:
            found.append([piece])
    return found


def _join(text: str, chain: list[Piece], piece: Piece) -> list[Piece] | None:
    gap = text[max(part.last for part in chain) : piece.first]
    if len(gap) > 80 or (chain[-1].noun == piece.noun and piece.noun.endswith("s")):
        return None
    if _OWNS.match(gap) and _links(_OWNS, gap) and is_inside(piece, chain[-1]) and len(chain) == 1:
        return [piece, *chain]
    if gap == " " and piece.before and len(chain) == 1 and is_inside(piece, chain[0]):
        return [piece, *chain]
    if _links(_INTO, gap) and _may_hold(chain[-1], piece, gap):
        return [*chain, piece]
    if _links(_NEAR, gap) and not chain[-1].near and _is_near(chain[-1], piece):
        return [*chain, replace(piece, near=True)]
    return None


def _links(pattern: re.Pattern[str], gap: str) -> bool:
    """Whether the gap has the form, and only words that may stand between two names of one place."""
    match = pattern.match(gap)
    words = load_place_words()
    return bool(match) and all(
        word.lower() in _LINKS or word.lower() in words.directions or word.lower() in words.kinds or word in demonyms()
        for word in (match["between"].split() if match else ())
    )


def _may_hold(small: Piece, large: Piece, gap: str) -> bool:
    if is_inside(small, large):
        return True
    if not large.candidates or not small.candidates or large.kind == "neighbourhood":
        return False
    # What the gazetteer knows of that name lies elsewhere: the text's own frame is believed, a bare list is none.
    little = max(candidate.population for candidate in small.candidates) < 300_000
    big = any(candidate.level in ("province", "country") for candidate in large.candidates)
    said = small.kind is not None and (large.kind is not None or not gap.startswith(","))
    return said or (gap.startswith(" in") and little and big)


def is_inside(small: Piece, large: Piece) -> bool:
    """Whether some meaning of one piece lies in some meaning of the other; an unlisted local name lies in any."""
    if small.kind == "neighbourhood" or not small.candidates:
        return large.kind != "neighbourhood" and bool(large.candidates or large.kind in ("district", "province"))
    if not large.candidates:
        return large.kind in ("district", "province") and small.kind not in ("province", large.kind)
    return any(lies_in(little, big) for little in small.candidates for big in large.candidates)


def _is_near(small: Piece, large: Piece) -> bool:
    if not large.candidates:
        return False
    return (
        not small.candidates
        or small.kind is not None
        or any(close(a, b) for a in small.candidates for b in large.candidates)
    )


def close(one: Candidate, other: Candidate) -> bool:
    """Whether two places lie within a day's drive of each other and in one country."""
    return one.country == other.country and kilometres(one, other) <= _NEARBY + (other.radius_km or 0)


def lies_in(little: Candidate, big: Candidate) -> bool:
    """Whether one candidate is a part of the other."""
    if little.country != big.country or _DEPTH[little.level] >= _DEPTH[big.level]:
        return False
    return big.level == "country" or little.province == big.name or little.district == big.name
