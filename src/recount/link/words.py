"""How many telling words two reports share about the event itself."""

from recount.codebook.rarity import RARE
from recount.link.traits import Traits

Verdict = tuple[str, str] | None

ENOUGH = 10.0  # a report that tells less than two or three telling words cannot be judged by them
_SHOWN = 6
LEVELS = (
    # level, least number of telling words in common, least share and weight of all words in common; the first that fits
    ("five_telling", 5, 0.0, 0.0),
    ("three_telling", 3, 0.0, 0.0),
    ("two_telling", 2, 0.0, 0.0),
    ("one_telling", 1, 0.2, ENOUGH),
    ("most", 0, 0.4, ENOUGH),
    ("many", 0, 0.2, ENOUGH),
    ("one_in_many", 1, 0.0, 0.0),
    ("some", 0, 0.1, 0.0),
)


def compare_words(one: Traits, other: Traits) -> Verdict:
    """The share of the shorter telling's weight that the other tells too, with the most telling words in common."""
    shorter = min(sum(one.words.values()), sum(other.words.values()))
    if shorter < ENOUGH:
        return None
    shared = {word: weight for word, weight in one.words.items() if word in other.words}
    common = sum(shared.values())
    share = common / shorter
    level = level_of(sum(weight >= RARE for weight in shared.values()), share, common)
    telling = sorted(shared, key=lambda word: (-shared[word], word))[:_SHOWN]
    return level, f"{share:.0%} of the telling words shared" + (f": {', '.join(telling)}" if telling else "")


def level_of(telling: int, share: float, common: float) -> str:
    """The level of so many telling words in common, with that share and weight of all that both tell."""
    fits = (
        level for level, number, least, weight in LEVELS if telling >= number and share >= least and common >= weight
    )
    return next(fits, "none")
