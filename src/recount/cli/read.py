"""`recount read`: what articles say, as the JSON Lines of the contract."""

from datetime import date
from functools import partial

import click

from recount.cli import options
from recount.cli.coder import with_coder
from recount.cli.intake import documents_of
from recount.cli.printing import complain, json_line, standard_output
from recount.cli.room import Room
from recount.contract import account_as_json
from recount.records import Document, Failure
from recount.stages import read_and_code
from recount.workers import in_order


@click.command()
@options.sources
@options.published
@options.outlet
@options.jobs
@click.pass_obj
@with_coder
def command(room: Room, sources: tuple[str, ...], published: date | None, outlet: str | None, jobs: int | None) -> None:
    """Write what articles say as JSON Lines, leaving the ledger alone.

    One object a document, with each value's words and where they stand. Its form: recount schema.

    \b
    Example:
      recount read articles.jsonl.gz > accounts.jsonl
      recount read note.txt --published 2016-10-25 | jq '.incidents[].claims'
    """  # noqa: D301
    failed = False
    stream = standard_output()
    documents = documents_of(room, sources, published=published, outlet=outlet)
    work = partial(read_and_code, room.stages)
    pairs = ((item, item if isinstance(item, Document) else None) for item in documents)
    for item, said in in_order(pairs, work, jobs or room.config.jobs):
        outcome = item if isinstance(item, Failure) else said
        if isinstance(item, Document) and outcome is not None and not isinstance(outcome, Failure):
            stream.write(json_line(account_as_json(outcome, item)))
            stream.flush()
        elif isinstance(outcome, Failure):
            failed = True
            complain(outcome)
    if failed:
        click.get_current_context().exit(2)
