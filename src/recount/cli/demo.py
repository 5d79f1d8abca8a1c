"""`recount demo`: the main job on the bundled example articles."""

from collections import Counter
from importlib.resources import as_file, files
from pathlib import Path

import click

from recount.cli.intake import documents_of
from recount.cli.printing import complain, counted, line, paragraph, table
from recount.cli.progress import progress
from recount.cli.report import write_report
from recount.cli.room import Room
from recount.pipeline import Desk, add
from recount.publish import words
from recount.publish.gather import gather
from recount.publish.lines import HEADS, incident_line
from recount.publish.report import Entry, Material, entry
from recount.records import Document, Statistic

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
    kinds: Counter[str] = Counter()
    with as_file(files("recount") / "examples") as folder, progress("reading") as step:
        for outcome in add(desk, documents_of(room, (str(folder),), into=desk.ledger)):
            kinds[outcome.kind] += 1
            step(outcome.source)
            if outcome.failure:
                complain(outcome.failure)
    if kinds["added"]:
        line(f"Read {kinds['added']} example articles.")
    else:
        line(f"All {kinds['known']} example articles are in the ledger already: nothing was added.")


def _print(material: Material) -> None:
    line()
    line(counted(len(material.incidents), "incident"))
    rows = [incident_line(incident, material.countries) for incident in material.incidents]
    table(HEADS, rows, cut=("place", "who on whom", "type"), aligned=True)
    line()
    line("Where reports disagree")
    for incident in material.incidents:
        if incident.disagreements:
            _print_disagreements(entry(incident, material))
    line()
    line("Published figures, and whether they add up")
    for document, statistic in material.statistics:
        _print_figure(statistic, material.documents[document])
    for finding in material.findings:
        paragraph(f"{finding.verdict}: {finding.words}", indent=2)
    if not material.statistics:
        line("none found", indent=2)
    if material.silent:
        line()
        line(f"Read, and nothing found in: {', '.join(material.silent)}")


def _print_disagreements(one: Entry) -> None:
    line()
    line(one.heading, indent=2)
    for dispute in one.disagreements:
        paragraph(f"{dispute.subject}: {dispute.words}", indent=4)
        for said in dispute.sides:
            paragraph(f"{said.value}, {words.STANCES[said.claim.stance]} {said.source}:", indent=6)
            paragraph(f"“{said.before}{said.quote}{said.after}”", indent=8)


def _print_figure(item: Statistic, document: Document) -> None:
    period = f", {words.period_words(item)}" if item.period else ""
    area = f", {item.area}" if item.area else ""
    group = f", {words.GROUPS[item.of]}" if item.of not in {None, "all"} else ""
    who = item.speaker.span.quote if item.speaker else document.outlet or document.name
    paragraph(f"{words.figure_words(item)} {words.measure_words(item)}{group}{area}{period}: {who}", indent=2)


def _next(ledger: Path, page: Path, material: Material) -> None:
    line()
    line(f"Ledger: {ledger}")
    line(f"Page:   {page} (open it in a browser; it needs no network)")
    if material.incidents:
        first = next((one for one in material.incidents if one.disagreements), material.incidents[0])
        line(f"Next:   recount show {first.id[:8]} --db {ledger}    every claim of one incident")
    line(f"        recount add YOUR-ARTICLES --db {ledger}    your own articles beside them")
