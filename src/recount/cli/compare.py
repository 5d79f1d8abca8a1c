"""`recount compare`: the ledger beside another project's table."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import click

from recount.cli import options
from recount.cli.counting import beside
from recount.cli.printing import json_line, line, note, table
from recount.cli.room import Room
from recount.errors import TableError, Unreachable
from recount.publish.comparison import comparison_as_json, comparison_in_short, difference_rows
from recount.publish.formats import read_table

HEADS = ("what", "incident", "row", "ours", "theirs", "likely reason")
LONGEST_LINE = 1_000_000  # characters; a longer line is no row of any table, and is set aside in pieces
SHOWN = 5


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
        try:
            theirs = read_table(lines)
        except TableError as error:
            raise TableError(f"{file}: {error.what}", advice=error.advice) from error
    with room.current(db) as ledger:
        found = beside(room, ledger, theirs)
    if as_json:
        told = comparison_as_json(found, theirs)
        click.echo(json_line(told), nl=False)
    else:
        table(HEADS, list(difference_rows(found, agreeing=everything)), cut=("ours", "theirs", "likely reason"))
        line(comparison_in_short(found))
    for row in theirs.unread[:SHOWN]:
        note(f"note: row {row.row} of {file.name} was set aside: {row.reason}")
    if len(theirs.unread) > SHOWN:
        note(f"note: {len(theirs.unread) - SHOWN} more rows were set aside; --json lists them all")
    if not found.pairs:
        click.get_current_context().exit(1)


@contextmanager
def _lines(file: Path) -> Iterator[Iterator[str]]:
    try:
        with file.open(encoding="utf-8-sig", errors="replace", newline="") as lines:
            yield iter(partial(lines.readline, LONGEST_LINE), "")
    except OSError as error:
        raise Unreachable(f"{file} cannot be read ({error.strerror})", advice="Check the path") from error
