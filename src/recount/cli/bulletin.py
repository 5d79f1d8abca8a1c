"""`recount bulletin`: a finished report of a month or a year."""

from functools import partial
from pathlib import Path
from typing import Any

import click

from recount.cli import options
from recount.cli.printing import line, opened
from recount.cli.room import Room
from recount.cli.scope import MONTH, YEAR, area
from recount.codebook.layouts import layout_names
from recount.ledger import Ledger
from recount.publish.bulletin import MOST_TOLD, Bulletin, Issue, make_bulletin
from recount.publish.bulletin_files import bulletin_html, bulletin_markdown, cells_csv, evidence_csv, incidents_csv
from recount.publish.bulletin_pdf import bulletin_pdf
from recount.records import RuleSet
from recount.tally.selection import EVERYWHERE

FORMS = ("html", "pdf", "md")


@click.command()
@click.option("--month", type=MONTH, metavar="MONTH", help="A monthly bulletin: 2019-01.")
@click.option("--year", type=YEAR, metavar="YEAR", help="An annual report: 2018.")
@area
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, file_okay=False), default=Path("bulletin"), help="Folder."
)
@click.option("--form", "forms", type=click.Choice(FORMS), multiple=True, help="Only these. Default: all three.")
@click.option("--layout", "layouts", type=click.Choice(layout_names()), multiple=True, help="Add a named table.")
@click.option("--since", type=options.DAY, metavar="DAY", help="Day of the last issue: list what changed since.")
@click.option("--publisher", default="", metavar="NAME", help="Whose bulletin it is, for the cover.")
@click.option("--most", type=click.IntRange(min=1), default=MOST_TOLD, help="Incidents told one by one in print.")
@options.db
@click.pass_obj
def command(room: Room, /, *, output: Path, forms: tuple[str, ...], db: str | None, **asked: Any) -> None:
    """Write a finished report of a month or a year.

    Headline figures with their changes, tables, maps, charts, chronology, contested incidents with both sentences,
    published figures and whether they add up, corrections, coverage, method. In the folder: bulletin.html, bulletin.pdf
    and bulletin.md; cells.csv leads from each number to its incidents (incidents.csv), evidence.csv to their sentences.

    \b
    Example:
      recount bulletin --month 2019-01 --area PK -o january
      recount bulletin --year 2018 --area Balochistan --layout satp --form html
      recount bulletin --month 2019-02 --area PK --since 2019-02-05
    """  # noqa: D301
    with room.current(db) as ledger:
        issue = _issue(room, ledger, **asked)
        bulletin = make_bulletin(ledger, issue, partial(room.stages.reconcile, rules=issue.rules))
        output.mkdir(parents=True, exist_ok=True)
        _write(output / "cells.csv", "".join(cells_csv(bulletin)).encode("utf-8"))
        _write(output / "incidents.csv", "".join(incidents_csv(bulletin)).encode("utf-8"))
        _write(output / "evidence.csv", "".join(evidence_csv(ledger, bulletin)).encode("utf-8"))
    for form in forms or FORMS:
        _write(output / f"bulletin.{form}", _as(form, bulletin))
    if not bulletin.selection.inside:
        line("The ledger holds no incident of this time and area; the bulletin says so.")
    line(f"The bulletin is written to {output}")


def _issue(room: Room, ledger: Ledger, **asked: Any) -> Issue:
    month, year = asked["month"], asked["year"]
    if (month is None) == (year is None):
        raise click.UsageError("Say what the bulletin is of. Give either --month 2019-01 or --year 2018.")
    within = asked["area"] or EVERYWHERE
    rules = ledger.derived_rules()
    return Issue(
        period=month or year,
        area=within,
        layouts=asked["layouts"] or (("picss",) if within.country == "PK" and not within.province else ()),
        last_issue=asked["since"],
        made=room.now().date(),
        rules=next((one for one in _RULES if one == rules), room.config.rules),
        publisher=asked["publisher"],
        most_told=asked["most"],
    )


_RULES: tuple[RuleSet, ...] = ("conservative", "ucdp", "acled", "gtd", "ibc")


def _as(form: str, bulletin: Bulletin) -> bytes:
    if form == "pdf":
        return bulletin_pdf(bulletin_html(bulletin, printed=True))
    return (bulletin_html(bulletin) if form == "html" else bulletin_markdown(bulletin)).encode("utf-8")


def _write(path: Path, data: bytes) -> None:
    with opened(path) as file:
        file.write(data)
