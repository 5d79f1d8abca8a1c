"""Claims that people rejected or excluded, shown beside what stands: nothing is dropped in silence."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from recount.records import COUNT_FIELDS, Claim, Estimate, Field, Group, Incident, Report

Groups = Mapping[tuple[Field, Group | None], Sequence[tuple[str, str]]]


def with_rejected(incident: Incident, members: Sequence[Report], aside: Mapping[str, str]) -> Incident:
    """The incident with the claims that people set aside, each beside the estimate it was made for, else apart."""
    groups: dict[tuple[Field, Group | None], list[tuple[str, str]]] = {}
    for claim in (claim for report in members for claim in report.claims if claim.id in aside):
        groups.setdefault(_subject(claim), []).append((claim.id, aside[claim.id]))
    homes = [one for one in (incident.when, incident.where, *incident.counts) if one is not None]
    apart = sorted(key for key in groups if key not in {(one.field, one.of) for one in homes})
    return replace(
        incident,
        when=_beside(incident.when, groups),
        where=_beside(incident.where, groups),
        counts=tuple(_beside(one, groups) or one for one in incident.counts) + _apart(apart, groups, counts=True),
        others=incident.others + _apart(apart, groups, counts=False),
    )


def _subject(claim: Claim) -> tuple[Field, Group | None]:
    return claim.field, (claim.of or "all") if claim.field in COUNT_FIELDS else None


def _beside(estimate: Estimate | None, groups: Groups) -> Estimate | None:
    if estimate is None:
        return None
    return replace(estimate, set_aside=(*estimate.set_aside, *sorted(groups.get((estimate.field, estimate.of), ()))))


def _apart(keys: Sequence[tuple[Field, Group | None]], groups: Groups, *, counts: bool) -> tuple[Estimate, ...]:
    """What is left without an estimate: nothing stands, and the claims set aside are shown all the same."""
    rule = "everything told of it was set aside by people"
    return tuple(
        Estimate(field=field, of=of, set_aside=tuple(sorted(groups[field, of])), rule=rule)
        for field, of in keys
        if (field in {*COUNT_FIELDS, "attackers"}) == counts
    )
