"""A published total beside what a ledger holds of the same days and area, under the issuer's scope and under others."""

from dataclasses import dataclass
from itertools import product
from typing import get_args

from recount.codebook.issuers import Acts, Dead, find_issuer
from recount.records import COUNT_FIELDS, CountField, Group, Incident, Statistic
from recount.tally.audit_figures import Finding, Verdict, allows, everybody, issuer_of, known, words_of
from recount.tally.counts import Toll, victims
from recount.tally.deaths import deaths, group
from recount.tally.deaths import everybody as all_of_them
from recount.tally.held import Held, is_attack

Scope = tuple[Acts, Dead, bool]

USUAL: Scope = ("all", "victims", False)
_SCOPES: tuple[Scope, ...] = tuple(product(get_args(Acts), get_args(Dead), (False, True)))
_ACTS = {"attacks": "attacks by armed groups alone", "all": "acts of every side"}
_DEAD = {"victims": "without the attackers themselves", "everybody": "with the attackers themselves"}
_FATAL = {True: "fatal incidents alone", False: "incidents without a death too"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Counted:
    incidents: int
    toll: Toll


def beside_ledger(one: Statistic, held: Held) -> Finding | None:
    """How a total came out beside the ledger; None where the ledger has nothing of its days and area, or cannot."""
    if one.period is None or one.area is None or one.measure not in {"incidents", *COUNT_FIELDS}:
        return None
    found = held.within(one.period, one.area, one.actor)
    if not found:
        return None
    facts = [_facts(each, one) for each in found]
    verdict, words = _judge(one, scope_of(one), {each: _count(facts, one, each) for each in _SCOPES})
    return Finding(kind="ledger", verdict=verdict, words=words, statistics=(one.id,))


def scope_of(one: Statistic) -> Scope:
    """What the figure's issuer counts, or what most do where it is not known."""
    issuer = find_issuer(issuer_of(one))
    return issuer.scope if issuer else USUAL


@dataclass(frozen=True, slots=True, kw_only=True)
class _Facts:
    """What scopes ask of an incident: whether it is an attack, whether somebody died, and its toll by either rule."""

    attack: bool
    fatal: bool
    tolls: dict[Dead, Toll]


def _facts(incident: Incident, one: Statistic) -> _Facts:
    field: CountField | None = next((field for field in COUNT_FIELDS if field == one.measure), None)
    of = None if everybody(one) else one.of
    tolls = {dead: _toll(incident, field, of, dead) for dead in get_args(Dead)} if field else {}
    return _Facts(attack=is_attack(incident), fatal=_somebody_died(incident), tolls=tolls)


def _count(facts: list[_Facts], one: Statistic, scope: Scope) -> _Counted:
    acts, dead, fatal = scope
    kept = [each for each in facts if (acts == "all" or each.attack) and (not fatal or each.fatal)]
    if one.measure == "incidents":
        return _Counted(incidents=len(kept), toll=Toll(low=len(kept), best=len(kept), high=len(kept)))
    tolls = [each.tolls[dead] for each in kept]
    low, best, high, unbounded = (sum(getattr(toll, end) for toll in tolls) for end in ("low", "best", "high", "open"))
    return _Counted(incidents=len(kept), toll=Toll(low=low, best=best, high=high, open=unbounded))


def _toll(incident: Incident, field: CountField, of: Group | None, dead: Dead) -> Toll:
    if of is None:
        return victims(incident, field) if dead == "victims" else all_of_them(incident, field)
    own = group(incident, field, of) or Toll()
    if of == "militant" and dead == "everybody":
        own += group(incident, field, "attacker") or Toll()
    return own


def _somebody_died(incident: Incident) -> bool:
    toll = deaths(incident)
    return toll is not None and toll.best > 0


def _judge(one: Statistic, scope: Scope, counted: dict[Scope, _Counted]) -> tuple[Verdict, str]:
    own = counted[scope]
    words = f"{words_of(one)} {what(one)} published, the ledger holds {_range(own.toll)} in {_incidents(own.incidents)}"
    if allows(one, own.toll.best) or own.toll.low <= known(one) <= own.toll.high:
        return "reproduced", words
    for other in sorted(_SCOPES, key=lambda each: (_steps(scope, each), each)):
        if other != scope and counted[other].incidents and allows(one, counted[other].toll.best):
            return "differs by scope", f"{words}, and {counted[other].toll.best:,} {_changed(scope, other)}"
    least = min(each.toll.low for each in counted.values())
    if one.value[2] is not None and least > one.value[2]:
        return "arithmetic fails", f"{words}: more than published, under every scope (at least {least:,})"
    if own.toll.best > known(one):
        return "not comparable", f"{words}: more than published, and fewer under a narrower scope ({least:,})"
    return "not enough data", f"{words}: {100 * own.toll.best / known(one):.0f}% of it" if known(one) else words


def what(one: Statistic) -> str:
    """What a figure is of: killed, killed (security)."""
    told = one.measure if everybody(one) else f"{one.measure} ({one.of})"
    return f"{told} by {one.actor}" if one.actor else told


def _range(toll: Toll) -> str:
    plus = " or more" if toll.open else ""
    if toll.low == toll.high:
        return f"{toll.best:,}{plus}"
    return f"{toll.best:,} ({toll.low:,} to {toll.high:,}){plus}"


def _incidents(number: int) -> str:
    return f"{number:,} incident{'' if number == 1 else 's'}"


def _steps(one: Scope, other: Scope) -> int:
    return sum(mine != theirs for mine, theirs in zip(one, other, strict=True))


def _changed(scope: Scope, other: Scope) -> str:
    """In words, what another scope takes differently."""
    changes = (
        (_ACTS[other[0]], scope[0] != other[0]),
        (_DEAD[other[1]], scope[1] != other[1]),
        (_FATAL[other[2]], scope[2] != other[2]),
    )
    return ", ".join(words for words, changed in changes if changed)
