"""Finds the people that a sentence counts or singles out: "at least 12 ISIS commanders", "a soldier", "two others".

What happened to them is not asked here. A stretch counted as people ends at its head noun; a complement behind it
("members of the security forces") only helps to tell whose people they are.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from recount.codebook.outcomes import load_outcomes
from recount.codebook.victims import load_victims
from recount.read.grammar import DETERMINERS, DURATIONS, STOPS, TIMES
from recount.read.noun_phrases import AGED, Phrase, noun_phrase
from recount.read.number_words import MONTHS
from recount.read.quantities import Quantity, exactly, may_begin, quantity_at
from recount.read.tokens import Token, cut
from recount.records import Count, Group

Form = Literal["counted", "number", "one", "the one", "bare", "none", "plural", "reflexive", "pronoun", "named"]
"""counted: number and noun; number: a bare figure; one: "a soldier"; the one: "the soldier"; bare: "policeman" without
article (counted only where that tells of one); none: "no civilians"; plural: people without a number; reflexive:
"himself"; pronoun: "him"; named: a name."""

_INDEFINITE = frozenset({"a", "an", "another", "one"})
OUTCOME_NOUNS = frozenset({"dead", "killed", "wounded", "injured", "detained", "arrested", "missing"})
"""Participles that stand for people: "five of the dead"."""
_LONE = frozenset({"single", "lone", "sole"})
_REFLEXIVES = frozenset({"himself", "herself", "themselves"})
_PRONOUNS = frozenset({"him", "he", "she", "her"})
_NOBODY = frozenset({"nobody", "noone", "no-one", "no", "none", "zero", "not"})
_OPENINGS = _REFLEXIVES | _NOBODY | {"another"} | _INDEFINITE | DETERMINERS | _PRONOUNS
_MONEY = frozenset({"$", "€", "£", "₹", "rs", "usd"})
_LABELS = frozenset("no number aged age article phase page chapter section sector route highway unit flight".split())
_UNITS_AFTER = DURATIONS | frozenset(
    "% percent per pc percentage - th st nd rd a.m. p.m. am pm gmt times degrees mph".split()
)
_YEARS = range(1900, 2101)


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """People from word `first` to word `last`. `of` is None where the words do not tell the group.

    `others` stand beside people just told of; `known` is False where the noun is not in the codebook. `whole` counts
    those they are taken from ("four of the five gunmen").
    """

    first: int
    last: int
    form: Form
    count: Count | None
    of: Group | None = None
    head: str = ""
    others: bool = False
    known: bool = True
    whole: Count | None = None


@lru_cache(maxsize=256)
def people_in(sentence: str) -> tuple[People, ...]:
    """All people of a sentence given as text; several readers ask for them."""
    return find_people(cut(sentence))


def find_people(tokens: Sequence[Token]) -> tuple[People, ...]:
    """All people of a sentence, in order, none inside another."""
    found: list[People] = []
    at = 0
    while at < len(tokens):
        people = _people_at(tokens, at)
        if people is not None and not (found and _is_complement(tokens, found[-1], people)):
            found.append(people)
        at = people.last + 1 if people is not None else at + 1
    return tuple(found)


def _is_complement(tokens: Sequence[Token], before: People, people: People) -> bool:
    """Whether these people only say of whom those before are: "members of the security forces"."""
    gap = [token.lower for token in tokens[before.last + 1 : people.first]]
    return people.count is None and people.form == "plural" and len(gap) <= 3 and gap[:1] in (["of"], ["from"])


@lru_cache(maxsize=65536)
def _may_open(word: str) -> bool:
    """Whether words for people can begin with this one: most cannot, and are asked for often."""
    return word in _OPENINGS or load_victims().group(word) is not None or may_begin(word) or bool(AGED.match(word))


def _people_at(tokens: Sequence[Token], at: int) -> People | None:
    word = tokens[at].lower
    if not _may_open(word):
        return None
    if word in _REFLEXIVES:
        return People(first=at, last=at, form="reflexive", count=None, head=word)
    return _nobody(tokens, at) or _counted(tokens, at) or _another(tokens, at) or _unnumbered(tokens, at)


def _nobody(tokens: Sequence[Token], at: int) -> People | None:
    """Nobody, such as "no one", "no civilians", "none of the hostages"."""
    words = [token.lower for token in tokens[at : at + 4]]
    if words[0] in {"nobody", "noone", "no-one"} or words[:2] == ["no", "one"]:
        return People(first=at, last=at + (words[0] == "no"), form="none", count=exactly(0), head="one")
    if words[0] == "none":
        if words[1:3] == ["of", "those"]:
            return None
        return People(first=at, last=at, form="none", count=exactly(0), head="none")
    compared = words[1:2] in (["more"], ["fewer"], ["less"])
    if compared or (words[0] not in {"no", "zero"} and words[:3] != ["not", "a", "single"]):
        return None
    phrase = noun_phrase(tokens, at + (3 if words[0] == "not" else 1))
    if phrase is None or not phrase.known:
        return None
    nobody = People(first=at, last=phrase.last, form="none", count=exactly(0), of=phrase.of, head=phrase.head)
    return _with_second_head(tokens, nobody)


def _counted(tokens: Sequence[Token], at: int) -> People | None:
    """A number with its noun, or standing alone for people."""
    quantity = quantity_at(tokens, at)
    if quantity is None or not _may_count_people(tokens, quantity):
        return None
    after = quantity.last + 1
    if after < len(tokens) and tokens[after].lower == "of":
        return _taken_from(tokens, quantity, _skip(tokens, after + 1, DETERMINERS))
    number = People(first=at, last=quantity.last, form="number", count=quantity.count)
    if quantity_at(tokens, after) is not None:
        return number
    day = after < len(tokens) and tokens[after].lower == "day"  # "five day labourers"
    phrase = noun_phrase(tokens, after + day)
    if phrase is not None:
        return _with_noun(tokens, quantity, phrase) if not _correlative(tokens, quantity, phrase.last) else None
    return None if _counts_a_thing(tokens, after) or _is_an_age(tokens, quantity) else number


def _taken_from(tokens: Sequence[Token], quantity: Quantity, at: int) -> People | None:
    """A number taken from a group, its article passed over: "61 of them", "four of the five gunmen"."""
    word = tokens[at].lower if at < len(tokens) else ""
    if word in {"them", "whom", "which"}:
        return People(first=quantity.first, last=at, form="counted", count=quantity.count, head="them")
    if word in OUTCOME_NOUNS:
        return People(first=quantity.first, last=quantity.last, form="number", count=quantity.count)
    whole = quantity_at(tokens, at)
    phrase = noun_phrase(tokens, at if whole is None else whole.last + 1)
    if phrase is None:
        return None
    people = _with_noun(tokens, quantity, phrase)
    return people if whole is None else replace(people, whole=whole.count)


def _with_noun(tokens: Sequence[Token], quantity: Quantity, phrase: Phrase) -> People:
    people = People(
        first=quantity.first,
        last=phrase.last,
        form="counted",
        count=quantity.count,
        of=phrase.of,
        head=phrase.head,
        others=phrase.others,
        known=phrase.known,
    )
    return _with_second_head(tokens, people)


def _is_an_age(tokens: Sequence[Token], quantity: Quantity) -> bool:
    """Whether a bare number stands between commas as an age does ("a driver, 36, was"), or is the word "both"."""
    before = tokens[quantity.first - 1].text if quantity.first else ""
    after = tokens[quantity.last + 1].text if quantity.last + 1 < len(tokens) else "."
    return before == "(" or (before == "," and after in {",", ".", ")"}) or tokens[quantity.core].lower == "both"


def _correlative(tokens: Sequence[Token], quantity: Quantity, last: int) -> bool:
    """Whether "both" only introduces "civilians and insurgents"."""
    return tokens[quantity.core].lower == "both" and last + 1 < len(tokens) and tokens[last + 1].lower == "and"


def _another(tokens: Sequence[Token], at: int) -> People | None:
    """The bare "another" or "the other" of "killing one and wounding the other"."""
    last = at + 1 if tokens[at].lower == "the" and at + 1 < len(tokens) and tokens[at + 1].lower == "other" else at
    if last == at and tokens[at].lower != "another":
        return None
    following = tokens[last + 1] if last + 1 < len(tokens) else None
    if (
        following is None
        or following.lower in load_outcomes()
        or following.lower in STOPS
        or not following.text[0].isalnum()
        or following.lower in {"critically", "seriously", "badly"}
    ):
        form: Form = "one" if last == at else "the one"
        return People(first=at, last=last, form=form, count=exactly(1), head="another", others=True)
    return None


def _with_second_head(tokens: Sequence[Token], people: People) -> People:
    """Takes in "and guards" of "12 soldiers and guards", "67 civilians, troops and rebels": a count of all then."""
    found = people
    for _ in range(4):
        at = found.last + 1
        link = tokens[at].lower if at + 1 < len(tokens) else ""
        if link not in {"and", "or", "&", ","} or tokens[at + 1].lower in _INDEFINITE:
            break
        second = noun_phrase(tokens, at + 1) if quantity_at(tokens, at + 1) is None else None
        if second is None or not (second.plural and second.known) or second.others:
            break
        found = replace(found, last=second.last, of=found.of if found.of == second.of else "all")
        if link != ",":
            return found
    return people


def _unnumbered(tokens: Sequence[Token], at: int) -> People | None:
    """People without a number, such as "a soldier", "the insurgent", "his wife", "civilians", "policeman"."""
    word = tokens[at].lower
    start = at + 1 if word in _INDEFINITE or word in DETERMINERS else at
    if start > at and start < len(tokens) and tokens[start].lower in _LONE:
        start += 1
    if start == at and load_victims().group(word) is None and not AGED.match(word):
        return People(first=at, last=at, form="pronoun", count=exactly(1), head=word) if word in _PRONOUNS else None
    phrase = noun_phrase(tokens, start)
    if phrase is None or not phrase.known:
        return None
    if phrase.plural:
        plural = People(first=at, last=phrase.last, form="plural", count=None, of=phrase.of, head=phrase.head)
        return plural if word not in _INDEFINITE else None
    form: Form = "one" if word in _INDEFINITE else "the one" if word in DETERMINERS else "bare"
    count = exactly(1) if form != "bare" or _opens_a_headline(tokens, at) else None
    return People(first=at, last=phrase.last, form=form, count=count, of=phrase.of, head=phrase.head)


def _opens_a_headline(tokens: Sequence[Token], at: int) -> bool:
    """Whether a noun without article begins the sentence, a few adjectives aside: "Civilian killed", "Two hurt"."""
    begin = at
    while begin > 0 and at - begin < 4 and tokens[begin - 1].text[0].isalpha():
        if tokens[begin - 1].lower in STOPS or tokens[begin - 1].lower in load_outcomes():
            return False
        begin -= 1
    return begin == 0 or not (tokens[begin - 1].text[0].isalnum() or tokens[begin - 1].text in {",", ")", "(", "'"})


def _skip(tokens: Sequence[Token], at: int, words: frozenset[str]) -> int:
    while at < len(tokens) and tokens[at].lower in words:
        at += 1
    return at


def _may_count_people(tokens: Sequence[Token], quantity: Quantity) -> bool:
    """Whether this number is no share, sum of money, date, age or time of day."""
    core, last = quantity.core, quantity.last
    before = tokens[core - 1].lower if core else ""
    after = tokens[last + 1].lower if last + 1 < len(tokens) else ""
    if before in _MONEY or before in _LABELS or _part_of_a_figure(tokens, core, last):
        return False
    if after in _UNITS_AFTER:
        following = tokens[last + 2].lower if last + 2 < len(tokens) else ""
        return after == "day" and not quantity.single and following in load_victims().plural
    if before in MONTHS and tokens[core].text[0].isdigit():
        phrase = noun_phrase(tokens, last + 1)
        day = (quantity.count.best or 0) <= 31
        return day and phrase is not None and phrase.known and phrase.plural
    if after in MONTHS and after not in {"may", "march"}:
        return False
    return not (quantity.hedge is None and tokens[core].text.isdigit() and _is_year(tokens, quantity))


def _part_of_a_figure(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Times and dates such as 10:30, 11.10.2017, 7/12."""
    glued_before = first and tokens[first - 1].end == tokens[first].start and tokens[first - 1].text in ":./+#_"
    follower = tokens[last + 1] if last + 2 < len(tokens) else None
    glued_after = follower is not None and follower.text in ":./_" and tokens[last + 2].start == follower.end
    return bool(glued_before) or bool(glued_after and tokens[last + 2].text[0].isdigit())


def _is_year(tokens: Sequence[Token], quantity: Quantity) -> bool:
    value = quantity.count.best
    if value not in _YEARS or len(tokens[quantity.core].text) != 4 or quantity.last > quantity.core:
        return False
    following = tokens[quantity.last + 1].lower if quantity.last + 1 < len(tokens) else ""
    return load_victims().group(following) is None


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
