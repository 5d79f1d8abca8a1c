"""`recount statistics`: published figures, and whether they add up."""

from typing import Any

import click

from recount.cli import options
from recount.cli.printing import json_line, line, note, sound, table
from recount.cli.room import Room
from recount.contract import statistic_as_json
from recount.publish.gather import gather
from recount.publish.report import Material
from recount.publish.words import NOT_KNOWN, figure_words, measure_words
from recount.records import Document, Statistic

HEADS = ("measure", "value", "of", "period", "area", "speaker", "document", "words")


@click.command()
@options.db
@options.as_json
@click.pass_obj
def command(room: Room, db: str | None, as_json: bool) -> None:
    """List published figures over many incidents, and whether they add up.

    A published figure is never corrected. Below the list stands each check and how it came out, in the words of recount
    audit, which gives each figure one verdict out of its checks.

    \b
    Example:
      recount statistics
      recount statistics --json | jq '.findings[] | select(.verdict == "arithmetic fails")'
    """  # noqa: D301
    with room.current(db) as ledger:
        material = gather(ledger, (), figures=True)
    if as_json:
        click.echo(json_line(_as_json(material)), nl=False)
    else:
        rows = [_row(item, material.documents[document]) for document, item in material.statistics]
        table(HEADS, rows, cut=("words", "speaker"))
        for finding in material.findings:
            line(f"{finding.verdict}: {finding.words}")
    if not material.statistics:
        note("nothing found: the articles hold no published figures")
        click.get_current_context().exit(1)


def _as_json(material: Material) -> dict[str, Any]:
    return {
        "statistics": [
            {"id": item.id, "doc": material.documents[document].name, **statistic_as_json(item)}
            for document, item in material.statistics
        ],
        "findings": [
            {"verdict": one.verdict, "words": one.words, "statistics": list(one.statistics)}
            for one in material.findings
        ],
    }


def _row(item: Statistic, document: Document) -> tuple[str, ...]:
    return (
        measure_words(item),
        figure_words(item),
        item.of or item.actor or "",
        f"{item.period[0]}..{item.period[1]}" if item.period else NOT_KNOWN,
        item.area or NOT_KNOWN,
        item.speaker.span.quote if item.speaker else document.outlet or "the report itself",
        document.name,
        sound(item.span.quote),
    )
