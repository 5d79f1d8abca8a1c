"""From what stands on the command line to documents."""

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from time import monotonic, sleep
from urllib.parse import urlsplit

from recount.cli.room import Room
from recount.ingest import IngestOptions, Manners, ingest, robots_text
from recount.ingest.addresses import hosts_in
from recount.ledger import Ledger
from recount.records import Document, Failure


def documents_of(
    room: Room,
    sources: Iterable[str],
    *,
    published: date | None = None,
    outlet: str | None = None,
    into: Ledger | None = None,
) -> Iterator[Document | Failure]:
    """The documents of paths, addresses and standard input, with outlets named as in the settings.

    The originals of all are kept in the ledger that they go `into`.
    """
    named = tuple(sources)
    today = room.now().date()
    options = IngestOptions(
        published=published, outlet=outlet, captured=today, trusted_hosts=hosts_in(named), keep=keeper(room, into)
    )
    options = replace(options, manners=manners(options))
    for item in ingest(*named, options=options, stdin=sys.stdin.buffer):
        yield item if isinstance(item, Failure) else replace(item, outlet=_named(item, room))


def manners(options: IngestOptions) -> Manners:
    """How links are followed: as their sites wish, and not in a hurry."""
    return Manners(robots=lambda url: robots_text(url, options), now=monotonic, sleep=sleep)


def keeper(room: Room, ledger: Ledger | None) -> Callable[[bytes], None] | None:
    """What keeps the original bytes of documents in a ledger."""
    return (lambda data: ledger.keep(data, at=room.clock())) if ledger is not None else None


def _named(document: Document, room: Room) -> str | None:
    names = room.config.outlets
    site = urlsplit(document.url or "").hostname or ""
    return names.get(document.outlet or "") or names.get(site) or document.outlet
