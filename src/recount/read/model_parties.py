"""Under which name a perpetrator or target is recorded, given the words that the trained reader found."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from recount.codebook.actors import load_actors, load_force_words
from recount.codebook.countries import countries_by_word, demonyms, load_countries
from recount.codebook.kinship import is_description
from recount.read.grammar import STOPS
from recount.read.parties import Party
from recount.read.responsibility import ACTING, ARMED
from recount.read.states import STRIKES
from recount.records import Field, Span

FORCES = frozenset("force forces troops soldiers patrol patrols personnel units".split())
_WORD = re.compile(r"[^\W_]+(?:[.’'-][^\W_]+)*\.?")
_JOINED = re.compile(r"\b(?:and|or)\b")
_LEAD = re.compile(
    r"\A(?:(?:at least|up to|about|around|one of|some of|of|the|an?|its|their|his|her|my|our|some|suspected|alleged|"
    r"another|other|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,4}|dozens of|several|more|many|most)\s+)+",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"[,;]?\s(?:in|from|at|near|inside|outside|along|during|with|on|when|while|after|by|accused|allegedly|reportedly|"
    r"believed|belonging|opposed|riding|treating|wearing|emplacing|attempting|trying|positioned|stationed|gathered|"
    r"which|that)\b",
    re.IGNORECASE,
)
"""Where what only says more of a party begins: "gunmen wearing uniforms", "civilians from the town"."""
_NOBODY = re.compile(r"(?:(?:it|he|she|they|who|which|that|this)\b|(?:its|their|his)\Z)", re.IGNORECASE)
_ACTS = re.compile(
    r"(?:(?:has|have|had|also|strongly|openly|later|earlier)\s+)*(?:claim(?:s|ed|ing)?|den(?:y|ies|ied|ying)|took|takes|"
    r"reject(?:s|ed)|refutes?d?|admit(?:s|ted)?|confess(?:ed|es)|acknowledged?s?|disputed?s?|responsibility|"
    r"carried out)\b",
    re.IGNORECASE,
)
_GROUP_OF = re.compile(
    r"(?:group|gang|member|members|followers|relatives|faction)s? of\b|.*\band (?:his|her|its)\b", re.IGNORECASE
)
EMPTY = STOPS | frozenset("the a an also".split())
_SHORT_LEAD = 15
_CLAIMS = re.compile(r"\b(?:claim|took|takes|responsib)", re.IGNORECASE)
_LONGEST_NAME = 80


def plain(words: str) -> str:
    """A description without its article or number, on one line, of bearable length."""
    said = " ".join(words.split())
    return (_LEAD.sub("", said) or said)[:_LONGEST_NAME].strip(" ,.;:'\"“”‘’")


def party_names(
    field: Field, span: Span, parties: Sequence[Party], speaker: Span | None = None, country: str | None = None
) -> tuple[str, ...]:
    """The names of everybody whom these words name; mostly one.

    Words that name nobody ("it had no involvement", "claimed responsibility") mean whoever says them. `country` (ISO
    alpha-2) is where the story is set: it decides who "coalition forces" are.
    """
    if _ACTS.fullmatch(span.quote):
        return ()  # "claims" by itself may be anybody's, and of anything
    if _NOBODY.match(span.quote) or _ACTS.match(span.quote):
        return _who_says(span, parties, speaker)
    inside = [party for party in parties if party.span.start < span.end and span.start < party.span.end]
    known = [party for party in inside if _is_known(party)]
    head = _head(span, known)
    whole = load_actors().canonical(plain(head), country)
    if whole is not None:
        return (whole.name,)
    ahead = [party for party in known if party.span.start < span.start + len(head)]
    if ahead and _JOINED.search(head):
        return _distinct((*_partner(_WORD.findall(head)), *(party.name for party in ahead)))
    found = _hit(head, span, inside, ahead) if field == "target" else _did(head, span, inside, ahead)
    return tuple(name for name in found if _names_somebody(name))


def _head(span: Span, known: Iterable[Party]) -> str:
    """The words up to what only says more of the party; no known name is cut in two."""
    lead = _LEAD.match(span.quote)
    names = [(party.span.start - span.start, party.span.end - span.start) for party in known]
    for tail in _TAIL.finditer(span.quote, lead.end() if lead else 1):
        if not any(start < tail.start() < end for start, end in names):
            return span.quote[: tail.start()]
    return span.quote


def _did(head: str, span: Span, inside: Sequence[Party], known: Sequence[Party]) -> tuple[str, ...]:
    """A perpetrator: the actor that is named, else who is described first, else the state whose strikes they are."""
    if known and not _is_longer_name(head, known[0]):
        return (known[0].name,)
    described = [party for party in inside if party.span.start < span.start + len(head)] or inside
    if not described:
        return _distinct((*_state_of(_WORD.findall(head)), plain(head)))[:1]
    whole = known or _GROUP_OF.match(plain(head))
    return (_small(plain(head) if whole else plain(described[0].name)),)


def _small(name: str) -> str:
    """A description as within a sentence: "Gunmen" are gunmen; "Syrian rebels" keep their capital."""
    told = is_description(name) and name.partition(" ")[0] not in countries_by_word()
    return name[:1].lower() + name[1:] if told else name


def _hit(head: str, span: Span, inside: Sequence[Party], known: Sequence[Party]) -> tuple[str, ...]:
    """A target: an armed group for its people and things ("Taliban network leader"), else what the words describe."""
    if not inside:
        return _distinct((*_state_of(_WORD.findall(head)), plain(head)))[:1]
    if known and (known[0].kind in ARMED or _is_all(known[0], span, head)):
        return (known[0].name,)
    return (plain(head),)


def _is_all(party: Party, span: Span, head: str) -> bool:
    """Whether the words are hardly more than the name."""
    return party.span.start <= span.start + _SHORT_LEAD and party.span.end >= span.start + len(head.rstrip())


def _is_longer_name(head: str, party: Party) -> bool:
    """Whether a state's name only begins another name: "Nigeria Labour Congress"."""
    capitals = [word for word in _WORD.findall(head) if word[:1].isupper()]
    return party.kind == "state" and len(capitals) > len(party.name.split()) + 1


def _who_says(span: Span, parties: Sequence[Party], speaker: Span | None) -> tuple[str, ...]:
    """Whom "it denied the attack" speaks of: the speaker, else an actor in the words, else the actor named last."""
    for near in (speaker,) if _NOBODY.match(span.quote) else (speaker, span):
        if near is not None:
            named = [party for party in parties if near.start <= party.span.start < near.end and _is_known(party)]
            if named:
                return (named[0].name,)
    before = [party for party in parties if party.span.end <= span.start and _is_known(party)]
    armed = [party for party in before if party.kind in ARMED] if _CLAIMS.search(span.quote) else []
    return tuple(party.name for party in (armed or before)[-1:])


def _is_known(party: Party) -> bool:
    """Whether it is an organisation or state, not only a description of people or things."""
    return party.kind in ACTING and (party.name.lower() not in party.span.quote.lower() or not party.name.islower())


def _partner(words: Sequence[str]) -> tuple[str, ...]:
    """The state that is named by its adjective alone in "Afghan and coalition forces"."""
    if not FORCES & {word.lower() for word in words}:
        return ()
    pairs = pairwise(words)
    codes = [demonyms()[word] for word, following in pairs if following == "and" and word in demonyms()]
    return tuple(load_force_words().force(code, "security forces") for code in codes)


def _state_of(words: Sequence[str]) -> tuple[str, ...]:
    """Russia, in "Russian airstrikes"."""
    if not STRIKES & {word.lower() for word in words}:
        return ()
    codes = [countries_by_word()[word] for word in words if word in countries_by_word()]
    return tuple(load_countries()[code].name for code in codes[:1])


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name))


def _names_somebody(name: str) -> bool:
    """Whether it is more than an article, a verb or a fragment of a word."""
    return len(name) > 1 and any(word not in EMPTY for word in name.split())
