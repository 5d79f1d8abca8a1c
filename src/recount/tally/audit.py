"""Whether the figures that a document publishes add up: parts and totals, shares, changes, and against the ledger.

Only figures of one measure, period, area and issuer are compared. A published figure is never corrected here: the
finding says in words what was compared, with the ids of the statistics.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Literal

from recount.codebook.countries import countries_by_word
from recount.codebook.spelling import alike
from recount.records import Incident, Statistic, When, Where
from recount.tally.counts import victims

Verdict = Literal["adds up", "arithmetic fails", "not comparable", "not enough data"]
Kind = Literal["sum", "share", "change", "ledger"]

_ROUNDING, _ABOUT = 1.0, 2.5  # percentage points by which a whole or an "about" percentage may be off
_COMPLETE = frozenset({"civilian", "security", "militant"})  # categories that leave nobody out
_COUNTED = frozenset({"incidents", "killed", "wounded", "abducted", "arrested", "displaced"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What was checked, how it came out, the reasoning in words, and the statistics it rests on."""

    kind: Kind
    verdict: Verdict
    words: str
    statistics: tuple[str, ...]


def audit(statistics: Sequence[Statistic], incidents: Sequence[Incident] = ()) -> tuple[Finding, ...]:
    """What can be checked among the statistics of one document, and against a ledger's incidents where given."""
    counts = [one for one in statistics if one.unit == "count" and one.measure in _COUNTED and _number(one) is not None]
    shares = [one for one in statistics if one.measure == "share" and _number(one) is not None]
    changes = [one for one in statistics if one.measure == "change" and _number(one) is not None]
    return (
        *_sums(counts),
        *_sums_by_actor(counts),
        *(_share(one, counts) for one in shares),
        *(_change(one, counts) for one in changes),
        *_unstated_changes(counts, changes),
        *(finding for one in counts if incidents and (finding := _against_ledger(one, incidents))),
    )


def _number(one: Statistic) -> float | None:
    low, best, high = one.value
    return next((number for number in (best, low, high) if number is not None), None)


def _n(one: Statistic) -> float:
    """The number of a statistic that is known to have one."""
    return _number(one) or 0.0


def _words(one: Statistic) -> str:
    number = _n(one)
    return f"{number:,.0f}" if number == round(number) else f"{number:,.1f}"


def _allows(one: Statistic, number: float) -> bool:
    low, best, high = one.value
    if low is None and high is None:
        return best is not None and abs(number - best) <= 0.1 * abs(best)
    return (low is None or number >= low) and (high is None or number <= high)


def _issuer(one: Statistic) -> str:
    return one.speaker.voice if one.speaker else ""


def _scope(one: Statistic) -> tuple[str, ...]:
    """What two figures must share to be parts of one whole: measure, period, area, actor, issuer."""
    days = [day.isoformat() for day in one.period] if one.period else ["", ""]
    return one.measure, *days, one.area or "", one.actor or "", _issuer(one)


def _sums(counts: Sequence[Statistic]) -> list[Finding]:
    """Totals against their categories: 9 security officials, 14 civilians and 7 militants of 30 killed."""
    findings = []
    for _, group in groupby(sorted(counts, key=_scope), key=_scope):
        told = list(group)
        totals = [one for one in told if one.of in {None, "all"}]
        parts = list({one.of: one for one in told if one.of not in {None, "all"}}.values())
        if len(totals) == 1 and len(parts) > 1:
            findings.append(_sum(totals[0], parts))
    return findings


def _sums_by_actor(counts: Sequence[Statistic]) -> list[Finding]:
    """A total against those of its actors: 171 by one side, 80 by another and 11 by nobody named of 262 attacks.

    Told only where it comes out: actors are seldom all told, and what one is counted under may lie within another.
    """
    findings = []
    whole = [one for one in counts if one.of in {None, "all"} and one.of_what is None]
    for _, group in groupby(sorted(whole, key=_scope_of_all), key=_scope_of_all):
        *parts, total = sorted({(_n(one), one.actor): one for one in group}.values(), key=_n)
        if total.actor is None and len(parts) > 1 and any(one.actor for one in parts):
            added = sum(_n(one) for one in parts)
            sum_words = " + ".join(f"{_words(one)} by {one.actor or 'others'}" for one in reversed(parts))
            if _allows(total, added):
                words = f"{sum_words} = {added:g}, and {_words(total)} {total.measure} in all"
                findings.append(Finding(kind="sum", verdict="adds up", words=words, statistics=_ids(total, *parts)))
    return findings


def _scope_of_all(one: Statistic) -> tuple[str, ...]:
    measure, first, last, area, _, issuer = _scope(one)
    return measure, first, last, area, issuer


def _sum(total: Statistic, parts: Sequence[Statistic]) -> Finding:
    added = sum(_n(one) for one in parts)
    sum_words = " + ".join(f"{_words(one)} {one.of}" for one in parts)
    words = f"{sum_words} = {added:g}, and {_words(total)} {total.measure} in all"
    ids = (total.id, *(one.id for one in parts))
    if _allows(total, added):
        return Finding(kind="sum", verdict="adds up", words=words, statistics=ids)
    left = _n(total) - added
    if left > 0 and not {one.of for one in parts} >= _COMPLETE:
        return Finding(kind="sum", verdict="not enough data", words=f"{words}: {left:g} not told apart", statistics=ids)
    return Finding(kind="sum", verdict="arithmetic fails", words=f"{words}: off by {abs(left):g}", statistics=ids)


def _share(share: Statistic, counts: Sequence[Statistic]) -> Finding:
    """A percentage against the two figures it is made of: 354 of 595 is 59%."""
    alike = [one for one in counts if one.of_what is None and share.of_what in {None, one.measure}]
    parts = [one for one in alike if (one.area, one.actor) == (share.area, share.actor) and _same_of(one, share)]
    pairs = [(part, whole) for part in parts for whole in alike if _contains(whole, part)]
    fitting = [pair for pair in pairs if {one.period for one in pair} == {share.period} and _one_issuer(share, *pair)]
    if fitting:
        part, whole = max(
            fitting, key=lambda pair: (-_off(pair[0], pair[1], share), _n(pair[1]), pair[0].id, pair[1].id)
        )
        return _judged(share, part, whole)
    wholes = [
        one for one in alike if one.period == share.period and one.of in {None, "all"} and one.measure != "incidents"
    ]
    if pairs and not wholes:
        words = f"{_words(share)}%: the figures it could be made of are of other periods or other issuers"
        return Finding(kind="share", verdict="not comparable", words=words, statistics=_ids(share, *pairs[0]))
    return _unfounded(share, wholes)


def _judged(share: Statistic, part: Statistic, whole: Statistic) -> Finding:
    percent = 100 * _n(part) / _n(whole)
    words = f"{_words(part)} of {_words(whole)} {part.measure} is {percent:.1f}%, published as {_words(share)}%"
    verdict: Verdict = "adds up" if _near(percent, share) else "arithmetic fails"
    return Finding(kind="share", verdict=verdict, words=words, statistics=_ids(share, part, whole))


def _unfounded(share: Statistic, wholes: Sequence[Statistic]) -> Finding:
    whole = max(wholes, key=lambda one: (_n(one), one.id), default=None)
    if whole is None:
        words = f"{_words(share)}%: the document gives no figures to make it of"
        return Finding(kind="share", verdict="not enough data", words=words, statistics=(share.id,))
    would_be = _n(share) * _n(whole) / 100
    words = (
        f"{_words(share)}% of {_words(whole)} {whole.measure} would be about {would_be:,.0f}; no such figure is given"
    )
    return Finding(kind="share", verdict="not enough data", words=words, statistics=_ids(share, whole))


def _same_of(one: Statistic, other: Statistic) -> bool:
    return (one.of or "all") == (other.of or "all")


def _contains(whole: Statistic, part: Statistic) -> bool:
    """That a figure can be the whole of another: one measure, more, and wider in area, actor or category."""
    everyone = whole.of in {None, "all"} and part.of not in {None, "all"}
    wider = whole.area != part.area or (whole.actor is None and part.actor is not None) or everyone
    return whole.measure == part.measure and whole.id != part.id and _n(whole) > _n(part) and wider


def _one_issuer(*figures: Statistic) -> bool:
    return len({_issuer(one) for one in figures} - {""}) <= 1


def _off(part: Statistic, whole: Statistic, share: Statistic) -> float:
    """By how many points the share that two figures make is off the published one."""
    return abs(100 * _n(part) / _n(whole) - _n(share))


def _near(percent: float, published: Statistic) -> bool:
    low, best, high = published.value
    if low is None and high is None:
        return abs(percent - (best or 0)) <= _ABOUT
    return (low is None or percent > low - _ROUNDING) and (high is None or percent < high + _ROUNDING)


def _change(change: Statistic, counts: Sequence[Statistic]) -> Finding:
    """A rise or fall in percent against the figures of its period and of the one before."""
    stated = f"a change of {_n(change):+g}%"
    able = [one for one in counts if change.of_what in {None, one.measure} and one.area == change.area]
    pairs = [pair for pair in _successive(able) if pair[1].period == change.period]
    if not pairs:
        words = f"{stated}: the figures of the period and of the one before are not both given"
        return Finding(kind="change", verdict="not enough data", words=words, statistics=(change.id,))
    before, after = max(pairs, key=lambda pair: (-abs(_rise(*pair) - _n(change)), pair[0].id))
    words = (
        f"{_words(before)} to {_words(after)} {after.measure} is {_rise(before, after):+.1f}%, published as {stated}"
    )
    if not _one_issuer(change, before, after):
        words = f"{words}, but by other issuers"
        return Finding(kind="change", verdict="not comparable", words=words, statistics=_ids(change, before, after))
    verdict: Verdict = "adds up" if _near(_rise(before, after), change) else "arithmetic fails"
    return Finding(kind="change", verdict=verdict, words=words, statistics=_ids(change, before, after))


def _rise(before: Statistic, after: Statistic) -> float:
    return 100 * (_n(after) - _n(before)) / _n(before)


def _successive(counts: Sequence[Statistic]) -> list[tuple[Statistic, Statistic]]:
    """Pairs of one measure, area and category, of a period and of the equally long one right before it."""
    return [
        (before, after)
        for before in counts
        for after in counts
        if _follows(before, after) and _n(before) > 0 and _scope(before)[3:5] == _scope(after)[3:5]
    ]


def _follows(before: Statistic, after: Statistic) -> bool:
    if before.measure != after.measure or not _same_of(before, after) or not before.period or not after.period:
        return False
    lengths = [(last - first).days for first, last in (before.period, after.period)]
    same_length = abs(lengths[0] - lengths[1]) <= max(3, max(lengths) // 50)
    return before.period[1] + timedelta(days=1) == after.period[0] and same_length


def _unstated_changes(counts: Sequence[Statistic], changes: Sequence[Statistic]) -> list[Finding]:
    """Figures set beside those of the period before, where no percentage is stated."""
    stated = {(one.period, one.of_what) for one in changes}
    findings = []
    for before, after in _successive(counts):
        if not {(after.period, None), (after.period, after.measure)} & stated:
            change = f"{_words(after)} {after.measure} against {_words(before)} before is {_rise(before, after):+.0f}%"
            words = f"{change}; no percentage is published to compare"
            findings.append(
                Finding(kind="change", verdict="not enough data", words=words, statistics=_ids(after, before))
            )
    return findings


def _against_ledger(one: Statistic, incidents: Sequence[Incident]) -> Finding | None:
    """A published total beside what a ledger holds of the same months and area, if it holds anything of them."""
    if one.period is None or one.area is None or one.measure not in {"incidents", "killed", "wounded"} or one.actor:
        return None
    held = [incident for incident in incidents if _within(incident, one.period, one.area)]
    if not held:
        return None
    number = len(held) if one.measure == "incidents" else sum(_least(incident, one.measure) for incident in held)
    words = f"{_words(one)} {one.measure} published, the ledger holds {number} in {len(held)} of its incidents"
    high = one.value[2]
    if high is not None and number > high:
        return Finding(
            kind="ledger", verdict="arithmetic fails", words=f"{words}: more than published", statistics=(one.id,)
        )
    verdict: Verdict = "adds up" if number == _n(one) else "not enough data"
    return Finding(kind="ledger", verdict=verdict, words=words, statistics=(one.id,))


def _least(incident: Incident, measure: str) -> int:
    return victims(incident, "killed" if measure == "killed" else "wounded").low


def _within(incident: Incident, period: tuple[date, date], area: str) -> bool:
    when = incident.when.value if incident.when else None
    where = incident.where.value if incident.where else None
    if incident.status != "happened" or not isinstance(when, When) or not isinstance(where, Where):
        return False
    names = (where.province, where.district, where.locality)
    there = countries_by_word().get(area) == where.country or any(name and alike(name, area) for name in names)
    inside = when.first is not None and when.last is not None and period[0] <= when.first and when.last <= period[1]
    return inside and there


def _ids(*figures: Statistic) -> tuple[str, ...]:
    return tuple(one.id for one in figures)


def by_verdict(findings: Iterable[Finding]) -> dict[Verdict, int]:
    """How many findings came out each way."""
    verdicts: dict[Verdict, int] = {}
    for one in findings:
        verdicts[one.verdict] = verdicts.get(one.verdict, 0) + 1
    return verdicts
