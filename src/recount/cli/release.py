"""`recount release`: the ledger as a signed file that others can check without asking us."""

import os
from pathlib import Path

import click

from recount.cli import options
from recount.cli.printing import line
from recount.cli.releases import keep_token, write_release
from recount.cli.room import Room
from recount.errors import ConfigError
from recount.ledger.signature import make_keys


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
            keep_token(room, ledger, file, token)
        else:
            write_release(room, ledger, file, said)
