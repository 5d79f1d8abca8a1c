"""`recount doctor`: is the ledger whole, is it current, what failed."""

import platform
from dataclasses import asdict
from importlib.metadata import version
from typing import Any

import click

from recount import __version__
from recount.cli import options
from recount.cli.checks import checks_of, weights
from recount.cli.printing import json_line, line
from recount.cli.room import Room
from recount.config import Config
from recount.ledger import Ledger
from recount.ledger.migrations import MIGRATIONS

LIBRARIES = ("sqlalchemy", "onnxruntime", "trafilatura", "pypdf")


@click.command()
@options.db
@options.as_json
@click.pass_obj
def command(room: Room, db: str | None, as_json: bool) -> None:
    """Say what is wrong, and what to do: ledger, custody, incidents, disk, memory, rights, clock, what failed.

    Exit code 0 where the ledger is sound (what to look at is listed with advice), 2 where it is not.

    \b
    Example:
      recount doctor
      recount doctor --json | jq '.failures[].source'
    """  # noqa: D301
    with room.ledger(db) as ledger:
        checks = checks_of(room, ledger)
        found = {"versions": _versions(room.config), **_health(ledger), "checks": [asdict(one) for one in checks]}
    if as_json:
        click.echo(json_line(found), nl=False)
    else:
        _print(found)
    if found["complaints"] or any(one.state == "bad" for one in checks):
        click.get_current_context().exit(2)


def _versions(config: Config) -> dict[str, str]:
    return {
        "recount": __version__,
        "python": platform.python_version(),
        **{name: version(name) for name in LIBRARIES},
        "model weights": ", ".join(weights()) or "none: the reader by rules is used",
        "settings": str(config.file or "defaults"),
    }


def _health(ledger: Ledger) -> dict[str, Any]:
    return {
        "ledger": ledger.shown,
        "version": MIGRATIONS[-1].number,
        "complaints": list(ledger.complaints()),
        "rows": ledger.counts(),
        "failures": [{**asdict(failure), "recorded_at": at} for failure, at in ledger.failures()],
    }


def _print(found: dict[str, Any]) -> None:
    line(f"ledger: {found['ledger']}, version {found['version']}")
    line(f"file and quotes: {'sound' if not found['complaints'] else 'NOT SOUND, restore it from a copy'}")
    for complaint in found["complaints"]:
        line(complaint, indent=2)
    for one in found["checks"]:
        mark = "" if one["state"] == "well" else "LOOK: "
        line(f"{one['name']}: {mark}{one['words']}{'. ' + one['advice'] if one['advice'] else ''}")
    held = [f"{number} {name}" for name, number in found["rows"].items() if number]
    line(f"holds: {', '.join(held) or 'nothing yet'}")
    line("versions: " + ", ".join(f"{name} {number}" for name, number in found["versions"].items()))
    line(f"failures: {len(found['failures']) or 'none'}")
    for one in found["failures"]:
        line(f"{one['recorded_at'][:16]} {one['source']} ({one['stage']}): {one['reason']}. {one['advice']}", indent=2)
