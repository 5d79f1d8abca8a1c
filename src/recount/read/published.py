"""When a document was published, as far as it can be known; a first version: the given day, or up to the capture."""

from collections.abc import Sequence

from recount.records import Document, Published, Sentence


def reason_published(document: Document, sentences: Sequence[Sentence]) -> Published:
    """The day of publication: given, or bounded by the day of capture."""
    return document.published
