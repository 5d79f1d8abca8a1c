"""`recount incidents`: one line for each incident, or all of it as JSON."""

from collections.abc import Iterator, Sequence
from typing import Any, get_args

import click

from recount.cli import options
from recount.cli.printing import json_list, note, table
from recount.cli.room import Room
from recount.codebook.countries import load_countries
from recount.ledger import Filter, Ledger
from recount.pipeline import recount
from recount.publish.gather import gather
from recount.publish.incident_json import incident_as_json
from recount.publish.lines import HEADS, incident_line
from recount.records import EventType, Incident, RuleSet

# How many incidents are written as JSON with their articles in memory.
AT_ONCE = 200


@click.command()
@click.option("--since", type=options.DAY, metavar="DAY", help="Only what may have been on this day or later.")
@click.option("--until", type=options.DAY, metavar="DAY", help="Only what may have been on this day or earlier.")
@click.option("--country", type=options.COUNTRY, metavar="NAME", help="Only this country: its name, or a code like PK.")
@click.option("--type", type=click.Choice(get_args(EventType)), help="Only this type of event.")
@options.rules
@options.db
@options.as_json
@click.pass_obj
def command(room: Room, /, *, rules: RuleSet | None, db: str | None, as_json: bool, **asked: Any) -> None:
    """List the incidents of the ledger.

    Date, place, type, who on whom, killed and wounded (low–best–high), grade, number of independent witnesses. In a
    pipe the columns are parted by tabs. Incidents without a known day come last, and are left out where days are asked
    for. --rules counts as another project would, and leaves the ledger as it is.

    \b
    Example:
      recount incidents --country PK --since 2016-01-01 --until 2016-12-31
      recount incidents --rules gtd --json | jq '.[].counts.killed'
    """  # noqa: D301
    with room.current(db) as ledger:
        found = ledger.incidents(Filter(**asked))
        if rules and rules != ledger.derived_rules():
            found = recount(room.desk(ledger, rules=rules), found)
        if as_json:
            json_list(_as_json(ledger, found))
        else:
            countries = {code: country.name for code, country in load_countries().items()}
            table(
                HEADS, [incident_line(incident, countries) for incident in found], cut=("place", "who on whom", "type")
            )
    if not found:
        note("nothing found. See what the ledger holds with: recount doctor")
        click.get_current_context().exit(1)


def _as_json(ledger: Ledger, incidents: Sequence[Incident]) -> Iterator[dict[str, Any]]:
    for start in range(0, len(incidents), AT_ONCE):
        material = gather(ledger, incidents[start : start + AT_ONCE])
        yield from (incident_as_json(incident, material) for incident in material.incidents)
