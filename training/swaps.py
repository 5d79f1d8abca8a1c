"""Annotated articles told of other places, other groups and other numbers, so that names are not learned by heart."""

import random
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from corpora import rows
from gold import Gold

CHANCE, EACH = 0.6, 0.5
"""How often an article is changed at all, and each name in one that is."""

LEVELS = ("locality", "district", "province")
_GROUP = re.compile(r"[A-Z][\w'’-]+(?: (?:[a-z]{2,3} )?[A-Z][\w'’-]+){0,4}")
Swap = tuple[int, int, str]


class Names:
    """Names to put in for others: places out of the gazetteer, armed groups and parties out of the articles."""

    def __init__(self, places: Sequence[str], groups: Sequence[str]) -> None:
        self.places, self.groups = places, groups

    @classmethod
    def of(cls, gazetteer: Path, golds: Iterable[Gold]) -> "Names":
        """Names of districts and provinces of the world, and every named perpetrator of the articles."""
        places = sorted({row["name"] for row in rows(gazetteer) if re.fullmatch(r"[A-Z][a-z]{3,11}", row["name"])})
        return cls(places, sorted({name for gold in golds for name in _groups(gold)}))


def _groups(gold: Gold) -> set[str]:
    said = (claim.value for claim in gold.claims if claim.field == "perpetrator")
    return {value for value in said if isinstance(value, str) and _GROUP.fullmatch(value) and len(value) > 3}


def _places(gold: Gold) -> set[str]:
    values = [claim.value for claim in gold.claims if claim.field == "place"]
    named = {value[level] for value in values for level in LEVELS if value.get(level)}
    return {name for name in named if re.fullmatch(r"[A-Z][\w'’ -]{2,30}", name)}


def swapped(gold: Gold, names: Names, chance: random.Random) -> Gold:
    """The article with some of its names and figures changed, each the same way throughout."""
    if chance.random() > CHANCE:
        return gold
    swaps: list[Swap] = []
    for known, pool in ((_places(gold), names.places), (_groups(gold), names.groups)):
        for name in sorted(known, key=lambda name: (-len(name), name)):
            if chance.random() < EACH:
                _put(gold.text, name, chance.choice(pool), swaps)
    for figure in sorted(_figures(gold)):
        if chance.random() < EACH:
            _put(gold.text, figure, str(chance.choice((3, 4, 6, 7, 9, 11, 13, 17, 21, 26, 35, 48, 62, 90))), swaps)
    return moved(gold, sorted(swaps))


def _figures(gold: Gold) -> set[str]:
    counted = (gold.text[claim.start : claim.end] for claim in gold.claims if claim.of)
    return {found.group() for words in counted if (found := re.match(r"\d{1,2}(?=\D)", words))}


def _put(text: str, name: str, other: str, swaps: list[Swap]) -> None:
    for found in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text):
        if not any(start < found.end() and found.start() < end for start, end, _ in swaps):
            swaps.append((found.start(), found.end(), other))


def moved(gold: Gold, swaps: Sequence[Swap]) -> Gold:
    """The article with each stretch replaced, and everything that was annotated moved along."""
    if not swaps:
        return gold
    parts, at, text = [], 0, gold.text
    for start, end, other in swaps:
        parts += [text[at:start], other]
        at = end
    place = _mover(swaps)
    return replace(
        gold,
        text="".join([*parts, text[at:]]),
        triggers=[(place(start, False), place(end, True), number) for start, end, number in gold.triggers],
        claims=[_shift(claim, place) for claim in gold.claims],
        others=[_shift(other, place) for other in gold.others],
    )


def _mover(swaps: Sequence[Swap]) -> Callable[[int, bool], int]:
    def place(at: int, is_end: bool) -> int:
        by = 0
        for start, end, other in swaps:
            if end <= at and not (is_end and at <= start):
                by += len(other) - (end - start)
            elif start < at:
                return start + by + (len(other) if is_end else 0)
        return at + by

    return place


def _shift(item: object, place: Callable[[int, bool], int]) -> object:
    speaker = item.speaker and (place(item.speaker[0], False), place(item.speaker[1], True))
    return replace(item, start=place(item.start, False), end=place(item.end, True), speaker=speaker)
