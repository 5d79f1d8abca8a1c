"""Reads a noun phrase for people from its first word behind article or number: "suspected Taliban commanders".

The head is the last noun for people before the phrase ends; a noun for a thing behind it means that no people are
meant ("police vehicles"). The look ahead is bounded, so reading a sentence is linear in its length.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from recount.codebook.outcomes import load_outcomes
from recount.codebook.victims import Victims, load_victims
from recount.read.grammar import DETERMINERS, QUOTES, STOPS
from recount.read.quantities import quantity_at
from recount.read.tokens import Token
from recount.records import Group

_LONGEST_PHRASE = 14
_LONGEST_BRACKET = 8
_COMPLEMENT = 8
_WIDEST_GAP = 2
_OTHERS = frozenset({"others", "more", "other", "further", "additional"})
AGED = re.compile(r"(?:\d{1,2}|[a-z]{3,9})-(?:year|month|day|week)s?-olds?\Z")
_AGES = frozenset({"year", "years", "month", "months", "day", "days", "week", "weeks"})
_ARTICLES = DETERMINERS | {"a", "an"}
_NAME_LINKS = frozenset({"of", "and", "in"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A noun phrase: its last word, its head noun and the group its words tell."""

    last: int
    head: str
    of: Group | None
    plural: bool
    others: bool = False
    known: bool = True


def noun_phrase(tokens: Sequence[Token], at: int) -> Phrase | None:
    """The noun phrase for people that begins at this word, without article or number."""
    victims = load_victims()
    scan = _Scan(tokens, victims)
    end = scan.run(at)
    if scan.head is not None:
        return _with_head(scan, scan.head) if scan.thing is None or scan.thing < scan.head else None
    if scan.aged == end - 1 and end > at:
        age = tokens[end - 1].lower
        return Phrase(last=end - 1, head=age, of="civilian", plural=age.endswith("s"), others=scan.others is not None)
    return None if scan.thing is not None else _without_head(scan, end)


def _with_head(scan: "_Scan", at: int) -> Phrase:
    head = scan.tokens[at].lower
    of: Group = scan.victims.group(head) or "all"
    if head in scan.victims.roles or of == "all":
        of = _told(scan.markers) or _complement(scan.tokens, at, scan.victims) or of
    return Phrase(last=at, head=head, of=of, plural=head in scan.victims.plural, others=scan.others is not None)


def _without_head(scan: "_Scan", end: int) -> Phrase | None:
    """The phrase "others", or one whose head the codebook does not list: "12 kanwariyas"."""
    if scan.others is not None and scan.other is None:
        return Phrase(last=scan.others, head="others", of=None, plural=True, others=True)
    if scan.other == end - 1 and _looks_plural(scan.tokens[end - 1]):
        head = scan.tokens[end - 1].lower
        return Phrase(last=end - 1, head=head, of=_told(scan.markers) or "all", plural=True, known=False)
    return None


def _told(markers: Sequence[Group]) -> Group | None:
    """The group that several words tell together: an armed group's name outweighs "military leader"."""
    telling = [group for group in markers if group != "all"]
    return "militant" if "militant" in telling else telling[0] if telling else None


def _complement(tokens: Sequence[Token], head: int, victims: Victims) -> Group | None:
    """The group told behind "members of", up to the next verb or mark."""
    at = head + 1
    link = tokens[at].lower if at < len(tokens) else ""
    if link != "of" and not (link == "from" and tokens[head].lower in victims.roles):
        return None
    markers: list[Group] = []
    for k in range(at + 1, min(len(tokens), at + _COMPLEMENT)):
        word = tokens[k]
        if (
            word.lower in STOPS - _NAME_LINKS
            or (word.lower == "and" and quantity_at(tokens, k + 1))
            or word.text in {",", ";", ".", ":"}
        ):
            break
        group = marker_at(tokens, k, victims) or victims.group(word.lower)
        if group is not None:
            markers.append(group)
    return _told(markers)


def marker_at(tokens: Sequence[Token], at: int, victims: Victims) -> Group | None:
    """The group that this word of a phrase tells, such as militant for "Taliban"."""
    token = tokens[at]
    if token.text in victims.acronyms:
        return victims.acronyms[token.text]
    pair = f"{token.lower} {tokens[at + 1].lower}" if at + 1 < len(tokens) else ""
    found = victims.markers.get(pair) or victims.markers.get(token.lower.removesuffix("'s"))
    return found or victims.markers.get(token.lower.partition("-")[0])


def _looks_plural(token: Token) -> bool:
    """Whether an unknown noun could be people: "12 kanwariyas", "two Palestinians"."""
    word = token.lower
    return len(word) > 3 and word.isalpha() and word.endswith("s") and not word.endswith(("ss", "us", "is"))


class _Scan:
    """Walks over a noun phrase and keeps its head, what stood before it, and the words that tell the group."""

    def __init__(self, tokens: Sequence[Token], victims: Victims) -> None:
        self.tokens = tokens
        self.victims = victims
        self.head: int | None = None
        self.thing: int | None = None
        self.other: int | None = None
        self.others: int | None = None
        self.aged: int | None = None
        self.markers: list[Group] = []

    def run(self, at: int) -> int:
        """Goes on to the first word that is no part of the phrase and returns it."""
        begin = at
        limit = min(len(self.tokens), at + _LONGEST_PHRASE)
        while at < limit:
            step = self._age(at)
            if not step and self._apart(begin, at):
                break
            step = step or self._bracket(at) or self._word(at)
            if not step:
                break
            at += step
        return at

    def _apart(self, begin: int, at: int) -> bool:
        """Whether a gap as between the columns of a page lies before this word, or another number begins."""
        if at > 0 and self.tokens[at].start - self.tokens[at - 1].end > _WIDEST_GAP:
            return True
        return at > begin and self.tokens[at].lower not in _OTHERS and quantity_at(self.tokens, at) is not None

    def _age(self, at: int) -> int:
        """The three words of "seven year old", as of "seven-year-old"."""
        words = [token.lower for token in self.tokens[at + 1 : at + 3]]
        if words[1:] != ["old"] or words[0] not in _AGES or not self.tokens[at].text.isalnum():
            return 0
        self.aged = at + 2
        return 3

    def _bracket(self, at: int) -> int:
        if self.tokens[at].text != "(" or self.head is not None:
            return 0
        for end in range(at + 1, min(len(self.tokens), at + _LONGEST_BRACKET)):
            if self.tokens[end].text == ")":
                for inner in range(at + 1, end):
                    self._mark(inner)
                return end - at + 1
        return 0

    def _word(self, at: int) -> int:
        """How many words to go on: 0 at the end of the phrase."""
        token = self.tokens[at]
        if token.lower in _ARTICLES or (self.others is not None and self.tokens[self.others].lower == "others"):
            return 0
        if token.lower in _OTHERS or token.text in QUOTES:
            if token.lower in _OTHERS and self.head is None:
                self.others = at
            return int(self.head is None)
        if AGED.match(token.lower):
            self.aged = at
            return 1
        noun = self._is_noun(at)
        if not noun and (token.lower in STOPS or not token.text[0].isalnum()):
            return int(self._inside_a_name(at))
        return self._content(at, noun=noun)

    def _content(self, at: int, *, noun: bool) -> int:
        """Takes a noun or adjective into the phrase, or ends it there."""
        word = self.tokens[at].lower
        if word.endswith(("'s", "s'")):
            self._demote()
            self.other = at
        elif noun:
            self._demote()
            self.head = at
        elif word in self.victims.things:
            self.thing = at
        elif (word in load_outcomes() and not self._before_noun(at)) or (self.head is not None and not self._mark(at)):
            return 0
        elif self.head is None:
            self.other = at
        self._mark(at)
        return 1

    def _demote(self) -> None:
        """What looked like the head only stands before it: "police" of "police officers"."""
        if self.head is not None:
            self.markers.append(self.victims.group(self.tokens[self.head].lower) or "all")
            self.head = None

    def _is_noun(self, at: int) -> bool:
        """Whether this is a noun for people; "Syrian" or "rebel" are only where the phrase plainly ends."""
        word = self.tokens[at].lower
        if word in self.victims.adjectives:
            return self._ends_at(at + 1)
        return self.victims.group(word) is not None

    def _ends_at(self, at: int) -> bool:
        if at >= len(self.tokens):
            return True
        token = self.tokens[at]
        if token.lower in STOPS or token.lower in load_outcomes() or not token.text[0].isalnum():
            return True
        return token.lower.endswith(("ing", "ed"))

    def _before_noun(self, at: int) -> bool:
        """Whether an outcome describes the noun behind it: "12 wounded soldiers", "a kidnapped aid worker"."""
        if self.head is not None or at + 1 >= len(self.tokens):
            return False
        determined = at > 0 and self.tokens[at - 1].lower in _ARTICLES
        return self._is_noun(at + 1) or (determined and self.tokens[at + 1].lower not in STOPS)

    def _inside_a_name(self, at: int) -> bool:
        """The small words inside "Islamic Movement of Uzbekistan facilitator"."""
        return (
            self.tokens[at].lower in _NAME_LINKS
            and self.head is None
            and 0 < at < len(self.tokens) - 1
            and self.tokens[at - 1].text[0].isupper()
            and self.tokens[at + 1].text[0].isupper()
        )

    def _mark(self, at: int) -> bool:
        group = marker_at(self.tokens, at, self.victims)
        if group is not None:
            self.markers.append(group)
        return group is not None
