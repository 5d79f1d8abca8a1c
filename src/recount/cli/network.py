"""`recount network`: who belongs to whom, sides with whom and fights whom, as documents tell it."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import click

from recount.cli import options
from recount.cli.printing import counted, line, note, opened, paragraph, standard_output
from recount.cli.room import Room
from recount.publish.network_files import gexf, graphml, network_json
from recount.publish.told import sentence_of, texts_of, told_in, voice_words
from recount.records import Document
from recount.tally.network import Edge, Network, around, draw_network
from recount.tally.sayings import Evidence

FORMS = ("text", "json", "graphml", "gexf")
SHOWN = 3


@click.command()
@click.option("--actor", metavar="NAME", help="Only what touches an actor, under any of its names.")
@click.option("--since", type=options.DAY, metavar="DAY", help="Only what was published or happened since.")
@click.option("--until", type=options.DAY, metavar="DAY", help="Only what was published or happened until then.")
@click.option("--form", type=click.Choice(FORMS), default="text", help="How to write it.")
@options.to_file
@options.db
@click.pass_obj
def command(
    room: Room,
    actor: str | None,
    since: date | None,
    until: date | None,
    form: str,
    output: Path | None,
    db: str | None,
) -> None:
    """Draw who is part of whom, split from, allied with, sworn to, supports and fights whom, over time.

    Each line has its sentences and its incidents, by how many voices it is told, and what contradicts it. Nothing is
    inferred from names.

    \b
    Example:
      recount network --actor "Islamic State"
      recount network --since 2018-01-01 --form gexf -o actors.gexf
    """  # noqa: D301
    days = (since or date.min, until or date.max) if since or until else None
    with room.current(db) as ledger:
        told = told_in(ledger)
        whole = draw_network(told.said, told.incidents, told.accounts, outlets=told.outlets, days=days)
        network = around(whole, actor) if actor else whole
        documents = texts_of(ledger, _evidence(network))
    if form == "text":
        for edge in network.edges:
            _print(edge, documents)
    else:
        written = {
            "json": lambda: network_json(network, told.names, lambda one: sentence_of(one, documents)),
            "graphml": lambda: graphml(network),
            "gexf": lambda: gexf(network),
        }[form]()
        stream = opened(output) if output else standard_output()
        stream.write(written)
        stream.flush()
        if output:
            stream.close()
    note(f"{counted(len(network.nodes), 'actor')}, {counted(len(network.edges), 'relation')}")
    if not network.edges:
        click.get_current_context().exit(1)


def _evidence(network: Network) -> list[Evidence]:
    return [one for edge in network.edges for one in (*edge.evidence, *(found for _, found in edge.against))]


def _print(edge: Edge, documents: Mapping[str, Document]) -> None:
    days = f"{edge.first} to {edge.last}" if edge.first != edge.last else f"{edge.first or 'day not known'}"
    told = f"{counted(len(edge.evidence), 'time')}, {counted(edge.voices, 'voice')}, {days}"
    line(f"{edge.words} ({'; '.join(words for words in (told, edge.known) if words)})")
    for one in edge.evidence[:SHOWN]:
        paragraph(f"{voice_words(one)}: “{sentence_of(one, documents)}”", indent=2)
    if len(edge.evidence) > SHOWN:
        paragraph(f"and {len(edge.evidence) - SHOWN} more", indent=2)
    for words, one in edge.against:
        paragraph(f"but {words}, says {voice_words(one)}: “{sentence_of(one, documents)}”", indent=2)
