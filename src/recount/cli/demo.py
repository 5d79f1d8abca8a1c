"""`recount demo`: the main job on the bundled example articles."""

from collections import Counter
from importlib.resources import as_file, files
from pathlib import Path

import click

from recount.cli.intake import documents_of
from recount.cli.printing import complain, line, table
from recount.cli.progress import progress
from recount.cli.report import write_report
from recount.cli.room import Room
from recount.pipeline import Desk, add
from recount.publish import words
from recount.publish.gather import gather
from recount.publish.lines import HEADS, incident_line
from recount.publish.report import Entry, Material, Said, entry

DEMO = "recount.db"
PAGE = "recount-report.html"


@click.command()
@click.option(
    "--into", type=click.Path(path_type=Path, file_okay=False), default=Path(), help="Folder for the results."
)
@click.pass_obj
def command(room: Room, into: Path) -> None:
    """Read the bundled example articles and print the ledger.

    Sixteen short articles on seven real incidents, a round-up and a football match. Writes a ledger and a page; run
    again, it adds nothing.

    \b
    Example:
      recount demo
      recount demo --into /tmp/demo
    """  # noqa: D301
    into.mkdir(parents=True, exist_ok=True)
    ledger_file, page = into / DEMO, into / PAGE
    with room.ledger(str(ledger_file), create=True) as ledger:
        _read(room, room.desk(ledger))
        material = gather(ledger, ledger.incidents(), figures=True)
        write_report(ledger, page, title="Incident ledger: the bundled examples")
    _print(material)
    _next(ledger_file, page, material)


def _read(room: Room, desk: Desk) -> None:
    """Add the bundled articles, and say what came of it in one line."""
    counted: Counter[str] = Counter()
    with as_file(files("recount") / "examples") as folder, progress("reading") as step:
        for outcome in add(desk, documents_of(room, (str(folder),), published=None, outlet=None)):
            counted[outcome.kind] += 1
            step(outcome.source)
            if outcome.failure:
                complain(outcome.failure)
    if counted["added"]:
        line(f"Read {counted['added']} example articles.")
    else:
        line(f"All {counted['known']} example articles are in the ledger already: nothing was added.")


def _print(material: Material) -> None:
    line()
    line(f"{len(material.incidents)} incidents")
    table(
        HEADS,
        [incident_line(incident, material.countries) for incident in material.incidents],
        cut=("place", "who on whom"),
    )
    disputed = [entry(incident, material) for incident in material.incidents if incident.disagreements]
    line()
    line("Where reports disagree")
    for one in disputed:
        _print_disagreements(one)
    line()
    line("Published figures, and whether they add up")
    for finding in material.findings:
        line(f"{finding.verdict}: {finding.words}", indent=2)


def _print_disagreements(one: Entry) -> None:
    line(f"{one.type}, {one.where}, {one.when}", indent=2)
    for item, sides in one.disagreements:
        group = f", {words.GROUPS[item.of]}" if item.of else ""
        line(f"{item.field}{group}: {item.words}", indent=4)
        for said in sides:
            line(_sentence(said), indent=6)


def _sentence(said: Said) -> str:
    """One side: the figure, who says so, and the sentence it stands in."""
    return f"{said.value} ({said.speaker}, in {said.outlet}): “{said.before}{said.quote}{said.after}”"


def _next(ledger: Path, page: Path, material: Material) -> None:
    line()
    line(f"Ledger: {ledger}")
    line(f"Page:   {page} (open it in a browser; it needs no network)")
    if material.incidents:
        first = next((one for one in material.incidents if one.disagreements), material.incidents[0])
        line(f"Next:   recount show {first.id[:8]} --db {ledger}    every claim of one incident")
    line(f"        recount add YOUR-ARTICLES --db {ledger}    your own articles beside them")
