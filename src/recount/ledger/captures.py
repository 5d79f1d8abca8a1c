"""One text captured more than once: under another name, from another outlet, with and without its day.

The captures together make one document, the same whichever came first.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from recount.ledger import stored
from recount.records import DateBasis, Document, content_id

_BEST_FIRST: tuple[DateBasis, ...] = ("given", "metadata", "dateline", "reasoned", "unknown")


def capture_id(document: Document) -> str:
    """What makes a capture the same as an earlier one: all that came with the text, except the day it was captured."""
    return content_id("capture", document.id, stored.encode(replace(document, text="", captured=None)))


def basis(document: Document) -> str:
    """A hash of what a reader is given besides the text; the name under which a text was filed says nothing of it."""
    return content_id("basis", document.id, stored.encode(replace(document, text="", name="", original_sha256="")))


def merged(captures: Sequence[Document]) -> Document:
    """One document out of all captures of a text: the best founded day of publication, gaps filled from the others."""
    first, *others = sorted(captures, key=_rank)
    filled: dict[str, Any] = {
        field: next((value for one in (first, *others) if (value := getattr(one, field)) is not None), None)
        for field in ("title", "outlet", "url", "language")
    }
    days = [one.captured for one in captures if one.captured is not None]
    return replace(first, **filled, captured=min(days, default=None))


def _rank(document: Document) -> tuple[int, date, date, bool, bool, str, str]:
    published = document.published
    return (
        _BEST_FIRST.index(published.basis),
        published.first or date.max,
        published.last or date.max,
        document.outlet is None,
        document.url is None,
        document.name,
        capture_id(document),
    )
