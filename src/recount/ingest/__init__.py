"""Ingest: what was published, by whom and when. Bytes, files, folders, addresses and feeds become documents.

`ingest` is the door, `ingest_stream` the same for bytes at hand; `mark_furniture` is open to those who make documents
of their own.
"""

from recount.ingest.clean import mark_furniture
from recount.ingest.fetch import robots_text
from recount.ingest.manners import Manners
from recount.ingest.options import IngestOptions, Limits
from recount.ingest.sources import ingest, ingest_stream
from recount.ingest.workshop import Workshop

__all__ = [
    "IngestOptions", "Limits", "Manners", "Workshop", "ingest", "ingest_stream", "mark_furniture", "robots_text",
]  # fmt: skip
