"""The incidents of a ledger under a project's rules of counting, few at a time in memory."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from recount.cli.room import Room
from recount.ledger import Ledger
from recount.pipeline import recount
from recount.publish.formats import Loss, Table
from recount.publish.gather import gather
from recount.publish.report import Material
from recount.records import Incident, RuleSet
from recount.tally.compare import Comparison, compare
from recount.tally.differences import Difference, differences
from recount.tally.events import Event

AT_ONCE = 200


def counted_by(room: Room, ledger: Ledger, rules: RuleSet | None, losses: list[Loss]) -> Iterator[Material]:
    """Every incident with its reports and documents, counted anew where the rules ask for it.

    One that cannot be counted under these rules is added to the losses.
    """
    incidents = ledger.incidents()
    for start in range(0, len(incidents), AT_ONCE):
        some = incidents[start : start + AT_ONCE]
        under = anew(room, ledger, some, rules)
        gone = {one.id for one in some} - {one.id for one in under}
        if gone and rules:
            left_out = tuple((key, f"it could not be counted by the {rules} rules") for key in sorted(gone))
            losses.append(Loss(format=rules, incidents=len(gone), left_out=left_out))
        yield gather(ledger, under)


def anew(room: Room, ledger: Ledger, incidents: Sequence[Incident], rules: RuleSet | None) -> Sequence[Incident]:
    """The same incidents under other rules; as they are where they stand under these already."""
    if rules is None or all(one.rules == rules for one in incidents):
        return incidents
    return recount(room.desk(ledger, rules=rules), incidents)


def beside(room: Room, ledger: Ledger, theirs: Table) -> Comparison:
    """The incidents, by the rules of a table's project, beside its rows."""
    own = {incident.id: incident for incident in ledger.incidents()}
    form = theirs.layout.form
    incidents: list[Incident] = []
    reasons: dict[str, str | None] = {}
    for material in counted_by(room, ledger, form.rules if form else None, []):
        incidents += material.incidents
        if form:
            reasons |= {incident.id: form.why_not(incident, material) for incident in material.incidents}
    return compare(incidents, theirs.events, differ=partial(_differ, own), why_not=lambda one: reasons.get(one.id))


def _differ(own: Mapping[str, Incident], incident: Incident, event: Event) -> tuple[Difference, ...]:
    return differences(incident, event, ledger=own.get(incident.id))
