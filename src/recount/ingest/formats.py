"""How each kind of original becomes documents."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from recount.errors import EmptyDocument, IngestError, NotText, Unreachable
from recount.ingest.addresses import host_of, web_address
from recount.ingest.articles import read_articles
from recount.ingest.decode import read_text
from recount.ingest.documents import failure, make_document, noted
from recount.ingest.fetch import Answered, fetch
from recount.ingest.jobs import Job, JobKind, Parsed
from recount.ingest.kinds import ENDINGS, Kind, kind_of
from recount.ingest.manners import Unwanted
from recount.ingest.options import IngestOptions, Limits
from recount.ingest.originals import Original, original_of
from recount.ingest.workshop import Workshop
from recount.records import Document, Failure

# After so many links of one feed that did not answer, the others are left alone: a thousand of them would take hours.
PATIENCE = 3
_MEDIA_TYPES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/x-ndjson": ".jsonl",
    "text/plain": ".txt",
}


@dataclass(frozen=True, slots=True)
class Intake:
    """What reading an original takes: the caller's options and the process that takes hostile formats apart."""

    options: IngestOptions
    workshop: Workshop

    @property
    def limits(self) -> Limits:
        """The limits among the options."""
        return self.options.limits


def documents_in(original: Original, intake: Intake) -> Iterator[Document | Failure]:
    """The documents of an original, and what of it could not be read."""
    try:
        kind = kind_of(original.head, original.ending)
        if kind == "articles":
            yield from read_articles(original, intake.options)
        elif kind == "feed":
            yield from _read_feed(original, intake)
        else:
            yield from _read_single(original, kind, intake)
    except IngestError as error:
        yield failure(original.label, error)


def _read_single(original: Original, kind: Kind, intake: Intake) -> Iterator[Document | Failure]:
    data, found = _parsed(original, kind, intake)
    yield make_document(found, name=original.name, original=data, options=intake.options)
    for reason, advice in found.notes:
        yield noted(original.label, reason, advice)


def _parsed(original: Original, kind: Kind, intake: Intake) -> tuple[bytes, Parsed]:
    """The bytes of a text, page or PDF, and the article in them."""
    limits = intake.limits
    data = original.whole({"page": limits.page_bytes, "pdf": limits.pdf_bytes}.get(kind, limits.text_bytes))
    if not data.strip():
        raise EmptyDocument("it is empty", advice="Add a file that holds a report")
    if kind in ("page", "pdf"):
        (found,) = _take_apart(original, kind, data, intake)
    else:
        decoded = read_text(data, original.charset)
        found = Parsed(text=decoded.text, notes=decoded.notes)
    return data, replace(found, url=original.url or found.url, outlet=found.outlet or host_of(original.url))


def _take_apart(original: Original, kind: JobKind, data: bytes, intake: Intake) -> tuple[Parsed, ...]:
    job = Job(
        kind=kind,
        data=data,
        limits=intake.limits,
        charset=original.charset,
        url=original.url,
        captured=intake.options.captured,
    )
    return intake.workshop.take_apart(job)


def _read_feed(original: Original, intake: Intake) -> Iterator[Document | Failure]:
    data = original.whole(intake.limits.feed_bytes)
    silent = 0
    for number, found in enumerate(_take_apart(original, "feed", data, intake), 1):
        item = replace(found, name=found.name or f"{original.name}:{number}")
        label = item.url or f"{original.label} item {number}"
        yield from (noted(original.label, reason, advice) for reason, advice in item.notes)
        if item.whole or not intake.options.follow_links:
            yield from _read_item(data, item, label, intake)
            continue
        if intake.options.skip is not None and intake.options.skip(item.url or ""):
            continue
        try:
            page = _behind(item, intake, patient=silent < PATIENCE)
            silent = 0
        except IngestError as error:
            yield failure(label, error)
            silent += isinstance(error, Unreachable) and not isinstance(error, Answered | Unwanted)
            page = (data, item)
        if page[1].text:
            yield from _read_item(*page, label, intake)


def _read_item(data: bytes, item: Parsed, label: str, intake: Intake) -> Iterator[Document | Failure]:
    try:
        yield make_document(item, name=item.name or label, original=data, options=intake.options, collected=True)
    except IngestError as error:
        yield failure(label, error)


def _behind(item: Parsed, intake: Intake, *, patient: bool) -> tuple[bytes, Parsed]:
    """The page that a feed item links to; what the page does not say of itself is taken from the feed."""
    if not patient:
        raise Unreachable(
            f"it was not fetched, since {PATIENCE} links before it gave nothing", advice="Try again later"
        )
    if intake.options.manners is not None:
        intake.options.manners.before(item.url or "")
    original = fetch_original(item.url or "", intake.options)
    kind = kind_of(original.head, original.ending)
    if kind in {"articles", "feed"}:
        raise NotText("the feed links to no article", advice="Add the address by itself")
    data, page = _parsed(original, kind, intake)
    published = page.published if page.published.first else item.published
    return data, replace(page, name=item.name, title=page.title or item.title, published=published)


def fetch_original(url: str, options: IngestOptions) -> Original:
    """The original that an address answers with."""
    fetched = fetch(url, options)
    path = PurePosixPath(urlsplit(fetched.url).path)
    if path.suffix.lower() not in {*ENDINGS, ".gz"}:
        path = path.with_name(f"{path.stem or 'page'}{_MEDIA_TYPES.get(fetched.media_type, '')}")
    return original_of(
        BytesIO(fetched.data),
        label=web_address(url) or url,
        path=str(path),
        limits=options.limits,
        url=web_address(fetched.url),
        charset=fetched.charset,
    )
