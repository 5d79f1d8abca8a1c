"""The option that has a command's heavy work done on a cluster."""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from importlib import import_module
from typing import Any

import click

from recount.cli.room import Room
from recount.errors import EngineError

_OPTION = click.option(
    "--engine", metavar="MASTER", help="Work on Apache Spark: spark://HOST:7077, local-cluster[2,1,1024] or local[2]."
)


def with_engine(command: Callable[..., None]) -> Callable[..., None]:
    """A command with the option `--engine`: where a cluster is named, its room works there until it is done."""

    @wraps(command)
    def furnished(room: Room, **asked: Any) -> None:
        master = asked.pop("engine")
        if master is None:
            command(room, **asked)
            return
        if asked.get("coder"):
            advice = "Leave out --engine, or --coder"
            raise EngineError("A second coder is asked from one place, not from many machines", advice=advice)
        with _spark().open_engine(master) as engine:
            command(replace(room, engine=engine), **asked)

    return _OPTION(furnished)


def _spark() -> Any:
    """The engine's module, which is loaded here alone: Spark is large, and an extra."""
    try:
        return import_module("recount.spark")
    except ModuleNotFoundError as error:
        advice = "Install them with: pip install 'recount-ledger[spark]' (Java 17 is needed, too)"
        raise EngineError(f"Spark's libraries are not installed ({error.name})", advice=advice) from error
