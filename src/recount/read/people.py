"""Finds the people that a sentence counts or singles out: "at least 12 ISIS commanders", "a soldier", "two others".

What happened to them is not asked here. A stretch counted as people ends at its head noun; a complement behind it
("members of the security forces") only helps to tell whose people they are.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from recount.codebook.outcomes import load_outcomes
from recount.codebook.victims import Victims, load_victims
from recount.read.grammar import DETERMINERS, DURATIONS, QUOTES, STOPS, TIMES
from recount.read.number_words import MONTHS
from recount.read.quantities import Quantity, exactly, quantity_at
from recount.read.tokens import Token
from recount.records import Count, Group

Form = Literal["counted", "number", "one", "the one", "bare", "none", "plural", "reflexive", "pronoun"]
"""counted: number and noun; number: a bare figure; one: "a soldier"; the one: "the soldier"; bare: "policeman" without
article; none: "no civilians"; plural: people without a number; reflexive: "himself"; pronoun: "him"."""

_LONGEST_PHRASE = 10
_LONGEST_BRACKET = 8
_COMPLEMENT = 8
_ARTICLES = frozenset({"a", "an"})
_INDEFINITE = frozenset({"a", "an", "another", "one"})
_MONEY = frozenset("$€£₹")
_PERCENT = frozenset({"%", "percent", "per", "pc", "percentage"})
_YEARS = range(1900, 2101)
_OTHERS = frozenset({"others", "more"})


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """People from word `first` to word `last`. `of` is None where the words do not tell the group."""

    first: int
    last: int
    form: Form
    count: Count | None
    of: Group | None = None
    head: str = ""
    others: bool = False
    known: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class _Phrase:
    """A noun phrase: its last word, its head noun and the group its words tell."""

    last: int
    head: str
    of: Group | None
    plural: bool
    others: bool = False
    known: bool = True


def find_people(tokens: Sequence[Token]) -> tuple[People, ...]:
    """All people of a sentence, in order, none inside another."""
    found: list[People] = []
    at = 0
    while at < len(tokens):
        people = _people_at(tokens, at)
        if people is None:
            at += 1
        else:
            found.append(people)
            at = people.last + 1
    return tuple(found)


def _people_at(tokens: Sequence[Token], at: int) -> People | None:
    word = tokens[at].lower
    if word in {"himself", "herself", "themselves", "itself"}:
        return People(first=at, last=at, form="reflexive", count=None, head=word)
    return _nobody(tokens, at) or _counted(tokens, at) or _unnumbered(tokens, at)


def _nobody(tokens: Sequence[Token], at: int) -> People | None:
    """ "no one", "no civilians", "none of the hostages"."""
    words = [token.lower for token in tokens[at : at + 4]]
    if words[0] in {"nobody", "noone", "no-one"} or words[:2] == ["no", "one"]:
        return People(first=at, last=at + (words[0] == "no"), form="none", count=exactly(0), head="one")
    if words[0] == "none":
        return People(first=at, last=at, form="none", count=exactly(0), head="none")
    if words[0] != "no" and words[:3] != ["not", "a", "single"]:
        return None
    phrase = _phrase(tokens, at + (1 if words[0] == "no" else 3))
    if phrase is None or not phrase.known:
        return None
    return _with_second_head(
        tokens, People(first=at, last=phrase.last, form="none", count=exactly(0), of=phrase.of, head=phrase.head)
    )


def _counted(tokens: Sequence[Token], at: int) -> People | None:
    """A number with its noun, or standing alone for people."""
    quantity = quantity_at(tokens, at)
    if quantity is None or not _may_count_people(tokens, quantity):
        return None
    after = quantity.last + 1
    of = after < len(tokens) and tokens[after].lower == "of"
    if of:
        after = _skip(tokens, after + 1, DETERMINERS)
        if after < len(tokens) and tokens[after].lower in {"them", "whom", "which"}:
            return People(first=at, last=after, form="counted", count=quantity.count, head="them")
    phrase = _phrase(tokens, after)
    if phrase is not None:
        people = People(
            first=at, last=phrase.last, form="counted", count=quantity.count,
            of=phrase.of, head=phrase.head, others=phrase.others, known=phrase.known,
        )  # fmt: skip
        return _with_second_head(tokens, people)
    if of or _counts_a_thing(tokens, quantity.last + 1):
        return None
    return People(first=at, last=quantity.last, form="number", count=quantity.count)


def _with_second_head(tokens: Sequence[Token], people: People) -> People:
    """Takes in "and guards" of "12 soldiers and guards"; of two groups the count is of all."""
    at = people.last + 1
    if at + 1 >= len(tokens) or tokens[at].lower not in {"and", "or", "&"}:
        return people
    plurals = load_victims().plural
    for end in range(at + 1, min(at + 4, len(tokens))):
        word = tokens[end].lower
        if word in plurals:
            group = plurals[word]
            return replace(people, last=end, of=people.of if people.of == group else "all")
        if word in STOPS or word in _ARTICLES or not word[0].isalpha() or quantity_at(tokens, end) is not None:
            break
    return people


def _unnumbered(tokens: Sequence[Token], at: int) -> People | None:
    """ "a soldier", "the insurgent", "his wife", "civilians", "policeman"."""
    word = tokens[at].lower
    start = at + 1 if word in _INDEFINITE or word in DETERMINERS else at
    if start > at and start < len(tokens) and tokens[start].lower in {"single", "lone", "sole"}:
        start += 1
    if start == at and load_victims().group(word) is None:
        if word in {"him", "he", "she", "her"}:
            return People(first=at, last=at, form="pronoun", count=exactly(1), head=word)
        return None
    phrase = _phrase(tokens, start)
    if phrase is None or not phrase.known:
        return None
    if phrase.plural:
        people = People(first=at, last=phrase.last, form="plural", count=None, of=phrase.of, head=phrase.head)
        return people if word not in _INDEFINITE else None
    form: Form = "one" if word in _INDEFINITE else "the one" if word in DETERMINERS else "bare"
    return People(first=at, last=phrase.last, form=form, count=exactly(1), of=phrase.of, head=phrase.head)


def _skip(tokens: Sequence[Token], at: int, words: frozenset[str]) -> int:
    while at < len(tokens) and tokens[at].lower in words:
        at += 1
    return at


class _Scan:
    """Walks over a noun phrase and keeps its head, what stood before it, and the words that tell the group."""

    def __init__(self, tokens: Sequence[Token], victims: Victims) -> None:
        self.tokens = tokens
        self.victims = victims
        self.head: int | None = None
        self.thing: int | None = None
        self.other: int | None = None
        self.others: int | None = None
        self.markers: list[Group] = []

    def run(self, at: int) -> int:
        """Goes on to the first word that is no part of the phrase and returns it."""
        limit = min(len(self.tokens), at + _LONGEST_PHRASE)
        while at < limit:
            step = self._bracket(at) or self._word(at)
            if not step:
                break
            at += step
        return at

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
        if token.lower in _OTHERS | {"other", "further", "additional"}:
            if self.head is not None:
                return 0
            self.others = at
            return 1
        if token.text in QUOTES:
            return 1 if self.head is None else 0
        if not self._is_noun(at) and (token.lower in STOPS and token.text != "IS" or not token.text[0].isalnum()):
            return 1 if self._of_a_name(at) else 0
        if token.lower.endswith(("'s", "s'")):
            self._demote()
            self.other = at
        elif self._is_noun(at):
            self._demote()
            self.head = at
        elif token.lower in self.victims.things:
            self.thing = at
        elif self._is_outcome(at) and not self._before_noun(at) or self.head is not None and not self._mark(at):
            return 0
        elif self.head is None:
            self.other = at
        self._mark(at)
        return 1

    def _demote(self) -> None:
        """What looked like the head only stands before it: "police" of "police officers"."""
        if self.head is not None:
            self.markers.append(self._group(self.head))
            self.head = None

    def _is_noun(self, at: int) -> bool:
        return self.victims.group(self.tokens[at].lower) is not None

    def _group(self, at: int) -> Group:
        return self.victims.group(self.tokens[at].lower) or "all"

    def _is_outcome(self, at: int) -> bool:
        return self.tokens[at].lower in load_outcomes()

    def _before_noun(self, at: int) -> bool:
        """ "12 wounded soldiers"."""
        return self.head is None and at + 1 < len(self.tokens) and self._is_noun(at + 1)

    def _of_a_name(self, at: int) -> bool:
        """The small words inside "Islamic Movement of Uzbekistan facilitator"."""
        return (
            self.tokens[at].lower in {"of", "and", "in"}
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


def marker_at(tokens: Sequence[Token], at: int, victims: Victims) -> Group | None:
    """The group that this word of a phrase tells, such as militant for "Taliban"."""
    token = tokens[at]
    if token.text in victims.acronyms:
        return victims.acronyms[token.text]
    pair = f"{token.lower} {tokens[at + 1].lower}" if at + 1 < len(tokens) else ""
    found = victims.markers.get(pair) or victims.markers.get(token.lower.removesuffix("'s"))
    return found or victims.markers.get(token.lower.partition("-")[0])


def _phrase(tokens: Sequence[Token], at: int) -> _Phrase | None:
    """The noun phrase for people that begins at this word, without article or number."""
    victims = load_victims()
    scan = _Scan(tokens, victims)
    end = scan.run(at)
    if scan.head is not None and (scan.thing is None or scan.thing < scan.head):
        return _known(tokens, scan, victims)
    if scan.head is None and scan.thing is None and scan.others is not None and scan.other is None:
        return _Phrase(last=scan.others, head="others", of=None, plural=True, others=True)
    if scan.head is None and scan.thing is None and scan.other == end - 1 and _looks_plural(tokens[end - 1]):
        of = scan.markers[0] if scan.markers else None
        return _Phrase(last=end - 1, head=tokens[end - 1].lower, of=of or "all", plural=True, known=False)
    return None


def _known(tokens: Sequence[Token], scan: _Scan, victims: Victims) -> _Phrase:
    assert scan.head is not None  # noqa: S101 - the caller looked
    head = tokens[scan.head].lower
    of: Group = victims.group(head) or "all"
    if head in victims.roles or of == "all":
        of = _told(scan.markers) or _complement(tokens, scan.head, victims) or of
    return _Phrase(last=scan.head, head=head, of=of, plural=head in victims.plural, others=scan.others is not None)


def _told(markers: Sequence[Group]) -> Group | None:
    """The group that several words tell together: an armed group's name outweighs "military leader"."""
    telling = [group for group in markers if group != "all"]
    return "militant" if "militant" in telling else telling[0] if telling else None


def _complement(tokens: Sequence[Token], head: int, victims: Victims) -> Group | None:
    """The group told behind "members of", up to the next verb or mark."""
    at = head + 1
    if at >= len(tokens) or tokens[at].lower not in {"of", "from", "in"}:
        return None
    markers: list[Group] = []
    for k in range(at + 1, min(len(tokens), at + _COMPLEMENT)):
        word = tokens[k]
        if word.lower in STOPS - {"of", "in", "and"} and word.text != "IS" or word.text in {",", ";", ".", ":"}:
            break
        group = marker_at(tokens, k, victims) or victims.group(word.lower)
        if group is not None:
            markers.append(group)
    return _told(markers)


def _looks_plural(token: Token) -> bool:
    """Whether an unknown noun could be people: "12 kanwariyas", "two Palestinians"."""
    word = token.lower
    return len(word) > 3 and word.isalpha() and word.endswith("s") and not word.endswith(("ss", "us", "is"))


def _may_count_people(tokens: Sequence[Token], quantity: Quantity) -> bool:
    """Whether this number is no share, sum of money, date, age or time of day."""
    core, last = quantity.core, quantity.last
    before = tokens[core - 1].lower if core else ""
    after = tokens[last + 1].lower if last + 1 < len(tokens) else ""
    if before in _MONEY or before in {"rs", "usd", "no", "number", "aged", "age", "article", "phase", "page"}:
        return False
    if after in _PERCENT or after in DURATIONS or after in {"-", "th", "st", "a.m.", "p.m."}:
        return False
    if before in MONTHS or (after in MONTHS and after not in {"may", "march"}):
        return False
    if after in {"am", "pm", "gmt"} or _part_of_a_figure(tokens, core, last):
        return False
    return not (quantity.hedge is None and tokens[core].text.isdigit() and _is_year(tokens, quantity))


def _part_of_a_figure(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Times and dates such as 10:30, 11.10.2017, 7/12."""
    glued_before = first and tokens[first - 1].end == tokens[first].start and tokens[first - 1].text in ":./+#"
    follower = tokens[last + 1] if last + 2 < len(tokens) else None
    glued_after = follower is not None and follower.text in ":./" and tokens[last + 2].start == follower.end
    return bool(glued_before) or bool(glued_after and tokens[last + 2].text[0].isdigit())


def _is_year(tokens: Sequence[Token], quantity: Quantity) -> bool:
    value = quantity.count.best
    if value not in _YEARS or len(tokens[quantity.core].text) != 4:
        return False
    phrase = _phrase(tokens, quantity.last + 1)
    return phrase is None or not phrase.known


def _counts_a_thing(tokens: Sequence[Token], at: int) -> bool:
    """Whether a noun that is none for people follows within the phrase: "three militant hideouts"."""
    victims = load_victims()
    for k in range(at, min(at + 4, len(tokens))):
        word = tokens[k].lower
        if word in victims.things:
            return True
        if word in STOPS or word in TIMES or word in load_outcomes() or not word[0].isalpha():
            return False
    return False
