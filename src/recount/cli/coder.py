"""The options of the second coder, shared by the commands that read articles."""

import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import wraps
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from recount import __version__
from recount.cli.room import Room
from recount.errors import CoderError
from recount.ledger.engine import file_of
from recount.stages import Stages

KEY = "RECOUNT_CODER_KEY"
MOST = click.IntRange(1)
_OPTIONS = (
    click.option("--coder", metavar="URL", help="Read with a language model at an OpenAI-compatible address instead."),
    click.option("--coder-model", metavar="NAME", help="Its model. The key is taken from RECOUNT_CODER_KEY."),
    click.option("--coder-requests", type=MOST, default=1000, show_default=True, help="How often it may be asked."),
    click.option("--coder-tokens", type=MOST, default=5_000_000, show_default=True, help="How much may be spent."),
    click.option("--coder-seconds", type=click.FloatRange(1), default=120, show_default=True, help="For one answer."),
)


def with_coder(command: Callable[..., None]) -> Callable[..., None]:
    """A command with the second coder's options: where they name one, its room reads with it, one article at a time."""

    @wraps(command)
    def furnished(room: Room, **asked: Any) -> None:
        settings = {name: asked.pop(f"coder_{name}") for name in ("model", "requests", "tokens", "seconds")}
        url = asked.pop("coder")
        if url is None:
            command(room, **asked)
            return
        stages = stages_of(room.stages, url, settings, answers_beside(asked.get("db") or room.config.ledger))
        command(replace(room, stages=stages), **{**asked, "jobs": 1})

    for option in reversed(_OPTIONS):
        furnished = option(furnished)
    return furnished


def stages_of(stages: Stages, url: str, settings: Mapping[str, Any], answers: Path) -> Stages:
    """The stages with the second coder as the reader."""
    if not settings["model"]:
        raise CoderError("No model is named for the second coder", advice="Name it with --coder-model NAME")
    try:
        endpoint = import_module("recount.endpoint")
    except ModuleNotFoundError as error:
        advice = "Install them with: pip install 'recount-ledger[coder]'"
        raise CoderError(f"The second coder's libraries are not installed ({error.name})", advice=advice) from error
    coder = endpoint.checked(endpoint.Coder(url=url, key=os.environ.get(KEY) or None, answers=answers, **settings))
    return replace(stages, name=f"{coder.model} {__version__}", make_reader=endpoint.MakeReader(coder))


def answers_beside(ledger: str) -> Path:
    """The folder in which answers are kept: beside the ledger's file, or here where it is a database elsewhere."""
    file = file_of(ledger)
    return file.with_name(f"{file.name}.answers") if file else Path("recount.answers")
