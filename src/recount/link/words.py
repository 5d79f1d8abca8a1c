"""How many telling words two reports share about the event itself."""

from recount.link.traits import Traits

Verdict = tuple[str, str] | None

_ENOUGH = 12.0  # a report that tells less than two rare words cannot be judged by its words
_LEVELS = ((0.5, "most"), (0.3, "many"), (0.15, "some"), (0.06, "few"))
_MOST = 24.0  # to share most words, they must tell at least as much as four rare ones do
_SHOWN = 6


def compare_words(one: Traits, other: Traits) -> Verdict:
    """The share of the shorter telling's weight that the other tells too, with the most telling words in common."""
    shorter = min(sum(one.words.values()), sum(other.words.values()))
    if shorter < _ENOUGH:
        return None
    shared = {word: weight for word, weight in one.words.items() if word in other.words}
    weight = sum(shared.values())
    share = weight / shorter
    level = next((level for least, level in _LEVELS if share >= least), "none")
    level = "many" if level == "most" and weight < _MOST else level
    telling = sorted(shared, key=lambda word: (-shared[word], word))[:_SHOWN]
    return level, f"{share:.0%} of the telling words shared" + (f": {', '.join(telling)}" if telling else "")
