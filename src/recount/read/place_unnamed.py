"""Places without a name of their own: "a police station in X", "the city", "the same area"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from recount.codebook.place_words import Back, alternatives, load_place_words

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
def _site_before() -> re.Pattern[str]:
    words = load_place_words()
    return re.compile(
        r"(?<![\w’'-])((?:\b(?:an?|the|his|her|their|its|this|that|[A-Z][\w’'-]{1,20}[’']s?) )?"
        r"(?:[a-z][a-z-]{1,20} ){0,2}?"
        rf"\b({alternatives(words.sites)})(?: complex| compound| building)?) "
        r"(?:(?:(?:located |situated )?(?:in|at|near|outside|of|on|inside)|just outside)"
        r"(?: the| central| downtown)?(?: [A-Z][a-z]{2,14}(?:an|ish|ese|i))?"
        rf"(?: (?:{alternatives(words.directions)}))*) \Z"
    )


@cache
def _pointing() -> re.Pattern[str]:
    words = load_place_words()
    return re.compile(
        r"\b(?:the|The|its|this|that|same) (?:same |coastal |capital |port |ancient |old |"
        rf"(?:{alternatives(words.directions)}) ){{0,3}}({alternatives(words.back)})(?![\w-])(?! of\b)(?!, [A-Z])"
    )


@cache
def _bare_site() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:in|at|inside|outside|near|on) (an?|the|his|her|their|its|another|this|that)"
        rf"((?: [a-z][a-z-]{{2,20}}){{0,3}}?) ({alternatives(load_place_words().sites)})(?![\w-])"
    )


def site_before(text: str, start: int, first: int) -> tuple[int, str] | None:
    """The site that stands before a place in text[start:first]: "the market in" gives its offset and "market"."""
    begin = max(start, first - _REACH)
    if not _LEADS.search(text[begin:first]):
        return None
    match = _site_before().search(text[begin:first])
    return (begin + match.start(1), match.group(2)) if match else None


def find_unnamed(text: str, start: int, end: int) -> Iterator[Unnamed]:
    """Words in text[start:end] that point back at a place or name a mere site."""
    for match in _pointing().finditer(text, start, end):
        yield Unnamed(match.start(), match.end(), load_place_words().back[match.group(1)])
    for match in _bare_site().finditer(text, start, end):
        words = f"{match.group(2).strip()} {match.group(3)}".strip()
        yield Unnamed(match.start(1), match.end(), "site", words)
