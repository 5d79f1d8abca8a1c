"""What the caller says about a source, and how much of it is read at most."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from recount.ingest.manners import Manners


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much is read at most. Sizes in bytes, times in seconds of one article unless said otherwise.

    A news page is under 1 MB and a thousand-page report under 2 million characters; what is larger is refused, never
    cut short, since half an article can say the opposite of the whole. After `bad_lines` bad lines on end a
    file is taken for something else than JSON Lines.
    """

    text_bytes: int = 10_000_000
    page_bytes: int = 5_000_000
    pdf_bytes: int = 50_000_000
    feed_bytes: int = 10_000_000
    line_bytes: int = 5_000_000
    bad_lines: int = 1_000
    fetched_bytes: int = 50_000_000
    characters: int = 2_000_000
    tag_attributes: int = 1_000
    pdf_pages: int = 1_000
    feed_items: int = 1_000
    gzip_ratio: int = 200
    cpu_seconds: int = 20
    memory_bytes: int = 2_000_000_000
    fetch_seconds: float = 30.0
    redirects: int = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestOptions:
    """What the caller knows of a source, and what Recount may do to read it.

    `published` and `outlet` hold for a single document whatever it says of itself; in a collection (JSON Lines, a
    feed) they hold for the articles that name none. `captured` is the day of ingestion: a later day of publication
    is refused as wrong. `follow_links` fetches the page behind a feed item that brings no text of its own.
    Machines of the own network are refused, since a page or feed can lead there, except those of `trusted_hosts` (the
    addresses that a person named); `private_addresses` allows them all. `keep` is given the original bytes of each
    document before the document itself is given out. `manners` is asked before each link of a feed is followed, and
    `skip` tells of which links nothing new is expected.
    """

    published: date | None = None
    outlet: str | None = None
    captured: date | None = None
    limits: Limits = Limits()
    follow_links: bool = True
    private_addresses: bool = False
    trusted_hosts: frozenset[str] = frozenset()
    keep: Callable[[bytes], None] | None = None
    manners: Manners | None = None
    skip: Callable[[str], bool] | None = None
