"""`recount show`: all that is known of one incident."""

import click

from recount.cli import options
from recount.cli.printing import json_line, line
from recount.cli.room import Room
from recount.publish.gather import gather
from recount.publish.incident_json import cluster_as_json, incident_as_json
from recount.publish.text import incident_text


@click.command()
@click.argument("id")
@options.db
@options.as_json
@click.pass_obj
def command(room: Room, id: str, db: str | None, as_json: bool) -> None:  # noqa: A002 - the user's word
    """Show all that is known of an incident, claim by claim.

    Each field with every claim, its sentence and its speaker. Claims marked + stand, those marked - were set aside,
    with the reason. Below: which reports were taken for this incident, and why. ID is that of an incident, a report or
    a claim, or its beginning; former ids lead on.

    \b
    Example:
      recount show 7f3a
      recount show 7f3a --json | jq '.reports[].claims'
    """  # noqa: D301
    with room.current(db) as ledger:
        key = ledger.incident_id(id)
        incident = ledger.incident(key)
        cluster = ledger.clusters([key])[key]
        material = gather(ledger, [incident])
    if as_json:
        click.echo(json_line({**incident_as_json(incident, material), **cluster_as_json(cluster)}), nl=False)
        return
    if not key.startswith(id):
        line(f"{id} is told of by incident {key}.")
    for words in incident_text(incident, cluster, material):
        line(words)
