"""Places without a name of their own: "a police station in X", "the city", "the Afghan capital", "the same area"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from recount.codebook.place_words import alternatives, load_place_words

Back = Literal["locality", "district", "province", "neighbourhood", "any", "capital", "country", "site"]

_BACK: dict[str, Back] = {
    "city": "locality", "town": "locality", "village": "locality", "suburb": "locality", "township": "locality",
    "province": "province", "governorate": "province", "state": "province", "district": "district", "county": "district",
    "neighbourhood": "neighbourhood", "neighborhood": "neighbourhood", "quarter": "neighbourhood", "area": "any",
    "region": "any", "capital": "capital", "country": "country", "kingdom": "country", "nation": "country",
}  # fmt: skip


_REACH = 120
_LEADS = re.compile(r" (?:in|at|near|outside|of|on|inside) [\w’' -]{0,60}\Z")


@dataclass(frozen=True, slots=True)
class Unnamed:
    """Words that point back at a place: `back` says of which kind, `words` the site's noun where it is one."""

    start: int
    end: int
    back: Back
    words: str = ""


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    sites = alternatives(load_place_words().sites)
    adjectives = alternatives(load_place_words().directions)
    prefix = re.compile(
        rf"((?:\b(?:an?|the|his|her|their|its|this|that|[A-Z][\w’'-]{{1,20}}[’']s?) )?(?:[a-z][a-z-]{{1,20}} ){{0,2}}?\b({sites})"
        rf"(?: complex| compound| building)?) (?:(?:(?:located |situated )?(?:in|at|near|outside|of|on|inside)|just outside)"
        rf"(?: the| central| downtown)?(?: (?:{adjectives}))*) \Z"
    )
    back = re.compile(
        rf"\b(?:the|The|its|this|that|same) (?:same |coastal |capital |port |ancient |old |(?:{adjectives}) ){{0,3}}({'|'.join(_BACK)})(?![\w-])(?! of\b)"
    )
    bare = re.compile(
        rf"\b(?:in|at|inside|outside|near|on) (an?|the|his|her|their|its|another|this|that)((?: [a-z][a-z-]{{2,20}}){{0,3}}?) ({sites})(?![\w-])"
    )
    return prefix, back, bare


def site_before(text: str, start: int, first: int) -> tuple[int, str] | None:
    """The site that stands before a place in text[start:first]: "the market in" gives its offset and "market"."""
    begin = max(start, first - _REACH)
    if not _LEADS.search(text[begin:first]):
        return None
    match = _patterns()[0].search(text[begin:first])
    return (begin + match.start(1), match.group(2)) if match else None


def find_unnamed(text: str, start: int, end: int) -> Iterator[Unnamed]:
    """Words in text[start:end] that point back at a place or name a mere site."""
    _, back, bare = _patterns()
    for match in back.finditer(text, start, end):
        yield Unnamed(match.start(), match.end(), _BACK[match.group(1)])
    for match in bare.finditer(text, start, end):
        words = text[match.start(3) : match.end(3)]
        yield Unnamed(match.start(1), match.end(), "site", f"{match.group(2).strip()} {words}".strip())
