"""The best figure by five projects' rules, each with its rule in words: what would each have coded, and why.

Sources: UCDP Georeferenced Event Dataset Codebook (Högbladh), ACLED Codebook and its note on fatalities, Global
Terrorism Database Codebook (START), Iraq Body Count's methods page; "conservative" is Recount's own default.
"""

from collections.abc import Callable, Mapping, Sequence

from recount.reconcile.figures import Figure, distinct
from recount.reconcile.testimony import newness
from recount.records import RuleSet

Best = tuple[int | None, str]


def best_figure(figures: Sequence[Figure], low: int | None, high: int | None, rules: RuleSet) -> Best:
    """The best figure within low and high by a rule set, and the rule in words."""
    if len(figures) == 1 and rules != "ibc":
        return figures[0].best, f"{rules}: the only figure that stands, {figures[0].words}"
    number, words = _RULES[rules](figures, _candidates(figures, low, high))
    return number, f"{rules}: {words}{_lower_bounds(figures)}"


def _lower_bounds(figures: Sequence[Figure]) -> str:
    """The several "at least" that were told, where nobody tells more than that."""
    told = list(dict.fromkeys(one.words for one in sorted(figures, key=lambda one: one.best)))
    return f"; told as {' and '.join(told)}" if len(told) > 1 and all(one.open for one in figures) else ""


def _candidates(figures: Sequence[Figure], low: int | None, high: int | None) -> tuple[int, ...]:
    """The numbers told, from the smallest, that lie within the bounds."""
    told = sorted({one.best for one in figures})
    inside = [number for number in told if (low is None or number >= low) and (high is None or number <= high)]
    return tuple(inside or told)


def _support(figures: Sequence[Figure], number: int) -> int:
    return len(distinct(one for one in figures if one.allows(number)))


def _newest_for(figures: Sequence[Figure], number: int) -> int:
    return max((newness(one.document).toordinal() for one in figures if one.best == number), default=0)


def _conservative(figures: Sequence[Figure], candidates: tuple[int, ...]) -> Best:
    number = min(candidates, key=lambda n: (-_support(figures, n), -_newest_for(figures, n), n))
    return number, f"the figure of most independent witnesses ({_of(figures, number)}), newest first, ties to the lower"


def _ucdp(figures: Sequence[Figure], candidates: tuple[int, ...]) -> Best:
    neutral = [one for one in figures if not one.party] or list(figures)
    told = {one.best for one in neutral}
    able = [number for number in candidates if number in told] or list(candidates)
    number = min(able, key=lambda n: (-_support(neutral, n), n))
    who = "witnesses who speak for no side" if any(not one.party for one in figures) else "witnesses"
    return number, f"the figure of most {who} ({_of(neutral, number)}), the lowest where they are level"


def _acled(figures: Sequence[Figure], candidates: tuple[int, ...]) -> Best:
    del figures
    return min(candidates), "the most conservative figure; dozens are 12, tens 10, hundreds 100"


def _gtd(figures: Sequence[Figure], candidates: tuple[int, ...]) -> Best:
    neutral = [one for one in figures if not one.party and one.best in candidates]
    latest = max((newness(one.document) for one in neutral), default=None)
    last = sorted({one.best for one in neutral if newness(one.document) == latest})
    if len(last) == 1:
        return last[0], "the newest figure of a witness who speaks for no side"
    most = max(_support(figures, number) for number in candidates)
    level = [number for number in candidates if _support(figures, number) == most]
    words = f"the majority's figure ({_of(figures, level[0])})" if len(level) == 1 else "the lowest, no majority"
    return min(level), words


def _ibc(figures: Sequence[Figure], candidates: tuple[int, ...]) -> Best:
    del figures, candidates
    return None, "minimum and maximum alone, no best figure"


def _of(figures: Sequence[Figure], number: int) -> str:
    return f"{_support(figures, number)} of {len(distinct(figures))}"


_RULES: Mapping[RuleSet, Callable[[Sequence[Figure], tuple[int, ...]], Best]] = {
    "conservative": _conservative,
    "ucdp": _ucdp,
    "acled": _acled,
    "gtd": _gtd,
    "ibc": _ibc,
}
