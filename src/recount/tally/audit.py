"""Whether the figures that a document publishes add up: parts and totals, shares, changes, totals told twice.

Only figures of one measure, period, area and issuer are compared. A published figure is never corrected here: the
finding says in words what was compared, with the ids of the statistics.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby, pairwise
from typing import Self

from recount.records import Incident, Statistic
from recount.tally.audit_figures import (
    Finding,
    Verdict,
    allows,
    counts_in,
    everybody,
    ids_of,
    issuer_of,
    known,
    near,
    number_of,
    same_group,
    words_of,
)
from recount.tally.audit_ledger import beside_ledger
from recount.tally.held import Held

_COMPLETE = frozenset({"civilian", "security", "militant"})  # categories that leave nobody out
_CLOSE = 0.85  # a second total at least that share of the first is of the same thing


def audit(statistics: Sequence[Statistic], incidents: Sequence[Incident] | Held = ()) -> tuple[Finding, ...]:
    """What can be checked among the statistics of one document, and against a ledger's incidents where given.

    To audit many documents against one ledger, make its `Held` once and hand that over.
    """
    held = incidents if isinstance(incidents, Held) else Held(incidents)
    counts = counts_in(statistics)
    shares = [one for one in statistics if one.measure == "share" and number_of(one) is not None]
    changes = [one for one in statistics if one.measure == "change" and number_of(one) is not None]
    by_actor = _sums_by_actor(counts)
    return (
        *_sums(counts),
        *by_actor,
        *_told_twice(counts, by_actor),
        *(share_of(one, counts) for one in shares),
        *(change_of(one, counts) for one in changes),
        *_unstated_changes(counts, changes),
        *(finding for one in counts if held.incidents and (finding := beside_ledger(one, held))),
    )


def _scope(one: Statistic) -> tuple[str, ...]:
    """What two figures must share to be parts of one whole: measure, period, area, actor, issuer."""
    days = [day.isoformat() for day in one.period] if one.period else ["", ""]
    return one.measure, *days, one.area or "", one.actor or "", issuer_of(one)


def _sums(counts: Sequence[Statistic]) -> list[Finding]:
    """Totals against their categories: 9 security officials, 14 civilians and 7 militants of 30 killed."""
    findings = []
    for _, group in groupby(sorted(counts, key=_scope), key=_scope):
        told = list(group)
        totals = [one for one in told if everybody(one)]
        parts = list({one.of: one for one in told if not everybody(one)}.values())
        if len(totals) == 1 and len(parts) > 1:
            findings.append(_sum(totals[0], parts))
    return findings


def _sums_by_actor(counts: Sequence[Statistic]) -> list[Finding]:
    """A total against those of its actors: 171 by one side, 80 by another and 11 by nobody named of 262 attacks.

    Told only where it comes out, for actors are seldom all told, and what one is counted under may lie within another;
    and where the same actors make up the whole of another measure, so that they are all.
    """
    whole = [one for one in counts if everybody(one) and one.of_what is None]
    sums = [_ByActor.of(tuple(group)) for _, group in groupby(sorted(whole, key=_scope_of_all), key=_scope_of_all)]
    told = [one for one in sums if one.total.actor is None and len(one.parts) > 1 and any(p.actor for p in one.parts)]
    complete = {_scope_of_all(one.total)[1:]: one.actors for one in told if allows(one.total, one.added)}
    findings = (_by_actor(one, complete.get(_scope_of_all(one.total)[1:], frozenset())) for one in told)
    return [finding for finding in findings if finding]


@dataclass(frozen=True, slots=True, kw_only=True)
class _ByActor:
    """A total and the figures of actors that may make it up, the largest first."""

    total: Statistic
    parts: tuple[Statistic, ...]

    @classmethod
    def of(cls, group: Sequence[Statistic]) -> Self:
        *parts, total = sorted({(known(one), one.actor): one for one in group}.values(), key=known)
        return cls(total=total, parts=tuple(reversed(parts)))

    @property
    def added(self) -> float:
        return sum(known(one) for one in self.parts)

    @property
    def actors(self) -> frozenset[str]:
        return frozenset(one.actor or "others" for one in self.parts)


def _by_actor(one: _ByActor, everyone: frozenset[str]) -> Finding | None:
    sum_words = " + ".join(f"{words_of(part)} by {part.actor or 'others'}" for part in one.parts)
    words = f"{sum_words} = {one.added:g}, and {words_of(one.total)} {one.total.measure} in all"
    ids = ids_of(one.total, *one.parts)
    if allows(one.total, one.added):
        return Finding(kind="sum", verdict="reproduced", words=words, statistics=ids)
    if not everyone or not one.actors <= everyone:
        return None
    left, missing = known(one.total) - one.added, ", ".join(sorted(everyone - one.actors))
    if missing and left > 0:
        words = f"{words}: {left:g} are given to none of them, and nothing is told of {missing}"
        return Finding(kind="sum", verdict="not enough data", words=words, statistics=ids)
    return Finding(kind="sum", verdict="arithmetic fails", words=f"{words}: off by {abs(left):g}", statistics=ids)


def _scope_of_all(one: Statistic) -> tuple[str, ...]:
    measure, first, last, area, _, issuer = _scope(one)
    return measure, first, last, area, issuer


def _told_twice(counts: Sequence[Statistic], sums: Sequence[Finding]) -> list[Finding]:
    """Two totals of one thing by one issuer that cannot both be right: 104 injured, and later 100 in all.

    Only close ones: numbers far apart are of things that the words around them keep apart.
    """
    parts = {key for one in sums for key in one.statistics[1:]}
    findings = []
    whole = [one for one in counts if everybody(one) and one.of_what is None and one.period and one.id not in parts]
    for _, group in groupby(sorted(whole, key=_scope), key=_scope):
        by_number = sorted({known(one): one for one in group}.values(), key=known, reverse=True)
        for more, less in pairwise(by_number):
            if known(less) >= _CLOSE * known(more) and not (allows(more, known(less)) or allows(less, known(more))):
                words = f"{words_of(more)} {more.measure} and {words_of(less)} {less.measure} are told of one scope"
                finding = Finding(kind="twice", verdict="arithmetic fails", words=words, statistics=ids_of(more, less))
                findings.append(finding)
    return findings


def _sum(total: Statistic, parts: Sequence[Statistic]) -> Finding:
    added = sum(known(one) for one in parts)
    sum_words = " + ".join(f"{words_of(one)} {one.of}" for one in parts)
    words = f"{sum_words} = {added:g}, and {words_of(total)} {total.measure} in all"
    ids = (total.id, *(one.id for one in parts))
    if allows(total, added):
        return Finding(kind="sum", verdict="reproduced", words=words, statistics=ids)
    left = known(total) - added
    if left > 0 and not {one.of for one in parts} >= _COMPLETE:
        return Finding(kind="sum", verdict="not enough data", words=f"{words}: {left:g} not told apart", statistics=ids)
    return Finding(kind="sum", verdict="arithmetic fails", words=f"{words}: off by {abs(left):g}", statistics=ids)


def share_of(share: Statistic, counts: Sequence[Statistic]) -> Finding:
    """A percentage against the two figures it is made of: 354 of 595 is 59%."""
    alike = [one for one in counts if one.of_what is None and share.of_what in {None, one.measure}]
    parts = [one for one in alike if (one.area, one.actor) == (share.area, share.actor) and same_group(one, share)]
    pairs = [(part, whole) for part in parts for whole in alike if _contains(whole, part)]
    fitting = [pair for pair in pairs if {one.period for one in pair} == {share.period} and _one_issuer(share, *pair)]
    if fitting:
        part, whole = max(
            fitting, key=lambda pair: (-_off(pair[0], pair[1], share), known(pair[1]), pair[0].id, pair[1].id)
        )
        return _compared(share, part, whole)
    wholes = [one for one in alike if one.period == share.period and everybody(one) and one.measure != "incidents"]
    if pairs and not wholes:
        words = f"{words_of(share)}%: the figures it could be made of are of other periods or other issuers"
        return Finding(kind="share", verdict="not comparable", words=words, statistics=ids_of(share, *pairs[0]))
    return _unfounded(share, wholes)


def _compared(share: Statistic, part: Statistic, whole: Statistic) -> Finding:
    percent = 100 * known(part) / known(whole)
    words = f"{words_of(part)} of {words_of(whole)} {part.measure} is {percent:.1f}%, published as {_told(share)}"
    verdict: Verdict = "reproduced" if near(percent, share) else "arithmetic fails"
    return Finding(kind="share", verdict=verdict, words=words, statistics=ids_of(share, part, whole))


def _told(share: Statistic) -> str:
    """A percentage as it is told; in its own words where it is no plain number ("more than 59%")."""
    return (
        f"{words_of(share)}%" if share.value[0] == share.value[2] or not share.span.quote else f"“{share.span.quote}”"
    )


def _unfounded(share: Statistic, wholes: Sequence[Statistic]) -> Finding:
    whole = max(wholes, key=lambda one: (known(one), one.id), default=None)
    if whole is None:
        words = f"{words_of(share)}%: the document gives no figures to make it of"
        return Finding(kind="share", verdict="not enough data", words=words, statistics=(share.id,))
    would_be = known(share) * known(whole) / 100
    of_whole = f"{words_of(share)}% of {words_of(whole)} {whole.measure}"
    words = f"{of_whole} would be about {would_be:,.0f}; no such figure is given"
    return Finding(kind="share", verdict="not enough data", words=words, statistics=ids_of(share, whole))


def _contains(whole: Statistic, part: Statistic) -> bool:
    """That a figure can be the whole of another: one measure, more, and wider in area, actor or category."""
    everyone = everybody(whole) and not everybody(part)
    wider = whole.area != part.area or (whole.actor is None and part.actor is not None) or everyone
    return whole.measure == part.measure and whole.id != part.id and known(whole) > known(part) and wider


def _one_issuer(*figures: Statistic) -> bool:
    return len({issuer_of(one) for one in figures} - {""}) <= 1


def _off(part: Statistic, whole: Statistic, share: Statistic) -> float:
    """By how many points the share that two figures make is off the published one."""
    return abs(100 * known(part) / known(whole) - known(share))


def change_of(change: Statistic, counts: Sequence[Statistic]) -> Finding:
    """A rise or fall in percent against the figures of its period and of the one before."""
    stated = f"a change of {known(change):+g}%"
    able = [one for one in counts if change.of_what in {None, one.measure} and one.area == change.area]
    pairs = [pair for pair in _successive(able) if pair[1].period == change.period]
    if not pairs:
        words = f"{stated}: the figures of the period and of the one before are not both given"
        return Finding(kind="change", verdict="not enough data", words=words, statistics=(change.id,))
    before, after = max(pairs, key=lambda pair: (-abs(_rise(*pair) - known(change)), pair[0].id))
    rise = f"{_rise(before, after):+.1f}%"
    words = f"{words_of(before)} to {words_of(after)} {after.measure} is {rise}, published as {stated}"
    if not _one_issuer(change, before, after):
        words = f"{words}, but by other issuers"
        return Finding(kind="change", verdict="not comparable", words=words, statistics=ids_of(change, before, after))
    verdict: Verdict = "reproduced" if near(_rise(before, after), change) else "arithmetic fails"
    return Finding(kind="change", verdict=verdict, words=words, statistics=ids_of(change, before, after))


def _rise(before: Statistic, after: Statistic) -> float:
    return 100 * (known(after) - known(before)) / known(before)


def _successive(counts: Sequence[Statistic]) -> list[tuple[Statistic, Statistic]]:
    """Pairs of one measure, area and category, of a period and of the equally long one right before it."""
    return [
        (before, after)
        for before in counts
        for after in counts
        if _follows(before, after) and known(before) > 0 and _scope(before)[3:5] == _scope(after)[3:5]
    ]


def _follows(before: Statistic, after: Statistic) -> bool:
    if before.measure != after.measure or not same_group(before, after) or not before.period or not after.period:
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
            change = (
                f"{words_of(after)} {after.measure} against {words_of(before)} before is {_rise(before, after):+.0f}%"
            )
            words = f"{change}; no percentage is published to compare"
            findings.append(
                Finding(kind="change", verdict="not enough data", words=words, statistics=ids_of(after, before))
            )
    return findings
