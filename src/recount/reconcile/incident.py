"""One cluster of reports in, one incident out: what is agreed, disputed, claimed and denied."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from recount.reconcile.choices import choose_status, choose_type, choose_when, choose_where, other_fields, sides
from recount.reconcile.counts import count_tallies
from recount.reconcile.disagreements import disagreements, joint
from recount.reconcile.grades import grade, witnesses
from recount.reconcile.history import Step, history
from recount.reconcile.independence import with_witnesses
from recount.reconcile.testimony import gather
from recount.records import Cluster, Decision, Document, Estimate, Incident, Report, RuleSet


def reconcile(
    cluster: Cluster,
    reports: Mapping[str, Report],
    documents: Mapping[str, Document],
    decisions: Sequence[Decision] = (),
    rules: RuleSet = "conservative",
) -> Incident:
    """The incident that a cluster's reports tell of together, by one of the rule sets.

    `Document.published` is when it was printed, as far as that is known. Decisions on claims and reports are applied
    first: rejected and excluded ones are set aside with the reason, corrected ones take the value given.
    """
    told, aside = gather(cluster, reports, documents, decisions)
    heard = with_witnesses(told)
    tallies = count_tallies(heard, rules)
    found = disagreements(heard, tallies)
    word, reason = grade(heard, found, joint(heard))
    members = [reports[key] for key in sorted(cluster.reports)]
    return Incident(
        id=cluster.id,
        type=choose_type(members),
        status=choose_status(members),
        reports=tuple(sorted(cluster.reports)),
        when=choose_when(heard),
        where=choose_where(heard),
        counts=_with_rejected(tuple(tally.estimate for tally in tallies), members, aside),
        perpetrators=sides("perpetrator", heard),
        targets=sides("target", heard),
        others=other_fields(heard),
        disagreements=found,
        grade=word,
        grade_reason=reason,
        witnesses=witnesses(heard),
        rules=rules,
    )


def _with_rejected(
    counts: tuple[Estimate, ...], members: Sequence[Report], aside: Mapping[str, str]
) -> tuple[Estimate, ...]:
    """The counts with the claims that people set aside, each beside the count it was made for."""
    fields = {claim.id: (claim.field, claim.of) for report in members for claim in report.claims}
    return tuple(
        replace(
            count,
            set_aside=(
                *count.set_aside,
                *sorted((key, why) for key, why in aside.items() if fields[key] == (count.field, count.of)),
            ),
        )
        for count in counts
    )


def toll_history(
    cluster: Cluster,
    reports: Mapping[str, Report],
    documents: Mapping[str, Document],
    decisions: Sequence[Decision] = (),
    rules: RuleSet = "conservative",
) -> tuple[Step, ...]:
    """How each count was told over time: every figure in the order in which it was printed, replaced ones too."""
    heard = with_witnesses(gather(cluster, reports, documents, decisions)[0])
    return tuple(
        step
        for tally in count_tallies(heard, rules)
        for step in history(tally.estimate.field, tally.estimate.of, tally.told)
    )
