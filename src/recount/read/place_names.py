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
    r"(?:^|[\s(])(?:[Ii]n|[Aa]t|[Nn]ear|[Oo]utside|[Aa]round|[Ii]nside|within|into|to|from|of|towards?|across|over|"
    r"between|and|reached|entered|left|through|throughout)\s(?:the\s)?(?:[a-z-]{1,20}(?:ern|al|ed|ing|ive)\s)?\Z"
)
_LOOSE = frozenset({"central", "downtown", "greater", "rural", "nearby"})
_CAPITAL_CITY = 400_000


def without_lead(text: str, start: int, end: int) -> int:
    """Where the name in text[start:end] begins without the words before it: "Northern Syrian", "ISIS-held", "In"."""
    while start < end:
        first = re.match(r"\S+", text[start:end])
        if first is None or first.end() == end - start or not _is_lead(re.sub(r"[’']s$", "", first.group())):
            break
        start += first.end() + 1
    return start


def _is_lead(word: str) -> bool:
    words, form = load_place_words(), fold(word)
    if word in demonyms() or form in words.function | words.days | _LOOSE or is_held(word):
        return True
    return form in words.directions and form.endswith("ern")


def is_held(word: str) -> bool:
    """Whether a word only tells who holds a place: "ISIS-held"."""
    return word.lower().endswith(tuple(load_place_words().held))


def is_of_a_person_or_body(text: str, first: int, last: int, start: int, end: int) -> bool:
    """Whether a name at first..last is part of a longer one: Jordan Smith, Mr Hamilton, University of Karachi."""
    before = _WORD_BEFORE.search(text[max(start, first - 40) : first])
    if before and _claims(before.group(1), opens=first - len(before.group()) <= start):
        return True
    behind = _WORD_BEHIND.match(text, last, end)
    if behind and behind.group(1)[0].isupper() and not _may_stand_behind(behind.group(1)):
        return True
    before_of = max(start, first - 40)
    body = _ORGANISATION_OF.search(text[before_of:first])
    return body is not None and before_of + body.start() > start and not _may_be_of(body.group(1))


def _claims(word: str, *, opens: bool) -> bool:
    """Whether the word before a name makes it a person's or a body's; `opens` tells that it opens the sentence."""
    words, form = load_place_words(), fold(word)
    if re.search(r"[’']s?$", word) or not word[0].isalpha():
        return False
    if form in words.titles:
        return True
    if not word[0].isupper() or word in demonyms() or is_held(word):
        return False
    if any(form in known for known in (words.directions, words.kinds, words.days, words.function)):
        return False
    if form in words.never:
        return not opens and form not in words.sites
    return not (word.isupper() and len(word) > 3)


def _may_stand_behind(word: str) -> bool:
    words, form = load_place_words(), fold(word)
    listed = (words.kinds, words.days, words.sites, words.function)
    return word in words.streets or word in demonyms() or any(form in known for known in listed)


def _may_be_of(word: str) -> bool:
    words, form = load_place_words(), fold(word)
    return form in words.directions or words.kinds.get(form) in ("province", "district", "locality")


def is_placed(text: str, first: int) -> bool:
    """Whether a word of place stands before the name: "in", "near", "from"."""
    return _PLACED.search(text[max(0, first - 60) : first]) is not None


def speaks(text: str, first: int, last: int, candidates: tuple[Candidate, ...]) -> bool:
    """Whether a name stands for a government or a person: "Iran has denied", "Washington said", "Mori added"."""
    behind = _WORD_BEHIND.match(text, last)
    if not behind or is_placed(text, first):
        return False
    if behind.group(1) in load_place_words().tells:
        return True
    if behind.group(1) not in load_place_words().speaks:
        return False
    return candidates[0].level == "country" or candidates[0].population > _CAPITAL_CITY


def in_capitals(sentence: str) -> bool:
    """Whether nearly every word has a capital, as in a headline: then capitals tell nothing."""
    words = re.findall(r"[^\W\d_]{4,}", sentence)
    return len(words) > 2 and sum(word[0].isupper() for word in words) > 0.7 * len(words)
