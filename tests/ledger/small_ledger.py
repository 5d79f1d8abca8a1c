"""A ledger of two small incidents, for tests of what is read out of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from factory import document
from small_stages import SMALL

from recount.ledger import Ledger
from recount.pipeline import Desk, add

TEXTS = (
    "2016-10-24 Quetta: killed 61 (army)\n",
    "2016-10-24 Quetta: killed 65 (police)\n2017-05-12 Mastung: killed 25\n",
)


@contextmanager
def filled_ledger(file: Path) -> Iterator[Ledger]:
    seconds = count()
    with Ledger.open(str(file)) as ledger:
        desk = Desk(ledger=ledger, stages=SMALL, now=lambda: f"2026-11-20T10:00:{next(seconds):02d}.000000Z")
        list(add(desk, [document(f"{number}.txt", text, on="2018-01-01") for number, text in enumerate(TEXTS)]))
        yield ledger
