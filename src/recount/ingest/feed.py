"""The items of an RSS or Atom feed. Runs in the limited worker only."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from urllib.parse import urljoin

import feedparser
from lxml.etree import LxmlError

from recount.errors import EmptyDocument, NotText
from recount.ingest.addresses import is_web_address
from recount.ingest.days import published_by
from recount.ingest.jobs import Parsed
from recount.ingest.options import Limits
from recount.ingest.webpage import fragment_text
from recount.records import Published

# A summary of this many characters is an article of its own; agencies' feeds often bring no more.
WHOLE = 500
_CUT = re.compile(
    r"(?:\[?(?:…|\.\.\.)\]?|(?:read|view|continue|see)\s(?:more|reading|full)[^.]{0,60})\s*$", re.IGNORECASE
)


def read_feed(data: bytes, *, url: str | None, captured: date | None, limits: Limits) -> tuple[Parsed, ...]:
    """An article for each item: its own content, or its summary, marked as such where a page stands behind it."""
    if b"<!ENTITY" in data or "<!ENTITY".encode("utf-16-le") in data or "<!ENTITY".encode("utf-16-be") in data:
        raise NotText("it declares entities of its own, as bombs do", advice="Save the articles as text")
    # Entities are not expanded and outside ones not fetched; a wrapped stream is never taken for an address.
    found = feedparser.parse(
        BytesIO(data), resolve_relative_uris=False, response_headers={"content-type": "application/xml"}
    )
    if not found.entries:
        if not found.version:
            raise NotText("it is no RSS or Atom feed", advice="Save the articles as HTML or text and add those")
        raise EmptyDocument("the feed holds no items", advice="Try again when it has news")
    outlet = " ".join(str(found.feed.get("title") or "").split()) or None
    items = [_item(entry, outlet, url, captured) for entry in found.entries[: limits.feed_items]]
    if len(found.entries) > len(items):
        left_out = f"the feed holds {len(found.entries):,} items; the first {len(items):,} were read"
        items[-1] = replace(items[-1], notes=((left_out, "Split it and add the rest"),))
    return tuple(items)


def _item(entry: feedparser.FeedParserDict, outlet: str | None, url: str | None, captured: date | None) -> Parsed:
    content = max((str(part.get("value") or "") for part in entry.get("content") or ()), key=len, default="")
    summary = _text(str(entry.get("summary") or ""))
    text = _text(content) or summary
    link = urljoin(url or "", str(entry.get("link") or "").strip())
    address = link if is_web_address(link) else None
    whole = (bool(content) or len(text) >= WHOLE) and not _CUT.search(text[-100:])
    return Parsed(
        text=text,
        title=_text(str(entry.get("title") or "")) or None,
        outlet=outlet,
        url=address,
        name=address or str(entry.get("id") or "").strip()[:500] or None,
        published=_published(entry, captured),
        whole=whole or address is None,
    )


def _text(markup: str) -> str:
    try:
        return fragment_text(markup)
    except (LxmlError, ValueError):
        return ""


def _published(entry: feedparser.FeedParserDict, captured: date | None) -> Published:
    names = (("published", "the feed"), ("updated", "the feed, which tells only when the item was last changed,"))
    given = ((where, str(entry.get(name) or "")) for name, where in names)
    return published_by(((where, value) for where, value in given if value.strip()), captured)
