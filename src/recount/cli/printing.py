"""How commands print: JSON for programs, lines with tabs in a pipe, aligned columns in a terminal.

Words of articles are data: they cannot colour, move or rename anything in a terminal.
"""

import re
import shutil
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from textwrap import fill
from typing import Any, BinaryIO

import click
import msgspec
from rich.cells import cell_len, set_cell_size

from recount.errors import LedgerError
from recount.records import Failure

# Control characters, and the marks that turn the direction of writing.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


# Where `--log-json` is noted for a run.
LOG_JSON = "recount.log_json"
# How much of an id a terminal shows; any beginning of an id is understood.
SHORT_ID = 8
# How narrow a long column becomes where the terminal is.
NARROW = 14
# How wide lines are where no terminal says it.
WIDE = 160
# Columns whose number says nothing without its name, where rows take several lines.
NAMED = frozenset({"killed", "wounded", "witnesses"})
# Cells that tell nothing, left out there.
NOTHING = frozenset({"", "–", "not known"})


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
    log("warning", words)


def log(level: str, words: str, **told: object) -> None:
    """What happens, on the error stream: a line of words, or a JSON object with all that is told (`--log-json`)."""
    plain = sound(" ".join(words.split()))
    context = click.get_current_context(silent=True)
    if context is None or not context.meta.get(LOG_JSON):
        click.echo(plain, err=True)
        return
    at = context.obj.clock() if context.obj is not None else None
    click.echo(
        json_line({"at": at, "level": level, "command": context.info_name, "words": plain, **told}), err=True, nl=False
    )


def complain(failure: Failure) -> None:
    """A failure in one line."""
    words = f"error: {failure.source}: {failure.reason}. {failure.advice}"
    log("error", words, source=failure.source, stage=failure.stage, reason=failure.reason, advice=failure.advice)


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


def table(
    heads: Sequence[str], rows: Sequence[Sequence[object]], *, cut: Sequence[str] = (), aligned: bool = False
) -> None:
    """Rows in columns in a terminal, with tabs in a pipe unless `aligned`; where it is too narrow, rows over lines.

    `cut` names the columns to shorten first.
    """
    cells = [[" ".join(sound(cell).split()) for cell in row] for row in rows]
    if not aligned and not sys.stdout.isatty():
        for row in cells:
            click.echo("\t".join(row))
        return
    width = terminal_width()
    widths = _fitted(heads, cells, cut, width)
    if sum(widths) + 2 * len(widths) - 2 > width:
        _blocks(heads, cells, width)
        return
    for number, row in enumerate((list(heads), *cells)):
        words = "  ".join(_cell(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip()
        click.echo(click.style(words, dim=True) if number == 0 else words)


def terminal_width() -> int:
    """How many letters a line of the terminal takes."""
    return shutil.get_terminal_size((WIDE, 50)).columns


def paragraph(words: str, *, indent: int = 0) -> None:
    """A sentence over as many lines as it takes."""
    before = " " * indent
    told = " ".join(sound(words).split())
    click.echo(fill(told, max(40, terminal_width()), initial_indent=before, subsequent_indent=before))


def _blocks(heads: Sequence[str], rows: Iterable[Sequence[str]], width: int) -> None:
    """Each row as a few lines: the first cell, and the rest beside it."""
    indent = " " * (SHORT_ID + 2)
    for first, *rest in rows:
        cells = [pair for pair in zip(heads[1:], rest, strict=True) if pair[1] not in NOTHING]
        told = [f"{head} {cell}" if head in NAMED else cell for head, cell in cells]
        name = first[:SHORT_ID] if heads[0] == "id" else first
        dots = "\N{NO-BREAK SPACE}· "  # no line begins with a dot
        words = fill(dots.join(told), width, initial_indent=f"{name:<{SHORT_ID}}  ", subsequent_indent=indent)
        click.echo(words.replace("\N{NO-BREAK SPACE}", " "))


def _fitted(heads: Sequence[str], rows: Sequence[Sequence[str]], cut: Sequence[str], space: int) -> list[int]:
    """How wide each column is: as wide as its words, the widest of those to cut made narrower until all fit."""
    widths = [max(map(cell_len, column)) for column in zip(heads, *rows, strict=True)]
    if "id" in heads:
        widths[heads.index("id")] = SHORT_ID
    places = [heads.index(head) for head in cut]
    while sum(widths) + 2 * len(widths) - 2 > space and any(widths[place] > NARROW for place in places):
        widths[max(places, key=widths.__getitem__)] -= 1
    return widths


def _cell(words: str, width: int) -> str:
    if cell_len(words) <= width or width == SHORT_ID:
        return set_cell_size(words, width)
    return f"{set_cell_size(words, width - 1)}…"


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
