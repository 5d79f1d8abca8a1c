"""Progress in a terminal, on the error stream; nothing in a pipe."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.text import Text

from recount.cli.printing import sound


@contextmanager
def progress(what: str) -> Iterator[Callable[[str], None]]:
    """Shows how many documents are done and which was the last; call what it gives after each."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn())
    both = sys.stdout.isatty()  # then lines printed meanwhile go above the bar; a file must get them untouched
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=both) as shown:
        task = shown.add_task(what, total=None)
        done = 0

        def step(name: str) -> None:
            nonlocal done
            done += 1
            shown.update(task, description=f"{what}: {done} ({Text(sound(name)).plain[:40]})")

        yield step
