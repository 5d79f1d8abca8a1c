"""`recount report`: the ledger as one page."""

from pathlib import Path

import click

from recount.cli import options
from recount.cli.printing import line, opened
from recount.cli.room import Room
from recount.ledger import Ledger
from recount.publish.gather import gather
from recount.publish.report import render_report


@click.command()
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("recount-report.html"),
    help="Where to.",
)
@click.option("--title", default="Incident ledger", help="The heading of the page.")
@options.db
@click.pass_obj
def command(room: Room, output: Path, title: str, db: str | None) -> None:
    """Write the ledger as one self-contained page.

    Incidents, every claim with its sentence and speaker, disagreements with both sentences, published figures and
    whether they add up. The page needs no network and runs no script.

    \b
    Example:
      recount report -o october.html --title "October 2016"
    """  # noqa: D301
    with room.current(db) as ledger:
        write_report(ledger, output, title=title)
    line(f"The ledger is written as a page to {output}")


def write_report(ledger: Ledger, output: Path, *, title: str) -> None:
    """Write all incidents and published figures of a ledger as a page."""
    page = render_report(gather(ledger, ledger.incidents(), figures=True), title=title)
    with opened(output) as file:
        file.write(page.encode("utf-8"))
