"""`recount bundle`: the evidence behind incidents in one file, and the check of such a file."""

from pathlib import Path

import click

from recount.cli import options
from recount.cli.printing import counted, line, note, opened
from recount.cli.room import Room
from recount.errors import ConfigError
from recount.publish.bundle import write_bundle
from recount.publish.bundle_check import check_bundle


@click.command()
@click.argument("ids", metavar="ID...", nargs=-1)
@options.to_file
@click.option("--check", type=click.Path(path_type=Path), metavar="FILE", help="Check a bundle instead of writing one.")
@options.db
@click.pass_obj
def command(room: Room, ids: tuple[str, ...], output: Path | None, check: Path | None, db: str | None) -> None:
    """Write the evidence behind incidents into one ZIP that anybody can check offline, or check one.

    It holds texts, originals where they are kept, claims, decisions and hashes; without ids, of the whole ledger. What
    was redacted is in none of it. `sha256sum -c MANIFEST.sha256` checks the unpacked files without Recount; --check
    also holds every claim against the words of its document.

    \b
    Example:
      recount bundle -o evidence.zip
      recount bundle 7f3a 90bc -o quetta.zip
      recount bundle --check evidence.zip
    """  # noqa: D301
    if check is not None:
        tell_bundle(check)
        return
    if output is None:
        raise ConfigError("No file was named", advice="Say where to write it: recount bundle -o evidence.zip")
    with room.current(db) as ledger:
        wanted = [ledger.incident(ledger.incident_id(key)) for key in dict.fromkeys(ids)] if ids else ledger.incidents()
        with opened(output) as stream:
            written = write_bundle(ledger, wanted, stream, at=room.now())
    told = (written.incidents, "incident"), (written.documents, "document"), (written.originals, "original")
    line(f"{output}: {', '.join(counted(number, what) for number, what in told)}")
    for why, number in written.without.items():
        note(f"note: {counted(number, 'document')} without the original: {why}")
    if not written.incidents:
        click.get_current_context().exit(1)


def tell_bundle(file: Path) -> None:
    """Whether a bundle is as it was written, and what was checked; exit code 1 where it is not."""
    found = check_bundle(file)
    for complaint in found.complaints:
        line(complaint)
    told = (found.files, "file"), (found.originals, "original"), (found.claims, "claim")
    verdict = "sound" if found.sound else "not as it was written"
    line(f"{file.name} is {verdict}: {', '.join(counted(number, what) for number, what in told)} checked")
    if not found.sound:
        click.get_current_context().exit(1)
