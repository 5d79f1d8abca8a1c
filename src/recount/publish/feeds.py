"""News of a ledger as RSS 2.0 or Atom, for any feed reader."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from xml.etree.ElementTree import Element, SubElement, tostring

_ATOM = "http://www.w3.org/2005/Atom"
# What XML 1.0 cannot hold, even escaped.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One piece of news; `id` stays the same for good, `link` is where it is told at length."""

    id: str
    title: str
    words: str
    at: datetime
    link: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed: its items, newest first, and the address of what it is about."""

    id: str
    title: str
    about: str
    link: str
    items: Sequence[Item]
    at: datetime


def rss(feed: Feed) -> bytes:
    """The feed as RSS 2.0."""
    root = Element("rss", {"version": "2.0"})
    channel = SubElement(root, "channel")
    for name, words in (("title", feed.title), ("link", feed.link), ("description", feed.about)):
        _add(channel, name, words)
    _add(channel, "lastBuildDate", format_datetime(feed.at))
    for item in feed.items:
        entry = SubElement(channel, "item")
        _add(entry, "title", item.title)
        _add(entry, "description", item.words)
        _add(entry, "guid", f"urn:recount:{item.id}", isPermaLink="false")
        _add(entry, "pubDate", format_datetime(item.at))
        if item.link:
            _add(entry, "link", item.link)
    return _written(root)


def atom(feed: Feed) -> bytes:
    """The feed as Atom."""
    root = Element("feed", {"xmlns": _ATOM})
    for name, words in (("id", f"urn:recount:{feed.id}"), ("title", feed.title), ("subtitle", feed.about)):
        _add(root, name, words)
    _add(root, "updated", feed.at.isoformat())
    SubElement(root, "link", {"href": sound(feed.link)})
    author = SubElement(root, "author")
    _add(author, "name", "Recount")
    for item in feed.items:
        entry = SubElement(root, "entry")
        _add(entry, "id", f"urn:recount:{item.id}")
        _add(entry, "title", item.title)
        _add(entry, "updated", item.at.isoformat())
        _add(entry, "summary", item.words)
        if item.link:
            SubElement(entry, "link", {"href": sound(item.link)})
    return _written(root)


def _add(parent: Element, name: str, words: str, **attributes: str) -> None:
    SubElement(parent, name, attributes).text = sound(words)


def sound(words: str) -> str:
    """Words as XML can hold them."""
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", words)


def _written(root: Element) -> bytes:
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"
