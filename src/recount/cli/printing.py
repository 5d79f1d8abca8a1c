"""How commands print: JSON for programs, lines with tabs in a pipe, aligned columns in a terminal.

Words of articles are data: they cannot colour, move or rename anything in a terminal.
"""

import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, BinaryIO

import click
import msgspec
from rich.console import Console
from rich.table import Table
from rich.text import Text

from recount.errors import LedgerError
from recount.records import Failure

# Control characters, and the marks that turn the direction of writing.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def sound(words: object) -> str:
    """Words as they can be sent to a terminal."""
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", str(words))


def counted(number: int, what: str) -> str:
    """A number of things in words: 1 incident, 2 incidents."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def line(words: str = "", *, indent: int = 0) -> None:
    """One line on standard output."""
    click.echo(" " * indent + sound(words))


def note(words: str) -> None:
    """One line on the error stream, beside the result."""
    click.echo(sound(" ".join(words.split())), err=True)


def complain(failure: Failure) -> None:
    """A failure in one line."""
    note(f"error: {failure.source}: {failure.reason}. {failure.advice}")


def json_line(value: Any) -> bytes:
    """A value as one line of JSON in UTF-8, whatever the terminal's own letters are."""
    return msgspec.json.encode(value) + b"\n"


def json_list(values: Iterable[Any]) -> None:
    """One JSON list, an item a line, written as they come."""
    stream = standard_output()
    before = b"[\n"
    for value in values:
        stream.write(before + msgspec.json.encode(value))
        before = b",\n"
    stream.write(b"[]\n" if before == b"[\n" else b"\n]\n")
    stream.flush()


def table(heads: Sequence[str], rows: Sequence[Sequence[object]], *, cut: Sequence[str] = ()) -> None:
    """Rows in aligned columns in a terminal, with tabs in a pipe; `cut` names columns to shorten where it is narrow."""
    cells = [[" ".join(sound(cell).split()) for cell in row] for row in rows]
    if not sys.stdout.isatty():
        for row in cells:
            click.echo("\t".join(row))
        return
    drawn = Table(box=None, pad_edge=False, header_style="dim")
    for head in heads:
        drawn.add_column(head, overflow="ellipsis", no_wrap=True, min_width=12 if head in cut else None)
    for row in cells:
        drawn.add_row(*(Text(cell) for cell in row))
    Console().print(drawn)


def standard_output() -> BinaryIO:
    """Standard output for bytes, behind what was printed before."""
    sys.stdout.flush()
    return sys.stdout.buffer


def opened(path: Path) -> BinaryIO:
    """A file to write to."""
    try:
        return path.open("wb")
    except OSError as error:
        raise LedgerError(f"{path} cannot be written ({error.strerror})", advice="Give another one with -o") from error
