"""`recount why`: why two reports are, or are not, taken for one incident."""

from pathlib import PurePath

import click

from recount.cli import options
from recount.cli.printing import json_line
from recount.cli.reasons import as_json, links_of, tell
from recount.cli.room import Room
from recount.errors import DecisionError, NotInLedger
from recount.ledger import Ledger
from recount.link.why import why


@click.command()
@click.argument("ids", metavar="ID ID", nargs=2)
@options.db
@options.as_json
@click.pass_obj
def command(room: Room, /, ids: tuple[str, str], db: str | None, **asked: bool) -> None:
    """Say why two reports are, or are not, taken for one incident.

    Each comparison in words with the points it gave or took (one point doubles the odds), the chain of links where the
    two were joined by others, and the contradiction or decision that kept them apart. ID is that of an incident, a
    report or a claim, or its beginning, or the name or id of a document; of several reports the closest two are shown.

    \b
    Example:
      recount why 7f3a 91bc
      recount why army.txt police.txt --json

    Exit codes: 0 they are taken for one incident, 1 they are not.
    """  # noqa: D301
    with room.current(db) as ledger:
        sides = [_reports_meant(ledger, one) for one in ids]
        clusters = ledger.clusters({ledger.incident_id(report) for side in sides for report in side})
        accounts = ledger.accounts(ledger.documents_behind(clusters.keys()))
        reports = {report.id: report for account in accounts.values() for report in account.reports}
        if len(sides[0] | sides[1]) < 2:
            raise DecisionError(f"{ids[0]} and {ids[1]} are the same report", advice="Give two: recount show ID")
        published = {key: account.published for key, account in accounts.items()}
        found = why(sides[0], sides[1], clusters.values(), reports, published)
        shown = {key for one in links_of(found) for key in (one.left, one.right)}
        documents = ledger.documents({reports[key].document for key in shown})
    names = {key: documents[report.document].name for key, report in reports.items() if report.document in documents}
    if asked["as_json"]:
        click.echo(json_line(as_json(found, names)), nl=False)
    else:
        tell(found, names)
    click.get_current_context().exit(0 if found.linked else 1)


def _reports_meant(ledger: Ledger, asked: str) -> set[str]:
    """The reports of an incident, of a document, of a claim, or the one report that an id means."""
    try:
        return set(ledger.reports_meant(asked))
    except NotInLedger as error:
        found = _of_document(ledger, asked) or _of_claim(ledger, asked)
        if not found:
            raise error from None
        return found


def _of_document(ledger: Ledger, asked: str) -> set[str]:
    keys = {asked} if ledger.holds(asked) else set()
    if not ledger.accounts(keys):
        names = {asked, PurePath(asked).stem} - {""}
        keys = {key for key, document in ledger.documents().items() if document.name in names}
    return {report.id for account in ledger.accounts(keys).values() for report in account.reports}


def _of_claim(ledger: Ledger, asked: str) -> set[str]:
    try:
        claim = ledger.claim_meant(asked)
    except NotInLedger:
        return set()
    accounts = ledger.accounts(ledger.documents_behind({ledger.incident_id(claim)}))
    told = [report for account in accounts.values() for report in account.reports]
    return {report.id for report in told if any(one.id == claim for one in report.claims)}
