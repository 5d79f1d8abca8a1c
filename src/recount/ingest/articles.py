"""JSON Lines: one article a line, read one at a time, so that a file may be larger than the memory."""

import json
from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from recount.errors import IngestError, NotText, TooLarge
from recount.ingest.days import published_by
from recount.ingest.decode import is_wide, read_text
from recount.ingest.documents import failure, make_document, noted
from recount.ingest.jobs import Parsed
from recount.ingest.options import IngestOptions
from recount.ingest.originals import Original
from recount.records import Document, Failure

FIELDS = "Give it the fields text, and where known id, outlet, title, published, url"


class _Article(msgspec.Struct):
    """The fields of a line; others are passed over."""

    text: str
    id: str | int | None = None
    outlet: str | None = None
    title: str | None = None
    published: str | int | float | None = None
    url: str | None = None


def read_articles(original: Original, options: IngestOptions) -> Iterator[Document | Failure]:
    """A document for each line; a bad line is a failure that names it, and the others go on."""
    if is_wide(original.head):
        raise NotText(
            "it is JSON Lines in UTF-16", advice="Convert it to UTF-8 (for example with iconv) and add it again"
        )
    bad = 0
    for number, line in _lines(original.stream, options.limits.line_bytes):
        label = f"{original.label}:{number}"
        if bad >= options.limits.bad_lines:
            raise NotText(f"{bad:,} bad lines on end; the rest was not read", advice="Check that it is JSON Lines")
        try:
            if line is None:
                limit = f"{options.limits.line_bytes / 1e6:g} MB"
                raise TooLarge(f"the line is longer than {limit}", advice="Write each article on a line of its own")
            if line.strip():
                yield from _read_line(line, label, f"{original.name}:{number}", options)
                bad = 0
        except IngestError as error:
            bad += 1
            yield failure(label, error)


def _lines(stream: BinaryIO, limit: int) -> Iterator[tuple[int, bytes | None]]:
    """Numbered lines, ended by a line feed only: other breaks occur within texts. None for one over the limit."""
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        if len(line) > limit and not line.endswith(b"\n"):
            while (rest := stream.readline(limit)) and not rest.endswith(b"\n"):
                continue
            yield number, None
        else:
            yield number, line


def _read_line(line: bytes, label: str, name: str, options: IngestOptions) -> Iterator[Document | Failure]:
    decoded = read_text(line)
    article = _article(decoded.text)
    found = Parsed(
        text=article.text,
        title=article.title,
        outlet=article.outlet,
        url=article.url,
        published=published_by(
            [("its field published", str(article.published))] if article.published else [], options.captured
        ),
    )
    own = "" if article.id is None else str(article.id)
    yield make_document(found, name=own or name, original=line.rstrip(b"\r\n"), options=options, collected=True)
    for reason, advice in decoded.notes:
        yield noted(label, reason, advice)


def _article(line: str) -> _Article:
    try:
        return msgspec.convert(json.loads(line), _Article)
    except json.JSONDecodeError as error:
        raise NotText(f"it is no JSON ({error.msg} at character {error.pos + 1})", advice="Correct the line") from error
    except msgspec.ValidationError as error:
        raise NotText(f"it is no article ({error})", advice=FIELDS) from error
    except (RecursionError, ValueError) as error:
        raise NotText("its JSON is nested too deeply or holds an endless number", advice=FIELDS) from error
