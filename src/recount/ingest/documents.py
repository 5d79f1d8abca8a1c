"""A document out of an article's text: its id, its day of publication, its language, its furniture."""

import re
from hashlib import sha256

from recount.errors import EmptyDocument, IngestError, TooLarge
from recount.ingest.addresses import web_address
from recount.ingest.clean import mark_furniture
from recount.ingest.jobs import Parsed
from recount.ingest.language import language_of
from recount.ingest.options import IngestOptions
from recount.records import Document, Failure, Published, content_id

# What no database stores and no terminal should be sent: control characters, halves of surrogate pairs.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0e-\x1b\x7f\ud800-\udfff]")


def full_text(title: str | None, text: str) -> str:
    """The text that offsets point into: the title, where there is one, then the body."""
    headline = (title or "").strip()
    return f"{headline}\n\n{text}" if headline and not text.lstrip().startswith(headline) else text


def make_document(
    parsed: Parsed, *, name: str, original: bytes, options: IngestOptions, collected: bool = False
) -> Document:
    """The document of one article. `collected`: it is one of many, so what it says of itself goes before the options.

    Raises EmptyDocument where the text holds no words, TooLarge where it is longer than any report.
    """
    text = _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", full_text(parsed.title, parsed.text))
    if not any(map(str.isalpha, parsed.text)):
        raise EmptyDocument("it holds no words", advice="Check that it is the file you meant")
    if len(text) > options.limits.characters:
        raise TooLarge(
            f"its text has {len(text):,} characters; the limit is {options.limits.characters:,}",
            advice="Split it and add the parts",
        )
    made = Document(
        id=content_id("document", text),
        name=_printable(name),
        text=text,
        title=_UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", (parsed.title or "").strip()) or None,
        outlet=_either(parsed.outlet, options.outlet, collected=collected),
        url=web_address(parsed.url),
        published=_published(parsed.published, options, collected=collected),
        language=language_of(text),
        furniture=mark_furniture(text, parsed.title),
        original_sha256=sha256(original).hexdigest(),
        captured=options.captured,
    )
    if options.keep is not None:
        options.keep(original)
    return made


def _either(own: str | None, given: str | None, *, collected: bool) -> str | None:
    chosen = own or given if collected else given or own
    return _printable(chosen) if chosen else None


def _published(own: Published, options: IngestOptions, *, collected: bool) -> Published:
    if options.published is None or (collected and own.first is not None):
        return own
    reason = f"{options.published} was given with the source"
    return Published(first=options.published, last=options.published, basis="given", reason=reason)


def _printable(words: str) -> str:
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", " ".join(words.split()))


def failure(label: str, error: IngestError) -> Failure:
    """An error as the record of what could not be ingested, in one line."""
    return noted(label, error.what, error.advice)


def noted(label: str, reason: str, advice: str) -> Failure:
    """A failure with a source that can be printed in one line, whatever the file is called."""
    return Failure(source=_printable(label), stage="ingest", reason=_printable(reason), advice=_printable(advice))
