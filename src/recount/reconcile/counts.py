"""Low, best and high of each count: which figures compete, which are parts, and what the standing ones give together.

Claims marked as part of another never compete. Categories add up to a total only where they are told as a whole ("three
policemen and nine militants"). Attackers' deaths are kept apart from victims'.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from recount.reconcile.breaths import added, breaths
from recount.reconcile.figures import Figure, distinct, figure
from recount.reconcile.history import newest, withdrawn, within_one_text
from recount.reconcile.rules import best_figure
from recount.reconcile.testimony import SPOKEN_AGAINST, Testimony, of_field
from recount.records import COUNT_FIELDS, CountField, Estimate, Field, Group, RuleSet

CATEGORIES: tuple[Group, ...] = ("civilian", "security", "official", "militant")
ATTACKER: Group = "attacker"
_WHOLE_REACH = 120  # characters between two categories told in one breath
_BREAK = re.compile(r"[.!?;:\n]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """One count of an incident: the estimate, the figures that stand and all that were told."""

    estimate: Estimate
    standing: tuple[Figure, ...]
    told: tuple[Figure, ...]


def count_tallies(heard: Sequence[Testimony], rules: RuleSet) -> tuple[Tally, ...]:
    """The tallies of all counts that someone tells, total first, in the order of the fields."""
    named = {one.claim.field for one in heard}
    told = {field: of_field(heard, field) for field in COUNT_FIELDS if field in named}
    return tuple(
        tally
        for field, some in told.items()
        for tally in (*_total(field, some, rules), *_categories(field, some, rules))
    ) + _attackers(heard, rules)


def _categories(field: CountField, heard: Sequence[Testimony], rules: RuleSet) -> list[Tally]:
    named = {one.claim.of for one in heard}
    groups = [of for of in (*CATEGORIES, ATTACKER) if of in named]
    tallies = [_tally(field, of, [one for one in heard if one.claim.of == of], rules) for of in groups]
    return [tally for tally in tallies if tally is not None]


def _attackers(heard: Sequence[Testimony], rules: RuleSet) -> tuple[Tally, ...]:
    tally = _tally("attackers", None, of_field(heard, "attackers"), rules)
    return (tally,) if tally else ()


def _tally(field: Field, of: Group | None, heard: Sequence[Testimony], rules: RuleSet) -> Tally | None:
    if not heard:
        return None
    aside = _not_competing(heard)
    figures = _figures([one for one in heard if one.claim.id not in aside], rules)
    return _estimated(field, of, figures, aside, rules)


def _not_competing(heard: Sequence[Testimony]) -> dict[str, str]:
    and_more = added(heard)
    aside = {one.claim.id: "part of another count" for one in heard if one.claim.part and one.claim.id not in and_more}
    for one in heard:
        if one.claim.stance in SPOKEN_AGAINST:
            aside[one.claim.id] = f"{one.witness} {one.claim.stance} it"
    whole = [one for one in heard if one.claim.id not in aside]
    return {**aside, **withdrawn(whole)}


def _figures(heard: Sequence[Testimony], rules: RuleSet) -> list[Figure]:
    told = [[made for one in some if (made := figure(one, rules)) is not None] for some in breaths(heard)]
    return [_sum(some) for some in told if some]


def _estimated(
    field: Field, of: Group | None, figures: Sequence[Figure], aside: Mapping[str, str], rules: RuleSet
) -> Tally | None:
    whole, parts = within_one_text(figures)
    standing, replaced = newest(whole)
    if not standing and not aside:
        return None
    low, high = bounds(standing)
    best, rule = best_figure(standing, low, high, rules) if standing else (None, f"{rules}: no figure stands")
    estimate = Estimate(
        field=field,
        of=of,
        low=low,
        best=best,
        high=high,
        claims=_claims(standing),
        set_aside=tuple(sorted({**aside, **parts, **replaced}.items())),
        rule=rule,
    )
    return Tally(estimate=estimate, standing=standing, told=tuple(figures))


def _claims(figures: Sequence[Figure]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for one in figures for key in one.claims))


def bounds(figures: Sequence[Figure]) -> tuple[int | None, int | None]:
    """The smallest lower and the largest upper bound; an "at least" that another figure meets moves neither."""
    closed = [one for one in figures if not one.open]
    opened = [one for one in figures if one.open]
    if not closed:
        return max((one.low for one in opened if one.low is not None), default=None), None
    lows = [one.best if one.about else one.low for one in closed]
    highs = [one.best if one.about else (one.high or one.best) for one in closed]
    beyond = any(one.floor > max(other.ceiling for other in closed) for one in opened)
    known = [low for low in lows if low is not None]
    return min(known, default=None), None if beyond else max(highs)


def _total(field: CountField, heard: Sequence[Testimony], rules: RuleSet) -> list[Tally]:
    """The total over all victims, where someone tells it or tells its categories as a whole."""
    mine = [one for one in heard if one.claim.of != ATTACKER]
    direct = [one for one in mine if one.claim.of in {None, "all"}]
    aside = _not_competing(direct)
    figures = _figures([one for one in direct if one.claim.id not in aside], rules)
    apart = _not_competing(mine) if len(direct) < len(mine) else {}
    rest = [one for one in mine if one.claim.of not in {None, "all"} and one.claim.id not in apart]
    summed, single = _by_category(rest, {one.document.id for one in figures}, rules)
    if not figures and not summed and not direct:
        return []
    named = [*figures, *summed]
    tally = _estimated(field, "all", [*named, *(_as_least(one, named) for one in single)], aside, rules)
    return [tally] if tally else []


def _by_category(heard: Sequence[Testimony], totalled: set[str], rules: RuleSet) -> tuple[list[Figure], list[Figure]]:
    """Totals out of categories: summed where told as a whole, else the largest category, which the total contains."""
    summed, single = [], []
    for key, group in groupby(sorted(heard, key=_telling), key=_telling):
        told = list(group)
        if key[0] in totalled:
            continue
        figures = _figures(told, rules)
        if len({one.claim.of for one in told}) > 1 and _told_as_whole(told):
            summed.append(_sum(figures))
        elif figures:
            single.append(max(figures, key=lambda one: (one.best, one.claims)))
    return summed, single


def _telling(one: Testimony) -> tuple[str, str, str]:
    return one.document.id, one.report, one.witness


def _told_as_whole(told: Sequence[Testimony]) -> bool:
    """That all categories stand in one breath, each told once: "three policemen and nine militants"."""
    spans = sorted((one.claim.span for one in told), key=lambda span: (span.start, span.end))
    if len({one.claim.of for one in told}) != len(told):
        return False
    text = told[0].document.text
    gaps = [(left.end, right.start) for left, right in pairwise(spans)]
    return all(end - start <= _WHOLE_REACH and not _BREAK.search(text[start:end]) for start, end in gaps)


def _sum(figures: Sequence[Figure]) -> Figure:
    if len(figures) == 1:
        return figures[0]
    highs = [one.high for one in figures]
    return replace(
        figures[0],
        low=sum(one.low if one.low is not None else 0 for one in figures),
        best=sum(one.best for one in figures),
        high=None if None in highs else sum(high for high in highs if high is not None),
        claims=_claims(figures),
        about=any(one.about for one in figures),
    )


def _as_least(one: Figure, named: Sequence[Figure]) -> Figure:
    """One category alone: the total is at least that; where it is more than every total told, it is a rival of them."""
    if any(other.ceiling >= one.floor for other in named):
        return replace(one, low=one.low if one.low is not None else 0, high=None, about=False)
    return one


def witnesses_of(tallies: Sequence[Tally]) -> tuple[str, ...]:
    """The witnesses of all figures told."""
    return distinct(one for tally in tallies for one in tally.told)
