"""`recount release`: the ledger as a signed file that others can check without asking us."""

import os
from pathlib import Path

import click

from recount.cli import options
from recount.cli.printing import counted, line
from recount.cli.room import Room
from recount.errors import ConfigError, Unreachable
from recount.ledger import Ledger, tables
from recount.ledger.copying import RELEASED, copy_tables
from recount.ledger.signature import make_keys, read_secret_key, sign

LONGEST_TOKEN = 1_000_000


@click.command()
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--key", type=click.Path(path_type=Path), help="The secret key to sign with.")
@click.option("--new-key", type=click.Path(path_type=Path), help="Make a secret key, and the public one beside it.")
@click.option("--with-originals", is_flag=True, help="Put the bytes of pages and files in: mind whose they are.")
@click.option("--with-redacted", is_flag=True, help="Release it although words were redacted: they are in it.")
@click.option("--time-stamp", type=click.Path(path_type=Path), help="Keep an authority's RFC 3161 token for FILE.")
@options.db
@click.pass_obj
def command(
    room: Room, /, *, file: Path | None, new_key: Path | None, db: str | None, **said: Path | bool | None
) -> None:
    """Write the ledger into one file, and sign it.

    The file is a ledger like any other: documents, claims, decisions, incidents and the sealed log, without people's
    accounts. The signature beside it is of minisign's form, so that it can be checked without Recount.

    \b
    Example:
      recount release --new-key recount.key
      recount release ledger-2026-11.db --key recount.key
      recount verify ledger-2026-11.db --signed-by recount.key.pub
      recount release ledger-2026-11.db --time-stamp ledger-2026-11.tsr
    """  # noqa: D301
    if new_key is not None:
        public = make_keys(new_key, os.urandom(40))
        line(f"Secret key: {new_key} (back it up, show it to nobody). Public key: {public} (publish it).")
        return
    if file is None:
        raise ConfigError("No file was named", advice="Say where to write the release: recount release FILE --key KEY")
    with room.ledger(db) as ledger:
        token = said["time_stamp"]
        if isinstance(token, Path):
            _keep_token(room, ledger, file, token)
        else:
            _release(room, ledger, file, said)


def _release(room: Room, ledger: Ledger, file: Path, said: dict[str, Path | bool | None]) -> None:
    key = said["key"]
    if not isinstance(key, Path):
        raise ConfigError("A release is signed", advice="Give a key: --key FILE (make one with --new-key FILE)")
    secret = read_secret_key(key)
    redacted = sum(decision.kind == "redact" for decision in ledger.decisions())
    if redacted and not said["with_redacted"]:
        advice = "Hand it to nobody who may not see them; to write it all the same: --with-redacted"
        raise ConfigError(f"A release holds the words behind {counted(redacted, 'redaction')}", advice=advice)
    originals = bool(said["with_originals"])
    head = ledger.log_release(file.name, originals=originals, at=room.clock())
    left_out = () if originals else (tables.originals,)
    copy_tables(ledger.place, str(file), tuple(table for table in RELEASED if table not in left_out))
    documents = ledger.counts()["documents"]
    comment = f"Recount ledger {file.name}, released {room.clock()}, {documents} documents, seal {head}"
    signature = sign(file, secret, comment)
    line(f"{file}: {counted(documents, 'document')}, {'with' if originals else 'without'} originals.")
    line(f"{signature}: its signature. Seal: {head}")


def _keep_token(room: Room, ledger: Ledger, file: Path, token: Path) -> None:
    try:
        with token.open("rb") as stream:
            held = stream.read(LONGEST_TOKEN + 1)
    except OSError as error:
        raise Unreachable(f"{token} cannot be read ({error.strerror})", advice="Check the path") from error
    if not held or len(held) > LONGEST_TOKEN:
        raise Unreachable(f"{token} is no time-stamp token", advice="Give the answer of the authority (.tsr)")
    ledger.log_time_stamp(file.name, held, at=room.clock())
    line(f"{token}: kept in the ledger, with a line in its log.")
