"""How many telling words two reports share about the event itself."""

from recount.link.traits import Traits

Verdict = tuple[str, str] | None

_ENOUGH = 10.0  # a report that tells less than two or three telling words cannot be judged by them
_TELLING = 4.5  # the weight from which a word is seldom seen in the news
_SHOWN = 6
_LEVELS = (
    ("telling", 0.3, 7),  # level, least share, least number of seldom words in common; the first that fits
    ("telling", 0.65, 4),
    ("telling", 0.9, 1),
    ("most", 0.65, 0),
    ("most", 0.4, 4),
    ("many", 0.3, 2),
    ("many", 0.5, 0),
    ("some", 0.3, 0),
    ("some", 0.15, 4),
    ("few", 0.15, 0),
)


def compare_words(one: Traits, other: Traits) -> Verdict:
    """The share of the shorter telling's weight that the other tells too, with the most telling words in common."""
    shorter = min(sum(one.words.values()), sum(other.words.values()))
    if shorter < _ENOUGH:
        return None
    shared = {word: weight for word, weight in one.words.items() if word in other.words}
    share = sum(shared.values()) / shorter
    seldom = sum(weight >= _TELLING for weight in shared.values())
    level = next((level for level, least, number in _LEVELS if share >= least and seldom >= number), "none")
    telling = sorted(shared, key=lambda word: (-shared[word], word))[:_SHOWN]
    return level, f"{share:.0%} of the telling words shared" + (f": {', '.join(telling)}" if telling else "")
