"""One cluster of reports in, one incident out: what is agreed, disputed, claimed and denied."""

from collections.abc import Mapping, Sequence

from recount.reconcile.choices import choose_status, choose_type, choose_when, choose_where, other_fields, sides
from recount.reconcile.counts import count_tallies
from recount.reconcile.disagreements import disagreements, joint
from recount.reconcile.grades import grade, witnesses
from recount.reconcile.history import Step, history
from recount.reconcile.independence import with_witnesses
from recount.reconcile.rejected import with_rejected
from recount.reconcile.testimony import excluded_reports, gather
from recount.records import Cluster, Decision, Document, Incident, Report, RuleSet


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
    counted = [one for one in members if one.id not in excluded_reports(decisions)] or members
    incident = Incident(
        id=cluster.id,
        type=choose_type(counted),
        status=choose_status(counted),
        reports=tuple(sorted(cluster.reports)),
        when=choose_when(heard),
        where=choose_where(heard),
        counts=tuple(tally.estimate for tally in tallies),
        perpetrators=sides("perpetrator", heard),
        targets=sides("target", heard),
        others=other_fields(heard),
        disagreements=found,
        grade=word,
        grade_reason=reason,
        witnesses=witnesses(heard),
        rules=rules,
    )
    return with_rejected(incident, members, aside) if aside else incident


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
