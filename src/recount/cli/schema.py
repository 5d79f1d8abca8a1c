"""`recount schema`: the form of what `recount read` writes."""

from importlib.resources import files

import click


@click.command()
def command() -> None:
    """Print the JSON Schema (draft 2020-12) of one line of what `recount read` writes.

    \b
    Example:
      recount schema > reading.schema.json
    """  # noqa: D301
    click.echo(files("recount").joinpath("contract.schema.json").read_text(encoding="utf-8"), nl=False)
