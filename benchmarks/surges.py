"""How often surge tests raise a false alarm on quiet series, how soon they tell of a rise, and what reading does.

usage: surges.py [--series N] [--write]

Quiet series are drawn from a negative binomial, or as dead per attack with a heavy tail, at rates from one in twenty
weeks to fifty a week, after a baseline of one, two and four years; a false alarm is any surge in the year after. Rises
multiply the mean from one week on, after two years. Then nothing rises but the reading: an outlet is added that tells
of as many incidents again, or half of the reading stops and comes back. The seed is fixed. `--write` puts the tables
into RESULTS.md.
"""

import argparse
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from recount.records import Estimate, Incident, When
from recount.tally.surges import PEOPLE, Rules, Week, find_surges
from recount.tally.surges_series import Coverage, Watch, watch_incidents

RESULTS = Path(__file__).with_name("RESULTS.md")
START = date(2015, 1, 5)
YEAR = 52
MISSED = 99
RATES = (0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 20.0, 50.0)
ATTACKS = (0.05, 0.1, 0.3, 1.0, 5.0)
SPREADS = ((0.1, 0.0), (0.3, 0.3), (1.0, 0.0))
"""Variance beyond chance (share of the squared mean), and the height of the season."""
BASELINES = (1, 2, 4)
FACTORS = (2, 3, 5, 10)

Draw = np.random.Generator


def drawn(rng: Draw, mean: float, spread: float, season: float, weeks: int) -> np.ndarray:
    """Weekly counts of a quiet series."""
    expected = mean * np.exp(season * np.cos(2 * np.pi * (np.arange(weeks) - 5) / 52.18))
    return rng.negative_binomial(1 / spread, 1 / (1 + spread * expected))


def dead(rng: Draw, attacks: Sequence[int]) -> list[int]:
    """Dead of some attacks: mostly a few, at times dozens."""
    return [int(np.minimum(np.floor(np.exp(rng.normal(0.5, 1.1, size=number))), 120).sum()) for number in attacks]


def alarms(counts: Sequence[int], rules: Rules, tested: int, exposure: Sequence[float] | None = None):
    """The surges within the last weeks of a series, and the day from which on they are looked for."""
    shares = exposure if exposure is not None else [1.0] * len(counts)
    weeks = [
        Week(first=START + timedelta(weeks=number), count=int(count), exposure=float(share))
        for number, (count, share) in enumerate(zip(counts, shares, strict=True))
    ]
    since = weeks[-tested].first
    return [surge for surge in find_surges(weeks, rules).surges if surge.last >= since], since


def false_alarms(rng: Draw, series: int, rates: Sequence[float], rules: Rules, *, people: bool) -> Iterator[str]:
    """Rows: a rate and a spread, and the share of years with an alarm after each baseline."""
    for mean in rates:
        for spread, season in SPREADS:
            shares = []
            for years in BASELINES:
                found = 0
                for _ in range(series):
                    counts = drawn(rng, mean, spread, season, years * YEAR + rules.guard + YEAR)
                    found += bool(alarms(dead(rng, counts) if people else counts, rules, YEAR)[0])
                shares.append(f"{100 * found / series:.1f} %")
            yield f"| {mean:g} | {spread:g} | {season:g} | {' | '.join(shares)} |"


def delays(rng: Draw, series: int) -> Iterator[str]:
    """Rows: a rate, and for each factor the median weeks until an alarm and the share missed within half a year."""
    for mean in RATES:
        cells = []
        for factor in FACTORS:
            waits = []
            for _ in range(series):
                before = drawn(rng, mean, 0.2, 0.0, 2 * YEAR + 4)
                counts = np.concatenate([before, drawn(rng, factor * mean, 0.2, 0.0, 26)])
                found, since = alarms(counts, Rules(), 26)
                waits.append(min(((surge.last - since).days // 7 + 1 for surge in found), default=MISSED))
            missed = np.mean(np.array(waits) == MISSED)
            middle = float(np.median(waits))
            told = f"{middle:.0f} weeks" if middle < MISSED else "over 26 weeks"
            cells.append(f"{told}, missed {100 * missed:.0f} %")
        yield f"| {mean:g} | {' | '.join(cells)} |"


def added_outlet(rng: Draw, series: int, mean: float) -> tuple[int, int]:
    """Years with an alarm after an outlet was added that tells of as many again: with coverage, and without."""
    aware = naive = 0
    for _ in range(series):
        old, new = drawn(rng, mean, 0.3, 0.0, 3 * YEAR), drawn(rng, mean, 0.3, 0.0, 3 * YEAR)
        new[: 2 * YEAR] = 0
        aware += bool(_watched(old, new, 2 * YEAR))
        naive += bool(alarms(old + new, Rules(), YEAR)[0])
    return aware, naive


def _watched(old: Sequence[int], new: Sequence[int], since: int) -> list[object]:
    """The surges among incidents that one outlet always told of, and another from a week on."""
    incidents, outlets, articles = [], {}, []
    for outlet, counts in (("Old Paper", old), ("New Paper", new)):
        for week, count in enumerate(counts):
            monday = START + timedelta(weeks=week)
            if outlet == "Old Paper" or week >= since:
                articles.append((outlet, monday + timedelta(days=1)))
            for number in range(int(count)):
                key = f"{outlet} {week} {number}"
                outlets[key] = outlet
                incidents.append(_incident(key, monday + timedelta(days=1)))
    until = START + timedelta(weeks=len(old))
    told = watch_incidents(Watch(name="all"), incidents, outlets, Coverage(articles), until=until)
    return [one for one in told.watched.surges if one.last >= START + timedelta(weeks=since)]


def _incident(key: str, day: date) -> Incident:
    when = Estimate(field="date", value=When(first=day, last=day, precision="day"), rule="all agree")
    return Incident(id=key, type="attack", status="happened", reports=(key,), when=when, where=None)


def halved_reading(rng: Draw, series: int, mean: float) -> tuple[int, int]:
    """Years with an alarm after half a year in which half was read: with exposure, and without."""
    aware = naive = 0
    share = np.ones(3 * YEAR)
    share[YEAR + 26 : 2 * YEAR] = 0.5
    for _ in range(series):
        counts = rng.binomial(drawn(rng, mean, 0.3, 0.0, 3 * YEAR), share)
        aware += bool(alarms(counts, Rules(), YEAR, share)[0])
        naive += bool(alarms(counts, Rules(), YEAR)[0])
    return aware, naive


def coverage(rng: Draw, series: int) -> Iterator[str]:
    """Rows: a rate, and the share of years with an alarm when only the reading changes, with and without coverage."""
    for mean in (0.2, 1.0, 5.0, 20.0):
        numbers = [*added_outlet(rng, series, mean), *halved_reading(rng, series, mean)]
        yield f"| {mean:g} | {' | '.join(f'{100 * number / series:.1f} %' for number in numbers)} |"


def tables(series: int) -> Iterator[str]:
    """All tables as Markdown, line by line."""
    rng = np.random.default_rng(2019)
    years = " | ".join(f"{years} y of baseline" for years in BASELINES)
    ruled = "| --- | --- | --- | --- | --- | --- |"
    yield f"Quiet years with a false alarm, incidents, of {series} series each:\n"
    yield f"| a week | spread | season | {years} |\n{ruled}"
    yield from false_alarms(rng, series, RATES, Rules(), people=False)
    yield "\nThe same for people killed, by attacks a week (up to 120 dead in one):\n"
    yield f"| attacks a week | spread | season | {years} |\n{ruled}"
    yield from false_alarms(rng, series, ATTACKS, PEOPLE, people=True)
    yield "\nWeeks until an alarm after a real rise (median), and the share missed within 26; two years of baseline:\n"
    yield f"| a week | {' | '.join(f'times {factor}' for factor in FACTORS)} |\n| --- | --- | --- | --- | --- |"
    yield from delays(rng, max(20, series // 3))
    yield "\nYears with an alarm though only the reading changed, with what was read taken into account and without:\n"
    yield "| a week | outlet added | without | half read for half a year | without |\n| --- | --- | --- | --- | --- |"
    yield from coverage(rng, max(20, series // 3))


def write(lines: Sequence[str]) -> None:
    """Put the tables between their marks in RESULTS.md."""
    start, end = "<!-- surges -->", "<!-- /surges -->"
    before, _, rest = RESULTS.read_text(encoding="utf-8").partition(start)
    _, _, after = rest.partition(end)
    written = "\n".join(lines)
    RESULTS.write_text(f"{before}{start}\n{written}\n{end}{after}", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--series", type=int, default=200, help="series of each kind")
    parser.add_argument("--write", action="store_true", help="put the tables into RESULTS.md")
    chosen = parser.parse_args()
    lines = []
    for line in tables(chosen.series):
        print(line, flush=True)
        lines.append(line)
    if chosen.write:
        write(lines)


if __name__ == "__main__":
    main()
