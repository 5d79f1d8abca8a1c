"""`recount chronology`: what is told of an actor or a place, in order, each line with its sentence."""

from collections.abc import Mapping
from typing import Any

import click

from recount.cli import options
from recount.cli.printing import counted, json_list, line, note, paragraph
from recount.cli.room import Room
from recount.errors import ConfigError
from recount.publish.network_files import evidence_json
from recount.publish.told import sentence_of, texts_of, told_in, voice_words
from recount.publish.words import NOT_KNOWN
from recount.records import Document
from recount.tally.chronology import Entry, Subject, chronicle


@click.command()
@click.option("--actor", metavar="NAME", help="An actor, under any of its names.")
@click.option("--area", metavar="NAME", help="A country, province, district or town.")
@options.db
@options.as_json
@click.pass_obj
def command(room: Room, actor: str | None, area: str | None, db: str | None, as_json: bool) -> None:
    """Tell an actor or a place in order: first mentions, warnings, attacks, operations, statements, figures.

    Give an actor, a place, or both. Each entry has the sentence it rests on, and says what is told for the first time.

    \b
    Example:
      recount chronology --actor "Islamic State" --area Pakistan
      recount chronology --area Quetta --json
    """  # noqa: D301
    if not actor and not area:
        raise ConfigError("No actor and no place is named", advice="Give --actor NAME, --area NAME, or both")
    with room.current(db) as ledger:
        told = told_in(ledger, present=actor)
        subject = Subject(actor=actor, area=area)
        entries = chronicle(subject, told.said, told.incidents, told.accounts, outlets=told.outlets)
        documents = texts_of(ledger, [one.evidence for one in entries])
    if as_json:
        json_list(_as_json(one, told.names, documents) for one in entries)
    else:
        for one in entries:
            _print(one, told.names, documents)
    note(counted(len(entries), "line") if entries else "nothing found: no document tells of that")
    if not entries:
        click.get_current_context().exit(1)


def _print(one: Entry, names: Mapping[str, str], documents: Mapping[str, Document]) -> None:
    day = str(one.first) if one.first == one.last else f"{one.first} to {one.last}"
    told = "; ".join(words for words in (*one.notes, one.new) if words)
    said = f" ({told})" if told else ""
    line(f"{day if one.first else f'day {NOT_KNOWN}'}  {one.kind}: {one.words}{said}")
    home = names.get(one.evidence.document, one.evidence.document)
    paragraph(f"{voice_words(one.evidence)}: “{sentence_of(one.evidence, documents)}” [{home}]", indent=2)


def _as_json(one: Entry, names: Mapping[str, str], documents: Mapping[str, Document]) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "first": one.first,
        "last": one.last,
        "words": one.words,
        "place": one.place,
        "incident": one.incident,
        "notes": list(one.notes),
        "new": one.new,
        "evidence": evidence_json(one.evidence, names, lambda found: sentence_of(found, documents)),
    }
