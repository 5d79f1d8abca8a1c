"""How often the surge tests raise a false alarm on quiet series, and how soon they tell of a real rise.

usage: surges.py [--series N]

Quiet series are drawn from a negative binomial with a season, or as dead per attack with a heavy tail, after a
baseline of one, two and four years; a false alarm is any surge in the year after. Rises multiply the mean from one week
on, after two years. The seed is fixed.
"""

import argparse
from datetime import date, timedelta

import numpy as np

from recount.tally.surges import PEOPLE, Rules, Week, find_surges

START = date(2015, 1, 5)
YEAR = 52
# mean a week, variance beyond chance (share of the squared mean), height of the season
QUIET = ((0.3, 0.3, 0.0), (1.0, 0.5, 0.3), (5.0, 0.2, 0.3), (5.0, 1.0, 0.0), (30.0, 0.1, 0.3))


def drawn(rng, mean, spread, season, weeks, *, start=0):
    at = np.arange(start, start + weeks)
    expected = mean * np.exp(season * np.cos(2 * np.pi * (at - 5) / 52.18))
    return rng.negative_binomial(1 / spread, 1 / (1 + spread * expected))


def dead(rng, attacks):
    """Dead of some attacks: mostly a few, at times dozens."""
    return [int(np.minimum(np.floor(np.exp(rng.normal(0.5, 1.1, size=number))), 120).sum()) for number in attacks]


def alarms(counts, rules, tested):
    """The surges within the last weeks of a series."""
    weeks = [Week(first=START + timedelta(weeks=number), count=int(count)) for number, count in enumerate(counts)]
    since = weeks[-tested].first
    return [surge for surge in find_surges(weeks, rules).surges if surge.last >= since], since


def false_alarms(rng, series):
    for years in (1, 2, 4):
        baseline = years * YEAR + Rules().guard
        for measure, rules in (("incidents", Rules()), ("killed", PEOPLE)):
            for mean, spread, season in QUIET:
                if measure == "killed" and mean > 5:
                    continue
                kinds = {"week": 0, "rise": 0, "any": 0}
                for _ in range(series):
                    counts = drawn(rng, mean, spread, season, baseline + YEAR)
                    found, _ = alarms(counts if measure == "incidents" else dead(rng, counts), rules, YEAR)
                    for kind in kinds:
                        kinds[kind] += any(kind in {surge.kind, "any"} for surge in found)
                shares = ", ".join(f"{kind} {100 * number / series:.1f}%" for kind, number in kinds.items())
                print(
                    f"quiet, {years} y baseline, {measure}, mean {mean}, spread {spread}, season {season}: {shares}",
                    flush=True,
                )


def delays(rng, series):
    for mean in (0.5, 2.0, 5.0, 20.0):
        for factor in (2, 3, 5):
            waits = []
            for _ in range(series):
                before = drawn(rng, mean, 0.2, 0.0, 2 * YEAR + 4)
                counts = np.concatenate([before, drawn(rng, factor * mean, 0.2, 0.0, 26)])
                found, since = alarms(counts, Rules(), 26)
                waits.append(min(((surge.last - since).days // 7 + 1 for surge in found), default=99))
            missed = 100 * np.mean(np.array(waits) == 99)
            told = f"median delay {np.median(waits):.0f} weeks, not within 26 weeks {missed:.0f}%"
            print(
                f"rise, mean {mean} times {factor}: {told}",
                flush=True,
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--series", type=int, default=200, help="series of each kind")
    series = parser.parse_args().series
    rng = np.random.default_rng(2019)
    false_alarms(rng, series)
    delays(rng, max(10, series // 4))


if __name__ == "__main__":
    main()
