"""`recount export`: the ledger for others."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO

import click

from recount.cli import options
from recount.cli.counting import counted_by
from recount.cli.printing import line, note, opened, standard_output
from recount.cli.room import Room
from recount.errors import ConfigError
from recount.publish.exports import claims_csv
from recount.publish.formats import FORMATS, Loss, code_book, loss_in_full, loss_in_short
from recount.publish.report import Material


@click.command()
@click.argument("form", metavar="FORMAT", type=click.Choice(tuple(FORMATS)))
@options.to_file
@click.option("--codebook", is_flag=True, help="Print what the columns mean, and write nothing.")
@click.option("--loss", type=click.Path(path_type=Path), help="Where to write all that the format could not hold.")
@options.db
@click.pass_obj
def command(room: Room, form: str, output: Path | None, codebook: bool, loss: Path | None, db: str | None) -> None:
    """Write the ledger in a format for others.

    FORMAT is jsonl, csv or parquet (as the ledger has it), acled, ged (UCDP) or gtd (rows as these projects lay them
    out, counted by their rules), plover, geojson or jsonld. csv with -o FILE.csv also writes the claims, one a row, to
    FILE-claims.csv. What the format cannot hold is said on the error stream, and in full with --loss.

    \b
    Example:
      recount export jsonl > incidents.jsonl
      recount export ged -o events.csv --loss not-in-ged.txt
      recount export acled --codebook
    """  # noqa: D301
    chosen = FORMATS[form]
    if codebook:
        for words in code_book(chosen):
            line(words)
        return
    if form == "parquet" and output is None and sys.stdout.isatty():
        raise ConfigError(
            "Parquet is no text for a terminal", advice="Write it to a file: recount export parquet -o FILE"
        )
    losses = [Loss(format=form)]
    with room.current(db) as ledger, ExitStack() as stack:
        materials = counted_by(room, ledger, chosen.rules, losses)
        stream = stack.enter_context(opened(output)) if output else standard_output()
        rows = (row for material in _noting(materials, form, losses) for row in chosen.rows(material))
        _write(stream, chosen.encode(rows, chosen.names))
        if form == "csv" and output:
            beside = stack.enter_context(opened(output.with_name(f"{output.stem}-claims{output.suffix}")))
            _write(beside, (row.encode() for row in claims_csv(counted_by(room, ledger, None, []))))
        if loss:
            whole = sum(losses[1:], losses[0])
            _write(stack.enter_context(opened(loss)), (f"{words}\n".encode() for words in loss_in_full(whole)))
    whole = sum(losses[1:], losses[0])
    for words in (*loss_in_short(whole), chosen.besides):
        if words:
            note(f"note: {words}")
    if not whole.written:
        click.get_current_context().exit(1)


def _noting(materials: Iterable[Material], form: str, losses: list[Loss]) -> Iterator[Material]:
    """Hands the incidents on, and keeps what the format cannot hold of them."""
    for material in materials:
        losses.append(FORMATS[form].loss(material))
        yield material


def _write(stream: BinaryIO, parts: Iterable[bytes]) -> None:
    for part in parts:
        stream.write(part)
    stream.flush()
