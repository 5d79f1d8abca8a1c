"""Under which name a perpetrator or target is recorded, given the words that the trained reader found."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from recount.codebook.countries import countries_by_word, demonyms, load_countries
from recount.read.actors import ActorMention
from recount.records import Field, Span

STRIKES = frozenset(
    "strike strikes airstrike airstrikes raid raids jet jets warplane warplanes bombing bombings bombardment shelling "
    "drone drones missile missiles aircraft helicopter helicopters plane planes bomber bombers fire artillery".split()
)
"""What stands for the state whose it is: "Russian airstrikes"."""

FORCES = frozenset("force forces troops soldiers patrol patrols personnel units".split())
_WORD = re.compile(r"[^\W_]+(?:[.’'-][^\W_]+)*\.?")
_ARTICLE = re.compile(r"\A(?:the|a|an|its|their|his|her|some|suspected|alleged)\s+", re.IGNORECASE)
_LONGEST_NAME = 80


NOBODY = re.compile(
    r"(?:it|he|she|they|who|which|that|this|its|their|his|(?:has |have |had )?(?:claimed|claims|denied|took)(?: the)?"
    r"(?: responsibility)?|responsibility)",
    re.IGNORECASE,
)
"""Words that name no party by themselves."""


def plain(words: str) -> str:
    """A description without its article, on one line, of bearable length."""
    return _ARTICLE.sub("", " ".join(words.split()))[:_LONGEST_NAME].strip(" ,.;:'\"“”‘’")


def party_names(field: Field, span: Span, actors: Iterable[ActorMention]) -> tuple[str, ...]:
    """The names of everybody whom these words name; mostly one."""
    inside = [actor for actor in actors if actor.span.start < span.end and span.start < actor.span.end]
    known = _distinct(actor.name for actor in inside if _is_known(actor))
    words = _WORD.findall(span.quote)
    if " and " in span.quote and known:
        return _distinct((*_partner(words), *known))
    best = max(inside, key=lambda actor: _shared(span, actor), default=None)
    if best is None:
        described = plain(span.quote)
        return _distinct((*_state_of(words), "" if NOBODY.fullmatch(described) else described))[:1]
    if field == "target" and not _is_known(best) and len(plain(span.quote)) > len(best.name):
        return (plain(span.quote),)
    return (best.name,)


def _is_known(actor: ActorMention) -> bool:
    """Whether the name is more than the words of the text."""
    return actor.name.lower() not in actor.span.quote.lower()


def _shared(span: Span, actor: ActorMention) -> int:
    return min(span.end, actor.span.end) - max(span.start, actor.span.start)


def _partner(words: Sequence[str]) -> tuple[str, ...]:
    """The state that is named by its adjective alone in "Afghan and coalition forces"."""
    if not FORCES & {word.lower() for word in words}:
        return ()
    pairs = pairwise(words)
    codes = [demonyms()[word] for word, following in pairs if following == "and" and word in demonyms()]
    return tuple(f"{load_countries()[code].name} security forces" for code in codes)


def _state_of(words: Sequence[str]) -> tuple[str, ...]:
    """Russia, in "Russian airstrikes"."""
    if not STRIKES & {word.lower() for word in words}:
        return ()
    codes = [countries_by_word()[word] for word in words if word in countries_by_word()]
    return tuple(load_countries()[code].name for code in codes[:1])


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name))
