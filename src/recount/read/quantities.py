"""Reads a number with its hedges at a given word: "at least 11", "between 10 and 12", "two hundred and fifty".

A closed grammar: it looks at a bounded stretch after the word it is asked about, so reading a text is linear in its
length. Numbers of more than twelve digits are none: no such count of people exists.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from recount.read.number_words import (
    DOZENS,
    FACTORS,
    HEDGE_STARTS,
    HEDGES,
    KILLINGS,
    LONGEST_HEDGE,
    MULTIPLES,
    PAIRS,
    SCALES,
    SEVERAL,
    TENS,
    TIMES,
    UNITS,
    Hedge,
)
from recount.read.tokens import Token
from recount.records import Count

_DIGITS = re.compile(r"\d{1,12}\Z|\d{1,3}(?:,\d{2,3}){1,4}\Z")
_DECIMAL = re.compile(r"\d{1,6}\.\d{1,4}\Z")
_HYPHEN = re.compile(r"[-‐‑–]")
_MOST_HEDGES = 4
_RISING = {"to", "or", "-", "–"}
_OPENINGS = frozenset(
    {*HEDGE_STARTS, *UNITS, *TENS, *DOZENS, *SEVERAL, *MULTIPLES, "half", "a", "an", "between", "many", "both"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number from word `first` to word `last` (hedges included); `core` is the word at which the figure begins."""

    first: int
    core: int
    last: int
    count: Count
    hedge: Hedge | None = None

    @property
    def single(self) -> bool:
        """Whether it is exactly one."""
        return self.count == Count(low=1, best=1, high=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Core:
    """A bare figure: its value, the last word it takes, and whether it is a least value only ("dozens")."""

    value: int
    last: int
    vague: bool = False
    high: int | None = None


def exactly(number: int) -> Count:
    """A count that is known to the person."""
    return Count(low=number, best=number, high=number)


def quantity_at(tokens: Sequence[Token], at: int) -> Quantity | None:
    """The number that begins at this word, hedges and all, or None."""
    if not may_begin(tokens[at].lower if 0 <= at < len(tokens) else ""):
        return None
    hedge, core_at = _hedges(tokens, at)
    core = _between(tokens, at) or _core(tokens, core_at)
    if core is None:
        return None
    if core.high is None and not core.vague:
        core = _range(tokens, at, core)
    count, last = _hedged(tokens, core, hedge)
    return Quantity(first=at, core=core_at, last=last, count=count, hedge=hedge)


@lru_cache(maxsize=65536)
def may_begin(word: str) -> bool:
    """Whether a number can begin with this word: most words cannot, and are asked for often."""
    return word[:1].isdigit() or word in _OPENINGS or word.partition("-")[0] in TENS


def _lower(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].lower if 0 <= at < len(tokens) else ""


def _hedges(tokens: Sequence[Token], at: int) -> tuple[Hedge | None, int]:
    """The first telling hedge of those that begin here, and the word after them all."""
    found: Hedge | None = None
    for _ in range(_MOST_HEDGES):
        if _lower(tokens, at) not in HEDGE_STARTS:
            break
        for length in range(LONGEST_HEDGE, 0, -1):
            hedge = HEDGES.get(tuple(token.lower for token in tokens[at : at + length]))
            if hedge is not None:
                at += length
                found = hedge if found in (None, "plain", "about") else found
                break
        else:
            break
    return found, at


def _hedged(tokens: Sequence[Token], core: _Core, hedge: Hedge | None) -> tuple[Count, int]:
    """The count that the figure means under its hedges, those behind it included."""
    number, last = core.value, core.last
    if core.high is not None:
        return Count(low=number, best=None, high=core.high), last
    if core.vague:
        return Count(low=number, best=None, high=None), last
    after = (_lower(tokens, last + 1), _lower(tokens, last + 2))
    if after in {("or", "more"), ("and", "more")} or after[0] in {"plus", "+"}:
        hedge, last = "least", last + (2 if after[1] == "more" else 1)
    elif after == ("or", "so"):
        hedge, last = "about", last + 2
    elif after in {("or", "fewer"), ("or", "less")}:
        hedge, last = "most", last + 2
    return _counted(number, hedge), last


def _counted(number: int, hedge: Hedge | None) -> Count:
    match hedge:
        case "least":
            return Count(low=number, best=number, high=None)
        case "over":
            return Count(low=number + 1, best=number + 1, high=None)
        case "most" | "near":
            return Count(low=None, best=number, high=number)
        case "under":
            return Count(low=None, best=max(0, number - 1), high=max(0, number - 1))
        case "about":
            return Count(low=None, best=number, high=None)
    return exactly(number)


def _between(tokens: Sequence[Token], at: int) -> _Core | None:
    """A range such as "between 10 and 12"."""
    if _lower(tokens, at) != "between":
        return None
    low = _core(tokens, at + 1)
    if low is None or _lower(tokens, low.last + 1) not in {"and", "to"}:
        return None
    high = _core(tokens, low.last + 2)
    if high is None or high.value <= low.value:
        return None
    return _Core(value=low.value, last=high.last, high=high.value)


def _range(tokens: Sequence[Token], at: int, core: _Core) -> _Core:
    """A range such as "10 to 15", "five or six"; "rose from 10 to 15" is two numbers."""
    if _lower(tokens, core.last + 1) not in _RISING or _lower(tokens, at - 1) == "from":
        return core
    high = _core(tokens, core.last + 2)
    if high is None or high.vague or not core.value < high.value <= 20 * core.value:
        return core
    return _Core(value=core.value, last=high.last, high=high.value)


def _core(tokens: Sequence[Token], at: int) -> _Core | None:
    """The bare figure at this word: digits, words, or "dozens" and the like."""
    word = _lower(tokens, at)
    if not word:
        return None
    if word[0].isdigit():
        return _digits(tokens, at, word)
    return _spelled(tokens, at) or _loose(tokens, at, word)


def _digits(tokens: Sequence[Token], at: int, word: str) -> _Core | None:
    parts = _HYPHEN.split(word)
    if len(parts) == 2 and parts[1] in {"plus", "odd"} and _DIGITS.match(parts[0]):
        return _Core(value=int(parts[0].replace(",", "")), last=at, vague=parts[1] == "plus")
    if len(parts) == 2 and all(_DIGITS.match(part) for part in parts):
        low, high = (int(part.replace(",", "")) for part in parts)
        return _Core(value=low, last=at, high=high) if low < high else None
    scale = SCALES.get(_lower(tokens, at + 1))
    if _DIGITS.match(word):
        value = int(word.replace(",", ""))
        return _Core(value=value * (scale or 1), last=at + bool(scale))
    if _DECIMAL.match(word) and scale:
        return _Core(value=round(float(word) * scale), last=at + 1)
    return None


def _small(word: str) -> int | None:
    """A number below a hundred in one word: "five", "twenty", "twenty-five"."""
    if word in UNITS or word in TENS:
        return UNITS.get(word, TENS.get(word))
    tens, _, unit = word.partition("-")
    if tens in TENS and 0 < UNITS.get(unit, 0) < 10:
        return TENS[tens] + UNITS[unit]
    return None


def _spelled(tokens: Sequence[Token], at: int) -> _Core | None:
    """Words that spell a number: "twenty five", "a hundred", "two hundred and fifty", "half a dozen"."""
    words = [_lower(tokens, at + k) for k in range(3)]
    if words[:2] == ["half", "a"] and words[2] in {"dozen", "million"}:
        return _Core(value=SCALES[words[2]] // 2, last=at + 2)
    if words in (["a", "quarter", "of"], ["a", "quarter", "million"]):
        last = at + (4 if words[2] == "of" else 2)
        return _Core(value=250_000, last=last) if _lower(tokens, last) == "million" else None
    if words[0] in {"a", "an"} and words[1] in SCALES:
        first = _Core(value=1, last=at)
    elif words[0] == "a" and words[1] in PAIRS and words[2] == "of":
        return _Core(value=PAIRS[words[1]], last=at + 1)
    else:
        value = _small(words[0])
        if value is None:
            return None
        unit = UNITS.get(words[1], 0)
        joined = words[0] in TENS and 0 < unit < 10
        first = _Core(value=value + unit, last=at + 1) if joined else _Core(value=value, last=at)
    return _scaled(tokens, first)


def _scaled(tokens: Sequence[Token], core: _Core) -> _Core:
    """Adds "hundred and fifty", "thousand two hundred" to a figure below a hundred."""
    total, last = core.value, core.last
    for _ in range(3):
        scale = SCALES.get(_lower(tokens, last + 1))
        if scale is None:
            break
        total, last = total * scale, last + 1
        rest_at = last + 2 if _lower(tokens, last + 1) == "and" else last + 1
        rest = _small(_lower(tokens, rest_at))
        if scale == 12 or not rest or rest >= scale:
            continue
        if SCALES.get(_lower(tokens, rest_at + 1), scale) < scale:
            rest, rest_at = rest * SCALES[_lower(tokens, rest_at + 1)], rest_at + 1
        total, last = total + rest, rest_at
    return replace(core, value=total, last=last)


def _loose(tokens: Sequence[Token], at: int, word: str) -> _Core | None:
    """A loose number such as "dozens", "tens of thousands", "several dozen", "a number of", "both"."""
    ahead = [_lower(tokens, at + k) for k in range(1, 3)]
    if word in DOZENS:
        return _dozens(tokens, at, word)
    if word == "many" and ahead[0] in DOZENS:
        return _dozens(tokens, at + 1, ahead[0])
    if word in SEVERAL:
        scale = SCALES.get(ahead[0].rstrip("s"), 1)
        return _Core(value=3 * scale, last=at + (scale > 1), vague=True)
    if (word, *ahead) == ("a", "number", "of"):
        return _Core(value=3, last=at + 1, vague=True)
    exact = MULTIPLES.get(word) if ahead[0] in KILLINGS else 2 if word == "both" else None
    return None if exact is None else _Core(value=exact, last=at)


def _dozens(tokens: Sequence[Token], at: int, word: str) -> _Core | None:
    """The least that "dozens", "tens of thousands" can mean; "tens" alone is no number."""
    times = TIMES.get(_lower(tokens, at + 2)) if _lower(tokens, at + 1) == "of" else None
    if times is not None and word in FACTORS:
        return _Core(value=2 * FACTORS[word] * times, last=at + 2, vague=True)
    return None if word == "tens" else _Core(value=DOZENS[word], last=at, vague=True)
