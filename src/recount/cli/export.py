"""`recount export`: the ledger for others."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO

import click

from recount.cli import options
from recount.cli.printing import json_line, note, opened, standard_output
from recount.cli.room import Room
from recount.ledger import Ledger
from recount.publish.exports import NOT_IN_CSV, NOT_IN_JSONL, claims_csv, incidents_csv
from recount.publish.gather import gather
from recount.publish.incident_json import incident_as_json
from recount.publish.report import Material
from recount.records import Incident

AT_ONCE = 200


@click.command()
@click.argument("form", metavar="jsonl|csv", type=click.Choice(("jsonl", "csv")))
@options.to_file
@options.db
@click.pass_obj
def command(room: Room, form: str, output: Path | None, db: str | None) -> None:
    """Write the ledger in a format for others.

    jsonl: one incident a line, with its reports and claims. csv: incidents, one a row; with -o FILE.csv also their
    claims, one a row, in FILE-claims.csv. What the format cannot hold is said on the error stream.

    \b
    Example:
      recount export jsonl > incidents.jsonl
      recount export csv -o incidents.csv
    """  # noqa: D301
    with room.current(db) as ledger, ExitStack() as stack:
        stream = stack.enter_context(opened(output)) if output else standard_output()
        if form == "jsonl":
            _write(stream, (json_line(incident_as_json(*pair)) for pair in _incidents(ledger)))
        else:
            _write(stream, (row.encode("utf-8") for row in incidents_csv(_incidents(ledger))))
        if form == "csv" and output:
            claims = output.with_name(f"{output.stem}-claims{output.suffix}")
            beside = stack.enter_context(opened(claims))
            _write(beside, (row.encode("utf-8") for row in claims_csv(_incidents(ledger))))
        found = bool(ledger.counts()["incidents"])
    note(f"note: {NOT_IN_JSONL if form == 'jsonl' else NOT_IN_CSV}.")
    if not found:
        click.get_current_context().exit(1)


def _incidents(ledger: Ledger) -> Iterator[tuple[Incident, Material]]:
    """Every incident with its reports and documents, few at a time in memory."""
    incidents = ledger.incidents()
    for start in range(0, len(incidents), AT_ONCE):
        material = gather(ledger, incidents[start : start + AT_ONCE])
        yield from ((incident, material) for incident in material.incidents)


def _write(stream: BinaryIO, parts: Iterable[bytes]) -> None:
    for part in parts:
        stream.write(part)
    stream.flush()
