"""A couple told of one by one: "a man and a woman were killed" counts two, not one and one."""

from functools import lru_cache
from itertools import pairwise

from recount.read.parts import PART_WORDS
from recount.read.people import People, find_people
from recount.read.tokens import Token, cut

_COUPLES = frozenset({"man", "woman", "wife", "husband"})
"""A child beside a woman is counted apart, as children are a class of victims of their own."""
_OWN_LOT = frozenset({"was", "is", "has", "wounded", "injured", "hurt", "killed", "missing"})
"""Behind the second these tell that another thing happened to them than to the first."""


def end_of_pair(sentence: str, start: int, end: int) -> int | None:
    """Where the second of two people ends, of whom the first stands at these offsets of the sentence; None if alone."""
    tokens, people = _people_of(sentence)
    for one, other in pairwise(people):
        if tokens[one.first].start < end and start < tokens[one.last].end and _are_a_pair(tokens, one, other):
            return tokens[other.last].end
    return None


@lru_cache(maxsize=64)
def _people_of(sentence: str) -> tuple[tuple[Token, ...], tuple[People, ...]]:
    tokens = tuple(cut(sentence))
    return tokens, find_people(tokens)


def _are_a_pair(tokens: tuple[Token, ...], one: People, other: People) -> bool:
    """Whether both are single grown people, joined by "and" alone, and nothing else is told of the second."""
    if one.form != "one" or other.form not in {"one", "the one"} or not {one.head, other.head} <= _COUPLES:
        return False
    between = [token.lower for token in tokens[one.last + 1 : other.first]]
    before = tokens[one.first - 1].lower if one.first else ""
    behind = tokens[other.last + 1].lower if other.last + 1 < len(tokens) else ""
    return between == ["and"] and before not in PART_WORDS and behind not in _OWN_LOT
