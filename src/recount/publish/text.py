"""An incident as plain text, line by line: each field, each claim with its sentence and speaker, and why it is one."""

from collections.abc import Iterator

from recount.publish.report import Entry, Material, Said, entry
from recount.records import Cluster, Incident, Link


def incident_text(incident: Incident, cluster: Cluster, material: Material) -> Iterator[str]:
    """All that is known of an incident. Claims marked + stand, those marked - were set aside."""
    shown = entry(incident, material)
    yield from _head(shown)
    for item, sides in shown.disagreements:
        yield from ("", f"Reports disagree on {item.field}: {item.words}")
        for said in sides:
            yield from _claim(said)
    for field in shown.fields:
        yield from ("", f"{field.label}: {field.summary}")
        if field.estimate.rule:
            yield f"  rule: {field.estimate.rule}"
        for said in field.said:
            yield from _claim(said)
    yield from _reports(incident, material)
    yield from _links("Taken for one incident because:", cluster.links)
    yield from _links("Not taken in, though near:", cluster.refused)


def _head(shown: Entry) -> Iterator[str]:
    incident = shown.incident
    reason = f" ({incident.grade_reason})" if incident.grade_reason else ""
    yield f"{shown.type}, {shown.where}, {shown.when}"
    yield f"incident {incident.id}, {incident.status}, counted by the {incident.rules} rules"
    yield f"by: {shown.by}"
    yield f"on: {shown.on}"
    yield f"grade: {incident.grade}{reason}"
    yield f"independent witnesses: {len(incident.witnesses)} ({'; '.join(incident.witnesses)})"


def _claim(said: Said) -> Iterator[str]:
    mark, stance = "+" if said.stands else "-", "" if said.claim.stance == "asserts" else f", {said.claim.stance}"
    part = ", part of another figure" if said.claim.part else ""
    aside = f", set aside: {said.reason}" if said.reason else ""
    yield f"  {mark} {said.value}: {said.speaker}{stance}{part} ({said.outlet}, {said.published})"
    yield f"    “{said.before}[{said.quote}]{said.after}”"
    yield f"    claim {said.claim.id}{aside}"


def _reports(incident: Incident, material: Material) -> Iterator[str]:
    yield from ("", "Reports of this incident:")
    for key in incident.reports:
        document = material.documents[material.reports[key].document]
        address = f"  {document.url}" if document.url else ""
        yield f"  {key}  {document.name}{address}"


def _links(title: str, links: tuple[Link, ...]) -> Iterator[str]:
    if links:
        yield from ("", title)
    for link in links:
        yield f"  {link.left} and {link.right}: {link.verdict} ({link.score:+.1f})"
        for reason in link.reasons:
            yield f"    {reason.points:+.1f}  {reason.what}: {reason.words}"
