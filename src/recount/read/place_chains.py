"""Names joined to one place from small to large: "Qamar Mazarabad area, Mastung district, Balochistan".

Also "Kandahar's Arghandab district", "the West Bank city of Hebron" and "a village, 40 km south of Hilla".
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from recount.codebook.countries import demonyms
from recount.codebook.place_words import load_place_words
from recount.codebook.places import kilometres
from recount.read.place_pieces import Piece
from recount.records import Candidate

_BETWEEN = r"(?: the)?(?P<between>(?: [\w.’'-]{1,25}){0,6}?)(?: of)?(?: the)? ?\Z"
_INTO = re.compile(
    r"(?:,? (?:located |situated |which (?:is|lies)(?: located)? )?(?:in|of|at|inside|within)|[,/]| ?\()" + _BETWEEN
)
_NEAR = re.compile(
    r",? (?:located |situated |lying )?(?:(?:just |immediately )?(?:near|outside|next to|close to|on the outskirts of|"
    r"(?:to the )?(?:north|south)?-?(?:north|south|east|west) of)|(?:about |some |around |nearly |roughly |just |is )*"
    r"(?:[\d.,]{1,6}|[a-z-]{3,12}) ?(?:km|kms|kilomet(?:er|re)s?|miles?|mi|hours?)\b[^.;:,]{0,40}? (?:of|from))"
    + _BETWEEN
)
_OWNS = re.compile(r"[’']s?(?P<between>(?: [\w.’'-]{1,25}){0,4}) \Z")
_QUARTERS = frozenset({"neighbourhood", "neighborhood", "quarter", "street", "road", "square"})
_LONGEST_GAP, _TOWN, _NEARBY = 80, 300_000, 150.0
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
    """The chain with one more piece at its place, None where the piece begins a place of its own."""
    last = chain[-1]
    gap = text[max(part.last for part in chain) : piece.first]
    if len(gap) > _LONGEST_GAP or (last.noun == piece.noun and piece.noun.endswith("s")):
        return None
    if gap == " " and piece.before and piece.kind == "locality" and piece.noun.startswith("suburb") and len(chain) == 1:
        return [piece, replace(last, near=True)]
    owned = _links(_OWNS, gap) or (gap == " " and piece.before)
    if owned and is_inside(piece, last) and (len(chain) == 1 or is_inside(chain[-2], piece)):
        return [*chain[:-1], piece, last]
    if _links(_INTO, gap) and _may_hold(last, piece, gap):
        return [*chain, piece]
    if _links(_NEAR, gap) and not last.near and _is_near(last, piece):
        return [*chain, replace(piece, near=True)]
    return None


def _links(pattern: re.Pattern[str], gap: str) -> bool:
    """Whether the gap has the form, and only words that may stand between two names of one place."""
    match = pattern.match(gap)
    return match is not None and all(map(_may_link, match["between"].split()))


def _may_link(word: str) -> bool:
    words, form = load_place_words(), word.lower()
    return form in words.links or form in words.directions or form in words.kinds or word in demonyms()


def _may_hold(small: Piece, large: Piece, gap: str) -> bool:
    """Whether the text puts one into the other.

    Where all that the gazetteer knows of the small name lies elsewhere, a frame in the text is believed, a list is not.
    """
    if is_inside(small, large):
        return True
    if not large.candidates or not small.candidates or large.kind == "neighbourhood":
        return False
    if small.kind is not None:
        return large.kind is not None or not gap.startswith(",")
    if large.kind == "province" and not large.noun:  # in short, which no member of a list is
        return True
    little = max(candidate.population for candidate in small.candidates) < _TOWN
    big = any(candidate.level in ("province", "country") for candidate in large.candidates)
    return gap.startswith((" in", ", in")) and little and big


def is_inside(small: Piece, large: Piece) -> bool:
    """Whether some meaning of one piece lies in some meaning of the other; an unlisted local name lies in any."""
    if small.kind == "neighbourhood" and large.kind == "neighbourhood":
        return large.noun.lower() in _QUARTERS and small.noun.lower() not in _QUARTERS
    if small.kind == "neighbourhood" or not small.candidates:
        return large.kind != "neighbourhood" and bool(large.candidates or large.kind in ("district", "province"))
    if not large.candidates:
        return large.kind in ("district", "province") and small.kind not in ("province", large.kind)
    return any(lies_in(little, big) for little in small.candidates for big in large.candidates)


def lies_in(little: Candidate, big: Candidate) -> bool:
    """Whether one candidate is a part of the other."""
    if little.country != big.country or _DEPTH[little.level] >= _DEPTH[big.level]:
        return False
    return big.level == "country" or big.name in (little.province, little.district)


def _is_near(small: Piece, large: Piece) -> bool:
    if not large.candidates:
        return False
    if not small.candidates or small.kind is not None:
        return True
    return any(close(one, other) for one in small.candidates for other in large.candidates)


def close(one: Candidate, other: Candidate) -> bool:
    """Whether two places lie within a day's drive of each other and in one country."""
    return one.country == other.country and kilometres(one, other) <= _NEARBY + (other.radius_km or 0)
