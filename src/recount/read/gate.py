"""Whether a text may tell of violence: a quick look at its words, so that most of a stream of news costs little.

Two opinions are added up as log odds: how sure the surest trigger is, and how likely the likeliest sentence, by its
words and pairs of neighbouring words, names a violent event. How little is lost: `docs/decisions/0104-a-look-first.md`.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import log

from recount.read.learned import Decider, load_decider
from recount.read.words import Words
from recount.records import Trigger

PASS = -3.0
"""A text with less than these log odds is not looked at further."""
SUREST = 0.001
"""No opinion counts as surer than this allows."""


def may_tell(words: Words, triggers: Sequence[Trigger]) -> bool:
    """Whether the text may tell of a violent event, so that it is worth reading."""
    return bool(triggers) and outlook(words, triggers, load_decider("gate")) >= PASS


def outlook(words: Words, triggers: Sequence[Trigger], judge: Decider) -> float:
    """Both opinions together, as log odds."""
    likeliest = max((judge.score(gate_features(words, number)) for number in range(len(words.bounds))), default=0.0)
    surest = max((trigger.confidence for trigger in triggers), default=0.0)
    return _odds(likeliest) + _odds(surest)


def gate_features(words: Words, number: int) -> Iterator[str]:
    """The words of a sentence and its pairs of neighbouring words, each once."""
    first, end = words.bounds[number]
    forms = words.forms[first:end]
    yield from dict.fromkeys(forms)
    yield from dict.fromkeys(f"{one} {other}" for one, other in pairwise(forms))


def _odds(chance: float) -> float:
    bounded = min(max(chance, SUREST), 1 - SUREST)
    return log(bounded / (1 - bounded))
