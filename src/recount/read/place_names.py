"""How place names are written, and what betrays that a name is a person's, an organisation's or a government's."""

import re

from recount.codebook.countries import demonyms
from recount.codebook.folding import fold
from recount.codebook.place_words import load_place_words
from recount.records import Candidate

_PREFIX = r"(?:(?:[Aa]l|[Ee]l|[Uu]l|[Aa]d|[Aa]r|[Aa]s|[Aa]n|[Aa]t|[Aa]z|[Aa]sh|e[drsz]|bin)[-’'])"
CAPITALISED = rf"(?:[‘’'`ʿ]?{_PREFIX}?[A-ZÀ-ÖØ-Þİ][^\W_]*(?:(?![’']s\b)[’'`ʿ‘-][^\W_]+){{0,5}})"
NAME = rf"{CAPITALISED}(?:[ ](?:(?:al|ul|el|ez|az|ad|as|de|del|la|wa|do|da|e)[ ])?{CAPITALISED}){{0,4}}"

_WORD_BEFORE = re.compile(r"([^\W_][\w.’'-]{0,30})[ ]\Z")
_WORD_BEHIND = re.compile(r"[ ]([^\W_][\w-]{0,30})")
_ORGANISATION_OF = re.compile(r"\b([A-Z][\w-]{1,20}) of (?:the )?\Z")
_PLACED = re.compile(
    r"(?:^|[\s(])(?:[Ii]n|[Aa]t|[Nn]ear|[Oo]utside|[Aa]round|[Ii]nside|within|into|to|from|of|towards?|across|over|between|"
    r"and|reached|entered|left|through|throughout)\s(?:the\s)?(?:[a-z-]{1,20}\s){0,2}\Z"
)
FUNCTION = frozenset(
    "in at on the near from of to and for by a an its their his her this that as with after before when while since but or "
    "into over under between against across around inside outside throughout where who which is was were are has had have".split()
)
DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september "
    "october november december".split()
)
HELD = (
    "-held",
    "-controlled",
    "-dominated",
    "-backed",
    "-majority",
    "-based",
    "-ruled",
    "-administered",
    "-occupied",
    "-besieged",
    "-run",
)


def without_lead(text: str, start: int, end: int) -> int:
    """Where the name in text[start:end] begins once words before it are left out: "Northern Syrian", "ISIS-held", "In"."""
    words = load_place_words()
    while start < end:
        first = re.match(r"\S+", text[start:end])
        if first is None or first.end() == end - start:
            break
        word = re.sub(r"[’']s$", "", first.group())
        form = fold(word)
        loose = (
            word in demonyms() or form in FUNCTION or word.lower().endswith(HELD) or form in DAYS
            or (form in words.directions and form.endswith("ern")) or form in {"central", "downtown", "greater", "rural", "nearby"}
        )  # fmt: skip
        if not loose:
            break
        start += first.end() + 1
    return start


def is_of_a_person_or_body(text: str, first: int, last: int, start: int, end: int) -> bool:
    """Whether a name at first..last is part of a longer one: Jordan Smith, Mr Hamilton, University of Karachi."""
    before = _WORD_BEFORE.search(text[max(start, first - 40) : first])
    if before and _claims(before.group(1), text, first - len(before.group()), start):
        return True
    behind = _WORD_BEHIND.match(text, last, end)
    if behind and behind.group(1)[0].isupper() and not _may_stand_behind(behind.group(1)):
        return True
    body = _ORGANISATION_OF.search(text[max(start, first - 40) : first])
    return bool(body and not _may_be_of(body.group(1)))


def _claims(word: str, text: str, at: int, start: int) -> bool:
    """Whether the word before a name makes it a person's or a body's."""
    words = load_place_words()
    if re.search(r"[’']s?$", word) or not word[0].isalpha():
        return False
    form = fold(word)
    if form in words.titles:
        return True
    if not word[0].isupper() or form in words.directions or word in demonyms() or form in words.kinds or form in DAYS:
        return False
    if form in FUNCTION or word.lower().endswith(HELD):
        return False
    if form in words.never:
        return at > start and form not in words.sites
    return not (word.isupper() and len(word) > 3)


def _may_stand_behind(word: str) -> bool:
    words = load_place_words()
    form = fold(word)
    return form in words.kinds or form in DAYS or form in words.sites or word in words.streets or form in FUNCTION


def _may_be_of(word: str) -> bool:
    words = load_place_words()
    form = fold(word)
    return any(form in known for known in (words.kinds, words.directions, words.never, words.sites))


def speaks(text: str, first: int, last: int, candidates: tuple[Candidate, ...]) -> bool:
    """Whether a country stands for its government: "Washington said", "Iran has denied"."""
    behind = _WORD_BEHIND.match(text, last)
    if (
        not behind
        or behind.group(1) not in load_place_words().speaks
        or _PLACED.search(text[max(0, first - 60) : first])
    ):
        return False
    return candidates[0].level == "country" or candidates[0].population > 400_000


def in_capitals(sentence: str) -> bool:
    """Whether nearly every word has a capital, as in a headline: then capitals tell nothing."""
    words = re.findall(r"[^\W\d_]{4,}", sentence)
    return len(words) > 2 and sum(word[0].isupper() for word in words) > 0.7 * len(words)
