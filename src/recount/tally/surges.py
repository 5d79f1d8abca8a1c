"""Whether more happens than the season and the reading let expect: two standard tests on weekly counts.

A week is tested against a negative binomial baseline, a run of weeks with a cumulative sum (CUSUM) of the same scores.
What is expected follows the share of the outlets' days that were read, so that more reading is not more violence. The
thresholds are set so that a quiet series raises a false alarm in at most five of a hundred years: see
docs/method/surges.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import exp, isfinite, log, log1p, sqrt
from statistics import NormalDist
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Kind = Literal["week", "rise"]
Floats = NDArray[np.float64]

_NORMAL = NormalDist()
_YEAR = 365.25 / 7  # weeks
_WAVE = 40  # weeks with something to count from which on a yearly wave can be told from chance
_TOP = 1_000_000  # a week with more is a surge without any sum


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """How the tests are set; the defaults keep false alarms on quiet series under 5 % a year.

    `chance`: how unlikely a single week must be; `above`: and how many times the highest before. `allowance`, `limit`:
    what a cumulative sum of scores may gain a week without notice, and where it tells of a rise; one week's score
    counts at most `most`. `guard`: the weeks right before that are no baseline, and a year of it is the least: a season
    must not pass for a rise. A season is fitted from `season` weeks on. A week counts where at least `read` of the
    usual reading was done. A single week is a surge with at least `fewest`; what happened in fewer than `seen` weeks of
    the baseline cannot be tested: nobody knows how much one such week may hold.
    """

    least: int = 52
    longest: int = 208
    season: int = 104
    guard: int = 4
    chance: float = 0.0002
    above: float = 1.0
    allowance: float = 0.75
    limit: float = 5.0
    most: float = 2.5
    read: float = 0.25
    fewest: int = 3
    seen: int = 0


PEOPLE = Rules(chance=0.000001, above=2.0, seen=12)
"""For counts of people: one attack may kill many, so that single weeks vary more than any baseline shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """A week by its Monday: how many were counted, and which share of the outlets' days was read (0 to 1)."""

    first: date
    count: int
    exposure: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What a week would usually hold; `limit` is passed by chance once in 1 / `Rules.chance` weeks."""

    mean: float
    spread: float
    limit: int
    chance: float
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Surge:
    """Weeks with more than expected. `highest_since`: the last week with as many; None: never in the series."""

    kind: Kind
    first: date
    last: date
    count: int
    expected: float
    chance: float
    highest_since: date | None
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """A series with its surges. `tested` counts the weeks that could be; `reason` says why not more."""

    weeks: tuple[Week, ...]
    expected: tuple[Expected | None, ...]
    surges: tuple[Surge, ...]
    reason: str = ""

    @property
    def tested(self) -> int:
        """How many weeks had enough weeks before them, and enough reading."""
        return sum(one is not None for one in self.expected)


def find_surges(weeks: Sequence[Week], rules: Rules = Rules()) -> Watched:
    """The surges of a weekly series without gaps, each judged by what came before it alone."""
    counts = np.array([week.count for week in weeks], dtype=np.float64)
    exposure = np.array([week.exposure for week in weeks], dtype=np.float64)
    usual = counts.copy()  # a week with a surge becomes baseline at the limit that it passed
    expected: list[Expected | None] = []
    surges: list[Surge] = []
    rise = _Rise()
    for now in range(len(weeks)):
        one = _expected(usual, exposure, now, rules)
        expected.append(one)
        if one is None:
            rise = _Rise()
            continue
        usual[now] = min(counts[now], one.limit)
        rise = rise.with_score(min(one.score, rules.most), now, rules)
        if _is_surge(one, counts[now], usual, now, rules):
            surges.append(_week_surge(weeks, now, one))
        if rise.total > rules.limit:
            surges.append(_rise_surge(weeks, rise.since, now, expected))
            rise = _Rise()
    return Watched(weeks=tuple(weeks), expected=tuple(expected), surges=tuple(surges), reason=_reason(expected, rules))


def _is_surge(one: Expected, count: float, usual: Floats, now: int, rules: Rules) -> bool:
    unlikely = one.chance < rules.chance and count >= rules.fewest
    return unlikely and count > rules.above * _highest(usual, now, rules)


def _highest(usual: Floats, now: int, rules: Rules) -> float:
    """The highest week of the baseline; nothing where a single week need not be above it."""
    before = usual[max(0, now - rules.guard - rules.longest) : max(0, now - rules.guard)]
    return float(before.max()) if rules.above > 1 and len(before) else 0.0


@dataclass(frozen=True, slots=True)
class _Rise:
    """A cumulative sum of scores, and the week from which on it has been above nothing."""

    total: float = 0.0
    since: int = 0

    def with_score(self, score: float, now: int, rules: Rules) -> "_Rise":
        total = max(0.0, self.total + score - rules.allowance)
        return _Rise(total, self.since if self.total > 0 else now)


def _reason(expected: Sequence[Expected | None], rules: Rules) -> str:
    if any(one is not None for one in expected):
        return ""
    seen = f", {rules.seen} of them with something to count" if rules.seen else ""
    return (
        f"none of {len(expected)} weeks can be tested: {rules.least} weeks with enough read in them must come before "
        f"it{seen}"
    )


def _expected(counts: Floats, exposure: Floats, now: int, rules: Rules) -> Expected | None:
    """What the weeks before let expect of this one; None where too few of them, or too little of it, were read."""
    end = now - rules.guard
    first = max(0, end - rules.longest)
    kept = [week for week in range(first, max(end, 0)) if exposure[week] >= rules.read]
    if len(kept) < rules.least or exposure[now] < rules.read or np.count_nonzero(counts[kept]) < rules.seen:
        return None
    waves = 1 if len(kept) >= rules.season and np.count_nonzero(counts[kept]) >= _WAVE else 0
    weeks = np.array(kept, dtype=np.float64)
    design = _design(weeks - now, waves)
    fitted = fit(design, counts[kept], exposure[kept])
    row = _design(np.array([0.0]), waves)[0]
    mean = exp(min(float(row @ fitted.weights), 25.0)) * float(exposure[now])
    spread = fitted.spread + float(row @ fitted.covariance @ row)
    return _placed(float(counts[now]), mean, spread, rules)


def _design(weeks: Floats, waves: int) -> Floats:
    """A level, and where the baseline is long enough one yearly wave."""
    columns = [np.ones_like(weeks)]
    if waves:
        turn = 2 * np.pi * weeks / _YEAR
        columns += [np.sin(turn), np.cos(turn)]
    return np.stack(columns, axis=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """A log-linear baseline: its weights, how sure they are, and by how much counts vary beyond chance alone."""

    weights: Floats
    covariance: Floats
    spread: float


def fit(design: Floats, counts: Floats, exposure: Floats) -> Fit:
    """A negative binomial regression by weighted least squares, its spread from the squared residuals.

    The spread is taken one standard error higher than estimated: too little of it means false alarms. Half an event is
    added over the whole baseline (Jeffreys' prior), so that what was never seen yet is rare, not impossible.
    """
    counts = counts + 0.5 * exposure / float(exposure.sum())
    freedom = max(1, len(counts) - design.shape[1])
    offset = np.log(exposure)
    weights = np.zeros(design.shape[1])
    weights[0] = log(float(counts.sum()) / float(exposure.sum()))
    spread, small = 0.0, 1e-9 * np.eye(design.shape[1])
    information = small
    for _ in range(12):
        mean = np.exp(np.clip(design @ weights + offset, -25.0, 25.0))
        spread = _spread(counts, mean, freedom)
        weight = mean / (1.0 + spread * mean)
        information = (design * weight[:, None]).T @ design + small
        step = np.linalg.solve(information, design.T @ (weight * (counts - mean) / mean)).clip(-2.0, 2.0)
        weights = weights + step
        if float(np.abs(step).max()) < 1e-4:
            break
    covariance: Floats = np.asarray(np.linalg.inv(information), dtype=np.float64)
    return Fit(weights=weights, covariance=covariance, spread=spread)


def _spread(counts: Floats, mean: Floats, freedom: int) -> float:
    """By how much the variance exceeds the mean, in squares of the mean, one standard error up."""
    pearson = float(((counts - mean) ** 2 / mean).sum()) / freedom
    upper = pearson * (1.0 + sqrt(2.0 / freedom))
    return max(upper - 1.0, 0.0) / max(float((mean**2).sum() / mean.sum()), 1e-9)


def _placed(count: float, mean: float, spread: float, rules: Rules) -> Expected:
    """Where a count stands among what is expected."""
    masses = _masses(mean, spread, int(count))
    below = float(masses[:-1].sum())
    chance = max(0.0, 1.0 - below)
    middle = min(max(below + 0.5 * float(masses[-1]), 1e-9), 1.0 - 1e-9)
    return Expected(
        mean=mean,
        spread=spread,
        limit=_limit(mean, spread, rules.chance),
        chance=chance,
        score=_NORMAL.inv_cdf(middle),
    )


def _masses(mean: float, spread: float, most: int) -> Floats:
    """The chances of 0, 1, 2, … up to `most` under a negative binomial (a Poisson where nothing is spread)."""
    if most > _TOP:
        return np.array([1.0, 0.0])
    numbers = np.arange(1, most + 1, dtype=np.float64)
    if spread < 1e-6:
        steps = log(mean) - np.log(numbers)
        start = -mean
    else:
        size = 1.0 / spread
        ratio = log(mean) - log(size + mean)
        steps = np.log(size + numbers - 1.0) - np.log(numbers) + ratio
        start = -size * log1p(mean / size)
    masses: Floats = np.exp(start + np.concatenate([[0.0], np.cumsum(steps)]))
    return masses


def _limit(mean: float, spread: float, chance: float) -> int:
    """The largest number that is not unlikely: more than it has at most that chance."""
    deviation = sqrt(mean + spread * mean**2)
    most = int(mean + 12.0 * deviation + 30.0)
    above = 1.0 - np.cumsum(_masses(mean, spread, min(most, _TOP)))
    return int(np.argmax(above <= chance)) if bool((above <= chance).any()) else most


def _week_surge(weeks: Sequence[Week], now: int, one: Expected) -> Surge:
    week = weeks[now]
    since = _highest_since(weeks, now)
    words = (
        f"{week.count} in the week of {week.first}, where {one.mean:.1f} are expected and more than {one.limit} are "
        f"unlikely (chance {_chance(one.chance)}); {_since_words(since)}"
    )
    return Surge(
        kind="week",
        first=week.first,
        last=week.first + timedelta(days=6),
        count=week.count,
        expected=one.mean,
        chance=one.chance,
        highest_since=since,
        words=words,
    )


def _rise_surge(weeks: Sequence[Week], since: int, now: int, expected: Sequence[Expected | None]) -> Surge:
    count = sum(week.count for week in weeks[since : now + 1])
    usual = sum(one.mean for one in expected[since : now + 1] if one is not None)
    length = now - since + 1
    words = (
        f"{count} in the {length} weeks from {weeks[since].first}, where {usual:.1f} are expected: each of them may be "
        "chance, together they are not"
    )
    return Surge(
        kind="rise",
        first=weeks[since].first,
        last=weeks[now].first + timedelta(days=6),
        count=count,
        expected=usual,
        chance=min((one.chance for one in expected[since : now + 1] if one is not None), default=1.0),
        highest_since=_highest_since(weeks, now),
        words=words,
    )


def _chance(chance: float) -> str:
    return f"1 in {1 / chance:,.0f}" if chance > 1e-9 and isfinite(1 / chance) else "under 1 in a billion"


def _highest_since(weeks: Sequence[Week], now: int) -> date | None:
    return next((week.first for week in reversed(weeks[:now]) if week.count >= weeks[now].count), None)


def _since_words(since: date | None) -> str:
    return f"as many were last counted in the week of {since}" if since else "the highest of the series"
