"""The words in which English news writes numbers, and the words that loosen them."""

from typing import Literal

Hedge = Literal["least", "over", "most", "under", "near", "about", "plain"]

UNITS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
TENS = {
    word: 10 * number
    for number, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
} | {"fourty": 40}
SCALES = {
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "lakh": 100_000,
    "crore": 10_000_000,
    "dozen": 12,
}

DOZENS = {"dozens": 24, "scores": 40, "tens": 20, "hundreds": 200, "thousands": 2_000, "millions": 2_000_000}
"""The least that each of these can mean, as the annotation guide counts them."""

FACTORS = {"tens": 10, "hundreds": 100, "thousands": 1_000}
TIMES = {"thousands": 1_000, "millions": 1_000_000}
"""What "tens of thousands" is made of."""

SEVERAL = frozenset({"several", "multiple", "numerous"})
"""Three or more."""

ORDINALS = {
    word: number
    for number, word in enumerate("first second third fourth fifth sixth seventh eighth ninth tenth".split(), start=1)
}

PAIRS = {"couple": 2, "pair": 2, "trio": 3}
MULTIPLES = {"twin": 2, "double": 2, "triple": 3}
KILLINGS = frozenset({"murder", "murders", "killing", "killings", "homicide", "homicides"})
"""What "twin" and "double" count: "a double murder"."""

HEDGES: dict[tuple[str, ...], Hedge] = {
    tuple(phrase.split()): hedge  # type: ignore[misc]
    for hedge, phrases in {
        "least": "at least|no fewer than|not fewer than|no less than|not less than|a minimum of|minimum of|atleast"
        "|least",
        "over": "more than|over|upwards of|upward of|in excess of|greater than|well over|just over|well more than"
        "|exceeding",
        "most": "up to|upto|at most|no more than|not more than|a maximum of|maximum of",
        "under": "fewer than|less than",
        "near": "nearly|almost|close to|just under|just short of|approaching|virtually",
        "about": "about|some|around|roughly|approximately|an estimated|estimated|circa|approx|or around|or about",
        "plain": "as many as|another|an additional|an extra|a further|additional|further|a total of|total of|all"
        "|exactly|only|just|a reported|the|the other|the remaining|the first|the last|the final|these|those|his|her|its"
        "|their|our|other|a group of",
    }.items()
    for phrase in phrases.split("|")
}
HEDGE_STARTS = frozenset(words[0] for words in HEDGES)
LONGEST_HEDGE = max(len(words) for words in HEDGES)

MONTHS = frozenset(
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
