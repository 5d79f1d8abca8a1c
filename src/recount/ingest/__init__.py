"""Ingest: what was published, by whom and when. Bytes, files, folders, addresses and feeds become documents.

`ingest` is the door, `ingest_stream` the same for bytes at hand; `mark_furniture` is open to those who make documents
of their own.
"""

from recount.ingest.clean import mark_furniture
from recount.ingest.options import IngestOptions, Limits
from recount.ingest.sources import ingest, ingest_stream

__all__ = ["IngestOptions", "Limits", "ingest", "ingest_stream", "mark_furniture"]
