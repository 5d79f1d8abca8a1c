"""`recount compare`: the ledger beside another project's table."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, TextIO

import click

from recount.cli import options
from recount.cli.counting import counted_by
from recount.cli.printing import counted, json_line, line, note, table
from recount.cli.room import Room
from recount.errors import Unreachable
from recount.ledger import Ledger
from recount.publish.comparison import comparison_as_json, difference_rows
from recount.publish.formats import Table, read_table
from recount.records import Incident
from recount.tally.compare import Comparison, compare
from recount.tally.differences import Difference, differences
from recount.tally.events import Event

LONGEST_LINE = 1_000_000  # characters; a longer line is no row of any table, and is set aside in pieces
HEADS = ("what", "incident", "row", "ours", "theirs", "likely reason")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--all", "everything", is_flag=True, help="List the rows that agree in all as well.")
@options.db
@options.as_json
@click.pass_obj
def command(room: Room, file: Path, everything: bool, db: str | None, as_json: bool) -> None:
    """Lay another project's table beside the ledger: who has what, which numbers differ, and why that may be.

    FILE is a CSV table of UCDP GED, ACLED or GTD, or a monitor's table of attacks with a date, a place and the killed.
    Columns are found by their header. Incidents are counted by the project's own rules. The reasons are likely ones.

    \b
    Example:
      recount compare GEDEvent_v25_1.csv
      recount compare attacks-2018.csv --json | jq '.ours_only'
    """  # noqa: D301
    with _lines(file) as lines:
        theirs = read_table(iter(partial(lines.readline, LONGEST_LINE), ""))
    with room.current(db) as ledger:
        found = _compared(room, ledger, theirs)
    if as_json:
        told = {"project": theirs.layout.project, **comparison_as_json(found), **_unread(theirs)}
        click.echo(json_line(told), nl=False)
    else:
        _print(found, everything=everything)
    for row in theirs.unread[:5]:
        note(f"note: row {row.row} of {file.name} was set aside: {row.reason}")
    if len(theirs.unread) > 5:
        note(f"note: {len(theirs.unread) - 5} more rows were set aside; --json lists them all")
    if not found.pairs:
        click.get_current_context().exit(1)


@contextmanager
def _lines(file: Path) -> Iterator[TextIO]:
    try:
        with file.open(encoding="utf-8-sig", errors="replace", newline="") as lines:
            yield lines
    except OSError as error:
        raise Unreachable(f"{file} cannot be read ({error.strerror})", advice="Check the path") from error


def _compared(room: Room, ledger: Ledger, theirs: Table) -> Comparison:
    """The incidents by the project's rules beside its rows."""
    own = {incident.id: incident for incident in ledger.incidents()}
    form = theirs.layout.form
    incidents: list[Incident] = []
    reasons: dict[str, str | None] = {}
    for material in counted_by(room, ledger, form.rules if form else None, []):
        incidents += material.incidents
        if form:
            reasons |= {incident.id: form.why_not(incident, material) for incident in material.incidents}
    return compare(incidents, theirs.events, differ=partial(_differ, own), why_not=lambda one: reasons.get(one.id))


def _differ(own: dict[str, Incident], incident: Incident, event: Event) -> tuple[Difference, ...]:
    return differences(incident, event, ledger=own.get(incident.id))


def _unread(theirs: Table) -> dict[str, Any]:
    return {"unread": [{"row": one.row, "reason": one.reason} for one in theirs.unread]}


def _print(found: Comparison, *, everything: bool) -> None:
    rows = list(difference_rows(found, agreeing=everything))
    table(HEADS, rows, cut=("ours", "theirs", "likely reason"))
    differing = sum(bool(pair.differences) for pair in found.pairs)
    line(
        f"{counted(len(found.pairs), 'event')} in both ({differing} told differently), "
        f"{counted(len(found.ours_only), 'incident')} in the ledger alone, "
        f"{counted(len(found.theirs_only), 'row')} in the table alone, "
        f"{counted(len(found.beyond), 'incident')} outside the table's days and countries."
    )
