"""`recount verify`: is the ledger as it was recorded."""

from pathlib import Path
from typing import Any
from zipfile import is_zipfile

import click

from recount.cli import options
from recount.cli.bundle import tell_bundle
from recount.cli.printing import counted, json_line, line
from recount.cli.releases import opened_aside, there
from recount.cli.room import Room
from recount.errors import LedgerError
from recount.ledger.custody import Head
from recount.ledger.signature import check, read_public_key
from recount.ledger.verification import Verdict


@click.command()
@click.argument("file", required=False)
@click.option("--head", metavar="NUMBER:SEAL", help="A seal noted earlier: it must still be in the log.")
@click.option("--signed-by", metavar="KEY", help="Check the signature beside a released file: FILE.pub, or RW….")
@options.db
@options.as_json
@click.pass_obj
def command(
    room: Room, file: str | None, head: str | None, signed_by: str | None, db: str | None, as_json: bool
) -> None:
    """Check that nothing in the ledger was changed, removed or moved since it was recorded.

    Every original is unpacked and hashed, every row held against its line in the log, every line against the one
    before it. What is wrong is named. The seal of the last line is printed: note it elsewhere and give it with --head
    later, and not even who writes the whole log anew can hide it. An evidence bundle is checked as by recount bundle
    --check. Exit code 0 where all is sound, 1 where it is not, 2 where there is no ledger.

    \b
    Example:
      recount verify
      recount verify --head 1204:5f0c…
      recount verify released.db --signed-by recount.pub
      recount verify evidence.zip
    """  # noqa: D301
    if file and is_zipfile(file):
        tell_bundle(Path(file))
        return
    known = Head.read(head) if head else None
    there(file or db or room.config.ledger)
    signed: str | None = None
    try:
        if signed_by:
            signed = check(Path(file or db or room.config.ledger), read_public_key(signed_by))
        with opened_aside(room, file or db, aside=signed_by is not None) as ledger:
            found = ledger.verify(known=known)
            place = file or ledger.shown
    except LedgerError as error:  # a file that no database program can read is the plainest of answers
        found = Verdict(head=Head(number=0, seal=""), complaints=(f"{error.what}. {error.advice}",), notes=())
        place = file or db or room.config.ledger
    if as_json:
        click.echo(json_line(_as_json(found, place, signed)), nl=False)
    else:
        _print(found, place, signed)
    if not found.sound:
        click.get_current_context().exit(1)


def _as_json(found: Verdict, place: str, signed: str | None) -> dict[str, Any]:
    return {
        "ledger": place,
        "sound": found.sound,
        "signature": signed,
        "head": str(found.head),
        "complaints": list(found.complaints),
        "notes": list(found.notes),
    }


def _print(found: Verdict, place: str, signed: str | None) -> None:
    if signed is not None:
        line(f"signature: sound ({signed})")
    for complaint in found.complaints:
        line(f"NOT AS RECORDED: {complaint}")
    for note in found.notes:
        line(f"note: {note}")
    if found.sound:
        line(f"{place}: as it was recorded, {counted(found.head.number, 'line')} in the log.")
    line(f"seal: {found.head}")
