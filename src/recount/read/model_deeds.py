"""A killing is an incident though no word names one: "Five soldiers were killed in Mosul on 3 March 2017".

The readers look for words such as "attack" and "blast". Where a sentence has none, but counts dead or wounded and says
where and when, the word for what happened to them names the event. Where a text names no event the place is enough.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from recount.codebook.triggers import load_exclusions
from recount.read.model_features import Item
from recount.read.words import Words

_DEED = re.compile(
    r"(?:kill(?:ed|s|ing)|wound(?:ed|s|ing)|slain|murdered|martyred|shot|(?:found|left \w{1,20}) dead"
    r"|lost (?:their|his) li(?:ves|fe)|claimed .{1,40} lives)\Z",
    re.IGNORECASE,
)
_DEEDS = frozenset("killed kills killing wounded wounds wounding slain murdered martyred shot".split())
_NOBODY = re.compile(r"(?:no|not|none|nobody|without)\b", re.IGNORECASE)
_COUNTED = frozenset(
    "one two three four five six seven eight nine ten eleven twelve dozen dozens scores hundreds several both".split()
)


def find_deeds(found: Mapping[str, Sequence[Item]], proposed: Sequence[Item], words: Words) -> list[Item]:
    """The words for what happened to people that name an event of which there is no other word in the sentence."""
    text = words.text
    hurt = _sentences(item for name in ("killed", "wounded") for item in found[name] if not _nobody(text, item))
    told = hurt & _sentences(found["place"]) - _sentences(found["trigger"])
    if found["trigger"]:
        told &= _sentences(found["date"])
    made: dict[int, Item] = {}
    for item in proposed:
        if item.sentence in told and not _is_mishap(words, item.sentence) and _DEED.search(text, item.start, item.end):
            made.setdefault(item.sentence, item)
    return list(made.values())


def may_tell_deeds(words: Words) -> bool:
    """Whether a sentence counts people and says that they were killed, whatever else the text is about."""
    return any(
        not _DEEDS.isdisjoint(forms := words.forms[first:end])
        and any(form in _COUNTED or (form.isdigit() and len(form) < 4) for form in forms)
        for first, end in words.bounds
    )


def _is_mishap(words: Words, sentence: int) -> bool:
    """Whether a crash, a fall or the weather is told of: people are killed by those too."""
    known = load_exclusions()
    first, end = words.bounds[sentence]
    return not (known.mishap | known.accident | known.natural).isdisjoint(words.forms[first:end])


def _sentences(items: Iterator[Item] | Sequence[Item]) -> set[int]:
    return {item.sentence for item in items}


def _nobody(text: str, item: Item) -> bool:
    return _NOBODY.match(text, item.start, item.end) is not None
