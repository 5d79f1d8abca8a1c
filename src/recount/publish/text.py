"""An incident as plain text, line by line: each field, each claim with its sentence and speaker, and why it is one."""

from collections.abc import Iterator, Mapping

from recount.publish import words
from recount.publish.report import Entry, Field, Material, Said, entry
from recount.records import Cluster, Incident, Link


def incident_text(incident: Incident, cluster: Cluster, material: Material) -> Iterator[str]:
    """All that is known of an incident. Claims marked + stand, those marked - were set aside."""
    shown = entry(incident, material)
    yield from _head(shown)
    for dispute in shown.disagreements:
        yield from ("", f"Reports disagree on {dispute.subject}: {dispute.words}")
        for said in dispute.sides:
            yield from _claim(said)
    for field in shown.fields:
        yield from ("", f"{field.label}: {field.summary}{_best(field)}")
        if field.estimate.rule:
            yield f"  rule: {field.estimate.rule}"
        for said in field.said:
            yield from _claim(said)
    yield from _reports(incident, material)
    names = {key: material.documents[report.document].name for key, report in material.reports.items()}
    yield from _links("Taken for one incident because:", cluster.links, names)
    yield from _links("Not taken in, though near:", cluster.refused, names)


def _head(shown: Entry) -> Iterator[str]:
    incident = shown.incident
    reason = f" ({incident.grade_reason})" if incident.grade_reason else ""
    yield shown.heading
    yield f"incident {incident.id}, {incident.status}, counted by the {incident.rules} rules"
    yield f"by: {shown.by}"
    yield f"on: {shown.on}"
    yield f"grade: {incident.grade}{reason}"
    yield f"independent witnesses: {len(incident.witnesses)} ({'; '.join(incident.witnesses)})"


def _best(field: Field) -> str:
    """The best figure where the range alone does not tell it."""
    low, best, high = field.estimate.low, field.estimate.best, field.estimate.high
    return f", best {best}" if best in {low, high} and low != high and high is not None else ""


def _claim(said: Said) -> Iterator[str]:
    mark = "+" if said.stands else "-"
    stance = "" if said.claim.stance == "asserts" else f"{words.STANCES[said.claim.stance]} "
    part = ", part of another figure" if said.claim.part else ""
    aside = f", set aside: {said.reason}" if said.reason else ""
    yield f"  {mark} {said.value}: {stance}{said.speaker}{part} ({said.outlet}, {said.published})"
    yield f"    “{said.before}[{said.quote}]{said.after}”"
    yield f"    claim {said.claim.id}{aside}"


def _reports(incident: Incident, material: Material) -> Iterator[str]:
    yield from ("", "Reports of this incident:")
    for key in incident.reports:
        document = material.documents[material.reports[key].document]
        address = f"  {document.url}" if document.url else ""
        yield f"  {key}  {document.name}{address}"


def _links(title: str, links: tuple[Link, ...], names: Mapping[str, str]) -> Iterator[str]:
    if links:
        yield from ("", title)
    for link in links:
        pair = " and ".join(names.get(key, f"report {key}") for key in (link.left, link.right))
        yield f"  {pair}: {link.verdict} ({link.score:+.1f})"
        for reason in link.reasons:
            yield f"    {reason.points:+.1f}  {reason.what}: {reason.words}"
