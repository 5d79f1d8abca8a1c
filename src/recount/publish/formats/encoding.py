"""Rows as bytes: CSV, JSON Lines, one GeoJSON or JSON-LD document."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from recount.publish.exports import csv_row


def csv_table(rows: Iterable[Mapping[str, Any]], names: Sequence[str]) -> Iterator[bytes]:
    """A header and a row each, as CSV in UTF-8."""
    yield csv_row(names).encode("utf-8")
    for row in rows:
        yield csv_row(row.get(name) for name in names).encode("utf-8")


def json_lines(rows: Iterable[Mapping[str, Any]], _names: Sequence[str] = ()) -> Iterator[bytes]:
    """An object a line."""
    for row in rows:
        yield msgspec.json.encode(row) + b"\n"


def json_list(rows: Iterable[Mapping[str, Any]], head: bytes) -> Iterator[bytes]:
    """One JSON document: what stands before the list, an object a line, and the end of list and document."""
    yield head + b"[\n"
    before = b""
    for row in rows:
        yield before + msgspec.json.encode(row)
        before = b",\n"
    yield b"\n]}\n"
