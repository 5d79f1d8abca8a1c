"""Builders of files, good and hostile, small where size is not the point."""

import gzip
import zlib
from collections.abc import Iterable, Sequence

from recount.ingest import IngestOptions, ingest
from recount.records import Document, Failure

SENTENCE = "Gunmen killed three guards at a checkpoint outside the town on Friday, police said."


def taken(
    *sources: object, options: IngestOptions | None = None, **others: object
) -> tuple[list[Document], list[Failure]]:
    """What ingest gives, parted into documents and failures; the laws of every document are checked on the way."""
    items = list(ingest(*map(str, sources), options=options, **others))  # type: ignore[arg-type]
    documents = [item for item in items if isinstance(item, Document)]
    for document in documents:
        assert all(document.text[span.start : span.end] == span.quote for span in document.furniture)
        document.text.encode()
    failures = [item for item in items if isinstance(item, Failure)]
    for failure in failures:
        line = f"{failure.source}: {failure.reason}. {failure.advice}."
        assert failure.stage == "ingest"
        assert "\n" not in line
        assert failure.reason
        assert failure.advice
        assert not failure.reason.endswith(".")
    return documents, failures


def page(*paragraphs: str, head: str = "", before: str = "", after: str = "") -> str:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return f"<!doctype html><html><head>{head}</head><body>{before}<article>{body}</article>{after}</body></html>"


def rss(*items: str, head: str = "") -> str:
    return (
        f'<?xml version="1.0" encoding="utf-8"?>{head}<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        f"<channel><title>The Border Post</title>{''.join(f'<item>{item}</item>' for item in items)}</channel></rss>"
    )


def pdf(pages: Iterable[Sequence[str]], *, packed: bytes | None = None, extra: bytes = b"") -> bytes:
    """A PDF of the given lines on the given pages; `packed` is a ready Flate stream for its only page."""
    streams = [packed] if packed is not None else [_content(lines) for lines in pages]
    kids = b" ".join(b"%d 0 R" % (4 + 2 * number) for number in range(len(streams)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(streams), kids),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    for number, stream in enumerate(streams):
        flate = b"/Filter/FlateDecode" if packed is not None else b""
        objects += [
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents %d 0 R/Resources<</Font<</F1 3 0 R>>>>>>"
            % (5 + 2 * number),
            b"<</Length %d%s>>stream\n%s\nendstream" % (len(stream), flate, stream),
        ]
    return _file(objects, extra)


def _content(lines: Sequence[str]) -> bytes:
    shown = b"".join(b"(%s) Tj 0 -14 Td " % line.encode("latin-1") for line in lines)
    return b"BT /F1 11 Tf 72 720 Td " + shown + b"ET" if lines else b"0 0 m 9 9 l S"


def _file(objects: Sequence[bytes], extra: bytes) -> bytes:
    written, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    trailer = b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, extra, len(written))
    return written + head + table + trailer


def flate_of_spaces(megabytes: int) -> bytes:
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(b" " * 1_000_000) for _ in range(megabytes)) + packer.flush()


def gzip_of(piece: bytes, times: int) -> bytes:
    """A gzip member for each piece, which unpacks as one file."""
    return gzip.compress(piece) * times
